import { DAY_MS, isoDay } from '@callspec/provider'
import type { KnownRows, Row } from '../../probe/known-rows.js'
import { midnightIn, type ZoneClass, zoneClasses } from './zones.js'

const HOUR = 3_600_000
const QUARTER = 900_000

/** The registered values of `date-filter-stamp`, and the row's member with that stamp. */
const STAMPS = { created_at: 'createdAt', updated_at: 'updatedAt' } as const
const REACHES = ['inclusive', 'midnight', 'exclusive'] as const

export type Stamp = keyof typeof STAMPS
export type Reach = (typeof REACHES)[number]

/** Where days may begin: in the zones of one class or, for stamps without a zone, this far from the rows' own midnight. */
export interface DayStart {
  zone: ZoneClass | null
  offset: number
  /** The beginning of a day on the clock in which the rows were read. */
  midnight: (day: string) => number
}

/** One way in which the platform may read its date filters. */
export interface Reading {
  stamp: Stamp
  reach: Reach
  start: DayStart
}

/** A day as lower or upper bound of the list. */
export interface DayBound {
  bound: 'since' | 'until'
  day: string
}

/** A row that has both stamps. */
export interface DatedRow extends Row {
  createdAt: number
  updatedAt: number
}

/** Known rows with both stamps, without the newest calls, which may change between two requests. */
export function datedRows({ byId }: KnownRows): DatedRow[] {
  // Only rows with both stamps pass the filter.
  const rows = [...byId.values()].filter(({ createdAt, updatedAt }) => createdAt !== null && updatedAt !== null) as DatedRow[]
  const newest = rows.reduce((latest, { createdAt }) => Math.max(latest, createdAt), Number.NEGATIVE_INFINITY)
  return rows.filter(({ createdAt }) => createdAt < newest - HOUR)
}

/** All possible readings. Zones are distinguished up to a year after the newest row, because they will be used that long. */
export function allReadings(rows: readonly DatedRow[], unzoned: boolean, assumedZone: string): Reading[] {
  const stamps = rows.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt])
  const starts = unzoned ? offsets() : zones(Math.min(...stamps), Math.max(...stamps), assumedZone)
  return (Object.keys(STAMPS) as Stamp[]).flatMap((stamp) =>
    REACHES.flatMap((reach) => starts.map((start) => ({ stamp, reach, start }))),
  )
}

function zones(from: number, to: number, assumed: string): DayStart[] {
  return zoneClasses(from - DAY_MS, to + 366 * DAY_MS, assumed === 'unknown' ? [] : [assumed]).map((zone) => ({
    zone,
    offset: 0,
    midnight: remember((day) => midnightIn(zone.name, day)),
  }))
}

// Two zones differ by up to 26 hours, and offsets are multiples of a quarter of an hour.
function offsets(): DayStart[] {
  const quarters = (26 * HOUR) / QUARTER
  return Array.from({ length: 2 * quarters + 1 }, (_, index) => (index - quarters) * QUARTER).map((offset) => ({
    zone: null,
    offset,
    midnight: (day) => Date.parse(day) + offset,
  }))
}

function remember(midnight: (day: string) => number): (day: string) => number {
  const known = new Map<string, number>()
  return (day) => {
    const before = known.get(day)
    if (before !== undefined) return before
    const value = midnight(day)
    known.set(day, value)
    return value
  }
}

export const stampOf = (row: DatedRow, stamp: Stamp): number => row[STAMPS[stamp]]

export const nextDay = (day: string): string => isoDay(Date.parse(day) + DAY_MS)

/** The instant of a bound under a reading. */
export function midnightOf({ reach, start }: Reading, { bound, day }: DayBound): number {
  return start.midnight(bound === 'until' && reach === 'inclusive' ? nextDay(day) : day)
}

/**
 * Whether a row passes a bound under a reading; `null`: undecided. A stamp equal to a lower bound may or may not pass. Stamps without a zone
 * decide nothing within an hour of the bound: their clock, or that of the days, may have changed since another bound.
 */
export function passes(reading: Reading, bound: DayBound, row: DatedRow): boolean | null {
  const at = stampOf(row, reading.stamp)
  const midnight = midnightOf(reading, bound)
  if (!reading.start.zone && Math.abs(at - midnight) <= HOUR) return null
  if (bound.bound === 'since') return at === midnight ? null : at > midnight
  return at < midnight || (reading.reach === 'midnight' && at === midnight)
}
