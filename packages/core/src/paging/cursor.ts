import { at, firstAt } from '../at.js'
import type { NextPosition } from '../descriptor.js'
import type { ClientPagination } from './pagination.js'

/** The cursor of the next page. */
export const nextCursor: NextPosition = (pagination, _position, _size, { hasMore, nextCursor, body }) => {
  if (hasMore === false) return { next: null }
  if (typeof nextCursor === 'string' && !nextCursor.isWellFormed()) return 'the next cursor contains half a character'
  if (nextCursor !== null) return { next: nextCursor }
  if (hasMore) return 'the page says that rows follow but has no cursor'
  return isEnd(body, pagination, true) ? { next: null } : 'the page has neither an end nor a next cursor'
}

/** Whether a page without a cursor is the last. `isWhole`: nothing but the response itself need be around a missing one. */
export function isEnd(
  body: unknown,
  { nextCursor: path = [], hasMore: flags, size }: ClientPagination,
  isWhole = firstAt(body, size) !== undefined,
): boolean {
  const value = at(body, path)
  // A missing cursor means the end only if its parent object is there and no flag for further rows is documented. The response itself is always
  // there: a link is then missed, unless the size that pages repeat shows that the page is whole, and spelt as the spec has it.
  const around = path.length > 1 ? typeof (at(body, path.slice(0, -1)) ?? undefined) === 'object' : isWhole
  const isAbsent = value === undefined && flags === undefined && around
  return (isAbsent || value === null || value === '' || value === false) && firstAt(body, flags) === undefined
}
