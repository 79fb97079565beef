import type { Call, Turn } from 'callspec'
import { CALL_COLUMNS, type ColumnType } from 'callspec/columns'

export type StreamName = 'calls' | 'turns'

/** The JSON Schema of one column, in the words that all targets know. */
export interface ColumnSchema {
  type: readonly string[]
  format?: 'date-time'
  description?: string
}

/** A column of a stream. `Row`: what its records are made of. */
export interface TapColumn<Row> {
  readonly name: string
  readonly schema: ColumnSchema
  readonly valueOf: (row: Row) => string | number | boolean | null
}

export interface CallRow {
  call: Call
  /** The platform's own row as JSON; `null` if it has none. */
  raw: () => string | null
  /** The platform's response to `get`, likewise. */
  rawDetail: () => string | null
}

export interface TurnRow {
  call: Call
  turn: Turn
  position: number
}

/** An amount stays text: a target may read a number as floating point, and lose digits. */
const JSON_TYPES: { readonly [Type in ColumnType]: string } = {
  text: 'string',
  stamp: 'string',
  decimal: 'string',
  number: 'number',
  boolean: 'boolean',
}

function schemaOf(type: ColumnType, isRequired: boolean, description?: string): ColumnSchema {
  return {
    type: isRequired ? [JSON_TYPES[type]] : ['null', JSON_TYPES[type]],
    ...(type === 'stamp' && { format: 'date-time' }),
    ...(description !== undefined && { description }),
  }
}

const TURN_COUNT = 'Turns of the transcript. Rows of `turns` at this position or later are of an earlier version.'

export const CALLS: readonly TapColumn<CallRow>[] = [
  ...CALL_COLUMNS.map((column) => ({
    name: column.name,
    schema: schemaOf(column.type, column.required),
    valueOf: ({ call }: CallRow) => column.valueOf(call),
  })),
  {
    name: 'turn_count',
    schema: { type: ['null', 'integer'], description: TURN_COUNT },
    valueOf: ({ call }) => call.transcript?.length ?? null,
  },
  // Each platform has a shape of its own, which targets would flatten into columns: as a text, it fits them all.
  { name: 'raw', schema: schemaOf('text', false, "The platform's own row as JSON."), valueOf: ({ raw }) => raw() },
  {
    name: 'raw_detail',
    schema: schemaOf('text', false, "The platform's response to a request for the single call, as JSON."),
    valueOf: ({ rawDetail }) => rawDetail(),
  },
]

export const TURNS: readonly TapColumn<TurnRow>[] = [
  { name: 'key', schema: schemaOf('text', true, 'The key of the call.'), valueOf: ({ call }) => call.key },
  { name: 'position', schema: { type: ['integer'], description: 'From 0 on.' }, valueOf: ({ position }) => position },
  { name: 'source', schema: schemaOf('text', true), valueOf: ({ call }) => call.source },
  { name: 'speaker', schema: schemaOf('text', true), valueOf: ({ turn }) => turn.speaker },
  { name: 'text', schema: schemaOf('text', true), valueOf: ({ turn }) => turn.text },
  { name: 'at', schema: schemaOf('stamp', false), valueOf: ({ turn }) => turn.at },
  { name: 'offset_seconds', schema: schemaOf('number', false), valueOf: ({ turn }) => turn.offsetSeconds },
]

/** What identifies a record: a target replaces the one that it has. */
export const KEYS: { readonly [Name in StreamName]: readonly string[] } = { calls: ['key'], turns: ['key', 'position'] }

/** A stamp of the record by which it is read incrementally. */
export const REPLICATION_KEYS: { readonly [Name in StreamName]: readonly string[] } = { calls: ['occurred_at'], turns: [] }

export interface StreamSchema {
  type: 'object'
  properties: Record<string, ColumnSchema>
}

export const streamSchema = (columns: readonly { name: string; schema: ColumnSchema }[]): StreamSchema => ({
  type: 'object',
  properties: Object.fromEntries(columns.map(({ name, schema }) => [name, schema])),
})

/** A record with all columns, because a target may take its head row from the first one. */
export const recordOf = <Row>(columns: readonly TapColumn<Row>[], row: Row): Record<string, string | number | boolean | null> =>
  Object.fromEntries(columns.map((column) => [column.name, column.valueOf(row)]))
