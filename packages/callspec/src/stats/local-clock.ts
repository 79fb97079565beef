import { DAY_MS, isoDay, toZoned } from '@callspec/provider'

/** The local time at an instant, as if it were UTC. */
export type LocalClock = (instant: number) => number

const QUARTER_MS = 900_000

/** Looks a zone's offset up once per quarter of an hour: calls come close together, and a look-up takes microseconds. */
export function localClock(zone: string): LocalClock {
  if (zone === 'UTC') return (instant) => instant
  const offsetAt = (instant: number) => toZoned(instant, zone) - instant
  let quarter = Number.NaN
  let offset = 0
  return (instant) => {
    const found = Math.floor(instant / QUARTER_MS)
    if (found === quarter) return instant + offset
    const first = offsetAt(found * QUARTER_MS)
    // In the past clocks also changed at odd minutes: then the quarter has no one offset.
    if (first !== offsetAt((found + 1) * QUARTER_MS - 1)) return toZoned(instant, zone)
    quarter = found
    offset = first
    return instant + offset
  }
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export type Weekday = (typeof WEEKDAYS)[number]

// The first day of 1970 was a Thursday.
const weekdayIndex = (local: number) => (((Math.floor(local / DAY_MS) + 3) % 7) + 7) % 7

/** What groups of calls are named after, from a local time. */
export const CALENDAR = {
  hour: (local: number) => new Date(local).toISOString().slice(11, 13),
  // Seven names for seven remainders.
  weekday: (local: number) => WEEKDAYS[weekdayIndex(local)] as string,
  day: isoDay,
  week: (local: number) => isoDay(local - weekdayIndex(local) * DAY_MS),
  month: (local: number) => isoDay(local).slice(0, 7),
} as const
