import type { CopyQuery } from '@callspec/sync'
import type { Summary } from 'callspec'
import { assumedOf } from 'callspec/kit'
import type { Overview } from '../api/answers.js'
import { emptyQuery } from '../api/explorer-query.js'
import { AgentChart } from '../page/charts/agent-chart.js'
import { DurationChart } from '../page/charts/duration-chart.js'
import { OutcomeChart } from '../page/charts/outcome-chart.js'
import { Patterns } from '../page/charts/patterns.js'
import { TimeChart } from '../page/charts/time-chart.js'
import { Totals } from '../page/charts/totals.js'
import { WeekChart } from '../page/charts/week-chart.js'
import { countText } from '../page/text/count-text.js'
import { minuteText } from '../page/text/stamp-text.js'
import { boundsOf } from './bounds-of.js'
import { periodWords } from './period-words.js'
import { queryWords } from './query-words.js'
import type { Figures } from './report-tally.js'

export interface ReportPageProps {
  figures: Figures
  summary: Summary
  incomplete: Overview['incomplete']
  query: CopyQuery
  timeZone: string
  from: string | undefined
  now: Date
}

/** A report: what it is about, what is not whole, totals, charts, and what they rely on. */
export function ReportPage({ figures, summary, incomplete, query, timeZone, from, now }: ReportPageProps) {
  const completeness = { sources: summary.sources.length, incomplete }
  const shared = { completeness, query: emptyQuery(timeZone) }
  const { agents, otherAgents, undated } = figures
  return (
    <main class="report">
      <Patterns />
      <header class="report-head">
        <h1>Calls, {periodWords(boundsOf(query), timeZone)}</h1>
        <dl>
          <div>
            <dt>Time zone</dt>
            <dd>{timeZone}</dd>
          </div>
          {queryWords(query).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
          <div>
            <dt>Made</dt>
            <dd>
              {minuteText(now.getTime(), timeZone)} from {from === undefined ? 'the platforms themselves' : <bdi>{from}</bdi>}
            </dd>
          </div>
        </dl>
        <Sources summary={summary} />
      </header>
      {incomplete.length > 0 && <Incomplete incomplete={incomplete} />}
      <Totals total={figures.total} />
      <div class="charts">
        <TimeChart time={figures.time} undated={undated} {...shared} />
        <DurationChart durations={figures.durations} withoutDuration={figures.withoutDuration} {...shared} />
        <WeekChart weekHours={figures.weekHours} undated={undated} {...shared} />
        <OutcomeChart agents={agents} otherAgents={otherAgents} {...shared} />
        <AgentChart agents={agents} otherAgents={otherAgents} {...shared} />
      </div>
      <Notes figures={figures} summary={summary} isCopy={from !== undefined} />
    </main>
  )
}

function Sources({ summary: { sources } }: { summary: Summary }) {
  return (
    <ul class="report-sources" aria-label="Sources">
      {sources.map(({ source, provider, calls }) => (
        <li key={source}>
          <b>
            <bdi>{source}</bdi>
          </b>{' '}
          {source === provider ? '' : `${provider}, `}
          {countText(calls, 'call')}
        </li>
      ))}
    </ul>
  )
}

function Incomplete({ incomplete }: Pick<ReportPageProps, 'incomplete'>) {
  return (
    <section class="report-incomplete" aria-labelledby="not-whole">
      <h2 id="not-whole">Not whole</h2>
      <p>These figures lack calls, or parts of them:</p>
      <ul>
        {incomplete.map(({ source, because }, index) => (
          <li key={`${index} ${source}`}>
            <b>
              <bdi>{source}</bdi>
            </b>
            : {because}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Notes({ figures: { total }, summary, isCopy }: Pick<ReportPageProps, 'figures' | 'summary'> & { isCopy: boolean }) {
  const assumed = assumedOf(summary.sources)
  return (
    <section class="report-notes" aria-labelledby="to-read">
      <h2 id="to-read">How to read this</h2>
      <ul>
        <li>A call is answered if its platform says that a human or a machine answered; “completed” alone does not say so.</li>
        <li>Durations and costs are the platforms’ own figures. Costs of different units are never added up.</li>
        {total.costNotAsked > 0 && (
          <li>
            Of {countText(total.costNotAsked, 'call')} the cost was not asked for: --include cost{' '}
            {isCopy ? 'reads it from the copy, if a sync brought it.' : 'asks for it, call by call.'}
          </li>
        )}
        {assumed.length > 0 && (
          <li>
            What no documentation states is assumed:{' '}
            {assumed.map(({ setting, sources }, index) => (
              <>
                {index > 0 && '; '}
                <code key={setting}>{setting}</code> ({sources.join(', ')})
              </>
            ))}
            . callspec providers &lt;id&gt; explains them.
          </li>
        )}
      </ul>
    </section>
  )
}
