import { MOST_ROUNDS } from '@callspec/core'
import type { SourcePlan } from '../query/plan.js'
import type { ExpectedRequests } from './explanation.js'

/** Requests to read a source's list of that many rows to its end if it does not change; `null`: unknown. */
export function expectedRequests(
  { requests, endsEarly, pages, parents, cut }: SourcePlan,
  total?: number,
): ExpectedRequests | null {
  if (requests.length === 0) return { pages: 0, checks: 0 }
  const { type, size, concurrency } = pages
  if (total === undefined || parents || cut || requests.length > 1 || endsEarly.possible || size === null) return null
  // Each window repeats the last row of the one before, and a window without a new row ends the list.
  if (type === 'window') {
    return { pages: total === 0 ? 1 : 2 + Math.ceil(Math.max(0, total - size) / Math.max(1, size - 1)), checks: 0 }
  }
  const count = Math.max(1, Math.ceil(total / size))
  // Offset pages of one row cannot overlap, and are read one after another.
  if (type === 'cursor' || count === 1 || (type === 'offset' && size === 1)) return { pages: count, checks: 0 }
  if (type === 'page') return { pages: count, checks: checksOf(count - 1, concurrency) }
  // Each page after the first repeats the last row of the one before.
  return { pages: 1 + Math.ceil((total - size) / (size - 1)), checks: 0 }
}

/** One check of the newest row per batch of pages. */
function checksOf(pages: number, concurrency: number): number {
  if (concurrency === 1) return 0
  let left = pages
  let count = 0
  for (let batch = 0; left > 0; batch++) {
    // The second batch is requested before the first is checked, so growth begins with the third.
    const length = Math.min(left, concurrency * Math.min(MOST_ROUNDS, batch < 2 ? 1 : 2 ** (batch - 1)))
    if (length > 1) count++
    left -= length
  }
  return count
}
