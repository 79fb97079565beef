import { checkQuery } from 'callspec/kit'
import type { TimeChart } from '../api/answers.js'
import type { ExplorerQuery } from '../api/explorer-query.js'
import type { CallsInMemory } from './calls-in-memory.js'
import { periodOf } from './selection.js'
import { timeEdges } from './time-edges.js'
import { zonedStamp } from './time-units.js'
import { WORDS } from './words.js'

/** Calls by time and status. */
export function timeChart(calls: CallsInMemory, places: Int32Array, query: ExplorerQuery): TimeChart {
  const range = rangeOf(calls, places, query)
  if (range === null) return { unit: 'day', buckets: [] }
  const { unit, edges } = range
  const width = WORDS.status.length
  const counts = new Uint32Array((edges.length - 1) * width)
  const { occurredAt, status } = calls.columns
  // Calls come newest first, so the bucket only moves back. One may be in the period by another reading of its stamp alone.
  let bucket = edges.length - 2
  for (const place of places) {
    const at = occurredAt[place]!
    if (Number.isNaN(at)) break
    if (at >= edges[edges.length - 1]!) continue
    while (bucket > 0 && at < edges[bucket]!) bucket--
    if (at < edges[bucket]!) break
    counts[bucket * width + status[place]!]!++
  }
  return {
    unit,
    buckets: edges.slice(0, -1).map((edge, index) => ({
      at: zonedStamp(edge, query.timeZone),
      end: zonedStamp(edges[index + 1]!, query.timeZone),
      calls: Object.fromEntries(
        WORDS.status.flatMap((word, code) => {
          const count = counts[index * width + code]!
          return count > 0 ? [[word, count]] : []
        }),
      ),
    })),
  }
}

function rangeOf(calls: CallsInMemory, places: Int32Array, query: ExplorerQuery) {
  const { occurredAt } = calls.columns
  const dated = datedCount(occurredAt, places)
  const newest = dated > 0 ? occurredAt[places[0]!]! : null
  const oldest = dated > 0 ? occurredAt[places[dated - 1]!]! : null
  return timeEdges(checkQuery(periodOf(query)), { oldest, newest }, query.timeZone)
}

function datedCount(occurredAt: Float64Array, places: Int32Array): number {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (Number.isNaN(occurredAt[places[middle]!]!)) high = middle
    else low = middle + 1
  }
  return low
}
