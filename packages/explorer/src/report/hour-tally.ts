import type { Status } from 'callspec'
import type { TimeChart } from '../api/answers.js'
import { type Bounds, timeEdges } from '../data/time-edges.js'
import { zonedStamp } from '../data/time-units.js'

const HOUR_MS = 3_600_000

/**
 * Counts calls by hour and status. In which unit a chart shows them is known at the end, when the first and the last call are: every unit begins with an
 * hour.
 */
export class HourTally {
  readonly #timeZone: string
  readonly #hours = new Map<number, Partial<Record<Status, number>>>()
  #oldest = Number.POSITIVE_INFINITY
  #newest = Number.NEGATIVE_INFINITY

  constructor(timeZone: string) {
    this.#timeZone = timeZone
  }

  /** `local`: the same instant on the zone's clock, as if it were UTC. */
  add(at: number, local: number, status: Status): void {
    const hour = at - (((local % HOUR_MS) + HOUR_MS) % HOUR_MS)
    const counts = this.#hours.get(hour) ?? {}
    this.#hours.set(hour, counts)
    counts[status] = (counts[status] ?? 0) + 1
    this.#oldest = Math.min(this.#oldest, at)
    this.#newest = Math.max(this.#newest, at)
  }

  chart(bounds: Bounds): TimeChart {
    const [oldest, newest] = this.#hours.size === 0 ? [null, null] : [this.#oldest, this.#newest]
    const range = timeEdges(bounds, { oldest, newest }, this.#timeZone)
    if (range === null) return { unit: 'day', buckets: [] }
    const { unit, edges } = range
    const buckets = edges.slice(0, -1).map((edge, index): TimeChart['buckets'][number] => ({
      at: zonedStamp(edge, this.#timeZone),
      end: zonedStamp(edges[index + 1]!, this.#timeZone),
      calls: {},
    }))
    for (const [hour, counts] of this.#hours) {
      const bucket = buckets[bucketOf(edges, hour)]
      // A call may be in the period by another reading of its stamp alone.
      if (bucket) addUp(bucket.calls, counts)
    }
    return { unit, buckets }
  }
}

/** The bucket that begins last at or before an instant; -1: none does. */
function bucketOf(edges: readonly number[], at: number): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (edges[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

function addUp(sums: Partial<Record<Status, number>>, counts: Partial<Record<Status, number>>): void {
  // `Object.entries` forgets the type of the keys.
  for (const [status, count] of Object.entries(counts) as [Status, number][]) sums[status] = (sums[status] ?? 0) + count
}
