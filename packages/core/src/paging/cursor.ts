import { at, firstAt } from '../at.js'
import type { NextPosition } from '../descriptor.js'

/** The cursor of the next page. */
export const nextCursor: NextPosition = (
  { nextCursor: path = [], hasMore: flags },
  _position,
  _size,
  { hasMore, nextCursor, body },
) => {
  if (hasMore === false) return { next: null }
  if (typeof nextCursor === 'string' && !nextCursor.isWellFormed()) return 'the next cursor contains half a character'
  if (nextCursor !== null) return { next: nextCursor }
  if (hasMore) return 'the page says that rows follow but has no cursor'
  const value = at(body, path)
  // The absence of a cursor says that none follows only beside its kin, and where no flag is documented.
  const isAbsent = value === undefined && flags === undefined && typeof (at(body, path.slice(0, -1)) ?? undefined) === 'object'
  const isEnd = isAbsent || value === null || value === '' || value === false
  return isEnd && firstAt(body, flags) === undefined ? { next: null } : 'the page has neither an end nor a next cursor'
}
