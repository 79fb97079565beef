import type { Plan } from './plan.js'
import type { Source } from './provider.js'
import type { OrderName } from './query.js'
import { isShownTwice } from './zone.js'

/** What a source's order allows to cut by, and the calls that lie before a cut. */
export function cutting(order: OrderName, { sort: { by, direction }, source }: Pick<Plan, 'sort' | 'source'>) {
  const descending = order === 'newest' || (order === 'arrival' && direction === 'descending')
  const isAmbiguous = ambiguousStamps(source)
  /** Whether stamps do not tell which of two calls stands before the other. */
  const areAlike = isAmbiguous
    ? (one: string, other: string) => areSame(one, other) || (isAmbiguous(one) && isAmbiguous(other))
    : areSame
  return {
    cutBy: order === 'arrival' ? by : ('occurredAt' as const),
    areAlike,
    isPast: (stamp: string, cut: string) => (descending ? stamp > cut : stamp < cut) && !areAlike(stamp, cut),
  }
}

// One function for all listings: what calls it stays compiled.
const areSame = (one: string, other: string) => one === other

/** Where rows tell the time by the clocks of a zone, without an offset: the stamps that those clocks show twice when they are put back. */
function ambiguousStamps({ definition, assumptions }: Source): ((stamp: string) => boolean) | undefined {
  const { zoneAssumptions } = definition.descriptor
  const zones = (definition.mapAssumes?.row ?? [])
    .filter((id) => zoneAssumptions.includes(id))
    .map((id) => assumptions[id] ?? 'unknown')
    .filter((zone) => zone !== 'UTC' && zone !== 'unknown')
  if (zones.length === 0) return undefined
  // Clocks are put back at full or half hours, so that what holds of one stamp holds of all in its ten minutes.
  const known = new Map<string, boolean>()
  return (stamp) => {
    const minutes = stamp.slice(0, 15)
    const isTwice = known.get(minutes) ?? zones.some((zone) => isShownTwice(Date.parse(stamp), zone))
    known.set(minutes, isTwice)
    return isTwice
  }
}
