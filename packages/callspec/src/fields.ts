import { fromEpoch, parseStamp } from './stamp.js'

/** Names of the members of a row that may hold a `Value`. */
type KeyOf<Row, Value> = { [Key in keyof Row]-?: NonNullable<Row[Key]> extends Value ? Key : never }[keyof Row] & string

type ItemOf<Items> = NonNullable<Items> extends readonly (infer Item extends object)[] ? Item : never

/**
 * Reads the members of a row, typed by the spec. A member that is absent, `null` or an empty text was not said and is
 * `null`; one of another type than the spec's is a problem, collected for the report of the row.
 */
export class Fields<Row extends object> {
  readonly row: Row
  readonly problems: string[]
  readonly #prefix: string

  constructor(row: Row, problems: string[] = [], prefix = '') {
    this.row = row
    this.problems = problems
    this.#prefix = prefix
  }

  has(key: keyof Row & string): boolean {
    return this.row[key] !== undefined
  }

  text(key: KeyOf<Row, string>): string | null {
    const value: unknown = this.row[key]
    if (value === undefined || value === null || value === '') return null
    return typeof value === 'string' ? value : this.#problem(key, 'a text', value)
  }

  /** An id as a text, whether the platform writes it as a text or as a whole number. */
  id(key: KeyOf<Row, string | number>): string | null {
    const value: unknown = this.row[key]
    if (value === undefined || value === null || value === '') return null
    if (typeof value === 'string') return value
    return Number.isSafeInteger(value) ? String(value) : this.#problem(key, 'an id', value)
  }

  /** The id without which a row is not a call. */
  requiredId(key: KeyOf<Row, string | number>): string {
    const before = this.problems.length
    const id = this.id(key)
    if (id === null && this.problems.length === before) this.#problem(key, 'an id', this.row[key])
    return id ?? ''
  }

  number(key: KeyOf<Row, number>): number | null {
    const value: unknown = this.row[key]
    if (value === undefined || value === null) return null
    return Number.isFinite(value) ? (value as number) : this.#problem(key, 'a number', value)
  }

  flag(key: KeyOf<Row, boolean>): boolean | null {
    const value: unknown = this.row[key]
    if (value === undefined || value === null) return null
    return typeof value === 'boolean' ? value : this.#problem(key, 'true or false', value)
  }

  /** A decimal text: the digits as received, also where they came as a number. */
  decimal(key: KeyOf<Row, string | number>): string | null {
    const value: unknown = this.row[key]
    if (value === undefined || value === null || value === '') return null
    if (typeof value === 'number' && Number.isFinite(value)) return plainDecimal(value)
    return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? value : this.#problem(key, 'a decimal number', value)
  }

  /** A stamp in words; `assumedZone` reads those without an offset, which are no stamps where it is `unknown` or not given. */
  stamp(key: KeyOf<Row, string>, assumedZone?: string): string | null {
    const value: unknown = this.row[key]
    if (value === undefined || value === null || value === '') return null
    const zone = assumedZone === 'unknown' ? undefined : assumedZone
    const stamp = typeof value === 'string' ? parseStamp(value, zone) : null
    return stamp ?? this.#problem(key, zone === undefined ? 'a stamp with an offset' : 'a stamp', value)
  }

  /** A stamp in milliseconds since 1970. */
  epoch(key: KeyOf<Row, number>): string | null {
    const value: unknown = this.row[key]
    if (value === undefined || value === null) return null
    const stamp = typeof value === 'number' ? fromEpoch(value) : null
    return stamp ?? this.#problem(key, 'a stamp in epoch milliseconds', value)
  }

  /** The members of a nested object. */
  child<Key extends KeyOf<Row, object>>(key: Key): Fields<NonNullable<Row[Key]> & object> | null {
    const value: unknown = this.row[key]
    if (value === undefined || value === null) return null
    if (typeof value !== 'object' || Array.isArray(value)) return this.#problem(key, 'an object', value)
    // Checked above; what its members hold is checked as they are read.
    return new Fields(value as NonNullable<Row[Key]> & object, this.problems, `${this.#prefix}${key}.`)
  }

  /** The objects of a nested array. */
  list<Key extends KeyOf<Row, readonly object[]>>(key: Key): Fields<ItemOf<Row[Key]>>[] | null {
    const value: unknown = this.row[key]
    if (value === undefined || value === null) return null
    // Checked here; what its members hold is checked as they are read.
    return Array.isArray(value) ? this.children(key, value as ItemOf<Row[Key]>[]) : this.#problem(key, 'an array', value)
  }

  /** The objects of an array that was already found to be one. */
  children<Item extends object>(key: keyof Row & string, items: readonly Item[]): Fields<Item>[] {
    return items.flatMap((item, index) => {
      const name = `${this.#prefix}${key}.${index}`
      if (typeof item === 'object' && item !== null) return [new Fields(item, this.problems, `${name}.`)]
      this.problems.push(`${name} is ${shown(item)}, expected an object`)
      return []
    })
  }

  #problem(key: string, expected: string, value: unknown): null {
    this.problems.push(`${this.#prefix}${key} is ${shown(value)}, expected ${expected}`)
    return null
  }
}

/** A foreign value in a message: its type, and what it is where that is short and says nothing of a person. */
function shown(value: unknown): string {
  if (value === undefined) return 'absent'
  // A larger one may be a telephone number.
  if (typeof value === 'number' && Math.abs(value) >= 10_000) return 'a large number'
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value)
  return Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : 'a text of another form'
}

/** A number without an exponent; `String` writes one below 1e-6 and from 1e21 on. */
export function plainDecimal(value: number): string {
  const text = String(value)
  const size = Math.abs(value)
  if (value === 0 || (size >= 1e-6 && size < 1e21)) return text
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!match) return text
  const [, sign = '', first = '', rest = '', exponent] = match
  const digits = first + rest
  const point = 1 + Number(exponent)
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return sign + digits.padEnd(point, '0')
}
