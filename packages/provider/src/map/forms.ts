import { isUnset, toStamp } from '../time/stamp.js'

/** A way in which a platform writes a value, for `read.as`. Each is a constant of its own, so that a log bundles only those that it meets. */
export interface Form<Value> {
  /** For the reason of a bad row: `is a text of another form, expected …`. */
  readonly expected: string
  /** `null`: the text has another form. */
  readonly parse: (text: string) => Value | null
  /** Whether a text that is no value stands for none. */
  readonly isUnset?: (text: string) => boolean
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A date of e-mails and HTTP, `Fri, 18 Oct 2019 17:00:00 +0000`, as a stamp (RFC 2822, with `GMT` and `UTC` of the older RFC 822). */
export const RFC_2822: Form<string> = {
  expected: 'a date like Fri, 18 Oct 2019 17:00:00 +0000',
  parse(text) {
    const at = instantOf(text)
    return at === null || at < FIRST_CALL ? null : toStamp(at)
  },
  isUnset(text) {
    const at = instantOf(text)
    return at !== null && isUnset(toStamp(at))
  },
}

function instantOf(text: string): number | null {
  const match =
    /^(?:[a-z]{3},\s*)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60))?\s+(?:(GMT|UT|UTC|Z)|([+-])([01]\d|2[0-3])([0-5]\d))$/i.exec(
      text.trim(),
    )
  if (!match) return null
  const [, day, name = '', year, hour, minute, second = 0, , sign, hours = 0, minutes = 0] = match
  const month = MONTHS.indexOf(name.toLowerCase())
  // `Date.UTC` takes the year 1 for 1901.
  const midnight = new Date(0).setUTCFullYear(Number(year), month, Number(day))
  // The calendar would carry a 31 February over into March.
  if (month < 0 || new Date(midnight).getUTCDate() !== Number(day)) return null
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  return midnight + ((Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)) * 1000
}

// A stamp before is of another unit, like everywhere.
const FIRST_CALL = Date.UTC(2000)

/** Protobuf's text of a duration, `12.300s`, in seconds. */
export const DURATION: Form<number> = {
  expected: 'a duration like 12.3s',
  parse: (text) => (/^\s*\d+(\.\d{1,9})?s\s*$/.test(text) ? Number.parseFloat(text) : null),
}

/** Minutes and seconds on a clock, `m:ss` or `h:mm:ss`, in seconds. */
export const CLOCK: Form<number> = {
  expected: 'a duration like 1:05 or 1:02:03',
  parse(text) {
    const [, hours = 0, minutes, seconds] = /^\s*(?:(\d{1,3}):(?=[0-5]\d:))?(\d{1,3}):([0-5]\d(?:\.\d+)?)\s*$/.exec(text) ?? []
    return minutes === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  },
}

/** Minutes, as a number or a text, in seconds with whole milliseconds. */
export const fromMinutes = (minutes: number | null): number | null =>
  minutes === null ? null : Math.round(minutes * 60_000) / 1000

/** An amount that is written as a debit, `-0.0045`, as what the call cost. The digits stay. */
export const fromDebit = (amount: string | null): string | null => amount?.replace(/^-/, '') ?? null
