import { UsageError } from '../usage-error.js'

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads a time span like `48h` as milliseconds. */
export function timeSpan(option: string) {
  return (value: string): number => {
    const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(value) ?? []
    const ms = Number(count) * (UNITS[unit] ?? Number.NaN)
    if (ms >= 0) return ms
    throw new UsageError(`Invalid ${option}: received "${value}". Pass a number with s, m, h or d, like 48h.`)
  }
}
