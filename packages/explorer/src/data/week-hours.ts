import { localClock, weekHour } from 'callspec/stats'
import type { CallsInMemory } from './calls-in-memory.js'

/** Of calls without a stamp. */
export const NO_HOUR = 255

/** Hours of the week on the clock in a zone, by place. */
export function weekHours(calls: CallsInMemory, zone: string): Uint8Array {
  const { occurredAt } = calls.columns
  const hours = new Uint8Array(calls.ids.length).fill(NO_HOUR)
  const clock = localClock(zone)
  // In the order of time, in which the clock is looked up least often.
  for (const place of calls.order) {
    const at = occurredAt[place]!
    if (Number.isNaN(at)) break
    hours[place] = weekHour(clock(at))
  }
  return hours
}
