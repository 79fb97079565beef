import { type CountedCall, Tally } from 'callspec/stats'
import type { AgentRow, Overview } from '../api/answers.js'
import { MOST_ROWS } from '../data/agent-rows.js'

/** An agent of a source: one by its id, whatever its name was, or by its name where it has no id. */
interface AgentTally {
  key: string
  source: string
  provider: string
  id: string | null
  name: string | null
  namedAt: string
  tally: Tally
}

/** Counts calls by agent. */
export class AgentTallies {
  readonly #tallies = new Map<string, AgentTally>()

  add(call: CountedCall): void {
    const { source, provider, agent } = call
    const key = `${source}\n${agent?.id ?? ''}\n${agent?.id == null ? (agent?.name ?? '') : ''}`
    const found = this.#tallies.get(key)
    const of = found ?? { key, source, provider, id: agent?.id ?? null, name: null, namedAt: '', tally: new Tally() }
    if (!found) this.#tallies.set(key, of)
    of.tally.add(call)
    const name = agent?.name ?? null
    const at = call.occurredAt ?? ''
    // The name is that of its latest call; of one instant, the later by text, in whatever order calls come.
    if (name !== null && (of.name === null || at > of.namedAt || (at === of.namedAt && name > of.name)))
      Object.assign(of, { name, namedAt: at })
  }

  /** Most calls first. */
  rows(): Pick<Overview, 'agents' | 'otherAgents'> {
    const sorted = [...this.#tallies.values()].sort(
      (one, other) => other.tally.calls - one.tally.calls || (one.key < other.key ? -1 : 1),
    )
    const agents = sorted.slice(0, MOST_ROWS).map(
      ({ source, provider, id, name, tally }): AgentRow => ({
        source,
        provider,
        agent: id === null && name === null ? null : { id, name },
        measures: tally.measures(),
      }),
    )
    return { agents, otherAgents: sorted.length - agents.length }
  }
}
