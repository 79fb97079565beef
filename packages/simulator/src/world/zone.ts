const dayMs = 86_400_000
// Offsets change at quarters of an hour at the finest.
const quarterMs = 900_000

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** The clock of one zone. Asking Intl for every stamp would dominate the time of a filtered list. */
export class Zone {
  readonly #format: Intl.DateTimeFormat | null
  readonly #byDay = new Map<number, number>()
  readonly #byQuarter = new Map<number, number>()

  constructor(zone: string) {
    this.#format =
      zone === 'UTC'
        ? null
        : new Intl.DateTimeFormat('en-US', {
            timeZone: zone,
            hourCycle: 'h23',
            year: 'numeric',
            month: 'numeric',
            day: 'numeric',
            hour: 'numeric',
            minute: 'numeric',
            second: 'numeric',
          })
  }

  /** Milliseconds since 1970 on the wall clock, as if the zone were UTC. */
  local(instant: number): number {
    return this.#format ? instant + this.#offset(this.#format, instant) : instant
  }

  #offset(format: Intl.DateTimeFormat, instant: number): number {
    const day = Math.floor(instant / dayMs)
    const start = this.#cached(format, this.#byDay, day, dayMs)
    // A day that begins and ends with one offset has only that one.
    if (start === this.#cached(format, this.#byDay, day + 1, dayMs)) return start
    return this.#cached(format, this.#byQuarter, Math.floor(instant / quarterMs), quarterMs)
  }

  #cached(format: Intl.DateTimeFormat, cache: Map<number, number>, slot: number, slotMs: number): number {
    let offset = cache.get(slot)
    if (offset === undefined) {
      offset = wallClock(format, slot * slotMs) - slot * slotMs
      cache.set(slot, offset)
    }
    return offset
  }
}

const zones = new Map<string, Zone>()

/** The clock of a zone, created once. */
export function zoneOf(name: string): Zone {
  const zone = zones.get(name) ?? new Zone(name)
  zones.set(name, zone)
  return zone
}

function wallClock(format: Intl.DateTimeFormat, instant: number): number {
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The values of the knob `date-to` for the day that it names. */
export const dateToValues = ['inclusive', 'midnight', 'exclusive'] as const

/** Tests stamps against `date_from`, including the day itself. */
export const isFromDay = (zone: Zone, day: string, instant: number): boolean => zone.local(instant) >= Date.parse(day)

/** Tests stamps against `date_to`, including its whole day, its first moment only, or nothing of it. */
export function isToDay(zone: Zone, dateTo: string, day: string, instant: number): boolean {
  const local = zone.local(instant)
  const midnight = Date.parse(day)
  if (dateTo === 'inclusive') return local < midnight + dayMs
  return dateTo === 'midnight' ? local <= midnight : local < midnight
}
