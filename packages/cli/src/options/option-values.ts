import { isZone } from '@callspec/provider'
import { UsageError } from '../usage-error.js'

/** Collects the values of an option that may be repeated. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

/** Reads a whole number within bounds. */
export function wholeNumber(option: string, min: number, max = Number.MAX_SAFE_INTEGER) {
  return (value: string): number => {
    const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN
    if (number >= min && number <= max) return number
    const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`
    throw invalid(option, value, `Pass a whole number ${range}`)
  }
}

// A timer cannot wait longer than 2^31 - 1 milliseconds.
const MOST_SECONDS = 2_147_483

/** Reads seconds, with a fraction where wanted. */
export function seconds(value: string): number {
  const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN
  if (number > 0 && number <= MOST_SECONDS) return number
  throw invalid('--timeout', value, `Pass seconds above 0 and up to ${MOST_SECONDS}, like 30`)
}

/** Reads `true` or `false`. */
export function flag(option: string) {
  return (value: string): boolean => {
    if (value === 'true' || value === 'false') return value === 'true'
    throw invalid(option, value, 'Pass true or false')
  }
}

/** Reads an IANA time zone. */
export function timeZone(value: string): string {
  if (isZone(value)) return value
  throw invalid('--time-zone', value, 'Pass an IANA zone like Europe/Berlin')
}

const invalid = (option: string, received: string, advice: string) =>
  new UsageError(`Invalid ${option}: received "${received}". ${advice}.`)
