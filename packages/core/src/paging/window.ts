import { at } from '../at.js'
import type { NextPosition } from '../descriptor.js'

/**
 * Continues a list without a cursor by windows of time: the next one begins at the last row's stamp. Rows with that stamp come again and are
 * recognised by id; with an exclusive bound the next window begins at the stamp before, so they come again as well. A window full of
 * one instant is requested again with more rows. The list ends with a window without a new row. If that window may hold fewer rows than
 * its one instant has, because the platform returns fewer than requested, a window before the instant shows whether rows are missing.
 */
export const nextWindow: NextPosition = (
  { window, itemId, order: sorted, sizeInput, input },
  position,
  asked,
  { items: rows },
) => {
  const own = typeof position === 'object' ? position : null
  // The generator writes both, or neither.
  const { inclusive, maxSize } = window!
  const order = sorted!
  const bound = own ? own.bound : (position as string | number | null)
  const size = own?.size ?? asked ?? maxSize
  const known = new Set(own?.ids)
  // In an ordered list, these never rise.
  const isAfter = (one: Instant, other: Instant) => (order.direction === 'descending' ? one > other : one < other)
  const idOf = (row: unknown) => at(row, [itemId]) ?? JSON.stringify(row)

  // The platform interprets the caller's bound: it may be a day.
  const edge = own ? toInstant(bound) : undefined
  let instant: Instant | undefined
  /** The stamp of the last row, and of the last one at another instant. */
  let [last, before]: unknown[] = []
  let ids: unknown[] = []
  const unread: unknown[] = []
  for (const row of rows) {
    const stamp = at(row, [order.field])
    const its = toInstant(stamp)
    // The platform may still know its instant, so it may come again.
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
  // If a platform returns fewer rows than requested and more follow, its windows are smaller.
  const most = items.length > 0 && own?.short !== undefined ? Math.min(own.short, own.most ?? size) : own?.most
  const isFull = rows.length >= Math.min(size, most ?? size)
  const isOne = before === undefined
  const wanted = Math.min(asked ?? maxSize, maxSize)
  // In an ascending list, the rows after the instant may have arrived since.
  const isSuspect = inclusive && isOne && !isFull && order.direction === 'descending'
  if (isSuspect && instant !== undefined && (!own || (items.length === 0 && size > wanted))) {
    return { items, next: { bound: justBefore(instant), ids: [...known, ...items.map(idOf)], size: wanted, isProbe: true } }
  }
  if (items.length === 0 && !isFull) return { items, next: null }
  if (own?.isProbe)
    return `${own.ids.length} rows after ${bound} fill a window of ${sizeInput} ${own.ids.length}, so later rows cannot be reached`
  if (isOne && isFull && size >= maxSize) {
    return `${rows.length} rows at ${last} fill a window of ${sizeInput} ${size}, so later rows cannot be reached`
  }
  return {
    items,
    next: {
      // `toInstant` accepted them as stamps.
      bound: (isOne ? (isFull ? bound : (last ?? bound)) : inclusive ? last : before) as string | number | null,
      // A reread window at the newest end may begin with rows that arrived since: the known ones come after them.
      ids: [...(isOne ? known : ahead), ...ids.filter((id) => !isOne || !known.has(id)), ...unread],
      size: isOne && isFull ? Math.min(2 * size, maxSize) : wanted,
      ...(rows.length < size && { short: rows.length }),
      ...(most !== undefined && { most }),
    },
  }
}

type Instant = string | number

/** A bound that leaves an instant out. */
function justBefore(instant: Instant): Instant {
  if (typeof instant === 'number') return instant - 1
  const ms = Date.parse(`${instant.slice(0, 23)}Z`)
  return new Date(instant.length > 23 ? ms : ms - 1).toISOString()
}

/** A sort key for stamps, including digits finer than milliseconds; `undefined`: not a stamp. */
function toInstant(stamp: unknown): Instant | undefined {
  if (typeof stamp === 'number') return stamp
  if (typeof stamp !== 'string') return undefined
  const [, whole = stamp, finer = '', zone = ''] = /^(.*?\.\d{3})(\d+)(.*)$/.exec(stamp) ?? []
  const text = whole + zone
  const ms = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().slice(0, -1) + finer.replace(/0+$/, '')
}
