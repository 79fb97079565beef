import { type TimeUnit, unitFor, unitsBetween } from './time-units.js'

/** In epoch milliseconds; `null`: open. */
export interface Bounds {
  since: number | null
  until: number | null
}

/** The first and the last call with a stamp, in epoch milliseconds; `null`: there is none. */
export interface Extent {
  oldest: number | null
  newest: number | null
}

/** More bars than this nobody can tell apart; and a year 1 in a query makes no chart of two thousand years. */
const MOST_BUCKETS = 500

const HOURS: Readonly<Record<TimeUnit, number>> = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24 }

/**
 * In which units calls are shown by time, and where these begin and the last of them ends: from the beginning of the period, or the first call, to its end,
 * or the last call. `null`: nothing tells.
 */
export function timeEdges(
  { since, until }: Bounds,
  { oldest, newest }: Extent,
  timeZone: string,
): { unit: TimeUnit; edges: number[] } | null {
  const from = since ?? oldest ?? until
  // The end is not part of the period.
  const to = until === null ? (newest ?? since) : until - 1
  if (from === null || to === null || to < from) return null
  const unit = unitFor(to - from)
  const edges = unitsBetween(unit, Math.max(from, to - MOST_BUCKETS * HOURS[unit] * 3_600_000), to, timeZone)
  if (oldest === null || oldest >= edges[0]!) return { unit, edges }
  return { unit, edges: unitsBetween(unit, oldest, to, timeZone) }
}
