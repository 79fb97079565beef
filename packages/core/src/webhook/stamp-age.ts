import type { SignatureStamp } from './scheme.js'

/** How long ago a stamp was, in seconds, negative for one that is ahead; `null`: it is none. */
export function stampAge(text: unknown, unit: NonNullable<SignatureStamp['unit']>, now: number): number | null {
  const value = typeof text === 'number' ? String(text) : text
  if (typeof value !== 'string') return null
  const at =
    unit === 'iso' ? isoStamp(value) : /^\d{1,15}$/.test(value) ? Number(value) * (unit === 'seconds' ? 1000 : 1) : Number.NaN
  return Number.isNaN(at) ? null : (now - at) / 1000
}

/** One without an offset is in UTC: in any other zone it would mean something else on every server. */
function isoStamp(text: string): number {
  const [whole, stamp = '', offset = 'Z'] = /^(\d{4}-\d\d-\d\dT[\d:.]+)(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? []
  return whole === undefined ? Number.NaN : Date.parse(stamp + offset)
}
