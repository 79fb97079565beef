import { at, firstAt } from '../at.js'
import type { NextPosition } from '../descriptor.js'
import type { ClientPagination } from './pagination.js'

/** The cursor of the next page. */
export const nextCursor: NextPosition = (pagination, _position, _size, { hasMore, nextCursor, body }) => {
  if (hasMore === false) return { next: null }
  if (typeof nextCursor === 'string' && !nextCursor.isWellFormed()) return 'the next cursor contains half a character'
  if (nextCursor !== null) return { next: nextCursor }
  if (hasMore) return 'the page says that rows follow but has no cursor'
  return isEnd(body, pagination) ? { next: null } : 'the page has neither an end nor a next cursor'
}

/** Whether a page without a cursor is the last. */
export function isEnd(body: unknown, { nextCursor: path = [], hasMore: flags, size }: ClientPagination): boolean {
  const value = at(body, path)
  // A missing cursor means the end only if its parent object is there and no flag for further rows is documented. The response itself is always
  // there: then the size that pages repeat shows that it is whole, and spelt as the spec has it.
  const around = path.length > 1 ? (at(body, path.slice(0, -1)) ?? undefined) : firstAt(body, size)
  const isAbsent =
    value === undefined && flags === undefined && (path.length > 1 ? typeof around === 'object' : around !== undefined)
  return (isAbsent || value === null || value === '' || value === false) && firstAt(body, flags) === undefined
}
