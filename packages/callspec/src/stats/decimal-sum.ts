import { type Decimal, isSafe, POWERS, writtenDecimal } from './decimal.js'

/** Adds up decimal numbers exactly, digit by digit: 0.1 and 0.2 are 0.3. */
export class DecimalSum {
  #digits = 0n
  /** What is not in the digits yet: a number is added many times faster, and exactly as long as it is safe. */
  #rest = 0
  /** How many of the digits stand behind the point: as many as the longest fraction had. */
  #scale = 0

  /** Adds a number by the digits that it is written with. `false`: it is none, and nothing was added. */
  add(value: number | string): boolean {
    const decimal = writtenDecimal(value)
    if (decimal === null) return false
    if (isSafe(decimal)) this.addDigits(Number(decimal.digits), decimal.scale)
    else this.#addBig(BigInt(decimal.digits), decimal.scale)
    return true
  }

  /** Adds a `Decimal` that was read before. */
  addDigits(digits: Decimal['digits'], scale: Decimal['scale']): void {
    if (scale > this.#scale) this.#scaleTo(scale)
    const power = scale === this.#scale ? 1 : (POWERS[this.#scale - scale] ?? Number.POSITIVE_INFINITY)
    const rest = this.#rest + digits * power
    if (Number.isSafeInteger(rest)) this.#rest = rest
    else this.#addBig(BigInt(digits), scale)
  }

  /** Adds another sum. */
  merge(other: DecimalSum): void {
    this.#addBig(other.#digits + BigInt(other.#rest), other.#scale)
  }

  #addBig(digits: bigint, scale: number): void {
    this.#scaleTo(scale)
    this.#digits += digits * 10n ** BigInt(this.#scale - scale)
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
