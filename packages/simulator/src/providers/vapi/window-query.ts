/** Checks a value against the eight bounds on a stamp. */
const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  Gt: (value, bound) => value > bound,
  Lt: (value, bound) => value < bound,
  Ge: (value, bound) => value >= bound,
  Le: (value, bound) => value <= bound,
}

/** The parameters that Vapi's lists share. Problems are collected; their error is not documented. */
export class WindowQuery {
  readonly errors: string[] = []
  readonly limit: number
  readonly #query: URLSearchParams

  constructor(query: URLSearchParams) {
    this.#query = query
    this.limit = Number(query.get('limit') ?? 100)
    this.whole('limit', 0, 1000)
    for (const field of ['createdAt', 'updatedAt']) {
      for (const name of Object.keys(comparisons).map((comparison) => field + comparison)) {
        const value = query.get(name)
        if (value !== null && Number.isNaN(Date.parse(value))) this.errors.push(`${name} must be a valid ISO 8601 date string`)
      }
    }
  }

  whole(name: string, least: number, most = Number.POSITIVE_INFINITY): this {
    const value = this.#query.get(name)
    if (value !== null && !/^\d+$/.test(value)) this.errors.push(`${name} must be a whole number`)
    else if (value !== null && Number(value) < least) this.errors.push(`${name} must not be less than ${least}`)
    else if (value !== null && Number(value) > most) this.errors.push(`${name} must not be greater than ${most}`)
    return this
  }

  oneOf(name: string, words: readonly string[]): this {
    const value = this.#query.get(name)
    if (value !== null && !words.includes(value)) this.errors.push(`${name} must be one of ${words.join(', ')}`)
    return this
  }

  /** The bounds on a stamp, as one text; undefined if there are none. */
  bounds(field: 'createdAt' | 'updatedAt'): string | undefined {
    const given = Object.keys(comparisons).map((comparison) => this.#query.get(field + comparison) ?? '')
    return given.some((value) => value !== '') ? given.join(' ') : undefined
  }

  /** Whether an instant is not too late, or not too early, for the bounds on the creation. */
  isBeforeEnd(createdAt: number): boolean {
    return this.#meets('createdAtLt', createdAt) && this.#meets('createdAtLe', createdAt)
  }
  isAfterStart(createdAt: number): boolean {
    return this.#meets('createdAtGt', createdAt) && this.#meets('createdAtGe', createdAt)
  }

  /** Whether a row that was created and updated at these instants is within the bounds. */
  holds(createdAt: number, updatedAt: number): boolean {
    return this.meets('createdAt', createdAt) && this.meets('updatedAt', updatedAt)
  }

  meets(field: 'createdAt' | 'updatedAt', value: number): boolean {
    return Object.keys(comparisons).every((comparison) => this.#meets(field + comparison, value))
  }

  #meets(name: string, value: number): boolean {
    const bound = this.#query.get(name)
    return bound === null || comparisons[name.slice(-2)]?.(value, Date.parse(bound)) !== false
  }
}
