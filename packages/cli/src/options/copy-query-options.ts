import type { CopyQuery } from '@callspec/sync'
import { OUTCOMES, WEEKDAYS, type Weekday } from 'callspec/stats'
import type { Command } from 'commander'
import { UsageError } from '../usage-error.js'
import { optionOf } from './option-of.js'
import { collect } from './option-values.js'

/** Options of a query that only a copy answers. */
export interface CopyQueryOptions {
  search?: string
  outcome?: string
  weekday?: Weekday[]
  hour?: number[]
  provider?: string[]
}

/** The options that choose calls of a copy. */
export const addCopyQueryOptions = (command: Command): Command =>
  command
    .option(
      '--search <text>',
      "with --from: an id, 4 or more digits of a number, part of an agent's name, or words that were said",
    )
    .option('--outcome <outcome>', `with --from: ${new Intl.ListFormat('en', { type: 'disjunction' }).format(OUTCOMES)}`)
    .option('--weekday <days>', 'with --from: on these days, in --time-zone: mon,tue', weekdays)
    .option('--hour <hours>', 'with --from: in these hours, on the clock in --time-zone: 9-17,20', hours)
    .option('--provider <provider>', 'with --from: only calls of this platform; may be repeated', collect)

/**
 * What these options say as members of a query, and all other options.
 * @throws UsageError if there is no copy to ask
 */
export function splitCopyQuery<Options extends CopyQueryOptions>(
  options: Options,
  from: string | undefined,
): [copyQuery: CopyQuery, rest: Omit<Options, keyof CopyQueryOptions>] {
  const { search, outcome, weekday, hour, provider, ...rest } = options
  const members = {
    search,
    outcome,
    weekdays: weekday,
    hours: hour,
    providers: provider,
  }
  const given = Object.entries(members).filter(([, value]) => value !== undefined)
  const [first] = given
  if (first && from === undefined)
    throw new UsageError(
      `${optionOf(first[0])} is answered by a copy alone. Pass --from as well, or make one with callspec sync --to calls.db.`,
    )
  // The copy checks the words.
  return [Object.fromEntries(given) as CopyQuery, rest]
}

/** Reads `mon,tuesday`. */
function weekdays(value: string, before: readonly Weekday[] = []): Weekday[] {
  const days = value.split(',').map((text) => {
    const name = text.trim().toLowerCase()
    const day = WEEKDAYS.find((each) => each === name || each.slice(0, 3) === name)
    if (day) return day
    throw new UsageError(`Invalid --weekday: received "${text}". Pass days like mon,tue or saturday.`)
  })
  return [...before, ...days]
}

/** Reads `9-17,20`: both ends are among them, and `22-2` goes over midnight. */
function hours(value: string, before: readonly number[] = []): number[] {
  const all = value.split(',').flatMap((text) => {
    const [, first, last = first] = /^\s*(\d\d?)(?:\s*-\s*(\d\d?))?\s*$/.exec(text) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (!(from <= 23 && to <= 23))
      throw new UsageError(`Invalid --hour: received "${text}". Pass hours from 0 to 23, like 9-17 or 20.`)
    return Array.from({ length: ((to - from + 24) % 24) + 1 }, (_, index) => (from + index) % 24)
  })
  return [...before, ...all]
}
