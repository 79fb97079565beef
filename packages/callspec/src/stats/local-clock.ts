import { DAY_MS, isoDay, toZoned } from '@callspec/provider'

/** The local time at an instant, as if it were UTC. */
export type LocalClock = (instant: number) => number

// No zone ever changed its clocks there and back within so short a time.
const SPAN_MS = 6 * 3_600_000

/** Looks a zone's offset up once per span: calls come close together, and a look-up takes microseconds. */
export function localClock(zone: string): LocalClock {
  if (zone === 'UTC') return (instant) => instant
  const offsetAt = (instant: number) => toZoned(instant, zone) - instant
  let span = Number.NaN
  /** `null`: clocks change within the span. */
  let offset: number | null = null
  return (instant) => {
    const found = Math.floor(instant / SPAN_MS)
    if (found !== span) {
      const first = offsetAt(found * SPAN_MS)
      span = found
      offset = first === offsetAt((found + 1) * SPAN_MS - 1) ? first : null
    }
    return offset === null ? toZoned(instant, zone) : instant + offset
  }
}

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

export type Weekday = (typeof WEEKDAYS)[number]

// The first day of 1970 was a Thursday.
const weekdayIndex = (local: number) => (((Math.floor(local / DAY_MS) + 3) % 7) + 7) % 7

/** The hour of the week at a local time: 0 begins on Monday at midnight, 167 is the last. */
export const weekHour = (local: number): number => weekdayIndex(local) * 24 + new Date(local).getUTCHours()

/** What groups of calls are named after, from a local time. */
export const CALENDAR = {
  hour: (local: number) => new Date(local).toISOString().slice(11, 13),
  // Seven names for seven remainders.
  weekday: (local: number) => WEEKDAYS[weekdayIndex(local)] as string,
  day: isoDay,
  week: (local: number) => isoDay(local - weekdayIndex(local) * DAY_MS),
  month: (local: number) => isoDay(local).slice(0, 7),
} as const
