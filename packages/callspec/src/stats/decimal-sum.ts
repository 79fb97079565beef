import { plainDecimal } from '@callspec/provider'

/** Any integer of fewer digits is exact as a number. */
const SAFE_DIGITS = 16

/** Adds up decimal numbers exactly, digit by digit: 0.1 and 0.2 are 0.3. */
export class DecimalSum {
  #digits = 0n
  /** What is not in the digits yet: a number is added many times faster, and exactly as long as it is safe. */
  #rest = 0
  /** How many of the digits stand behind the point: as many as the longest fraction had. */
  #scale = 0

  /** Adds a number by the digits that it is written with. `false`: it is none, and nothing was added. */
  add(value: number | string): boolean {
    const text = plainDecimal(value)
    if (text === null) return false
    const point = text.indexOf('.')
    const scale = point < 0 ? 0 : text.length - point - 1
    this.#scaleTo(scale)
    const digits = scale === 0 ? text : text.slice(0, point) + text.slice(point + 1)
    const rest = this.#rest + Number(digits) * 10 ** (this.#scale - scale)
    if (Number.isSafeInteger(rest) && digits.length < SAFE_DIGITS) this.#rest = rest
    else this.#digits += BigInt(digits) * 10n ** BigInt(this.#scale - scale)
    return true
  }

  #scaleTo(scale: number): void {
    if (scale <= this.#scale) return
    this.#digits = (this.#digits + BigInt(this.#rest)) * 10n ** BigInt(scale - this.#scale)
    this.#rest = 0
    this.#scale = scale
  }

  /** The sum with as many decimals as the longest fraction that was added: 1.50 and 2.25 are 3.75, 1.50 and 2.50 are 4.00. */
  toString(): string {
    const sum = this.#digits + BigInt(this.#rest)
    const isNegative = sum < 0n
    const digits = String(isNegative ? -sum : sum).padStart(this.#scale + 1, '0')
    const whole = digits.slice(0, digits.length - this.#scale)
    return `${isNegative ? '-' : ''}${whole}${this.#scale > 0 ? `.${digits.slice(-this.#scale)}` : ''}`
  }
}
