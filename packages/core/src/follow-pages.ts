import { checkSize, nextPosition, type Page, type PagedOperation, type Position, pageFailure } from './page.js'

/** Pages without rows that claim more are read past this many times in a row; then it is an error, not an end. */
export const MAX_EMPTY_PAGES = 3

/**
 * Follows a list page after page: takes each page with its position and tells where the next begins, `null` at the end. Throws where pages lead
 * nowhere: too many empty ones in a row, or a cursor that came before.
 */
export function followPages(
  operation: PagedOperation,
  size: number | null,
): (position: Position, page: Page<unknown>) => Position {
  const used = new Set<Position>()
  let rowsPerPage: number | null = null
  let empty = 0
  return (position, page) => {
    const next = nextPosition(operation, position, size, page)
    if (next !== null) rowsPerPage = checkSize(operation, rowsPerPage, page)
    empty = page.items.length === 0 ? empty + 1 : 0
    if (next !== null && empty > MAX_EMPTY_PAGES) {
      throw pageFailure(operation, `${empty} pages in a row are empty but say that rows follow`)
    }
    // Numbers only rise.
    if (operation.pagination.type === 'cursor') used.add(position)
    if (next !== null && used.has(next)) throw pageFailure(operation, 'a cursor came back that was used before')
    return next
  }
}
