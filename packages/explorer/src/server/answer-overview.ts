import { redactAgent } from 'callspec/kit'
import type { Overview } from '../api/answers.js'
import type { ExplorerData } from '../data/explorer-data.js'
import { answerState } from './answer-state.js'
import type { Asked } from './asked.js'
import { incompleteness } from './source-states.js'

/** What charts and totals show, and what may lack of it. */
export async function answerOverview(data: ExplorerData, { query, isRedacted }: Asked): Promise<Overview> {
  const [overview, state] = await Promise.all([data.overview(query), answerState(data, false)])
  const wanted = state.sources.filter(
    ({ id, provider }) =>
      (query.sources.length === 0 || query.sources.includes(id)) &&
      (query.providers.length === 0 || query.providers.includes(provider)),
  )
  const unfinished = wanted.flatMap((source) => {
    const because = incompleteness(source)
    return because === null ? [] : [{ source: source.id, because }]
  })
  return {
    ...overview,
    agents: isRedacted ? overview.agents.map((row) => ({ ...row, agent: row.agent && redactAgent(row.agent) })) : overview.agents,
    incomplete: [...overview.incomplete, ...unfinished],
  }
}
