import stringWidth from 'string-width'
import { type Meaning, type Paint, plain } from './color.js'
import { elide } from './elide.js'
import { wrap } from './wrap.js'

export interface Column {
  head: string
  align?: 'left' | 'right' | undefined
  /** Wider cells are shortened. Default: no limit. */
  maxWidth?: number | undefined
  /** What a cell means, by its text. */
  meaning?: ((cell: string) => Meaning | undefined) | undefined
}

/** Separates two columns. */
export const GAP = '  '

/** The width that each column needs in a terminal, at least that of `before`. */
export function columnWidths(columns: readonly Column[], rows: readonly string[][], before: readonly number[] = []): number[] {
  return columns.map(({ head, maxWidth = Number.POSITIVE_INFINITY }, index) => {
    const needed = rows.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), stringWidth(head))
    return Math.max(Math.min(needed, maxWidth), before[index] ?? 0)
  })
}

/** The width of a line of columns of these widths. */
export const lineWidth = (widths: readonly number[]): number => widths.reduce((sum, each) => sum + each + GAP.length, -GAP.length)

/** One line per row. A cell wider than its column is shortened. */
export function layOut(
  columns: readonly Column[],
  rows: readonly string[][],
  widths: readonly number[],
  paint: Paint = plain,
): string[] {
  const last = columns.length - 1
  return rows.map((row) =>
    columns
      .map(({ align, meaning }, index) => {
        const cell = row[index] ?? ''
        const padded = toWidth(cell, widths[index] ?? 0, align)
        return paint(index === last ? padded.trimEnd() : padded, meaning?.(cell))
      })
      .join(GAP),
  )
}

/** The line above the rows. */
export function headLine(columns: readonly Column[], widths: readonly number[], paint: Paint = plain): string {
  const heads = columns.map(({ meaning: _, ...column }) => column)
  const [line = ''] = layOut(heads, [columns.map(({ head }) => head)], widths)
  return paint(line.trimEnd(), 'dim')
}

function toWidth(text: string, width: number, align: Column['align']): string {
  const short = elide(text, width)
  const free = ' '.repeat(width - stringWidth(short))
  return align === 'right' ? free + short : short + free
}

/** A complete table with its head. */
export function renderTable(columns: readonly Column[], rows: readonly string[][], paint: Paint = plain): string[] {
  const widths = columnWidths(columns, rows)
  return [headLine(columns, widths, paint), ...layOut(columns, rows, widths, paint)]
}

/** Below this, texts of a last column are easier to read below their rows. */
const LEAST_LAST_WIDTH = 40

/** The same, fitted to a width: the last column breaks at spaces, beside the others where there is room, else below each row. */
export function fitTable(columns: readonly Column[], rows: readonly string[][], width: number, paint: Paint = plain): string[] {
  const lines = renderTable(
    columns.slice(0, -1),
    rows.map((row) => row.slice(0, -1)),
    paint,
  )
  const texts = [paint(columns.at(-1)!.head, 'dim'), ...rows.map((row) => row.at(-1)!)]
  const indent = Math.max(...lines.map((line) => stringWidth(line))) + GAP.length
  if (width - indent < LEAST_LAST_WIDTH) {
    return lines.flatMap((line, index) => (index === 0 ? [line] : [line, wrap(texts[index]!, width, '    ')]))
  }
  return lines.map((line, index) => wrap(texts[index]!, width, line + ' '.repeat(indent - stringWidth(line))))
}
