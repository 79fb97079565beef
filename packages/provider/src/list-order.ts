import { type Order, pagedOperation, type SortDirection } from '@callspec/core'
import type { Assume } from './assumptions.js'
import type { AnyDefinition } from './definition.js'
import type { Inputs } from './inputs.js'
import type { OrderName } from './model/words.js'

/** The order in which a list of calls is read. */
export interface ListOrder {
  /** Inputs that ask for it. */
  inputs: Inputs
  /** The stamp of a call that the platform sorts by. */
  by: 'createdAt' | 'startedAt'
  /** `null`: no order to rely on. */
  direction: SortDirection | null
  documented: boolean
  /** The assumption that replaces, or limits, the documentation. */
  assumption: string | null
}

/** The order in which to read a platform's list of calls: the one closest to the wanted order, by its spec and these assumptions. */
export function listOrder({ descriptor, list, stamps }: AnyDefinition, wanted: OrderName, assume: Assume<string>): ListOrder {
  const { pagination } = pagedOperation(descriptor, list)
  let order: Order = pagination.order
  while (order.otherwise && order.assumption && assume(order.assumption) !== HOLDS) order = order.otherwise
  const { field, documented, assumption = null, askedBy } = order
  const to = { newest: 'descending', oldest: 'ascending', arrival: order.direction } as const
  const own = directionOf(order, assume)
  const asked = askedBy?.[to[wanted]] ? to[wanted] : own
  const by = field === stamps.startedAt ? 'startedAt' : 'createdAt'
  return {
    inputs: { [pagination.in]: askedBy?.[asked ?? order.direction] },
    by,
    direction: own && stamps[by] === field ? asked : null,
    documented,
    assumption,
  }
}

/** The value of an assumption that a documented order needs. */
const HOLDS = 'always'

/** The direction of a list if no other is requested; `null`: none to rely on. */
function directionOf({ direction, documented, assumption }: Order, assume: Assume<string>): SortDirection | null {
  const value = assumption === undefined ? HOLDS : assume(assumption)
  if (documented) return value === HOLDS ? direction : null
  return value === 'newest-first' ? 'descending' : value === 'oldest-first' ? 'ascending' : null
}
