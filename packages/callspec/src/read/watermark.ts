import type { OrderName, Source } from '@callspec/provider'
import { DAY_MS, isNearChange } from '@callspec/provider'
import type { SourcePlan } from '../query/plan.js'

/** The end of the calls that were yielded. */
export interface Watermark {
  /** The stamp that calls are yielded by. */
  at: string
  /** Ids of the yielded calls with exactly this stamp, or close to it where clocks change. */
  ids: string[]
}

/** The stamp by which a source's calls are yielded, and how two such stamps compare. */
export interface YieldOrder {
  by: 'occurredAt' | 'createdAt' | 'startedAt'
  descending: boolean
  /** Whether two stamps leave the order of their calls open. */
  areTied: (one: string, other: string) => boolean
  /** Whether a call with the first stamp is yielded before one with the second. */
  isPast: (stamp: string, other: string) => boolean
}

export function yieldOrder(order: OrderName, { by, direction }: SourcePlan['order'], source: Source): YieldOrder {
  const descending = order === 'newest' || (order === 'arrival' && direction === 'descending')
  const isAmbiguous = ambiguousStamps(source)
  const areTied = isAmbiguous
    ? (one: string, other: string) => areSame(one, other) || (isAmbiguous(one) && isAmbiguous(other) && areNear(one, other))
    : areSame
  return {
    by: order === 'arrival' ? by : 'occurredAt',
    descending,
    areTied,
    isPast: (stamp, other) => (descending ? stamp > other : stamp < other) && !areTied(stamp, other),
  }
}

// One function for all listings: bench/ENGINE.md.
const areSame = (one: string, other: string) => one === other

const areNear = (one: string, other: string) => Math.abs(Date.parse(one) - Date.parse(other)) < DAY_MS

const changesClocks = (zone: string) => zone !== 'UTC' && zone !== 'unknown'

/** Zones with clock changes in which, as documented, rows have stamps without an offset. */
export function clocksOf({ definition: { descriptor, mapAssumes }, assumptions }: Source): string[] {
  return (mapAssumes?.row ?? [])
    .filter((id) => descriptor.zoneAssumptions.includes(id))
    .map((id) => assumptions[id] ?? 'unknown')
    .filter(changesClocks)
}

/** Whether a stamp is close to a clock change in a zone that stamps without an offset are read in. */
export function ambiguousStamps(source: Source): ((stamp: string) => boolean) | undefined {
  const zones = [source.timeZone].filter(changesClocks).concat(clocksOf(source))
  if (zones.length === 0) return undefined
  const changeOn = new Map<string, boolean>()
  return (stamp) => {
    const day = stamp.slice(0, 10)
    const isNear = (at: string, span: number) => zones.some((zone) => isNearChange(Date.parse(at), zone, span))
    const mayBe = changeOn.get(day) ?? isNear(day, 2 * DAY_MS)
    changeOn.set(day, mayBe)
    return mayBe && isNear(stamp, MOST_CHANGED_MS)
  }
}

/** The largest clock change. */
export const MOST_CHANGED_MS = 7_200_000
