import type { AgentRow } from '../../api/answers.js'
import { countText } from '../text/count-text.js'
import { numberText } from '../text/number-text.js'
import { unitText } from '../text/unit-text.js'
import { AgentList, type AgentListProps } from './agent-list.js'
import { agentOfSource, agentText } from './agent-text.js'
import { BarLine } from './bar-line.js'
import { ChartFrame, type Completeness } from './chart-frame.js'
import { measureText } from './measure-text.js'

export interface AgentChartProps extends Omit<AgentListProps, 'figures'> {
  otherAgents: number
  completeness: Completeness
}

/** Minutes and cost of each agent. Each unit of cost has a bar of its own, because units cannot be added up or compared. */
export function AgentChart({ agents, otherAgents, completeness, query, onChange }: AgentChartProps) {
  const units = [...new Set(agents.flatMap(({ measures }) => Object.keys(measures.cost)))].sort()
  const longest = Math.max(0, ...agents.map(({ measures }) => measures.minutes ?? 0))
  const highest = Object.fromEntries(
    units.map((unit) => [unit, Math.max(0, ...agents.map(({ measures }) => Number(measures.cost[unit] ?? 0)))]),
  )
  const chosen = agents.find(({ agent }) => query.agentId !== null && agent?.id === query.agentId)
  return (
    <ChartFrame
      title="Minutes and cost by agent"
      unit={['minutes', ...units.map(unitText)].join(', ')}
      summary={summaryOf(agents, units)}
      notes={notesOf(agents, otherAgents)}
      completeness={completeness}
      chosen={
        onChange && query.agentId !== null
          ? { text: `Agent: ${chosen ? agentText(chosen) : query.agentId}`, onRemove: () => onChange({ agentId: null }) }
          : null
      }
      empty={agents.length > 0 ? undefined : 'No call meets the query.'}
      table={{
        caption: 'Minutes and cost by agent',
        head: ['agent', 'source', 'calls', 'minutes', 'without duration', ...units.map(unitText), 'cost not told'],
        rows: agents.map((row) => [
          agentText(row),
          row.source,
          numberText(row.measures.calls),
          row.measures.minutes === null ? '–' : measureText(row.measures.minutes),
          numberText(row.measures.withoutDuration),
          ...units.map((unit) => row.measures.cost[unit] ?? '–'),
          numberText(row.measures.withoutCost),
        ]),
      }}
    >
      <AgentList
        agents={agents}
        query={query}
        onChange={onChange}
        figures={({ measures }) => (
          <ul class="measures">
            <li>
              <span>
                <b>{measures.minutes === null ? '–' : measureText(measures.minutes)}</b> min
              </span>
              <BarLine parts={[{ fill: 'var(--accent)', value: measures.minutes ?? 0 }]} of={longest} />
            </li>
            {units.map((unit) => (
              <li key={unit} class={measures.cost[unit] === undefined ? 'is-none' : undefined}>
                <span>
                  <b>{costText(measures.cost[unit])}</b> {unitText(unit)}
                </span>
                <BarLine
                  parts={[{ fill: 'var(--status-queued)', value: Number(measures.cost[unit] ?? 0) }]}
                  of={highest[unit] ?? 0}
                />
              </li>
            ))}
            {measures.withoutCost > 0 && <li class="measure-note">cost not told by {countText(measures.withoutCost, 'call')}</li>}
          </ul>
        )}
      />
    </ChartFrame>
  )
}

/** Sums are exact; beside a bar, cents are enough. The table has all digits. */
function costText(amount: string | undefined): string {
  if (amount === undefined) return '–'
  return /\.\d{3}/.test(amount) ? Number(amount).toFixed(2) : amount
}

function summaryOf(agents: readonly AgentRow[], units: readonly string[]): string {
  const top = (of: (row: AgentRow) => number) =>
    agents.reduce<AgentRow | null>((best, row) => (of(row) > (best ? of(best) : 0) ? row : best), null)
  const busiest = top(({ measures }) => measures.minutes ?? 0)
  const sentences = [
    busiest && `Most minutes: ${agentOfSource(busiest)}, ${measureText(busiest.measures.minutes ?? 0)}`,
    ...units.map((unit) => {
      const dearest = top(({ measures }) => Number(measures.cost[unit] ?? 0))
      return (
        dearest &&
        `most ${unit === 'unknown' ? 'cost of unknown unit' : unit}: ${agentOfSource(dearest)}, ${costText(dearest.measures.cost[unit])}`
      )
    }),
  ].filter((sentence) => typeof sentence === 'string')
  return sentences.length > 0 ? `${sentences.join('; ')}.` : 'No minutes and no cost are told.'
}

function notesOf(agents: readonly AgentRow[], otherAgents: number): (string | false)[] {
  const sum = (of: (row: AgentRow) => number) => agents.reduce((total, row) => total + of(row), 0)
  const [untold, notAsked] = [sum(({ measures }) => measures.withoutCost), sum(({ measures }) => measures.costNotAsked)]
  const untimed = sum(({ measures }) => measures.withoutDuration)
  return [
    untold > 0 &&
      `Cost is not told by ${countText(untold, 'call')}${notAsked > 0 ? `, of which ${numberText(notAsked)} were not asked for it` : ''}.`,
    untimed > 0 && `No duration is told by ${countText(untimed, 'call')}.`,
    otherAgents > 0 &&
      `${numberText(otherAgents)} more ${otherAgents === 1 ? 'agent has' : 'agents have'} fewer calls and ${otherAgents === 1 ? 'is' : 'are'} not listed.`,
  ]
}
