import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { AgentRow } from '../../api/answers.js'
import type { ExplorerQuery } from '../../api/explorer-query.js'
import { numberText } from '../text/number-text.js'
import { agentChoice, isChosenAgent } from './agent-choice.js'
import { agentText } from './agent-text.js'

export interface AgentListProps {
  agents: readonly AgentRow[]
  query: ExplorerQuery
  onChange?: ((change: Partial<ExplorerQuery>) => void) | undefined
  /** Beside the agent's name. */
  figures: (row: AgentRow) => ComponentChildren
}

const FIRST = 5

/** A line for each agent, of which one can be chosen. */
export function AgentList({ agents, query, onChange, figures }: AgentListProps) {
  const [isWhole, setWhole] = useState(false)
  // On paper nobody asks for more.
  const shown = agents.filter((row, index) => isWhole || !onChange || index < FIRST || isChosenAgent(row, query))
  return (
    <>
      <ol class="agents">
        {shown.map((row) => (
          <li key={keyOf(row)} class={query.agentId !== null && !isChosenAgent(row, query) ? 'is-faint' : undefined}>
            <AgentName row={row} agents={agents} query={query} onChange={onChange} />
            {figures(row)}
          </li>
        ))}
      </ol>
      {onChange && (isWhole || shown.length < agents.length) && (
        <button type="button" class="more" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${numberText(agents.length)}`}
        </button>
      )}
    </>
  )
}

export const keyOf = ({ source, agent }: AgentRow) => JSON.stringify([source, agent])

function AgentName({ row, agents, query, onChange }: Omit<AgentListProps, 'figures'> & { row: AgentRow }) {
  const choice = agentChoice(row, agents)
  const name = (
    <>
      <span class="agent-name">{agentText(row)}</span> <span class="agent-source">{row.source}</span>
    </>
  )
  if (!onChange || !choice) return <span class="agent">{name}</span>
  const isChosen = isChosenAgent(row, query)
  return (
    <button
      type="button"
      class="agent"
      aria-pressed={isChosen}
      title={row.agent?.id ?? undefined}
      onClick={() => onChange(isChosen ? { agentId: null } : choice)}
    >
      {name}
    </button>
  )
}
