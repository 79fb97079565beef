import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { Overview } from '../../api/answers.js'
import { countText } from '../text/count-text.js'
import { DataTable, type DataTableProps } from './data-table.js'

export interface ChartFrameProps {
  title: string
  /** What is counted, and in what. */
  unit: string
  /** What the chart shows, in a sentence: for those who do not see it. */
  summary: string
  /** Calls that the chart cannot show, and the like. */
  notes?: readonly (string | false)[]
  completeness: Completeness
  /** What of the query this chart has chosen. */
  chosen?: { text: string; onRemove: () => void } | null | undefined
  /** There is nothing to draw; why. */
  empty?: string | undefined
  table: DataTableProps
  children: ComponentChildren
}

/** Which sources do not have all of their calls in the figures. */
export interface Completeness {
  sources: number
  incomplete: Overview['incomplete']
}

/** What all charts have in common: title, unit, badge, what is chosen, a summary, and the same figures as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, unit, summary, notes = [], completeness, chosen, empty, table, children } = props
  const id = useId()
  const told = notes.filter((note) => typeof note === 'string')
  return (
    <section class="chart" aria-labelledby={id}>
      <header class="chart-head">
        <h2 id={id}>{title}</h2>
        <span class="chart-unit">{unit}</span>
        <Badge {...completeness} />
        {chosen && (
          <button type="button" class="chosen" onClick={chosen.onRemove}>
            <span class="unseen">Remove: </span>
            {chosen.text} <span aria-hidden="true">×</span>
          </button>
        )}
      </header>
      <p class="chart-summary">{summary}</p>
      {empty === undefined ? children : <p class="chart-empty">{empty}</p>}
      {told.map((note) => (
        <p key={note} class="chart-note">
          {note}
        </p>
      ))}
      {empty === undefined && (
        <details class="chart-table">
          <summary>
            As table<span class="unseen">: {title}</span>
          </summary>
          <DataTable {...table} />
        </details>
      )}
    </section>
  )
}

function Badge({ sources, incomplete }: Completeness) {
  if (incomplete.length === 0) return null
  return (
    <details class="badge">
      <summary>{badgeText({ sources, incomplete })}</summary>
      <ul>
        {incomplete.map(({ source, because }) => (
          <li key={source}>
            <b>{source}</b>: {because}
          </li>
        ))}
      </ul>
    </details>
  )
}

const badgeText = ({ sources, incomplete: { length } }: Completeness) =>
  `${length} of ${countText(sources, 'source')} ${length === 1 ? 'is' : 'are'} not whole`
