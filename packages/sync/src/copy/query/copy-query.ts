import type { CallQuery } from 'callspec'
import { type CheckedQuery, checkQuery, invalid } from 'callspec/kit'
import { OUTCOMES, type Outcome, WEEKDAYS, type Weekday } from 'callspec/stats'
import { type Search, searchOf } from './search.js'

/** What to list of a copy: a query as of any log, and what only a copy answers. A call matches if it meets every member. */
export interface CopyQuery extends CallQuery {
  /**
   * Finds the calls whose whole id, or key, this is; if there is none, calls by any of these:
   *
   * - four or more digits, anywhere in one of their numbers;
   * - a part of their agent's name or id, in small or capital letters;
   * - all of these words, in what was said or in the summary, each whole or, from three letters on, as the beginning of a word.
   */
  search?: string | undefined
  /** What became of it; see `outcomeOf` of `callspec/stats`. */
  outcome?: Outcome | undefined
  /** On one of these days, on the calendar in `timeZone`. A call without a stamp never matches. */
  weekdays?: readonly Weekday[] | undefined
  /** In one of these hours, from 0 to 23, on the clock in `timeZone`. */
  hours?: readonly number[] | undefined
  /** Of one of these platforms, by their ids. */
  providers?: readonly string[] | undefined
}

/** The same, validated. `null`: any. */
export interface CheckedCopyQuery extends CheckedQuery {
  timeZone: string
  search: Search | null
  outcome: Outcome | null
  weekdays: readonly Weekday[] | null
  hours: readonly number[] | null
  providers: readonly string[] | null
}

/**
 * `known`: the platforms that the copy has.
 * @throws CallspecError `invalid-query` naming the member, what was received and the right form
 */
export function checkCopyQuery(query: CopyQuery, known: readonly string[]): CheckedCopyQuery {
  const { search, outcome, weekdays, hours, providers, ...rest } = query
  const checked = checkQuery(rest)
  // It asks for parts alone.
  if (checked.details) throw invalid('include', 'details', 'A copy has none: list the sources themselves, or include parts')
  return {
    ...checked,
    timeZone: rest.timeZone ?? 'UTC',
    search: text(search),
    outcome: outcome === undefined ? null : (listOf('outcome', [outcome], OUTCOMES)?.[0] ?? null),
    weekdays: listOf('weekdays', weekdays, WEEKDAYS),
    hours: listOf('hours', hours, HOURS, 'numbers from 0 to 23'),
    providers: providersIn(providers, known),
  }
}

/** Whether no call can match, by what only a copy answers. */
export const isNothingOfCopy = ({ weekdays, hours, providers }: CheckedCopyQuery): boolean =>
  [weekdays, hours, providers].some((list) => list?.length === 0)

const HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour)

function text(value: unknown): Search | null {
  if (value === undefined) return null
  if (typeof value === 'string' && value.trim() !== '') return searchOf(value)
  throw invalid('search', JSON.stringify(value) ?? '', 'Pass a text to look for')
}

function listOf<Word extends string | number>(
  name: string,
  values: unknown,
  known: readonly Word[],
  words = `one of ${known.join(', ')}`,
): Word[] | null {
  if (values === undefined) return null
  if (!Array.isArray(values)) throw invalid(name, String(values), 'Pass a list')
  return values.map((value: unknown) => {
    const word = known.find((each) => each === value)
    if (word === undefined) throw invalid(name, JSON.stringify(value) ?? '', `Pass ${words}`)
    return word
  })
}

function providersIn(values: unknown, known: readonly string[]): string[] | null {
  if (known.length > 0) return listOf('providers', values, known)
  if (values === undefined) return null
  throw invalid('providers', JSON.stringify(values), 'The copy has no source yet: leave it out')
}
