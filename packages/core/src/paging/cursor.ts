import { at, firstAt } from '../at.js'
import type { NextPosition, Path, Paths } from '../descriptor.js'

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
  return isEnd(body, path, flags) ? { next: null } : 'the page has neither an end nor a next cursor'
}

/** Whether a page without a cursor is the last. */
export function isEnd(body: unknown, path: Path, flags: Paths | undefined): boolean {
  const value = at(body, path)
  // A missing cursor means the end only if its parent object is there and no flag for further rows is documented. The response itself is always there.
  const parent = path.length > 1 ? at(body, path.slice(0, -1)) : undefined
  const isAbsent = value === undefined && flags === undefined && typeof (parent ?? undefined) === 'object'
  return (isAbsent || value === null || value === '' || value === false) && firstAt(body, flags) === undefined
}
