import { fromEpoch, isUnset, parseStamp, toInstant, toStamp } from '../time/stamp.js'
import { readingsIn } from '../time/zone.js'
import type { Form } from './forms.js'

type Maybe<Value> = Value | null | undefined

/** Counts the stamps without the offset that the documentation shows. */
export interface StampCounter {
  unzoned: number
}

/**
 * Reads the values of a row: the spec types them, but a platform may send something else. Empty values are `null`: absent, `null`, an empty text,
 * array or object, a word like `null` instead of another type, or a placeholder stamp. A value of another type is a problem, and makes the
 * row a bad row.
 */
export class Reader {
  /** One per value that differs from the spec. */
  readonly problems: string[] = []
  /** The other instants that stamps may mean, if clocks show a time twice or skip it. */
  otherReadings: Map<string, string> | null = null
  readonly #place: () => string
  readonly #zone: string
  readonly #counter: StampCounter

  /** `place` names the member that was looked up last; stamps without their offset are read in `zone` and counted. */
  constructor(place: () => string, zone = 'UTC', counter: StampCounter = { unzoned: 0 }) {
    this.#place = place
    this.#zone = zone
    this.#counter = counter
  }

  text(value: Maybe<string>): string | null {
    // Nearly every text of a row ends with one of these.
    if (value === undefined || value === null || value === '') return null
    if (typeof value === 'string' && value.charCodeAt(0) > SPACE) return value
    return isText(value) ? value : this.#nothingOr('a text', value)
  }

  /** An id as text, whether the platform writes a text or a whole number. */
  id(value: Maybe<string | number>): string | null {
    if (isText(value)) return value
    return Number.isSafeInteger(value) ? String(value) : this.#nothingOr('an id', value)
  }

  /** The id, which every row must have. */
  requiredId(value: Maybe<string | number>): string {
    const before = this.problems.length
    const id = this.id(value)
    if (id === null && this.problems.length === before) this.#problem('an id', value)
    return id ?? ''
  }

  /** A number, also as text. */
  number(value: Maybe<number | string>): number | null {
    const number = toNumber(value)
    return Number.isFinite(number) ? number : this.#nothingOr('a number', value)
  }

  /** True or false, also as words, and as 1 or 0. */
  flag(value: Maybe<boolean>): boolean | null {
    if (typeof value === 'boolean') return value
    const word = typeof value === 'object' ? '' : String(value).trim().toLowerCase()
    if (word === 'true' || word === '1') return true
    return word === 'false' || word === '0' ? false : this.#nothingOr('true or false', value)
  }

  /** A plain decimal with the received digits, also from a number or a text with an exponent. */
  decimal(value: Maybe<string | number>): string | null {
    if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return value
    const isDigits = typeof value === 'string' || Number.isFinite(value)
    return (isDigits ? plainDecimal(value ?? '') : null) ?? this.#nothingOr('a decimal number', value)
  }

  /** A stamp as text. `assumedZone` is the zone of stamps that are documented without an offset; if it is `unknown`, they are not stamps. */
  stamp(value: Maybe<string>, assumedZone?: string): string | null {
    if (value === undefined || value === null) return null
    const text = typeof value === 'string' ? value : ''
    const stamp = parseStamp(text, assumedZone === 'UTC' ? assumedZone : undefined)
    // In this millennium, so it is not a placeholder: nearly every stamp returns here.
    if (stamp !== null && text.charCodeAt(0) === TWO) return stamp
    if (isUnset(value)) return null
    const found = stamp ?? this.#zoned(text, assumedZone)
    if (found !== null) return found >= '2000' ? found : this.#problem('a stamp from 2000 on', value)
    const isZoned = assumedZone !== undefined && assumedZone !== 'unknown'
    return this.#nothingOr(isZoned ? 'a stamp' : 'a stamp with an offset', value)
  }

  /** A stamp in milliseconds since 1970, also as text. */
  epoch(value: Maybe<number | string>): string | null {
    return this.#epoch(value, 1, 'milliseconds')
  }

  /** A stamp in seconds since 1970, also as text. */
  epochSeconds(value: Maybe<number | string>): string | null {
    return this.#epoch(value, 1000, 'seconds')
  }

  /** A text, or a number, of a form that few platforms have. */
  as<Value>({ expected, parse, isUnset }: Form<Value>, value: Maybe<string | number>): Value | null {
    const text = typeof value === 'number' ? String(value) : value
    if (!isText(text)) return this.#nothingOr(expected, value)
    return parse(text) ?? (isUnset?.(text) ? null : this.#nothingOr(expected, value))
  }

  /** A nested object; its members are checked as they are read. */
  child<Child extends object>(value: Maybe<Child>): Child | null {
    if (value === undefined || value === null) return null
    return typeof value === 'object' && !Array.isArray(value) ? value : this.#nothingOr('an object', value)
  }

  /** The objects of a nested array; their members are checked as they are read. */
  list<Item extends object>(value: Maybe<readonly Item[]>): Item[] | null {
    if (!Array.isArray(value)) return this.#nothingOr('an array', value)
    return value.filter((item) => (isObject(item) && !Array.isArray(item)) || this.#nothingOr('an object', item))
  }

  /** A stamp without an offset. */
  #zoned(text: string, assumedZone: string | undefined): string | null {
    const zone = assumedZone ?? this.#zone
    const shown = zone === 'unknown' ? null : toInstant(text, 'UTC')
    if (shown === null) return null
    const [at, other] = readingsIn(zone, shown)
    const stamp = toStamp(at)
    if (assumedZone === undefined) this.#counter.unzoned++
    if (other !== undefined) {
      this.otherReadings ??= new Map()
      this.otherReadings.set(stamp, toStamp(other))
    }
    return stamp
  }

  #epoch(value: Maybe<number | string>, unitMs: number, unit: string): string | null {
    const number = toNumber(value)
    // Fractions of a second have no exact double; those of a millisecond are cut off.
    const ms = unitMs === 1 ? number : Math.round(number * unitMs)
    if (ms >= FIRST_CALL && ms < LAST_CALL) return fromEpoch(ms)
    const isNone = isUnset(value) || (ms >= LAST_YEAR && ms < END_OF_YEARS)
    return isNone ? null : this.#nothingOr(`a stamp in epoch ${unit}, from 2000 to 2099`, value)
  }

  /** `null` for an empty value; a problem for any other value that cannot be read. */
  #nothingOr(expected: string, value: unknown): null {
    return isNothing(value) ? null : this.#problem(expected, value)
  }

  #problem(expected: string, value: unknown): null {
    this.problems.push(`${this.#place()} is ${shown(value)}, expected ${expected}`)
    return null
  }
}

// In another unit, an instant of these years is outside of them: seconds read as milliseconds are in 1970.
const [FIRST_CALL, LAST_CALL] = [Date.UTC(2000), Date.UTC(2100)]
// The last possible year is a placeholder; microseconds read as milliseconds are far beyond it.
const [LAST_YEAR, END_OF_YEARS] = [Date.UTC(9999), Date.UTC(10_000)]

const [SPACE, TWO] = [32, 50]

/** A text that begins with a visible character, or is not blank. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && (value.charCodeAt(0) > SPACE || value.trim() !== '')

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** A number, or a text with a number; `NaN`: neither. */
function toNumber(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && plainDecimal(value) !== null ? Number(value) : Number.NaN
}

/** Whether a value of another type is empty. PHP writes an empty map as an empty array, and `false` if it finds nothing. */
function isNothing(value: unknown): boolean {
  if (typeof value === 'string') return /^\s*(null|none|nil|undefined|nan|n\/a|invalid date|-*)\s*$/i.test(value)
  if (!isObject(value)) return value === undefined || value === null || value === false
  return Object.keys(value).length === 0 && !(value instanceof Date)
}

/** Makes copies of objects that record the path of the member that was read last, such as `transcript.0.text`, each with a prefix for its paths. */
export function watcher(): { watch: <Value extends object>(value: Value, prefix: string) => Value; place: () => string } {
  let place = ''
  // A copy, because a proxy of a frozen object may only return its own objects.
  function watch<Value extends object>(value: Value, prefix: string): Value {
    return new Proxy(Array.isArray(value) ? ([...value] as object as Value) : { ...value }, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key)
        // Ignore the methods of arrays.
        if (typeof key === 'symbol' || key in Object.getPrototypeOf(target)) return member
        place = `${prefix}${key}`
        return typeof member === 'object' && member !== null ? watch(member, `${place}.`) : member
      },
    })
  }
  return { watch, place: () => place }
}

/** Describes a value in a message: its type, or the value itself if it is short and cannot identify a person. */
function shown(value: unknown): string {
  if (value === undefined) return 'absent'
  // A larger one may be a telephone number.
  if (typeof value === 'number' && Math.abs(value) >= 10_000) return 'a large number'
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value)
  return Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : 'a text of another form'
}

/** A number, or a text with a number, without an exponent; `null`: neither. `String` writes an exponent below 1e-6 and from 1e21 on. */
export function plainDecimal(value: number | string): string | null {
  if (typeof value === 'number' && (value === 0 || (Math.abs(value) >= 1e-6 && Math.abs(value) < 1e21))) return String(value)
  const match = /^\s*(?:\+|(-))?(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?\s*$/i.exec(String(value))
  if (!match) return null
  const [, sign = '', whole = '', fraction = '', exponent = 0] = match
  const point = whole.length + Number(exponent)
  const digits = '0'.repeat(Math.max(0, -point)) + whole + fraction
  const [before, after] = [digits.slice(0, Math.max(0, point)).padEnd(point, '0'), digits.slice(Math.max(0, point))]
  return `${sign}${before.replace(/^0+(?=\d)/, '') || '0'}${after && `.${after}`}`
}
