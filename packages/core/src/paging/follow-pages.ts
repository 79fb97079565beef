import { type ClientPagedOperation, checkSize, nextPosition, pageFailure, rowsPerPage } from './page.js'
import type { Page, Position } from './page-types.js'

/**
 * Follows a list page after page. Returns a function that takes each page with its position and returns where the next one begins, `null` at
 * the end. Throws if a cursor repeats or numbered pages change their size. `rows`: rows of a full page, if known from earlier pages.
 */
export function followPages(
  operation: ClientPagedOperation,
  size: number | null,
): (position: Position, page: Page<unknown>, rows?: number) => Position {
  const { type, first, window } = operation.pagination
  const used = new Set<string>()
  let said: number | null = null
  let full = 0
  /** Rows so far, including those before the first page that was read. */
  let came: number | undefined
  return (position, page, rows) => {
    const place = type === 'page' ? Number(position) - first : 0
    full ||= rows || rowsPerPage(type, page, size, place)
    came = (came ?? place * full) + page.items.length
    let next = nextPosition(operation, position, full, page)
    const { items, total, pages, hasMore } = page
    // Short pages do not end a list before its total is reached; empty pages only if no other counter says so.
    const isOpen = items.length > 0 || (pages === null && hasMore === null)
    if (next === null && type === 'page' && total !== null && came < total && isOpen) next = Number(position) + 1
    if (next !== null) said = checkSize(operation, said, page)
    // Page numbers and offsets only increase.
    if (type === 'cursor' && !window) used.add(String(position))
    if (next !== null && used.has(String(next))) throw pageFailure(operation, 'the next cursor was used before')
    return next
  }
}
