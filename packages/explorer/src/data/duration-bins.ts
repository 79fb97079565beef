import { POWERS } from 'callspec/kit'
import type { DurationBin } from '../api/answers.js'
import { type CallsInMemory, LONG, NONE } from './calls-in-memory.js'
import { DURATION_EDGES, durationBinOf } from './duration-edges.js'

/** Calls by their duration, and how many have none. Bins behind the longest call are left out. */
export function durationBins(calls: CallsInMemory, places: Int32Array): { bins: DurationBin[]; without: number } {
  const counts = new Uint32Array(DURATION_EDGES.length)
  const { seconds, secondsScale } = calls.columns
  let without = 0
  for (const place of places) {
    const scale = secondsScale[place]!
    if (scale === NONE) without++
    else counts[durationBinOf(scale === LONG ? calls.longDecimals.seconds.get(place)! : seconds[place]! / POWERS[scale]!)]!++
  }
  const last = counts.findLastIndex((count) => count > 0)
  const bins = DURATION_EDGES.slice(0, last + 1).map((from, bin) => ({
    from,
    to: DURATION_EDGES[bin + 1] ?? null,
    calls: counts[bin]!,
  }))
  return { bins, without }
}
