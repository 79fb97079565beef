import type { AgentRow } from '../../api/answers.js'
import type { ExplorerQuery } from '../../api/explorer-query.js'

/** What choosing an agent asks for; `null`: one without an id cannot be asked for. */
export function agentChoice({ source, agent }: AgentRow, all: readonly AgentRow[]): Partial<ExplorerQuery> | null {
  const id = agent?.id ?? null
  if (id === null) return null
  // Two accounts may use the same ids.
  const isShared = all.some((other) => other.source !== source && other.agent?.id === id)
  return { agentId: id, ...(isShared && { sources: [source] }) }
}

/** Whether the query is about this agent. */
export const isChosenAgent = ({ source, agent }: AgentRow, { agentId, sources }: ExplorerQuery): boolean =>
  agentId !== null && agent?.id === agentId && (sources.length === 0 || sources.includes(source))
