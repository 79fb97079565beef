import type { ColumnType } from 'callspec/columns'

export type Cell = string | number | boolean | null

/** What a column of a table holds: as in the columns of calls, or a `date` like `2026-11-01`. */
export type TableColumnType = ColumnType | 'date'

export interface TableColumn {
  /** Its head. */
  name: string
  type: TableColumnType
  /** How Excel shows a number, such as `0.0` or `0.0%`; the whole number stays in the cell. Default: with the digits it has. */
  format?: string | undefined
  /** Characters that Excel makes room for. Default: by the type. */
  width?: number | undefined
}

/** Named, typed columns and rows, such as the groups of `stats`. */
export interface Table {
  /** Of the sheet in Excel. */
  name: string
  columns: readonly TableColumn[]
  /** Each with a cell for every column. */
  rows: readonly (readonly Cell[])[]
}

/** A row on its way into a file. */
export interface TableRow {
  /** What a loss is reported of. */
  key: string
  cells: readonly Cell[]
}
