import { type Descriptor, invalidConfiguration } from '@callspec/core'
import { isZone } from './time/zone.js'

/** The value of a registered assumption, as configured or by default. */
export type Assume<Id extends string> = (id: Id) => string

/** Looks an assumption up among values; a missing one is `unknown`. */
export const assumeFrom =
  (values: Readonly<Record<string, string>>): Assume<string> =>
  (id) =>
    values[id] ?? 'unknown'

/** The value that applies unless configured otherwise. */
export const defaultAssumption = ({ assumptions }: Descriptor, id: string): string => assumptions[id]?.[0] ?? 'unknown'

/** Defaults, overridden by the brand, `timeZone` and the options, in this order. */
export function resolveAssumptions(
  descriptor: Descriptor,
  options: {
    brand?: string | undefined
    timeZone?: string | undefined
    assumptions?: Readonly<Record<string, string | undefined>> | undefined
  },
): Record<string, string> {
  const { brand, timeZone, assumptions = {} } = options
  const fail = (text: string) => invalidConfiguration(descriptor.id, text)
  if (timeZone !== undefined && !isZone(timeZone)) {
    throw fail(`Unknown time zone "${timeZone}" of ${descriptor.id}. Pass an IANA zone like Europe/Berlin.`)
  }
  const defaults = Object.keys(descriptor.assumptions).map((key) => [key, defaultAssumption(descriptor, key)])
  const values: Record<string, string> = {
    ...Object.fromEntries(defaults),
    ...(brand && descriptor.brands[brand]?.assumptions),
  }
  if (timeZone !== undefined) for (const key of descriptor.zoneAssumptions) values[key] = timeZone
  for (const [key, value] of Object.entries(assumptions)) {
    if (!Object.hasOwn(descriptor.assumptions, key)) {
      const known = Object.keys(descriptor.assumptions).join(', ')
      throw fail(`Unknown assumption "${key}" of ${descriptor.id}. Known: ${known}.`)
    }
    if (value === undefined) continue
    const isTime = descriptor.zoneAssumptions.includes(key)
    const known = descriptor.assumptions[key] ?? []
    if (!known.includes(value) && !(isTime && (value === 'unknown' || isZone(value)))) {
      const right = isTime ? 'an IANA zone like Europe/Berlin, or unknown' : `one of ${known.join(', ')}`
      throw fail(`Invalid assumption ${key} of ${descriptor.id}: received "${value}". Pass ${right}.`)
    }
    values[key] = value
  }
  return values
}
