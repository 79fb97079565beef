import { isZone } from '@callspec/provider'
import { type CallQuery, invalid } from '../query/query.js'
import type { Summary } from '../read/summary.js'
import { countedQuery } from './counted-query.js'
import { type CountedCall, type GroupValues, isNamed, KEYS, localTime, STATS_BY, type StatsBy } from './group-by.js'
import { sortGroups } from './group-order.js'
import { groupValues } from './group-values.js'
import { LatestNames } from './latest-names.js'
import { localClock } from './local-clock.js'
import { type Measures, Tally } from './tally.js'

export { type CountedCall, type GroupValues, isTime, STATS_BY, type StatsBy } from './group-by.js'
export { type LocalClock, localClock, WEEKDAYS, type Weekday, weekHour } from './local-clock.js'
export { OUTCOMES, type Outcome, outcomeOf } from './outcome.js'
export { type Measures, Tally } from './tally.js'

/** A listing to count; every `CallStream` is one. */
export interface CountedListing extends AsyncIterable<CountedCall> {
  summary(): Promise<Summary>
}

/** What `stats` reads: a `CallLog`, or whatever else answers the same query. */
export interface CountedLog {
  list(query?: CallQuery, options?: { signal?: AbortSignal | undefined }): CountedListing
}

export interface StatsOptions {
  /** What to group by, the outermost first. Default: all calls are one group. */
  by?: readonly StatsBy[] | undefined
  /** IANA zone of hours, days, weeks and months. Default: that of the query, else `UTC`. */
  timeZone?: string | undefined
  /** Aborts the reading, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined
  /** Whether an abort only ends the reading: what came by then is counted. Default `false`. */
  partial?: boolean | undefined
}

/** One group of calls. */
export interface StatsGroup extends Measures {
  by: GroupValues
}

export interface Stats {
  /** What was grouped by: the words of `by`, and `source` before an agent or a campaign. */
  words: StatsBy[]
  /** Times by time, else most calls first. */
  groups: StatsGroup[]
  /** Over all groups. */
  total: Measures
  /** Ids of the sources of which no call has a duration: their platform may send none. */
  sourcesWithoutDuration: string[]
  /** How the listing went. If a source failed, or a row was bad, the groups lack calls. */
  summary: Summary
}

/**
 * Counts the calls of a query, group by group: calls, minutes, who answered, and cost per unit. What a platform does not tell is counted as
 * unknown. Holds groups in memory, not calls.
 * @throws CallspecError `invalid-query`, and what `list` throws
 */
export async function stats(
  log: CountedLog,
  query: CallQuery = {},
  { by = [], timeZone, signal, partial = false }: StatsOptions = {},
): Promise<Stats> {
  const words = checkBy(by)
  const clock = localClock(checkZone(timeZone ?? query.timeZone ?? 'UTC'))
  const named = words.filter(isNamed)
  const names = new LatestNames()
  const total = new Tally()
  const timed = new Map<string, boolean>()
  const groups = new Map<string, { keys: (string | null)[]; tally: Tally }>()
  const listing = log.list(countedQuery(query), { signal })
  try {
    for await (const call of listing) {
      const local = localTime(call, clock)
      const keys = words.map((word) => KEYS[word](call, local))
      const id = JSON.stringify(keys)
      const group = groups.get(id) ?? { keys, tally: new Tally() }
      groups.set(id, group)
      group.tally.add(call)
      total.add(call)
      timed.set(call.source, call.durationSeconds !== null || timed.get(call.source) === true)
      for (const word of named) names.add(word, call)
    }
  } catch (error) {
    if (!partial || !signal?.aborted) throw error
  }
  const keyed = [...groups.values()].map((group) => ({ ...group, calls: group.tally.calls }))
  const counted = sortGroups(keyed, words).map(({ keys, tally }) => ({
    by: groupValues(words, keys, names),
    ...tally.measures(),
  }))
  return {
    words,
    // All calls are a group also where there are none.
    groups: words.length === 0 ? [{ by: {}, ...total.measures() }] : counted,
    total: total.measures(),
    sourcesWithoutDuration: [...timed].flatMap(([source, isTimed]) => (isTimed ? [] : [source])).sort(),
    summary: await listing.summary(),
  }
}

/** The words, each once, with the source before what only a source and an id name. */
function checkBy(by: readonly StatsBy[]): StatsBy[] {
  if (!Array.isArray(by)) throw invalid('by', String(by), "Pass a list like ['source', 'day']")
  const known: readonly unknown[] = STATS_BY
  const unknown = by.find((word) => !known.includes(word))
  if (unknown !== undefined) throw invalid('by', JSON.stringify(unknown), `Pass one of ${STATS_BY.join(', ')}`)
  return [...new Set(by.flatMap((word): StatsBy[] => (isNamed(word) && !by.includes('source') ? ['source', word] : [word])))]
}

function checkZone(zone: string): string {
  if (typeof zone === 'string' && isZone(zone)) return zone
  throw invalid('timeZone', JSON.stringify(zone), 'Pass an IANA zone like Europe/Berlin')
}
