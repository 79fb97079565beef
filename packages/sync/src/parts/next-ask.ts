import { stampOf } from '../pass/source-sync.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How long after the first time a part is asked for again. */
const AGAIN_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS]

/** No part waits longer. */
const LONGEST_MS = 24 * HOUR_MS

/** A condition for what is due: $2 and $5 are the bounds of `dueAt`. A clock that was ahead and is set back leaves stamps that are too far off to be meant. */
export const IS_DUE = '(parts.due_at <= $2 OR parts.due_at > $5)'

/** What is due up to here, and what nobody can have put off that far. */
export const dueAt = (ms: number): [until: string, beyond: string] => [stampOf(ms), stampOf(ms + LONGEST_MS)]

/** When a part was first asked for, in epoch milliseconds: now, if never, or if that is still to come because a clock was ahead. */
export function firstAsk(stamp: string | null, nowMs: number): number {
  return stamp === null ? nowMs : Math.min(Date.parse(stamp), nowMs)
}

/** When to ask again, in epoch milliseconds; `null`: never, the part is given up. */
export function nextAsk(firstMs: number, nowMs: number): number | null {
  const waited = nowMs - firstMs
  const after = AGAIN_MS.find((ms) => ms > waited)
  return after === undefined ? null : firstMs + after
}
