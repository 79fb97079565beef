import { DAY_MS, isoDay } from '@callspec/provider'
import { type DatedRow, type DayBound, midnightOf, nextDay, type Reading, type Stamp, stampOf } from './day-readings.js'

/** Days to choose from: the newest ones, the oldest ones, and some between. */
const NEWEST = 20
const OLDEST = 10
const BETWEEN = 10

/** Days to choose from if no known row is near. */
const SPREAD = 24

/** Days of stamps without a zone: over a longer time, clocks of either zone are more likely to change. */
const WITHOUT_ZONE = 14

/** The days of these rows' stamps and the days after them, each with both bounds. */
export function boundsNear(rows: readonly DatedRow[], unzoned: boolean): DayBound[] {
  const days = new Set<string>()
  for (const { createdAt, updatedAt } of rows) {
    for (const at of [createdAt, updatedAt]) {
      const day = isoDay(at)
      days.add(day).add(nextDay(day))
    }
  }
  const sorted = [...days].toSorted().toReversed()
  if (unzoned) return bothBounds(sorted.slice(0, WITHOUT_ZONE))
  const middle = sorted.slice(NEWEST, -OLDEST)
  const step = Math.max(1, Math.ceil(middle.length / BETWEEN))
  return bothBounds([
    ...sorted.slice(0, NEWEST),
    ...middle.filter((_, index) => index % step === 0),
    ...sorted.slice(Math.max(NEWEST, sorted.length - OLDEST)),
  ])
}

/** Days spread over the time of these rows, to learn about the rows around them. */
export function boundsBetween(rows: readonly DatedRow[], unzoned: boolean): DayBound[] {
  const stamps = rows.map(({ createdAt }) => createdAt)
  const to = Math.max(...stamps)
  const from = Math.max(Math.min(...stamps), unzoned ? to - WITHOUT_ZONE * DAY_MS : Number.NEGATIVE_INFINITY)
  const step = Math.max(DAY_MS, (to - from) / SPREAD)
  const days: string[] = []
  for (let at = to; at > from; at -= step) days.push(isoDay(at))
  return bothBounds(days)
}

const bothBounds = (days: readonly string[]): DayBound[] =>
  days.flatMap((day) => [
    { bound: 'since', day },
    { bound: 'until', day },
  ])

/**
 * The bound whose response is expected to leave the fewest readings per request: readings that predict the same rows stay together, so more and
 * smaller groups are better. `undefined`: no bound would distinguish them.
 */
export function chooseBound(
  bounds: readonly DayBound[],
  readings: readonly Reading[],
  rows: readonly DatedRow[],
  costOf: (bound: DayBound) => number,
): DayBound | undefined {
  const sorted = { created_at: weigh(rows, 'created_at'), updated_at: weigh(rows, 'updated_at') }
  return best(bounds, readings, (reading, bound) => foretell(sorted[reading.stamp], reading, bound), costOf)
}

/** The same if no known row distinguishes readings: the bound that they place furthest apart. */
export function chooseUnknown(
  bounds: readonly DayBound[],
  readings: readonly Reading[],
  costOf: (bound: DayBound) => number,
): DayBound | undefined {
  return best(bounds, readings, midnightOf, costOf)
}

function best(
  bounds: readonly DayBound[],
  readings: readonly Reading[],
  groupOf: (reading: Reading, bound: DayBound) => number,
  costOf: (bound: DayBound) => number,
): DayBound | undefined {
  let chosen: DayBound | undefined
  let most = 0
  for (const bound of bounds) {
    const groups = new Map<number, number>()
    for (const reading of readings) {
      const group = groupOf(reading, bound)
      groups.set(group, (groups.get(group) ?? 0) + 1)
    }
    const left = [...groups.values()].reduce((sum, size) => sum + size * size, 0) / readings.length
    const gain = (readings.length - left) / costOf(bound)
    if (gain > most) [chosen, most] = [bound, gain]
  }
  return chosen
}

interface Weighed {
  stamps: readonly number[]
  /** Sum of the weights of all rows before each place, and of all at the end. */
  before: readonly number[]
}

/** Rows by a stamp, each with its own weight, so that the sum over a set of rows identifies the set. */
function weigh(rows: readonly DatedRow[], stamp: Stamp): Weighed {
  // Knuth's multiplicative hash: different sets of a few hundred rows are very unlikely to have equal sums.
  const weighed = rows.map((row, index) => ({ at: stampOf(row, stamp), weight: Math.imul(index + 1, 2_654_435_761) >>> 0 }))
  weighed.sort((one, other) => one.at - other.at)
  const before = [0]
  for (const { weight } of weighed) before.push(before.at(-1)! + weight)
  return { stamps: weighed.map(({ at }) => at), before }
}

/** The sum over the rows that pass under a reading. */
function foretell({ stamps, before }: Weighed, reading: Reading, bound: DayBound): number {
  const midnight = midnightOf(reading, bound)
  const place = rank(stamps, bound.bound === 'until' && reading.reach === 'midnight' ? midnight + 1 : midnight)
  return bound.bound === 'until' ? before[place]! : before.at(-1)! - before[place]!
}

/** How many stamps are before an instant. */
function rank(stamps: readonly number[], instant: number): number {
  let low = 0
  let high = stamps.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (stamps[middle]! < instant) low = middle + 1
    else high = middle
  }
  return low
}
