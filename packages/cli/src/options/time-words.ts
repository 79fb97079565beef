import { fromZoned, toZoned } from '@callspec/provider'

// An own grammar: natural-language parsers guess, and a wrong guess would list the wrong calls.

const DAY_MS = 86_400_000

/**
 * The instant that words mean in a zone, in whole seconds: the start of a named day or period, or that long before now. `null`: unknown
 * words.
 */
export function instantInWords(text: string, now: number, zone: string): number | null {
  // `last-week` needs no quotes in a shell.
  const words = text
    .trim()
    .toLowerCase()
    .replace(/(?<=[a-z])-|-(?=[a-z])|[_\s]+/g, ' ')
  const clock = toZoned(now, zone)
  const begin = dayInWords(words, clock) ?? periodInWords(words, clock)
  const instant = begin === null ? agoInWords(words, now, zone) : fromZoned(begin, zone)
  return instant !== null && instant >= EARLIEST ? Math.floor(instant / 1000) * 1000 : null
}

const EARLIEST = Date.parse('0001-01-01T00:00:00Z')

/** `yesterday`, `monday 9:00`: the clock time then, as if it were UTC. */
function dayInWords(words: string, clock: number): number | null {
  const [, name = words, hours = 0, minutes = 0, seconds = 0] = /^(.+?)(?: at)? (\d\d?):(\d\d)(?::(\d\d))?$/.exec(words) ?? []
  const day = namedDay(name, clock)
  if (day === null || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  return day * DAY_MS + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}

const NEAR_DAYS: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
])
// The first of 1970 was a Thursday.
const WEEKDAYS = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday']

/** A day as its number since 1970. A weekday means its latest start; with `last`, the latest before today. */
function namedDay(words: string, clock: number): number | null {
  const today = Math.floor(clock / DAY_MS)
  const distance = NEAR_DAYS.get(words)
  if (distance !== undefined) return today + distance
  const [, last, name] = /^(last )?([a-z]+)$/.exec(words) ?? []
  const weekday = WEEKDAYS.findIndex((day) => name === day || name === day.slice(0, 3))
  if (weekday < 0) return null
  const since = (((today - weekday) % 7) + 7) % 7
  return today - (last && since === 0 ? 7 : since)
}

/** `this week`, `last month`: when it begins. Weeks begin on Monday. */
function periodInWords(words: string, clock: number): number | null {
  const [, which, unit] = /^(this|last) (week|month|year)$/.exec(words) ?? []
  if (unit === undefined) return null
  const back = which === 'last' ? 1 : 0
  const today = Math.floor(clock / DAY_MS)
  if (unit === 'week') return (today - ((today + 3) % 7) - 7 * back) * DAY_MS
  const date = new Date(clock)
  return unit === 'month'
    ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1)
    : Date.UTC(date.getUTCFullYear() - back, 0, 1)
}

const UNITS = {
  months: /^(?:mo|months?)$/,
  years: /^(?:y|yrs?|years?)$/,
  weeks: /^(?:w|weeks?)$/,
  days: /^(?:d|days?)$/,
  hours: /^(?:h|hrs?|hours?)$/,
  minutes: /^(?:m|mins?|minutes?)$/,
  seconds: /^(?:s|secs?|seconds?)$/,
}

/**
 * `now`, `-7d`, `1h30m`, `2 hours ago`, `an hour ago`, `last 7 days`, `past week`. Days and longer units follow the calendar, to the same
 * clock time; hours and shorter units are elapsed time.
 */
function agoInWords(words: string, now: number, zone: string): number | null {
  if (words === 'now') return now
  const counted = words.replace(/^(?:last|past) (?=[a-z])/, 'a ')
  const [, length = ''] = /^(?:-|last |past )?((?:(?:\d{1,6} ?|an? )[a-z]+ ?(?:and )?)+?)(?: ?ago)?$/.exec(counted) ?? []
  const counts = { months: 0, years: 0, weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0 }
  const parts = [...length.matchAll(/(\d+|\ban?\b) ?([a-z]+)/g)]
  for (const [, count, word = ''] of parts) {
    const unit = (Object.keys(UNITS) as (keyof typeof UNITS)[]).find((name) => UNITS[name].test(word))
    if (!unit) return null
    counts[unit] += /\d/.test(count ?? '') ? Number(count) : 1
  }
  if (parts.length === 0) return null
  const { months, years, weeks, days, hours, minutes, seconds } = counts
  const clock = monthsBefore(toZoned(now, zone), months + 12 * years) - (7 * weeks + days) * DAY_MS
  if (!(clock >= EARLIEST)) return null
  const instant = months + years + weeks + days > 0 ? fromZoned(clock, zone) : now
  return instant - ((hours * 60 + minutes) * 60 + seconds) * 1000
}

/** The same day of an earlier month, or the last day of that month where it is shorter. */
function monthsBefore(clock: number, months: number): number {
  const date = new Date(clock)
  const day = date.getUTCDate()
  date.setUTCMonth(date.getUTCMonth() - months, 1)
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, length))
  return date.getTime()
}
