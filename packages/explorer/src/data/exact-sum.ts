import { plainDecimal } from '@callspec/provider'

/** Any integer of fewer digits is exact as a number. */
const SAFE_DIGITS = 16

/** Of ten, as far as numbers have them exactly. */
export const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)

/** A decimal number as a whole number of its smallest digits; `scale`: how many of them stand behind the point. */
export interface Decimal {
  digits: number
  scale: number
}

/** `null`: it is no number, or has more digits than a number keeps. */
export function toDecimal(value: number | string): Decimal | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { digits: value, scale: 0 }
  const text = plainDecimal(value)
  if (text === null) return null
  const point = text.indexOf('.')
  const scale = point < 0 ? 0 : text.length - point - 1
  const digits = scale === 0 ? text : text.slice(0, point) + text.slice(point + 1)
  return digits.length < SAFE_DIGITS && scale < POWERS.length ? { digits: Number(digits), scale } : null
}

/** Adds up decimals exactly, as `DecimalSum` of `callspec/stats` does, whose input are texts: a million of numbers that were read before take milliseconds. */
export class ExactSum {
  #whole = 0n
  /** What is not in the whole yet. */
  #rest = 0
  /** As many digits behind the point as the longest fraction had. */
  #scale = 0

  add(digits: number, scale: number): void {
    if (scale > this.#scale) this.#scaleTo(scale)
    const rest =
      this.#rest + (scale === this.#scale ? digits : digits * (POWERS[this.#scale - scale] ?? Number.POSITIVE_INFINITY))
    if (Number.isSafeInteger(rest)) this.#rest = rest
    else this.#whole += BigInt(digits) * 10n ** BigInt(this.#scale - scale)
  }

  /** A number with more digits. `false`: it is none. */
  addText(value: string | number): boolean {
    const text = plainDecimal(value)
    if (text === null) return false
    const [whole = '', fraction = ''] = text.split('.')
    this.#scaleTo(fraction.length)
    this.#whole += BigInt(whole + fraction) * 10n ** BigInt(this.#scale - fraction.length)
    return true
  }

  /** Adds another sum. */
  merge(other: ExactSum): void {
    this.#scaleTo(other.#scale)
    this.#whole += (other.#whole + BigInt(other.#rest)) * 10n ** BigInt(this.#scale - other.#scale)
  }

  #scaleTo(scale: number): void {
    if (scale <= this.#scale) return
    this.#whole = (this.#whole + BigInt(this.#rest)) * 10n ** BigInt(scale - this.#scale)
    this.#rest = 0
    this.#scale = scale
  }

  toString(): string {
    const sum = this.#whole + BigInt(this.#rest)
    const digits = String(sum < 0n ? -sum : sum).padStart(this.#scale + 1, '0')
    const whole = digits.slice(0, digits.length - this.#scale)
    return `${sum < 0n ? '-' : ''}${whole}${this.#scale > 0 ? `.${digits.slice(-this.#scale)}` : ''}`
  }
}
