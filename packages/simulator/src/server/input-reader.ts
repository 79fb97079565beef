/** Reads and checks the inputs of one request, of a query or a body. What is wrong first is kept in `problem`. */
export class InputReader {
  problem: string | null = null
  readonly #values: (name: string) => unknown

  constructor(inputs: URLSearchParams | Readonly<Record<string, unknown>>) {
    this.#values =
      inputs instanceof URLSearchParams ? (name) => inputs.get(name) ?? undefined : (name) => inputs[name] ?? undefined
  }

  text(name: string): string | undefined {
    const value = this.#values(name)
    return value === undefined ? undefined : String(value)
  }

  oneOf(name: string, values: readonly string[]): string | undefined {
    const value = this.text(name)
    return value === undefined || values.includes(value) ? value : this.#refuse(`${name} must be one of ${values.join(', ')}`)
  }

  whole(name: string, { min = -Infinity, max = Infinity }: { min?: number; max?: number } = {}): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN
    return number >= min && number <= max ? number : this.#refuse(`${name} must be a whole number within its bounds`)
  }

  number(name: string): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : this.#refuse(`${name} must be a number`)
  }

  flag(name: string): boolean | undefined {
    const value = this.oneOf(name, ['true', 'false'])
    return value === undefined ? undefined : value === 'true'
  }

  /** Epoch milliseconds of an ISO stamp, or of the first instant of a day; without an offset, in UTC wherever this runs. */
  instant(name: string): number | undefined {
    const value = this.text(name)
    const at =
      value === undefined || !/^\d{4}-\d{2}-\d{2}/.test(value) ? Number.NaN : Date.parse(hasOffset(value) ? value : `${value}Z`)
    return value === undefined ? undefined : Number.isNaN(at) ? this.#refuse(`${name} must be a date`) : at
  }

  #refuse(problem: string): undefined {
    this.problem ??= problem
    return undefined
  }
}

// A day alone is in UTC by itself.
const hasOffset = (stamp: string) => stamp.length === 10 || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(stamp)
