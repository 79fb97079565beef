import { checkSize, nextPosition, type PagedOperation, pageFailure, rowsPerPage } from './page.js'
import type { Page, Position } from './page-types.js'

/**
 * Follows a list page after page: takes each page with its position and returns where the next begins, `null` at the end. Throws if a cursor
 * repeats, or if numbered pages change their size. `rows`: size of a full page, if known from earlier ones.
 */
export function followPages(
  operation: PagedOperation,
  size: number | null,
): (position: Position, page: Page<unknown>, rows?: number) => Position {
  const { type, first, window } = operation.pagination
  const used = new Set<string>()
  let said: number | null = null
  let full = 0
  /** Rows up to here, including those before the first page that was read. */
  let came: number | undefined
  return (position, page, rows) => {
    const place = type === 'page' ? Number(position) - first : 0
    full ||= rows || rowsPerPage(type, page, size, place)
    came = (came ?? place * full) + page.items.length
    let next = nextPosition(operation, position, full, page)
    const { items, total, pages, hasMore } = page
    // Short pages do not end a list before its total is reached; empty ones only if nothing else tells.
    const isOpen = items.length > 0 || (pages === null && hasMore === null)
    if (next === null && type === 'page' && total !== null && came < total && isOpen) next = Number(position) + 1
    if (next !== null) said = checkSize(operation, said, page)
    // Page numbers and offsets only rise.
    if (type === 'cursor' && !window) used.add(String(position))
    if (next !== null && used.has(String(next))) throw pageFailure(operation, 'the next cursor was used before')
    return next
  }
}
