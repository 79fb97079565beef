import { plainDecimal } from '@callspec/provider'

/** Any integer of fewer digits is exact as a number. */
const SAFE_DIGITS = 16

/** Of ten, as far as numbers have them exactly. */
export const POWERS: readonly number[] = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)

/** A decimal number as a whole number of its smallest digits; `scale`: how many of them stand behind the point. */
export interface Decimal<Digits = number> {
  digits: Digits
  scale: number
}

/** `null`: it is no number, or has more digits than a number keeps. */
export function toDecimal(value: number | string): Decimal | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { digits: value, scale: 0 }
  const decimal = writtenDecimal(value)
  if (decimal === null || decimal.scale >= POWERS.length || !isSafe(decimal)) return null
  return { digits: Number(decimal.digits), scale: decimal.scale }
}

/** A number by the digits that it is written with; `null`: it is none. */
export function writtenDecimal(value: number | string): Decimal<string> | null {
  const text = plainDecimal(value)
  if (text === null) return null
  const point = text.indexOf('.')
  if (point < 0) return { digits: text, scale: 0 }
  return { digits: text.slice(0, point) + text.slice(point + 1), scale: text.length - point - 1 }
}

/** Whether its digits are exact as a number. */
export const isSafe = ({ digits }: Decimal<string>): boolean => digits.length < SAFE_DIGITS
