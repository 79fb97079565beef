import type { Measures, Outcome } from 'callspec/stats'
import type { AgentRow } from '../../api/answers.js'
import { countText } from '../text/count-text.js'
import { numberText } from '../text/number-text.js'
import { agentChoice, isChosenAgent } from './agent-choice.js'
import { AgentList, type AgentListProps } from './agent-list.js'
import { agentOfSource, agentText } from './agent-text.js'
import { BarLine } from './bar-line.js'
import { ChartFrame, type Completeness } from './chart-frame.js'
import { shareText } from './measure-text.js'
import { outcomeFill, Swatch } from './patterns.js'
import { OUTCOME_WORDS, wordsOf } from './words.js'

export interface OutcomeChartProps extends Omit<AgentListProps, 'figures'> {
  otherAgents: number
  completeness: Completeness
}

const COUNTS: Readonly<Record<Outcome, 'answered' | 'noAnswer' | 'failed' | 'unknown'>> = {
  answered: 'answered',
  no_answer: 'noAnswer',
  failed: 'failed',
  unknown: 'unknown',
}

const present = <Word,>(outcomes: readonly [Outcome, Word][], { measures }: AgentRow) =>
  outcomes.filter(([outcome]) => countOf(measures, outcome) > 0)

const countOf = (measures: Measures, outcome: Outcome) => measures[COUNTS[outcome]]

/** What became of the calls of each agent. */
export function OutcomeChart({ agents, otherAgents, completeness, query, onChange }: OutcomeChartProps) {
  const most = Math.max(0, ...agents.map(({ measures }) => measures.calls))
  const outcomes = wordsOf(OUTCOME_WORDS)
  const pick = (row: AgentRow, outcome: Outcome) => {
    const choice = agentChoice(row, agents)
    if (!onChange || !choice) return undefined
    return () => onChange(isChosenAgent(row, query) && query.outcome === outcome ? { outcome: null } : { ...choice, outcome })
  }
  return (
    <ChartFrame
      title="Outcome by agent"
      unit="calls by whether anybody answered"
      summary={summaryOf(agents)}
      notes={[
        agents.some(({ measures }) => measures.unknown > 0) &&
          'Not told: the status “completed” alone does not say that somebody answered.',
        otherAgents > 0 && `${numberText(otherAgents)} more with fewer calls are not listed.`,
      ]}
      completeness={completeness}
      chosen={
        onChange && query.outcome !== null
          ? { text: `Outcome: ${OUTCOME_WORDS[query.outcome]}`, onRemove: () => onChange({ outcome: null }) }
          : null
      }
      empty={agents.length > 0 ? undefined : 'No call meets the query.'}
      table={{
        caption: 'Calls by agent and outcome',
        head: ['agent', 'source', ...outcomes.map(([, word]) => word), 'calls', 'answered of all'],
        rows: agents.map((row) => [
          agentText(row),
          row.source,
          ...outcomes.map(([outcome]) => numberText(countOf(row.measures, outcome))),
          numberText(row.measures.calls),
          row.measures.answerRate === null ? 'not known' : shareText(row.measures.answered, row.measures.calls),
        ]),
      }}
    >
      <AgentList
        agents={agents}
        query={query}
        onChange={onChange}
        figures={(row) => (
          <div class="outcomes">
            <BarLine
              of={most}
              parts={outcomes.map(([outcome]) => ({
                fill: outcomeFill(outcome),
                value: countOf(row.measures, outcome),
                onClick: pick(row, outcome),
              }))}
            />
            <ul>
              {present(outcomes, row).map(([outcome, word]) => (
                <li key={outcome}>
                  <OutcomeCount
                    row={row}
                    outcome={outcome}
                    word={word}
                    isChosen={isChosenAgent(row, query) && query.outcome === outcome}
                    onPick={pick(row, outcome)}
                  />
                </li>
              ))}
            </ul>
          </div>
        )}
      />
    </ChartFrame>
  )
}

interface OutcomeCountProps {
  row: AgentRow
  outcome: Outcome
  word: string
  isChosen: boolean
  onPick: (() => void) | undefined
}

function OutcomeCount({ row, outcome, word, isChosen, onPick }: OutcomeCountProps) {
  const count = countOf(row.measures, outcome)
  const text = (
    <>
      <Swatch fill={outcomeFill(outcome)} /> <b>{numberText(count)}</b> {word}
    </>
  )
  if (!onPick) return <span class="outcome">{text}</span>
  return (
    <button type="button" class="outcome" aria-pressed={isChosen} onClick={onPick}>
      {text}
      <span class="unseen"> by {agentOfSource(row)}</span>
    </button>
  )
}

function summaryOf(agents: readonly AgentRow[]): string {
  const most = agents.reduce<AgentRow | null>(
    (best, row) => (row.measures.failed > (best?.measures.failed ?? 0) ? row : best),
    null,
  )
  if (!most) return 'No call failed.'
  const { failed, calls } = most.measures
  return `Most failed calls: ${agentOfSource(most)}, ${numberText(failed)} of ${countText(calls, 'call')} (${shareText(failed, calls)}).`
}
