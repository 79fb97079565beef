import type { Pagination } from '@callspec/core'
import { LONGEST_SPAN } from '../read/counted.js'

/**
 * Requests that reading a list of that many rows to its end takes while it stands still: its pages, and for numbered
 * pages one more look at the newest row for every span that was read at once.
 */
export function expectedRequests({ type, maxSize }: Pagination, concurrency: number, total: number): number | null {
  if (maxSize === null) return null
  const pages = Math.max(1, Math.ceil(total / maxSize))
  if (type === 'cursor' || pages === 1) return pages
  // Each page after the first repeats the last row of the one before.
  if (type === 'offset') return maxSize === 1 ? null : 1 + Math.ceil((total - maxSize) / (maxSize - 1))
  return pages + verifications(pages - 1, concurrency)
}

function verifications(pages: number, concurrency: number): number {
  if (concurrency === 1) return 0
  let left = pages
  let count = 0
  for (let span = 0; left > 0; span++) {
    // Two more spans are under way before the first is known to have stood still, so growth begins with the fourth.
    const length = Math.min(left, concurrency * Math.min(LONGEST_SPAN, span < 3 ? 1 : 2 ** (span - 2)))
    if (length > 1) count++
    left -= length
  }
  return count
}
