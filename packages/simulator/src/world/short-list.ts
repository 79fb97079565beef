import { draw, streams } from './random.js'

/** A short list, given oldest first, in the order of the knob `row-order`. */
export function inOrder<Row>(rows: readonly Row[], rowOrder: string): Row[] {
  if (rowOrder === 'oldest-first') return [...rows]
  if (rowOrder === 'newest-first') return [...rows].reverse()
  return rows
    .map((row, position) => ({ row, rank: draw(0, position, streams.shuffle) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ row }) => row)
}
