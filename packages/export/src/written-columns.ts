import { CALL_COLUMNS, type Column, selectColumns } from 'callspec/columns'

/** The columns of a table of calls: those that are named, by default all. */
export const writtenColumns = (names: readonly string[] | undefined): readonly Column[] =>
  names === undefined ? CALL_COLUMNS : selectColumns(names)
