import Table from 'cli-table3'
import stringWidth from 'string-width'

export interface Column {
  head: string
  align?: 'left' | 'right'
  /** Cells that need more columns of a terminal than this are cut. Default: none is. */
  maxWidth?: number
}

/** Between two columns. */
export const GAP = '  '

/** Columns of a terminal that each column of a table needs, at least those of `before`. */
export function columnWidths(columns: readonly Column[], rows: readonly string[][], before: readonly number[] = []): number[] {
  return columns.map(({ head, maxWidth = Number.POSITIVE_INFINITY }, index) => {
    const needed = rows.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), stringWidth(head))
    return Math.max(Math.min(needed, maxWidth), before[index] ?? 0)
  })
}

/** One line per row, cells side by side; what is wider than its column ends in `…`. */
export function layOut(columns: readonly Column[], rows: readonly string[][], widths: readonly number[]): string[] {
  const table = new Table({
    chars: BLANK,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: [...widths],
    colAligns: columns.map(({ align = 'left' }) => align),
  })
  table.push(...rows)
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
}

/** A table that is known whole, with its head. */
export function renderTable(columns: readonly Column[], rows: readonly string[][]): string[] {
  const all = [columns.map(({ head }) => head), ...rows]
  return layOut(columns, all, columnWidths(columns, rows))
}

const BLANK = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: GAP,
}
