import type { Overview } from '../../api/answers.js'
import type { ChartsProps } from '../contract.js'
import { useMedia } from '../controls/use-media.js'
import { useStored } from '../controls/use-stored.js'
import { AgentChart } from './agent-chart.js'
import './charts.css'
import './data-table.css'
import './week.css'
import { DurationChart } from './duration-chart.js'
import { OutcomeChart } from './outcome-chart.js'
import { Patterns } from './patterns.js'
import { TimeChart } from './time-chart.js'
import { Totals } from './totals.js'
import { useOverviewWithout } from './use-overview-without.js'
import { WeekChart } from './week-chart.js'

// There, hours go down, so that a finger meets each of them.
const NARROW = '(max-width: 640px)'

const NO_AGENT = { agentId: null, outcome: null }
const NO_DURATION = { minDurationSeconds: null, maxDurationSeconds: null }
const NO_HOURS = { weekdays: [], hours: [] }

/** The charts of the page. What is brushed or clicked in one of them filters all the others, and the table. */
export function Charts({ overview, ...props }: ChartsProps) {
  if (overview === null)
    return (
      <p class="charts-loading" role="status">
        The charts are on their way.
      </p>
    )
  return <Drawn overview={overview} {...props} />
}

function Drawn({ overview, sources, query, onChange, isRedacted }: ChartsProps & { overview: Overview }) {
  const agents = useOverviewWithout(overview, query, NO_AGENT, isRedacted)
  const durations = useOverviewWithout(overview, query, NO_DURATION, isRedacted)
  const week = useOverviewWithout(overview, query, NO_HOURS, isRedacted)
  const isNarrow = useMedia(NARROW)
  // On a telephone the table would be far below.
  const [isWhole, setWhole] = useStored('all-charts', false, (stored) => (typeof stored === 'boolean' ? stored : null))
  const completeness = { sources, incomplete: overview.incomplete }
  const shared = { completeness, query, onChange }
  return (
    <div class="charts">
      <Patterns />
      <Totals total={overview.total} />
      <TimeChart time={overview.time} undated={overview.undated} {...shared} />
      {isNarrow && (
        <button type="button" class="more" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fewer charts' : 'More charts: outcome, minutes and cost, duration, hours'}
        </button>
      )}
      {(isWhole || !isNarrow) && (
        <>
          <OutcomeChart agents={agents.agents} otherAgents={agents.otherAgents} {...shared} />
          <AgentChart agents={agents.agents} otherAgents={agents.otherAgents} {...shared} />
          <DurationChart durations={durations.durations} withoutDuration={durations.withoutDuration} {...shared} />
          <WeekChart weekHours={week.weekHours} undated={week.undated} isTurned={isNarrow} {...shared} />
        </>
      )}
    </div>
  )
}
