import { DAY_MS } from './day.js'
import type { Plan } from './plan.js'
import type { CheckedQuery } from './query.js'

/** How long after its creation a call may start, unless the log says otherwise. */
export const DEFAULT_START_LAG_MS = DAY_MS

/** What the reading may conclude from the order of a list. */
export interface Trust {
  /** Whether the list runs in the wanted order. */
  runsAsWanted: boolean
  /** Milliseconds that the sort stamp has to lie past a call before no later row can stand before it. */
  holdMs: number
  /** The sort stamp past which no row can match; `null`: the list is read to its end. */
  stopAt: string | null
  /** Whether a limit or `stopAt` may end the reading before the list does. */
  mayEndEarly: boolean
  /** What an early end would rest on. */
  ground: 'documented' | 'assumed'
}

/**
 * A documented order by `occurredAt` itself is taken at its word. Where the order is an assumption, or the platform sorts
 * by creation while calls start later, an end is drawn only `startLagMs` further on; a strict query draws none there.
 */
export function trustOf(plan: Plan, query: CheckedQuery, startLagMs: number): Trust {
  const { sort, source } = plan
  const wanted = query.order === 'oldest' ? 'ascending' : 'descending'
  const startsLater = sort.by === 'createdAt' && source.definition.tellsStart
  const isSure = sort.documented && !sort.assumes?.length && !startsLater
  const limited = Number.isFinite(query.limit)
  const endLag = sort.documented && !startsLater ? 0 : startLagMs
  const stopAt = query.strict && !isSure ? null : stopStamp(plan, query, endLag)
  return {
    runsAsWanted: sort.direction === wanted,
    holdMs: limited ? (query.strict && !isSure ? Number.POSITIVE_INFINITY : endLag) : startsLater ? startLagMs : 0,
    stopAt,
    mayEndEarly: limited || stopAt !== null,
    ground: sort.documented ? 'documented' : 'assumed',
  }
}

function stopStamp({ sort }: Plan, { since, until }: CheckedQuery, lag: number): string | null {
  if (sort.direction === 'descending' && since !== null) return new Date(since - lag).toISOString()
  if (sort.direction === 'ascending' && until !== null) return new Date(until + lag).toISOString()
  return null
}
