import { pagedOperation } from '@callspec/core'
import { DAY_MS, toStamp } from '@callspec/provider'
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
  /** Whether a list that gave fewer rows than its total says is read again. */
  readsAgain: boolean
  /** What the order of the list is relied on for; nothing where calls are held to its end and it is not counted. */
  orderUses: OrderUse[]
}

/**
 * `early-end`: no call that matches stands past the end that is drawn. `order-of-calls`: calls are yielded before the list
 * was read to its end. `changes`: what arrives or vanishes while a list with a total is read is noticed by where it stands.
 * `state`: a listing that goes on from a state leaves out what it yielded. `windows`: the last row of a window of time tells where the next
 * one begins.
 */
export type OrderUse = 'early-end' | 'order-of-calls' | 'changes' | 'state' | 'windows'

/**
 * A documented order by `occurredAt` itself is taken at its word. Where the order is an assumption, or the platform sorts
 * by creation while calls start later, an end is drawn only `startLagMs` further on; a strict query draws none there.
 */
export function trustOf(plan: Plan, query: CheckedQuery, startLagMs: number): Trust {
  const { order: sort, source } = plan
  const wanted = query.order === 'oldest' ? 'ascending' : 'descending'
  const startsLater = sort.by === 'createdAt' && source.definition.stamps.startedAt !== undefined
  const isSure = sort.documented && !sort.assumption && !startsLater
  const limited = Number.isFinite(query.limit)
  const endLag = sort.documented && !startsLater ? 0 : startLagMs
  const stopAt = query.strict && !isSure ? null : stopStamp(plan, query, endLag)
  const runsAsWanted = sort.direction === wanted
  const holdMs = limited ? (query.strict && !isSure ? Number.POSITIVE_INFINITY : endLag) : startsLater ? startLagMs : 0
  const arrives = query.order === 'arrival'
  const releases = !arrives && runsAsWanted && Number.isFinite(holdMs)
  const { pagination } = pagedOperation(source.definition.descriptor, source.definition.list)
  const uses: [OrderUse, boolean][] = [
    ['early-end', stopAt !== null || (limited && releases)],
    ['order-of-calls', releases],
    ['changes', pagination.type !== 'cursor' && sort.direction !== null],
    ['state', sort.direction !== null && (arrives || runsAsWanted)],
    ['windows', pagination.window !== undefined],
  ]
  return {
    runsAsWanted,
    holdMs,
    stopAt,
    mayEndEarly: limited || stopAt !== null,
    ground: sort.documented ? 'documented' : 'assumed',
    readsAgain: query.strict,
    orderUses: uses.flatMap(([use, isMade]) => (isMade ? [use] : [])),
  }
}

/** Ids of the assumptions that a listing rests on. */
export function reliedOn({ assumptions, ruledOut, order: sort }: Plan, { orderUses }: Trust): string[] {
  // Nothing is asked, and nothing relied on.
  if (ruledOut.length > 0) return []
  return [...new Set([...assumptions, ...(orderUses.length > 0 && sort.assumption !== null ? [sort.assumption] : [])])]
}

function stopStamp({ order: sort }: Plan, { since, until }: CheckedQuery, lag: number): string | null {
  if (sort.direction === 'descending' && since !== null) return toStamp(since - lag)
  if (sort.direction === 'ascending' && until !== null) return toStamp(until + lag)
  return null
}
