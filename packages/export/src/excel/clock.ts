import { toZoned } from '@callspec/provider'

/** What clocks in a zone show at an instant. */
export interface ClockTime {
  /** As if it were UTC, in epoch milliseconds. */
  clock: number
  /** `UTC`, or the offset: `+02:00`. */
  zone: string
}

// Zones change at full quarter-hours.
const SLOT_MS = 900_000
const MOST_SLOTS = 10_000

/** Reads clocks in a zone. Calls come in the order of time, so an offset is worked out once a quarter-hour: it takes longer than the whole row. */
export function createClock(zone: string): (instant: number) => ClockTime {
  if (zone === 'UTC') return (instant) => ({ clock: instant, zone })
  const slots = new Map<number, { offset: number; text: string }>()
  return (instant) => {
    const slot = Math.floor(instant / SLOT_MS)
    let found = slots.get(slot)
    if (!found) {
      const offset = toZoned(instant, zone) - instant
      found = { offset, text: offsetText(offset) }
      if (slots.size === MOST_SLOTS) slots.clear()
      slots.set(slot, found)
    }
    return { clock: instant + found.offset, zone: found.text }
  }
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, '0'))
  return `${offset < 0 ? '-' : '+'}${hours}:${rest}`
}
