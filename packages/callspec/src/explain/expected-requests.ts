import type { Pagination } from '@callspec/core'
import { LONGEST_SPAN } from '../read/parallel-pages.js'
import type { ExpectedRequests } from './explanation.js'

/** What reading a list of that many rows to its end takes while it stands still. */
export function expectedRequests(
  { type, maxSize, window }: Pagination,
  concurrency: number,
  total: number,
): ExpectedRequests | null {
  // How many rows a window repeats, depends on how many share an instant.
  if (maxSize === null || window) return null
  const pages = Math.max(1, Math.ceil(total / maxSize))
  // Offset pages of one row share none, and are read one after another.
  if (type === 'cursor' || pages === 1 || (type === 'offset' && maxSize === 1)) return { pages, checks: 0 }
  if (type === 'page') return { pages, checks: checksOf(pages - 1, concurrency) }
  // Each page after the first repeats the last row of the one before.
  return { pages: 1 + Math.ceil((total - maxSize) / (maxSize - 1)), checks: 0 }
}

/** A look at the newest row for every span that is read at once. */
function checksOf(pages: number, concurrency: number): number {
  if (concurrency === 1) return 0
  let left = pages
  let count = 0
  for (let span = 0; left > 0; span++) {
    // One more span is under way before the first is known to have stood still, so growth begins with the third.
    const length = Math.min(left, concurrency * Math.min(LONGEST_SPAN, span < 2 ? 1 : 2 ** (span - 1)))
    if (length > 1) count++
    left -= length
  }
  return count
}
