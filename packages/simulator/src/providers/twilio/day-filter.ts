import type { KnobReader } from '../../knobs.js'
import type { InputReader } from '../../server/input-reader.js'
import type { Criteria } from '../../world/criteria.js'
import type { WorldCall } from '../../world/world.js'
import { isToDay, zoneOf } from '../../world/zone.js'

const DAY_MS = 86_400_000
const utc = zoneOf('UTC')

/** The three filters on a stamp, whose names end with their operator. Days begin in UTC. */
export function addDayFilters(
  criteria: Criteria,
  input: InputReader,
  setting: KnobReader,
  name: string,
  stamp: (call: WorldCall) => number | null,
  /** What becomes of a call without the stamp, at a filter that compares. */
  keepsEmpty: boolean,
): void {
  // Whether a time beside the day counts is not documented.
  const isTimed = (text: string) => setting('time-of-day') === 'counted' && !/^\d{4}-\d\d-\d\d$/.test(text)
  const midnight = (text: string) => Math.floor(Date.parse(text) / DAY_MS) * DAY_MS
  const day = (text: string) => new Date(midnight(text)).toISOString().slice(0, 10)
  const read = (operator: string) => (input.instant(name + operator) === undefined ? undefined : input.text(name + operator))
  criteria
    .add(name, read(''), (call, text) => {
      const at = stamp(call)
      return at !== null && midnight(text) <= at && at < midnight(text) + DAY_MS
    })
    .add(`${name}<`, read('<'), (call, text) => {
      const at = stamp(call)
      if (at === null) return keepsEmpty
      return isTimed(text) ? at < Date.parse(text) : isToDay(utc, setting('day-before'), day(text), at)
    })
    .add(`${name}>`, read('>'), (call, text) => {
      const at = stamp(call)
      if (at === null) return keepsEmpty
      return at >= (isTimed(text) ? Date.parse(text) : midnight(text))
    })
}
