import { DAY_MS } from './day.js'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Whether the runtime knows an IANA zone. */
export function isZone(zone: string): boolean {
  // Nearly always this one; to ask costs the runtime 10 MB of zone data and most of the time of a first listing.
  if (zone === 'UTC') return true
  try {
    format(zone)
    return true
  } catch {
    return false
  }
}

/**
 * The instant (epoch ms) at which clocks in a zone show a time, given as if it were UTC. Where they show it twice, the
 * earlier one; where they skip it, what they would show had they not been put forward yet.
 */
export function fromZoned(asUtc: number, zone: string): number {
  if (zone === 'UTC') return asUtc
  const before = asUtc - offset(asUtc - DAY_MS, zone)
  const after = asUtc - offset(asUtc + DAY_MS, zone)
  const shown = [before, after].filter((instant) => toZoned(instant, zone) === asUtc)
  return shown.length > 0 ? Math.min(...shown) : before
}

/** Whether clocks in a zone show twice what they show at an instant, because they are put back. */
export function isShownTwice(instant: number, zone: string): boolean {
  const back = offset(instant - DAY_MS, zone) - offset(instant + DAY_MS, zone)
  const shown = toZoned(instant, zone)
  return back > 0 && [instant - back, instant + back].some((other) => toZoned(other, zone) === shown)
}

/** What clocks in a zone show at an instant, as if it were UTC. */
export function toZoned(instant: number, zone: string): number {
  return zone === 'UTC' ? instant : instant + offset(instant, zone)
}

/** Milliseconds by which a zone is ahead of UTC at an instant. */
function offset(instant: number, zone: string): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of format(zone).formatToParts(instant)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
}

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
