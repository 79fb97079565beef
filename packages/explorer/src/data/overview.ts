import type { Overview } from '../api/answers.js'
import type { ExplorerQuery } from '../api/explorer-query.js'
import { agentRows } from './agent-rows.js'
import type { CallsInMemory } from './calls-in-memory.js'
import { durationBins } from './duration-bins.js'
import type { Selection } from './selection.js'
import { timeChart } from './time-chart.js'
import { NO_HOUR } from './week-hours.js'

/** What charts and totals show of the calls that a query leaves. */
export function overviewOf(
  calls: CallsInMemory,
  { places, facets }: Selection,
  query: ExplorerQuery,
  weekHours: Uint8Array,
): Omit<Overview, 'version' | 'incomplete'> {
  const { rows, others, total } = agentRows(calls, places)
  const { bins, without } = durationBins(calls, places)
  const hours = new Uint32Array(NO_HOUR + 1)
  for (const place of places) hours[weekHours[place]!]!++
  return {
    total: total.measures(calls),
    time: timeChart(calls, places, query),
    agents: rows,
    otherAgents: others,
    durations: bins,
    withoutDuration: without,
    weekHours: Array.from({ length: 7 }, (_, day) => [...hours.subarray(day * 24, day * 24 + 24)]),
    undated: hours[NO_HOUR]!,
    facets: facets.toFacets(calls),
  }
}
