import stringWidth from 'string-width'
import { wrap } from './wrap.js'

export interface Column {
  head: string
  align?: 'left' | 'right'
  /** Wider cells are truncated. Default: no limit. */
  maxWidth?: number
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

/** One line per row. A cell wider than its column is truncated and ends in `…`. */
export function layOut(columns: readonly Column[], rows: readonly string[][], widths: readonly number[]): string[] {
  return rows.map((row) =>
    columns
      .map(({ align }, index) => toWidth(row[index] ?? '', widths[index] ?? 0, align))
      .join(GAP)
      .trimEnd(),
  )
}

const graphemes = new Intl.Segmenter()

function toWidth(text: string, width: number, align: Column['align']): string {
  const free = width - stringWidth(text)
  if (free >= 0) return align === 'right' ? ' '.repeat(free) + text : text + ' '.repeat(free)
  let kept = ''
  let room = width - 1
  for (const { segment } of graphemes.segment(text)) {
    room -= stringWidth(segment)
    if (room < 0) break
    kept += segment
  }
  return toWidth(`${kept}…`, width, align)
}

/** A complete table with its head. */
export function renderTable(columns: readonly Column[], rows: readonly string[][]): string[] {
  return layOut(columns, [columns.map(({ head }) => head), ...rows], columnWidths(columns, rows))
}

/** Below this, texts of a last column are easier to read below their rows. */
const LEAST_LAST_WIDTH = 40

/** The same, fitted to a width: the last column breaks at spaces, beside the others where there is room, else below each row. */
export function fitTable(columns: readonly Column[], rows: readonly string[][], width: number): string[] {
  const others = columns.slice(0, -1)
  const lines = renderTable(
    others,
    rows.map((row) => row.slice(0, -1)),
  )
  const texts = [columns.at(-1)!.head, ...rows.map((row) => row.at(-1)!)]
  const indent = Math.max(...lines.map((line) => stringWidth(line))) + GAP.length
  if (width - indent < LEAST_LAST_WIDTH) {
    return lines.flatMap((line, index) => (index === 0 ? [line] : [line, wrap(texts[index]!, width, '    ')]))
  }
  return lines.map((line, index) => wrap(texts[index]!, width, line + ' '.repeat(indent - stringWidth(line))))
}
