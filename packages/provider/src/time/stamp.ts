import { DAY_MS } from './day.js'
import { fromZoned } from './zone.js'

// RFC 3339 and the variants that databases, languages and gateways write: a blank for T, shorter offsets, no seconds.
const STAMP =
  /^(\d{4})-(\d\d)-(\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:[.,](\d+))?)? ?(Z|UTC|GMT|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?$/i

/**
 * A wire stamp as RFC 3339 in UTC with milliseconds; finer digits are cut off. A stamp without an offset is read in `zone`; without
 * a zone it is not a stamp. `null`: not a stamp.
 */
export function parseStamp(text: string, zone?: string): string | null {
  // A row has several stamps; those in UTC need no arithmetic once they are known to be valid.
  const isUtc = text.charCodeAt(text.length - 1) === UTC
  const unified = isUtc || zone === 'UTC' ? unify(text, text.length - (isUtc ? 1 : 0)) : null
  if (unified !== null) return unified
  const instant = toInstant(text, zone)
  return instant === null ? null : fromEpoch(instant)
}

/**
 * The unified form of a UTC stamp in whole seconds, milliseconds or finer, as most rows have it. `end` is where its digits end. Reads
 * character codes: a regular expression takes twice as long.
 */
function unify(text: string, end: number): string | null {
  const at = (index: number) => text.charCodeAt(index)
  const [h, hh, n, nn, s, ss] = [at(11), at(12), at(14), at(15), at(17), at(18)]
  const isMarked = at(4) === DASH && at(7) === DASH && (at(10) === T || at(10) === SPACE) && at(13) === COLON && at(16) === COLON
  // Negative if one is not a digit, or if minutes or seconds begin with more than a five.
  // biome-ignore format: as a stamp reads
  const digits = upTo(9, at(0)) | upTo(9, at(1)) | upTo(9, at(2)) | upTo(9, at(3)) | upTo(9, at(5)) | upTo(9, at(6)) | upTo(9, at(8)) | upTo(9, at(9))
    | upTo(9, h) | upTo(9, hh) | upTo(5, n) | upTo(9, nn) | upTo(5, s) | upTo(9, ss)
  if (!isMarked || digits < 0 || number(h, hh) > 23 || !hasDay(text)) return null
  if (end === 19) return fromCodes(text, h, hh, n, nn, s, ss, ZERO, ZERO, ZERO)
  if (at(19) !== POINT || end < 23 || end > 29) return null
  for (let index = 20; index < end; index++) if (upTo(9, at(index)) < 0) return null
  return end === 23 && text.length === 24 && at(10) === T ? text : `${text.slice(0, 10)}T${text.slice(11, 23)}Z`
}

/** Negative unless the code is a digit from 0 to `digit`. */
const upTo = (digit: number, code: number) => (code - ZERO) | (ZERO + digit - code)

const number = (tens: number, ones: number) => (tens - ZERO) * 10 + ones - ZERO

/**
 * A stamp from the day at the start of a text and the codes of the digits after it. Made in one piece: a concatenated string keeps its
 * parts alive, and a listing that holds calls back keeps several stamps for each.
 */
function fromCodes(
  text: string,
  h: number,
  hh: number,
  m: number,
  mm: number,
  s: number,
  ss: number,
  f: number,
  ff: number,
  fff: number,
): string {
  const at = (index: number) => text.charCodeAt(index)
  // biome-ignore format: as a stamp reads
  return String.fromCharCode(
    at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8), at(9), T, h, hh, COLON, m, mm, COLON, s, ss, POINT, f, ff, fff, UTC,
  )
}

/** An instant as epoch milliseconds; `null`: not a stamp, or one without an offset and no zone to read it in. */
export function toInstant(text: string, zone?: string): number | null {
  const match = STAMP.exec(text)
  if (!match || !hasDay(text)) return null
  const [, year, month, day, hour, minute, second = 0, fraction = '', offset] = match
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3))
  // Moved by the calendar's period of 400 years, because `Date.UTC` takes a year below 100 for one of the last century.
  const later = Date.UTC(Number(year) + 400, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms)
  const asUtc = later - FOUR_CENTURIES
  if (!offset) return zone === undefined ? null : fromZoned(asUtc, zone)
  const sign = offset[0] === '-' ? 1 : offset[0] === '+' ? -1 : 0
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(3).replace(':', '')].map(Number)
  return sign === 0 ? asUtc : asUtc + sign * (hours! * 60 + minutes!) * 60_000
}

/**
 * Whether a stamp is a placeholder for none, at the beginning or end of some clock: 0 and below, `0000-00-00`, 0001-01-01, PHP's
 * `-0001-11-30`, the first day of 1970 in any zone, the last of 9999.
 */
export function isUnset(value: unknown): boolean {
  if (typeof value === 'number') return value <= 0
  if (typeof value !== 'string') return false
  return Number(value) <= 0 || /^(-\d+-|9999-12-31)/.test(value) || (/^\d{4}-\d\d-\d\d/.test(value) && value < '1970-01-02')
}

/** Whether a text begins with a valid day: `2026-02-30` is none. */
export function hasDay(text: string): boolean {
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  if (!(month >= 1 && month <= 12 && day >= 1)) return false
  return day <= 28 || day <= (month === 2 ? 28 + leapDays(Number(text.slice(0, 4))) : SHORT.has(month) ? 30 : 31)
}

const SHORT: ReadonlySet<number> = new Set([4, 6, 9, 11])
const leapDays = (year: number) => (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0)

/** Reads character codes, because every stamp of every row passes here. */
const twoDigits = (text: string, at: number) => number(text.charCodeAt(at), text.charCodeAt(at + 1))

const [SPACE, DASH, POINT, ZERO, COLON, T, UTC] = [32, 45, 46, 48, 58, 84, 90]

const FOUR_CENTURIES = 146_097 * DAY_MS

// Years of RFC 3339 have four digits, so texts of equal length compare like their instants.
const FIRST = Date.parse('0000-01-01T00:00:00.000Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

/** The instant, clamped to what a stamp can express. */
export const withinStamps = (ms: number): number => Math.min(Math.max(ms, FIRST), LAST)

/** An instant as RFC 3339 in UTC, clamped to what a stamp can express. */
export const toStamp = (ms: number): string => fromInstant(Math.trunc(withinStamps(ms)))

/** Epoch milliseconds as RFC 3339 in UTC; `null`: outside its range. */
export function fromEpoch(ms: number): string | null {
  return ms >= FIRST && ms <= LAST ? fromInstant(Math.trunc(ms)) : null
}

/** The instant so many seconds after a stamp, for what is documented to be counted from there; `null`: one of them is not known. */
export const stampAfter = (stamp: string | null, seconds: number | null): string | null =>
  stamp === null || seconds === null ? null : fromEpoch(Date.parse(stamp) + Math.round(seconds * 1000))

let day = Number.NaN
let dayText = ''

/** Like `toISOString`, which takes over a microsecond in Node, several times per row; days are cached, because they repeat in a list. */
function fromInstant(instant: number): string {
  const dayOf = Math.floor(instant / DAY_MS)
  if (dayOf !== day) {
    dayText = new Date(dayOf * DAY_MS).toISOString()
    day = dayOf
  }
  const ms = instant - dayOf * DAY_MS
  const hours = Math.floor(ms / 3_600_000)
  const minutes = Math.floor(ms / 60_000) % 60
  const seconds = Math.floor(ms / 1000) % 60
  // `fromCharCode` drops the fraction of a division.
  return fromCodes(
    dayText,
    ZERO + hours / 10,
    ZERO + (hours % 10),
    ZERO + minutes / 10,
    ZERO + (minutes % 10),
    ZERO + seconds / 10,
    ZERO + (seconds % 10),
    ZERO + (ms % 1000) / 100,
    ZERO + ((ms / 10) % 10),
    ZERO + (ms % 10),
  )
}
