import type { PlannedParents } from '@callspec/core'
import type { Source } from '@callspec/provider'
import type { SourcePlan } from '../query/plan.js'
import { clocksOf } from '../read/watermark.js'

/** How changes of a list while it is read are noticed, by kind of paging. */
export const MOVED = {
  offset:
    'Pages are fetched in parallel and overlap by one row. From the first page whose overlap or total is not as expected, they are read again, one by one.',
  page: 'Pages are fetched in parallel, then checked against the total and the newest row; changed ones are read again, one by one.',
  cursor: 'Each page follows the cursor of the page before, so changes are not noticed; repeated rows are dropped by id.',
  window:
    'Each page begins at the stamp of the last row of the page before, so arrivals at the newest end and deletions shift no row; repeated rows are dropped by id, and the order is checked row by row.',
} as const

/** What "nothing lost, nothing twice" does not cover for a plan, one sentence each. */
export function outsideTheGuarantee(source: Source, plan: SourcePlan, hasTotal: boolean, startLagMs: number): string[] {
  const { order, endsEarly, filters } = plan
  const { type } = plan.pages
  const isCounted = type === 'page' || type === 'offset'
  const hours = startLagMs === 3_600_000 ? '1 hour' : `${startLagMs / 3_600_000} hours`
  const unchecked = filters.filter(({ checked, pushed }) => pushed && !checked)
  return [
    'Calls whose filtered or sorted fields change while the list is read.',
    ...(type === 'window'
      ? windowOutside(order.direction)
      : [
          `Calls that share their sort stamp and change places between requests${hasTotal ? '; those that never come are counted as missing' : '; without a total, those that never come are not noticed'}.`,
        ]),
    ...(type === 'cursor'
      ? ['Calls that arrive or vanish while the list is read: how the cursor behaves then is not documented.']
      : []),
    ...(isCounted ? movedOutside(order.direction) : []),
    ...(isCounted && order.direction !== null && !order.documented
      ? [`Any call that arrives or vanishes while the list is read, if ${order.assumption ?? 'the order'} does not hold.`]
      : []),
    ...(plan.parents ? parentsOutside(plan.parents) : []),
    ...(endsEarly.at !== null && endsEarly.ground === 'assumed'
      ? [`Calls listed more than ${hours} too late: reading has ended by then.`]
      : []),
    ...(endsEarly.at !== null && order.startsLater ? [`Calls that start more than ${hours} after they were created.`] : []),
    ...(filters.some(({ name }) => name === 'period') ? clocksOf(source) : []).map(
      (zone) =>
        `Calls at a time that the clocks of ${zone} show twice or skip: they are listed if either reading is in the period.`,
    ),
    ...unchecked.map(
      ({ name }) =>
        `Rows that the platform's filter for ${name} lets through by mistake: they do not carry the field, so it is not checked here.`,
    ),
  ]
}

const windowOutside = (direction: 'descending' | 'ascending' | null) => [
  `Calls that enter the list ${direction === 'ascending' ? 'before the place that was read' : 'anywhere but at its newest end'} while it is read.`,
  'Calls without the stamp that the list is sorted by, unless its first page holds them: no bound in time returns them.',
]

const parentsOutside = ({ what, named }: PlannedParents) =>
  named === null
    ? [`Calls of one ${what} that are listed under another from a request to the next, and those of one that appears meanwhile.`]
    : []

function movedOutside(direction: 'descending' | 'ascending' | null): string[] {
  const totals = 'Lists with a wrong total.'
  if (direction === 'descending') return ['Calls that enter the list anywhere but at its newest end.', totals]
  if (direction === 'ascending')
    return ['Calls that vanish while others arrive: read oldest first, the total does not show it.', totals]
  return ['Calls that arrive or vanish while the list is read: it has no reliable order.', totals]
}
