import { fromEpoch, parseStamp } from './stamp.js'

type Maybe<Value> = Value | null | undefined

/**
 * Reads the values of a row, which the spec types and a platform may send otherwise. One that is absent, `null` or an empty text was not
 * said and is `null`; one of another type than the spec's is a problem, and the row no call.
 */
export class Reader {
  /** One per value that is not what the spec says. */
  readonly problems: string[] = []
  readonly #place: () => string

  /** `place` names the member that was looked up last. */
  constructor(place: () => string) {
    this.#place = place
  }

  text(value: Maybe<string>): string | null {
    if (value === undefined || value === null || value === '') return null
    return typeof value === 'string' ? value : this.#problem('a text', value)
  }

  /** An id as a text, whether the platform writes it as a text or as a whole number. */
  id(value: Maybe<string | number>): string | null {
    if (value === undefined || value === null || value === '') return null
    if (typeof value === 'string') return value
    return Number.isSafeInteger(value) ? String(value) : this.#problem('an id', value)
  }

  /** The id without which a row is not a call. */
  requiredId(value: Maybe<string | number>): string {
    const before = this.problems.length
    const id = this.id(value)
    if (id === null && this.problems.length === before) this.#problem('an id', value)
    return id ?? ''
  }

  number(value: Maybe<number>): number | null {
    if (value === undefined || value === null) return null
    return Number.isFinite(value) ? value : this.#problem('a number', value)
  }

  flag(value: Maybe<boolean>): boolean | null {
    if (value === undefined || value === null) return null
    return typeof value === 'boolean' ? value : this.#problem('true or false', value)
  }

  /** A decimal text: the digits as received, also where they came as a number. */
  decimal(value: Maybe<string | number>): string | null {
    if (value === undefined || value === null || value === '') return null
    if (typeof value === 'number' && Number.isFinite(value)) return plainDecimal(value)
    return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? value : this.#problem('a decimal number', value)
  }

  /** A stamp in words; `assumedZone` reads those without an offset, which are no stamps where it is `unknown` or not given. */
  stamp(value: Maybe<string>, assumedZone?: string): string | null {
    if (value === undefined || value === null || value === '') return null
    const zone = assumedZone === 'unknown' ? undefined : assumedZone
    const stamp = typeof value === 'string' ? parseStamp(value, zone) : null
    return stamp ?? this.#problem(zone === undefined ? 'a stamp with an offset' : 'a stamp', value)
  }

  /** A stamp in milliseconds since 1970. */
  epoch(value: Maybe<number>): string | null {
    if (value === undefined || value === null) return null
    const stamp = typeof value === 'number' ? fromEpoch(value) : null
    return stamp ?? this.#problem('a stamp in epoch milliseconds', value)
  }

  /** A nested object; what its members hold is checked as they are read. */
  child<Child extends object>(value: Maybe<Child>): Child | null {
    if (value === undefined || value === null) return null
    return typeof value === 'object' && !Array.isArray(value) ? value : this.#problem('an object', value)
  }

  /** The objects of a nested array; what their members hold is checked as they are read. */
  list<Item extends object>(value: Maybe<readonly Item[]>): Item[] | null {
    if (value === undefined || value === null) return null
    if (!Array.isArray(value)) return this.#problem('an array', value)
    return value.filter((item) => (typeof item === 'object' && item !== null) || this.#problem('an object', item))
  }

  #problem(expected: string, value: unknown): null {
    this.problems.push(`${this.#place()} is ${shown(value)}, expected ${expected}`)
    return null
  }
}

/** A copy of a row that tells the place of the member that was looked up last, such as `transcript.0.text`. */
export function watched<Row extends object>(row: Row): { row: Row; place: () => string } {
  let place = ''
  // Of a copy, because a proxy of a frozen object may not give other objects than those it holds.
  function watch<Value extends object>(value: Value, prefix: string): Value {
    return new Proxy(Array.isArray(value) ? ([...value] as object as Value) : { ...value }, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key)
        // The methods of an array are no members.
        if (typeof key === 'symbol' || key in Object.getPrototypeOf(target)) return member
        place = `${prefix}${key}`
        return typeof member === 'object' && member !== null ? watch(member, `${place}.`) : member
      },
    })
  }
  return { row: watch(row, ''), place: () => place }
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
