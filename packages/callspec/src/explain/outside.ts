import type { Source } from '@callspec/provider'
import type { SourcePlan } from '../query/plan.js'
import { clocksOf } from '../read/watermark.js'

/** How changes of a list while it is read are noticed, by kind of paging. */
export const MOVED = {
  offset:
    'Each page begins with the last row of the page before; where that row or the total is another, the pages are read again one after another.',
  page: 'Pages that were read at once count if the list, asked for one row afterwards, still has the total that they name and the same newest row; from the first that does not count, they are read again one after another.',
  cursor:
    'A list that moves is not noticed: each page follows the cursor of the page before. Rows that come twice are dropped by their id.',
  window:
    'Each page begins at the stamp of the last row of the page before, so that calls that arrive at the newest end or vanish shift no other. Rows that come twice are dropped by their id, and each row is checked to stand in order.',
} as const

/** What "nothing lost, nothing twice" does not cover for a plan, a sentence each. */
export function outsideTheGuarantee(source: Source, plan: SourcePlan, hasTotal: boolean, startLagMs: number): string[] {
  const { order, endsEarly, filters } = plan
  const { type } = plan.pages
  const isCounted = type === 'page' || type === 'offset'
  const hours = startLagMs === 3_600_000 ? '1 hour' : `${startLagMs / 3_600_000} hours`
  const unchecked = filters.filter(({ checked, pushed }) => pushed && !checked)
  return [
    'Calls of which a filtered or sorted field changes while the list is read.',
    ...(type === 'window'
      ? windowOutside(order.direction)
      : [
          `Calls that share their sort stamp and change places between requests${hasTotal ? '; those that a total says never came are counted as missing' : ': no total tells that some never came'}.`,
        ]),
    ...(type === 'cursor'
      ? ['Calls that arrive or vanish while the list is read: what the cursor does then is not documented.']
      : []),
    ...(isCounted ? movedOutside(order.direction) : []),
    ...(isCounted && order.direction !== null && !order.documented
      ? [`Any call that arrives or vanishes while the list is read, if ${order.assumption ?? 'the order'} does not hold.`]
      : []),
    ...(endsEarly.at !== null && endsEarly.ground === 'assumed'
      ? [`Calls that stand more than ${hours} too late in the list: the reading has ended by then.`]
      : []),
    ...(endsEarly.at !== null && order.startsLater ? [`Calls that start more than ${hours} after they were created.`] : []),
    ...(filters.some(({ name }) => name === 'period') ? clocksOf(source) : []).map(
      (zone) =>
        `Calls at a time that the clocks of ${zone} show twice or skip: they are listed if either reading is in the period.`,
    ),
    ...unchecked.map(
      ({ name }) =>
        `Rows that the platform lets through its filter for ${name} by mistake: they do not carry the field, so it is not checked here.`,
    ),
  ]
}

const windowOutside = (direction: 'descending' | 'ascending' | null) => [
  `Calls that enter the list ${direction === 'ascending' ? 'before the place that was read' : 'anywhere but at its newest end'} while it is read.`,
  'Calls without the stamp that the list is sorted by, where its first page does not hold them: no bound in time lets them through.',
]

function movedOutside(direction: 'descending' | 'ascending' | null): string[] {
  const totals = 'Lists that name a total which is not true.'
  if (direction === 'descending') return ['Calls that enter the list anywhere but at its newest end.', totals]
  if (direction === 'ascending')
    return ['Calls that vanish while others arrive: read from the oldest on, the total does not tell.', totals]
  return ['Calls that arrive or vanish while the list is read: it has no order to go by.', totals]
}
