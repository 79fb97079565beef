import type { Status } from 'callspec'
import { useRef } from 'preact/hooks'
import type { Overview, TimeChart as Time } from '../../api/answers.js'
import type { ExplorerQuery } from '../../api/explorer-query.js'
import { periodText } from '../query/period-text.js'
import { countText } from '../text/count-text.js'
import { numberText } from '../text/number-text.js'
import { Bars, labelEvery } from './bars.js'
import { Brush } from './brush.js'
import { axisText, bucketText } from './bucket-text.js'
import { ChartFrame, type Completeness } from './chart-frame.js'
import { Swatch, statusFill } from './patterns.js'
import { STATUS_WORDS, wordsOf } from './words.js'

export interface TimeChartProps {
  time: Time
  undated: number
  completeness: Completeness
  query: ExplorerQuery
  /** Absent on paper. */
  onChange?: ((change: Partial<ExplorerQuery>) => void) | undefined
}

type Bucket = Time['buckets'][number]
type Period = Pick<ExplorerQuery, 'since' | 'until'>

const totalOf = ({ calls }: Bucket) => Object.values(calls).reduce((sum, count) => sum + count, 0)

/** Calls per hour, day, week or month, by status. What is brushed becomes the period, into which the chart zooms. */
export function TimeChart({ time, undated, completeness, query, onChange }: TimeChartProps) {
  const { unit, buckets } = time
  // Where zooming came from, so that zooming out leads back there and not to all time.
  const before = useRef<(Period & { to: string })[]>([])
  const statuses = wordsOf(STATUS_WORDS).filter(([status]) => buckets.some(({ calls }) => calls[status]))
  const isPeriod = query.since !== null || query.until !== null
  const zoom = (first: number, last: number) => {
    const period = { since: buckets[first]?.at ?? null, until: buckets[last]?.end ?? null }
    before.current.push({ since: query.since, until: query.until, to: JSON.stringify(period) })
    onChange?.(period)
  }
  const zoomOut = () => {
    const last = before.current.pop()
    // A period that came from elsewhere was not zoomed into.
    const isOwn = last?.to === JSON.stringify({ since: query.since, until: query.until })
    if (!isOwn) before.current = []
    onChange?.(isOwn && last ? { since: last.since, until: last.until } : { since: null, until: null })
  }
  return (
    <ChartFrame
      title="Calls over time"
      unit={`calls per ${unit}, by status, ${query.timeZone}`}
      summary={summaryOf(time)}
      notes={[
        undated > 0 && `${countText(undated, 'call')} without a stamp ${undated === 1 ? 'is' : 'are'} in no chart by time.`,
      ]}
      completeness={completeness}
      chosen={onChange && isPeriod ? { text: periodText(query, query.timeZone), onRemove: zoomOut } : null}
      empty={buckets.some((bucket) => totalOf(bucket) > 0) ? undefined : 'No call with a stamp meets the query.'}
      table={{
        caption: `Calls per ${unit} and status`,
        head: [unit, ...statuses.map(([, word]) => word), 'all'],
        rows: buckets.map((bucket) => [
          bucketText(unit, bucket.at),
          ...statuses.map(([status]) => numberText(bucket.calls[status] ?? 0)),
          numberText(totalOf(bucket)),
        ]),
      }}
    >
      <Bars
        bars={buckets.map(({ at, calls }, index) => ({
          key: at,
          parts: statuses.map(([status]) => ({ fill: statusFill(status), value: calls[status] ?? 0 })),
          label: index % labelEvery(buckets.length) === 0 ? axisText(unit, at) : null,
        }))}
      >
        {onChange && (
          <Brush
            label={`Choose a period by the ${unit}`}
            hint="Drag over bars to choose a period; with the keyboard: arrows, Shift and Enter."
            options={buckets.map((bucket) => ({ text: bucketWords(unit, bucket), isSelected: false }))}
            onPick={zoom}
          />
        )}
      </Bars>
      <Legend statuses={statuses} buckets={buckets} />
    </ChartFrame>
  )
}

function Legend({ statuses, buckets }: { statuses: readonly [Status, string][]; buckets: readonly Bucket[] }) {
  return (
    <ul class="legend">
      {statuses.map(([status, word]) => (
        <li key={status}>
          <Swatch fill={statusFill(status)} /> {word}{' '}
          <b>{numberText(buckets.reduce((sum, { calls }) => sum + (calls[status] ?? 0), 0))}</b>
        </li>
      ))}
    </ul>
  )
}

function bucketWords(unit: Time['unit'], bucket: Bucket): string {
  const parts = wordsOf(STATUS_WORDS).flatMap(([status, word]) => {
    const count = bucket.calls[status]
    return count ? [`${numberText(count)} ${word}`] : []
  })
  return `${bucketText(unit, bucket.at)}: ${countText(totalOf(bucket), 'call')}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`
}

function summaryOf({ unit, buckets }: Overview['time']): string {
  const most = buckets.reduce<Bucket | null>(
    (best, bucket) => (totalOf(bucket) > (best ? totalOf(best) : 0) ? bucket : best),
    null,
  )
  if (!most) return 'No calls.'
  const total = buckets.reduce((sum, bucket) => sum + totalOf(bucket), 0)
  const units = `${numberText(buckets.length)} ${unit}${buckets.length === 1 ? '' : 's'}`
  return `${countText(total, 'call')} in ${units}; most of them ${bucketText(unit, most.at)}: ${numberText(totalOf(most))}.`
}
