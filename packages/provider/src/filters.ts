import type { DateFilter } from '@callspec/core'
import type { Filter, Period, Pushdown } from './definition.js'
import type { Inputs } from './inputs.js'
import { type OwnStatuses, toStatus } from './map/status.js'
import type { Status } from './model/call.js'
import { DAY_MS, isoDay } from './time/day.js'
import { toStamp, withinStamps } from './time/stamp.js'
import { toZoned } from './time/zone.js'

/** A filter that callspec applies; every row carries the field. */
export function local<Value>(because: string): Filter<Value, never> {
  return { kind: 'local', because }
}

/** A filter for a field that neither the rows nor the platform's filters have. */
export function unsupported<Value>(because: string): Filter<Value, never> {
  return { kind: 'unsupported', because }
}

/** A filter for a field that only the request for a single call tells, and `details` of the definition names. */
export function byDetails<Value>(because: string): Filter<Value, never> {
  return { kind: 'details', because, advice: `${because}; it can with include details, at one more request per call` }
}

/** The values of a query parameter, by name. */
export const query = (name: string, value: unknown): Inputs => ({ query: { [name]: value } })

/** The value of a parameter in the path of a list that wants a parent, by name. */
export const inPath = (name: string, value: unknown): Inputs => ({ path: { [name]: value } })

/** Most requests worth sending instead of one that reads the whole list. */
const MOST_REQUESTS = 4

/**
 * The documented wire words of a status filter. `null` if a wanted status can also come from an undocumented word, or if there are
 * more words than requests worth sending.
 */
export function statusWords(wanted: readonly Status[], vocabulary: readonly string[], own?: OwnStatuses): string[] | null {
  if (wanted.includes('unknown')) return null
  const words = vocabulary.filter((word) => wanted.includes(toStatus(word, own)))
  return words.length <= MOST_REQUESTS ? words : null
}

/** One request per word. No word: nothing can match. */
export function requestPerWord(name: string, words: string[] | null): Pushdown {
  if (words === null) return null
  return words.length === 0 ? 'nothing' : words.map((word) => query(name, word))
}

/** Bounds of a period as filters by instant, one second wider, because it is not documented whether a bound itself counts. */
export function instantBounds(filters: readonly DateFilter[], period: Period): Inputs {
  return bounds(filters, period, (bound, at) => toStamp(bound === 'since' ? at - 1000 : at + 1000))
}

/** What is known about a source's filters by day; `unknown` if neither documentation nor configuration says. */
export interface DayReading {
  /** Zone in which a day begins. */
  zone: string
  /** Whether the last day counts: `inclusive`, `midnight` (its first instant only) or `exclusive`. */
  lastDay: string
}

/**
 * Bounds of a period as filters by day, wide enough for every meaning of the filter: a zone shifts a day by less than a day, and the
 * last day may not count. Whatever is known narrows them.
 */
export function dayBounds(filters: readonly DateFilter[], period: Period, reading: DayReading): Inputs {
  const zoneKnown = reading.zone !== 'unknown'
  const margin = zoneKnown ? 0 : DAY_MS
  const shown = (ms: number) => (zoneKnown ? toZoned(ms, reading.zone) : ms)
  // The margin may go past the last year that a day can be written in.
  const day = (ms: number) => isoDay(withinStamps(ms))
  return bounds(filters, period, (bound, at) => {
    if (bound === 'since') return day(shown(at) - margin)
    if (!zoneKnown && reading.lastDay === 'unknown') return day(at + 2 * DAY_MS)
    return day(shown(at - 1) + margin + (reading.lastDay === 'inclusive' ? 0 : DAY_MS))
  })
}

/** A period by `date_from` and `date_to`, which take days, according to the assumptions `date-…`. */
export function periodByDays(filters: readonly DateFilter[]): Filter<Period, 'date-filter-stamp' | 'date-zone' | 'date-to'> {
  return {
    kind: 'inexact',
    because: 'date_from and date_to take days; their zone and whether date_to counts are not documented',
    assumes: ['date-filter-stamp'],
    pushdown: ({ since, until }, assume) =>
      dayBounds(
        filters,
        // A call is never updated before it is created, so a lower bound on either stamp is safe.
        { since, until: assume('date-filter-stamp') === 'created_at' ? until : null },
        { zone: assume('date-zone'), lastDay: assume('date-to') },
      ),
  }
}

function bounds(filters: readonly DateFilter[], period: Period, write: (bound: 'since' | 'until', at: number) => string): Inputs {
  const inputs: Record<string, unknown> = {}
  for (const { parameter, bound } of filters) {
    const at = period[bound]
    if (at !== null) inputs[parameter] = write(bound, at)
  }
  return { query: inputs }
}
