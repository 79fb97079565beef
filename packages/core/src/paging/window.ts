import { at } from '../at.js'
import type { NextPosition } from '../descriptor.js'

/**
 * Reads on in a list that has no cursor, by windows of time: the next one begins at the stamp of the last row. Rows that share that stamp come
 * again and are told by their id; with an exclusive bound the next window begins at the stamp before, so that they come again as well. A
 * window full of one instant is asked for again with more rows. The list ends with a window that brings no new row.
 */
export const nextWindow: NextPosition = ({ window, itemId, order, sizeInput, input }, position, asked, { items: rows }) => {
  const own = typeof position === 'object' ? position : null
  // The generator writes both, or neither.
  const { inclusive, maxSize } = window!
  const bound = own ? own.bound : (position as string | number | null)
  const size = own?.size ?? asked ?? maxSize
  const known = new Set(own?.ids)
  // What is in order, compared so, never rises.
  const isAfter = (one: Instant, other: Instant) => (order.direction === 'descending' ? one > other : one < other)
  const idOf = (row: unknown) => at(row, [itemId]) ?? JSON.stringify(row)

  // The caller's own bound is the platform's to read: it may be a day.
  const edge = own ? toInstant(bound) : undefined
  let instant: Instant | undefined
  /** The stamp of the last row, and of the last one at another instant. */
  let [last, before]: unknown[] = []
  let ids: unknown[] = []
  const unread: unknown[] = []
  for (const row of rows) {
    const stamp = at(row, [order.field])
    const its = toInstant(stamp)
    // The platform may know its instant nevertheless, so that it comes again.
    if (its === undefined) {
      unread.push(idOf(row))
      continue
    }
    if (edge !== undefined && (isAfter(its, edge) || (its === edge && !inclusive))) {
      return `${input} ${bound} lets through a row at ${stamp}`
    }
    if (instant !== undefined && isAfter(its, instant)) {
      return `rows are not ${order.direction} by ${order.field}${order.assumption ? ` as ${order.assumption} assumes` : ''}`
    }
    if (its !== instant) {
      before = last
      ids = []
    }
    instant = its
    last = stamp
    ids.push(idOf(row))
  }

  const ahead = new Set(known)
  const items = known.size > 0 ? rows.filter((row) => !ahead.delete(idOf(row)) && !known.has(idOf(row))) : rows
  // A platform that gives fewer rows than it is asked for, and more after them, is full before.
  const most = items.length > 0 && own?.short !== undefined ? Math.min(own.short, own.most ?? size) : own?.most
  const isFull = rows.length >= Math.min(size, most ?? size)
  if (items.length === 0 && !isFull) return { items, next: null }
  const isOne = before === undefined
  if (isOne && isFull && size >= maxSize) {
    return `${rows.length} rows at ${last} fill a window of ${sizeInput} ${size}, so later rows cannot be reached`
  }
  return {
    items,
    next: {
      // `toInstant` took them for stamps.
      bound: (isOne ? (isFull ? bound : (last ?? bound)) : inclusive ? last : before) as string | number | null,
      // A window from the newest end on, which is read again, may begin with rows that arrived since: the known ones are still ahead.
      ids: [...(isOne ? known : ahead), ...ids.filter((id) => !isOne || !known.has(id)), ...unread],
      size: isOne && isFull ? Math.min(2 * size, maxSize) : Math.min(asked ?? maxSize, maxSize),
      ...(rows.length < size && { short: rows.length }),
      ...(most !== undefined && { most }),
    },
  }
}

type Instant = string | number

/** What stamps are compared by, finer digits than milliseconds included; `undefined`: not a stamp. */
function toInstant(stamp: unknown): Instant | undefined {
  if (typeof stamp === 'number') return stamp
  if (typeof stamp !== 'string') return undefined
  const [, whole = stamp, finer = '', zone = ''] = /^(.*?\.\d{3})(\d+)(.*)$/.exec(stamp) ?? []
  const text = whole + zone
  const ms = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().slice(0, -1) + finer.replace(/0+$/, '')
}
