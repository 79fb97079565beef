import { DAY_MS, fromZoned, toZoned } from '@callspec/provider'
import type { TimeChart } from '../api/answers.js'

export type TimeUnit = TimeChart['unit']

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** The unit for which a period has a number of bars that one can tell apart. */
export function unitFor(lengthMs: number): TimeUnit {
  if (lengthMs <= 3 * DAY_MS + 2 * HOUR_MS) return 'hour'
  if (lengthMs <= 124 * DAY_MS) return 'day'
  return lengthMs <= 3 * 366 * DAY_MS ? 'week' : 'month'
}

/** The beginnings, in epoch milliseconds, of all units that an instant from `from` to `to` lies in, and the end of the last. */
export function unitsBetween(unit: TimeUnit, from: number, to: number, zone: string): number[] {
  const edges = [beginOf(unit, from, zone)]
  while (edges[edges.length - 1]! <= to) edges.push(nextOf(unit, edges[edges.length - 1]!, zone))
  return edges
}

function beginOf(unit: TimeUnit, instant: number, zone: string): number {
  const local = toZoned(instant, zone)
  // In elapsed time: clocks may show an hour twice.
  if (unit === 'hour') return instant - mod(local, HOUR_MS)
  return fromZoned(localBegin(unit, local), zone)
}

function nextOf(unit: TimeUnit, begin: number, zone: string): number {
  if (unit !== 'hour') return fromZoned(localNext(unit, localBegin(unit, toZoned(begin, zone) + 2 * HOUR_MS)), zone)
  const next = begin + HOUR_MS
  // Some zones change their clocks by half an hour: then one unit is shorter, and the next begins on the hour again.
  const beyond = mod(toZoned(next, zone), HOUR_MS)
  return beyond === 0 ? next : next - beyond > begin ? next - beyond : next + HOUR_MS - beyond
}

function localBegin(unit: TimeUnit, local: number): number {
  const day = Math.floor(local / DAY_MS)
  if (unit === 'week') return (day - mod(day + 3, 7)) * DAY_MS
  if (unit === 'month') {
    const date = new Date(local)
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
  }
  return day * DAY_MS
}

function localNext(unit: TimeUnit, begin: number): number {
  if (unit === 'day') return begin + DAY_MS
  if (unit === 'week') return begin + 7 * DAY_MS
  const date = new Date(begin)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}

/** RFC 3339 with the zone's offset. */
export function zonedStamp(instant: number, zone: string): string {
  const local = toZoned(instant, zone)
  const minutes = Math.round((local - instant) / MINUTE_MS)
  const text = new Date(local).toISOString().replace(/\.000Z$|Z$/, '')
  if (minutes === 0) return `${text}Z`
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${text}${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}

const mod = (value: number, by: number) => ((value % by) + by) % by
