import { UsageError } from '../usage-error.js'

const UNITS_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Reads a length of time, like `15m`, as milliseconds. */
export function duration(option: string, leastMs = 0) {
  return (value: string): number => {
    const [, count, unit = ''] = /^(\d{1,6}(?:\.\d+)?)\s?([smhdw])$/.exec(value) ?? []
    const ms = Number(count) * (UNITS_MS[unit] ?? Number.NaN)
    if (ms >= leastMs) return ms
    const least = leastMs > 0 ? `, from ${leastMs / 1000}s on` : ''
    throw new UsageError(`Invalid ${option}: received "${value}". Pass a number with s, m, h, d or w, like 15m or 48h${least}.`)
  }
}
