import type { Pagination } from '@callspec/core'
import { DAY_MS, type ListOrder, type Source, toStamp } from '@callspec/provider'
import type { CheckedQuery } from './query.js'

/** How long after its creation a call may start, unless the log says otherwise. */
export const DEFAULT_START_LAG_MS = DAY_MS

/** What reading may conclude from the order of a list. */
export interface OrderGuarantees {
  order: PlannedOrder
  endsEarly: PlannedEnd
  /**
   * A call is held back until the sort stamp is this many milliseconds past it, because a later row might belong before it;
   * `null`: calls are held back to the end of the list.
   */
  holdMs: number | null
}

export interface PlannedOrder {
  /** The stamp that the platform sorts by. */
  by: 'createdAt' | 'startedAt'
  /** `null`: no order to rely on. */
  direction: 'descending' | 'ascending' | null
  documented: boolean
  /** The assumption that replaces, or limits, the documentation. */
  assumption: string | null
  /** Whether the list is in the order that the query wants. */
  asWanted: boolean
  /** Whether calls may start after the stamp that they are sorted by. */
  startsLater: boolean
  /** What the order is used for; none: it does not matter, and its assumption is not relied on. */
  reliedOnFor: OrderUse[]
}

/**
 * `early-end`: no matching call follows the early end. `order-of-calls`: calls are yielded before the list was read to its
 * end. `changes`: calls that arrive or vanish while a list with a total is read are noticed by their position. `state`: a
 * resumed listing skips the calls that were yielded. `windows`: the last row of a window of time determines the next one.
 */
export type OrderUse = 'early-end' | 'order-of-calls' | 'changes' | 'state' | 'windows'

export interface PlannedEnd {
  /** Whether the reading can end before the list does. */
  possible: boolean
  /** The sort stamp past which it ends; `null`: only the query's limit ends it. */
  at: string | null
  /** What an early end relies on; `null`: nothing. */
  ground: 'documented' | 'assumed' | null
}

/**
 * A documented order by `occurredAt` itself is trusted. If the order is an assumption, or the platform sorts by creation and
 * calls may start later, reading ends only `startLagMs` further on, and a strict query does not end early. Nor does one whose list the
 * platform bounds itself.
 */
export function orderGuarantees(
  { definition: { stamps } }: Source,
  query: CheckedQuery,
  { by, direction, documented, assumption }: ListOrder,
  { type, window }: Pagination,
  startLagMs: number,
  isBounded: boolean,
): OrderGuarantees {
  const startsLater = by === 'createdAt' && stamps.startedAt !== undefined
  const isCautious = query.strict && (!documented || assumption !== null || startsLater)
  const lagMs = documented && !startsLater ? 0 : startLagMs
  const isArrival = query.order === 'arrival'
  const isLimited = Number.isFinite(query.limit)
  const asWanted = isArrival || direction === (query.order === 'oldest' ? 'ascending' : 'descending')
  const heldMs = isLimited ? (isCautious ? null : lagMs) : startsLater ? startLagMs : 0
  const holdMs = isArrival ? 0 : asWanted ? heldMs : null
  const releases = !isArrival && holdMs !== null
  const at = isCautious || isBounded ? null : endStamp(direction, query, lagMs)
  const endsByOrder = at !== null || (isLimited && releases)
  const uses = [
    endsByOrder && 'early-end',
    releases && 'order-of-calls',
    type !== 'cursor' && direction !== null && 'changes',
    direction !== null && asWanted && 'state',
    window && 'windows',
  ] as const
  return {
    order: {
      by,
      direction,
      documented,
      assumption,
      asWanted,
      startsLater,
      reliedOnFor: uses.flatMap((use) => use || []),
    },
    endsEarly: {
      possible: endsByOrder || (isLimited && isArrival),
      at,
      ground: endsByOrder ? groundOf({ documented }) : null,
    },
    holdMs,
  }
}

export const groundOf = ({ documented }: { documented: boolean }) => (documented ? 'documented' : 'assumed')

function endStamp(direction: PlannedOrder['direction'], { since, until }: CheckedQuery, lagMs: number): string | null {
  if (direction === 'descending' && since !== null) return toStamp(since - lagMs)
  if (direction === 'ascending' && until !== null) return toStamp(until + lagMs)
  return null
}
