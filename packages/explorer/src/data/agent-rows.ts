import type { AgentRow } from '../api/answers.js'
import type { CallsInMemory } from './calls-in-memory.js'
import { GroupTally } from './group-tally.js'

/** As many as the page lists. */
export const MOST_ROWS = 50

/** The calls of an agent. */
class AgentTally extends GroupTally {
  readonly group: number
  /** Of the latest call that has one; of one instant, the later by text. */
  name: string | null = null
  #namedAt = Number.NaN

  constructor(group: number) {
    super()
    this.group = group
  }

  /** Calls come newest first. */
  see(name: string, at: number): void {
    const isFirst = this.name === null
    if (!isFirst && !(this.#namedAt === at || (Number.isNaN(this.#namedAt) && Number.isNaN(at)))) return
    if (isFirst || name > this.name!) this.name = name
    this.#namedAt = at
  }
}

/** Calls by agent, most calls first, and of all agents together. */
export function agentRows(calls: CallsInMemory, places: Int32Array): { rows: AgentRow[]; others: number; total: GroupTally } {
  const { agent, occurredAt } = calls.columns
  const tallies: (AgentTally | undefined)[] = []
  for (const place of places) {
    const { group, name } = calls.agents.named[agent[place]!]!
    tallies[group] ??= new AgentTally(group)
    const tally = tallies[group]
    tally.add(calls, place)
    if (name !== null) tally.see(name, occurredAt[place]!)
  }
  const sorted = tallies.filter((tally) => tally !== undefined).sort(compareIn(calls))
  const rows = sorted.slice(0, MOST_ROWS).map((tally): AgentRow => {
    const { source, id } = calls.agents.groups[tally.group]!
    return {
      source: calls.sources.texts[source]!,
      provider: calls.providers[source]!,
      agent: id === null && tally.name === null ? null : { id, name: tally.name },
      measures: tally.measures(calls),
    }
  })
  const total = new GroupTally()
  for (const tally of sorted) total.merge(tally)
  return { rows, others: sorted.length - rows.length, total }
}

function compareIn(calls: CallsInMemory) {
  const keyOf = ({ group }: AgentTally): string => {
    const { source, id, name } = calls.agents.groups[group]!
    return `${calls.sources.texts[source]}\n${id ?? ''}\n${name ?? ''}`
  }
  return (one: AgentTally, other: AgentTally) => other.calls - one.calls || (keyOf(one) < keyOf(other) ? -1 : 1)
}
