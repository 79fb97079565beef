import { DAY_MS } from './day.js'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Whether the runtime knows an IANA zone. */
export function isZone(zone: string): boolean {
  // By far the most frequent; asking the runtime loads 10 MB of zone data and takes most of a first listing's time.
  if (zone === 'UTC') return true
  try {
    format(zone)
    return true
  } catch {
    return false
  }
}

/**
 * The instants (epoch ms) at which clocks in a zone show a time, given as if it were UTC. A time shown twice has two, the earlier first;
 * a skipped time has two, read as if clocks had not changed yet and as if they had changed before.
 */
export function readingsIn(zone: string, asUtc: number): [at: number, other?: number] {
  if (zone === 'UTC') return [asUtc]
  const before = asUtc - offset(asUtc - DAY_MS, zone)
  const after = asUtc - offset(asUtc + DAY_MS, zone)
  if (before === after) return [before]
  const isBefore = toZoned(before, zone) === asUtc
  const isAfter = toZoned(after, zone) === asUtc
  return isBefore === isAfter ? [before, after] : [isBefore ? before : after]
}

/** The first of the instants at which clocks in a zone show a time. */
export const fromZoned = (asUtc: number, zone: string): number => readingsIn(zone, asUtc)[0]

/** Whether clocks in a zone change close to an instant. */
export const isNearChange = (instant: number, zone: string, spanMs: number): boolean =>
  offset(instant - spanMs, zone) !== offset(instant + spanMs, zone)

/** The local time of a zone at an instant, as if it were UTC. */
export function toZoned(instant: number, zone: string): number {
  return zone === 'UTC' ? instant : instant + offset(instant, zone)
}

/** Milliseconds by which a zone is ahead of UTC at an instant. */
function offset(instant: number, zone: string): number {
  // Before zones existed, the first offset holds; and `Date.UTC` takes a year below 100 for one of the last century.
  const at = Math.max(instant, FIRST_ZONES)
  const parts: Record<string, number> = {}
  for (const { type, value } of format(zone).formatToParts(at)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

const FIRST_ZONES = Date.UTC(1800)

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone)
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, found)
  }
  return found
}
