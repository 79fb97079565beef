import type { NextPosition } from '../descriptor.js'

/**
 * Where the next page of a numbered or offset list begins. Only the response's own counters end a list, not a short page, and an empty one only
 * if the spec says so of a list that may lack its counters.
 */
export const nextNumbered: NextPosition = ({ type, first, endsEmpty }, position, size, page) => {
  if (page.position !== null && page.position !== position)
    return `requested ${type} ${position}, received ${type} ${page.position}`
  // The position in numbered and offset lists is always a number.
  const current = position as number
  if (!Number.isSafeInteger(current)) return `${type} ${position} is no whole number`
  const count = page.items.length
  const rows = Math.min(page.size ?? size ?? count, size || Number.POSITIVE_INFINITY)
  const read = type === 'page' ? (current - first + 1) * rows : current + count
  const counted =
    page.hasMore ?? (page.pages !== null ? current - first + 1 < page.pages : page.total === null ? null : read < page.total)
  const more = counted ?? (endsEmpty ? count > 0 : null)
  if (more === null) return `${type} ${current} has no counter that says whether rows follow`
  if (!more) return { next: null }
  const next = type === 'page' ? current + 1 : current + (count || rows)
  if (next <= current || !Number.isSafeInteger(next))
    return `${type} ${current} says that rows follow but leads to no further page`
  return { next }
}
