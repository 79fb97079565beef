import { checkSize, nextPosition, type PagedOperation, pageFailure, rowsPerPage } from './page.js'
import type { Page, Position } from './page-types.js'

/**
 * Follows a list page after page: takes each page with its position and tells where the next begins, `null` at the end. Throws where a cursor
 * came before, and where numbered pages change their size. `rows` are those of a full page, where they are known from earlier ones.
 */
export function followPages(
  operation: PagedOperation,
  size: number | null,
): (position: Position, page: Page<unknown>, rows?: number) => Position {
  const { type, first, window } = operation.pagination
  const used = new Set<string>()
  let said: number | null = null
  let full = 0
  /** Rows up to here, those before the first page that was read included. */
  let came: number | undefined
  return (position, page, rows) => {
    const place = type === 'page' ? Number(position) - first : 0
    full ||= rows || rowsPerPage(type, page, size, place)
    came = (came ?? place * full) + page.items.length
    let next = nextPosition(operation, position, full, page)
    const { items, total, pages, hasMore } = page
    // Pages that hold less than a full one end no list before its total was reached; without rows only where that is all that tells.
    const isOpen = items.length > 0 || (pages === null && hasMore === null)
    if (next === null && type === 'page' && total !== null && came < total && isOpen) next = Number(position) + 1
    if (next !== null) said = checkSize(operation, said, page)
    // Numbers only rise.
    if (type === 'cursor' && !window) used.add(String(position))
    if (next !== null && used.has(String(next))) throw pageFailure(operation, 'the next cursor was used before')
    return next
  }
}
