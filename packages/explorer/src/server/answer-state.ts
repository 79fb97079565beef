import type { State } from '../api/answers.js'
import type { ExplorerData } from '../data/explorer-data.js'
import { sourceState } from './source-states.js'

/** What there is, and what goes on at each source. */
export async function answerState(data: ExplorerData, isDemo: boolean): Promise<State> {
  const { copy, problem } = data
  if (problem !== null) throw new Error(`The copy cannot be read: ${problem}`)
  const [activities] = await Promise.all([copy.activity(), copy.refresh()])
  const { version, loading } = data
  const sources = copy.sources.map((source) => {
    const activity = activities.find((each) => each.source === source.id)
    return sourceState(source, activity, data.countOf(source.id), copy.address)
  })
  return { address: copy.address, isDemo, version, loading, sources }
}
