import { at } from '../at.js'
import type { NextPosition } from '../descriptor.js'
import { isEnd } from './cursor.js'

/**
 * The inputs that the link to the next page carries. Nothing else of a link counts, neither host nor path nor filters: so it leads nowhere else,
 * whatever it says.
 */
export const nextLink: NextPosition = (pagination, _position, _size, { hasMore, body }) => {
  if (hasMore === false || isEnd(body, pagination)) return { next: null }
  const { nextCursor: path = [], link = [] } = pagination
  const value = at(body, path)
  if (typeof value !== 'string') return 'the page has neither an end nor a link to the next'
  const [query = ''] = value.replace(/^[^?]*\??|["'\s]+$/g, '').split('#')
  const carried = [...new URLSearchParams(query)].filter(([name]) => link.includes(name))
  if (carried.length === 0) return `the link to the next page carries none of ${link.join(', ')}`
  return { next: String(new URLSearchParams(carried)) }
}
