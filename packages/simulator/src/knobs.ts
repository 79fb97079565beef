import { isTimeZone } from './world/zone.js'

/** One undocumented behaviour: its possible values and its default. */
export interface Knob {
  values: readonly string[] | 'time-zone'
  default: string
}

export type Knobs = Readonly<Record<string, Knob>>

/** The setting of one knob. */
export type KnobReader = (id: string) => string

/** A knob whose first value is its default. */
export const knob = (...values: [string, ...string[]]): Knob => ({ values, default: values[0] })

export const timeZoneKnob: Knob = { values: 'time-zone', default: 'UTC' }

export const rowOrderKnob = knob('newest-first', 'oldest-first', 'unordered')

/** How a filter by number compares: the whole number, or its digits alone, so that a `+` finds nothing. */
export const numberKnob = knob('exact', 'digits-only')

/** Whether a filter by number finds a number. */
export const meetsNumber = (setting: KnobReader, number: string | null, wanted: string): boolean =>
  (setting('phone-number-match') === 'exact' ? number : number?.replace('+', '')) === wanted

/** Defaults, overridden by the given settings. Throws on an id or a value that the platform does not have. */
export function readKnobs(provider: string, knobs: Knobs, given: Readonly<Record<string, string>>): KnobReader {
  for (const [id, value] of Object.entries(given)) {
    const known = Object.hasOwn(knobs, id) ? knobs[id] : undefined
    if (!known) {
      throw new Error(`Unknown knob "${id}" of ${provider}. Known: ${Object.keys(knobs).join(', ')}.`)
    }
    if (known.values === 'time-zone' ? !isTimeZone(value) : !known.values.includes(value)) {
      const right = known.values === 'time-zone' ? 'an IANA zone like Europe/Berlin' : `one of ${known.values.join(', ')}`
      throw new Error(`Invalid knob ${id} of ${provider}: received "${value}". Pass ${right}.`)
    }
  }
  return (id) => {
    const value = given[id] ?? knobs[id]?.default
    if (value === undefined) throw new Error(`${provider} reads knob "${id}" but does not define it. Add it to its knobs.`)
    return value
  }
}
