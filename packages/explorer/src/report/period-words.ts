import type { Bounds } from '../data/time-edges.js'
import { zonedStamp } from '../data/time-units.js'

const MINUTE_MS = 60_000

/** A period with its last day, or its last minute: `2026-11-23 to 2026-11-29`. */
export function periodWords({ since, until }: Bounds, zone: string): string {
  if (since === null && until === null) return 'all time'
  const isWhole = [since, until].every((bound) => bound === null || clockOf(bound, zone) === '00:00')
  const text = (instant: number) =>
    zonedStamp(instant, zone)
      .slice(0, isWhole ? 10 : 16)
      .replace('T', ' ')
  if (until === null) return `since ${text(since!)}`
  const last = text(isWhole ? until - MINUTE_MS : until)
  if (since === null) return isWhole ? `until ${last}` : `before ${last}`
  return text(since) === last ? last : `${text(since)} to ${last}`
}

const clockOf = (instant: number, zone: string) => zonedStamp(instant, zone).slice(11, 16)
