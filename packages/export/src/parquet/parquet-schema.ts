import type { Column, ColumnType } from 'callspec/columns'
import type { SchemaElement } from 'hyparquet-writer'

const TYPES: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  boolean: { type: 'BOOLEAN' },
  stamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    // An instant, not what some clock showed.
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  number: { type: 'DOUBLE' },
  // As a text: DECIMAL has one number of decimals for the whole column, but platforms send two, four or ten, and a DOUBLE would change digits.
  decimal: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
}

/** The columns with their types; one is required where every call has a value. */
export const parquetSchema = (columns: readonly Column[]): SchemaElement[] => [
  { name: 'calls', num_children: columns.length },
  ...columns.map(
    ({ name, type, required }): SchemaElement => ({
      name,
      ...TYPES[type],
      repetition_type: required ? 'REQUIRED' : 'OPTIONAL',
    }),
  ),
]
