import { type DateFilter, rowsPerPage } from '@callspec/core'
import { query } from '@callspec/provider'
import type { Probe, RowPage } from '../../probe/probe.js'
import { type DatedRow, type DayBound, passes, type Reading } from './day-readings.js'

/** Pages to read of a response if no order of the list says what the others hold. */
const MOST_PAGES = 3

/** The order of the list of calls; `null`: unknown. */
export type Direction = 'descending' | 'ascending' | null

/** The response for a bound. */
export interface DayAnswer {
  total: number | null
  returned: ReadonlySet<string>
  /** Whether a call that did not come was certainly filtered out, and is not on an unread page. */
  covers: (row: DatedRow) => boolean
}

/** Whether a response is what a reading predicts for a row. */
export function explains(reading: Reading, bound: DayBound, row: DatedRow, { returned, covers }: DayAnswer): boolean {
  const passed = passes(reading, bound, row)
  if (passed === null) return true
  return returned.has(row.id) ? passed : !passed || !covers(row)
}

/** Requests a bound and reads the pages of the response next to it. */
export async function askDay(
  probe: Probe,
  { parameter }: DateFilter,
  { bound, day }: DayBound,
  direction: Direction,
): Promise<DayAnswer> {
  const inputs = probe.newestInputs(query(parameter, day))
  const first = await probe.page(inputs)
  const pages = [first]
  const { type, maxSize } = probe.operation.pagination
  const size = rowsPerPage(type, first.page, maxSize) || 1
  const total = first.page.total
  const pageCount = total === null ? 1 : Math.ceil(total / size)
  if (direction === null) {
    while (pageCount <= MOST_PAGES && pages.length < pageCount && probe.left > 0) {
      const next = await probe.nextPage(inputs, pages.at(-1)!)
      if (!next) break
      pages.push(next)
    }
  } else if (endsAtBound(bound, direction) && pageCount > 1 && probe.left > 0) {
    const last = await probe.lastPage(inputs, first)
    if (last) pages.push(last)
  }
  const returned = new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id)))
  const complete = total !== null && total <= pages.reduce((sum, { page }) => sum + page.items.length, 0)
  return { total, returned, covers: complete ? () => true : direction === null ? () => false : covered(pages, direction) }
}

/** Whether the rows next to the bound are at the end of the response. */
const endsAtBound = (bound: DayBound['bound'], direction: Direction) => (bound === 'since') === (direction === 'descending')

/** In an ordered list, the first page has everything beyond its last row, and the last page everything before its first. */
function covered([first, last]: readonly RowPage[], direction: Direction): (row: DatedRow) => boolean {
  const sign = direction === 'descending' ? 1 : -1
  const places = ({ rows }: RowPage) => rows.flatMap(({ createdAt }) => (createdAt === null ? [] : [sign * createdAt]))
  const from = first ? Math.min(...places(first)) : Number.POSITIVE_INFINITY
  const to = last ? Math.max(...places(last)) : Number.NEGATIVE_INFINITY
  return ({ createdAt }) => sign * createdAt > from || sign * createdAt < to
}

/** Expected requests of a response. If they exceed the budget, the bound is not requested. */
export function costs({ bound, day }: DayBound, rows: readonly DatedRow[], total: number | null, direction: Direction): number {
  const at = Date.parse(day)
  const share =
    rows.filter(({ createdAt }) => (bound === 'since' ? createdAt >= at : createdAt < at)).length / Math.max(1, rows.length)
  const pages = Math.max(1, Math.ceil((share * (total ?? rows.length)) / 100))
  if (direction === null) return pages <= MOST_PAGES ? pages : Number.POSITIVE_INFINITY
  return endsAtBound(bound, direction) && pages > 1 ? 2 : 1
}
