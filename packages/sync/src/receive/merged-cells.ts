import { PARTS } from '@callspec/provider'
import { PART_COLUMNS, partList, partsIn, placeOf, TABLE_COLUMNS } from '../calls/call-table.js'
import type { Cells } from '../store/store.js'

/**
 * A call as a request for it alone brought it, over the row that the copy has: what only lists tell stays. Columns of parts are left to the
 * upsert, which keeps a part that is there.
 */
export function mergedCells(fetched: Cells, row: Cells | undefined): Cells {
  if (!row) return fetched
  return fetched.map((cell, place) => {
    if (place === ROW_PARTS) return partList([...new Set([...partsIn(cell), ...partsIn(row[place] ?? '')])])
    return cell === null && !OF_PARTS.has(place) ? (row[place] ?? null) : cell
  })
}

const ROW_PARTS = placeOf('row_parts')

const OF_PARTS = new Set(PARTS.flatMap((part) => PART_COLUMNS[part]).map(placeOf))

/** The columns of a row, as `mergedCells` takes it. */
export const ROW_COLUMNS = TABLE_COLUMNS.map(({ name }) => name).join(', ')
