import { type Decimal, toDecimal } from 'callspec/kit'

/** Amounts and durations that are kept: most occur again and again. */
const MOST = 20_000

/** Reads decimals, each text once. */
export class KnownDecimals {
  readonly #known = new Map<number | string, Decimal | null>()

  get(value: number | string): Decimal | null {
    const known = this.#known.get(value)
    if (known !== undefined) return known
    const decimal = toDecimal(value)
    if (this.#known.size < MOST) this.#known.set(value, decimal)
    return decimal
  }
}
