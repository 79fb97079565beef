import type { DurationBin } from '../../api/answers.js'
import type { ExplorerQuery } from '../../api/explorer-query.js'
import { countText } from '../text/count-text.js'
import { numberText } from '../text/number-text.js'
import { Bars, labelEvery } from './bars.js'
import { Brush } from './brush.js'
import { ChartFrame, type Completeness } from './chart-frame.js'
import { shareText } from './measure-text.js'
import { secondsText } from './seconds-text.js'

export interface DurationChartProps {
  /** Without what the chart itself has chosen. */
  durations: readonly DurationBin[]
  withoutDuration: number
  completeness: Completeness
  query: ExplorerQuery
  onChange?: ((change: Partial<ExplorerQuery>) => void) | undefined
}

/** How many calls lasted how long. */
export function DurationChart({ durations, withoutDuration, completeness, query, onChange }: DurationChartProps) {
  const { minDurationSeconds: min, maxDurationSeconds: max } = query
  const isChosen = min !== null || max !== null
  const isWithin = ({ from, to }: DurationBin) =>
    (min === null || from >= min) && (max === null || (to !== null && lastWithin(to) <= max))
  const total = durations.reduce((sum, { calls }) => sum + calls, 0)
  const pick = (first: number, last: number) => {
    const to = durations[last]?.to ?? null
    onChange?.({ minDurationSeconds: durations[first]?.from ?? null, maxDurationSeconds: to === null ? null : lastWithin(to) })
  }
  return (
    <ChartFrame
      title="Duration"
      unit="calls by how long they lasted"
      summary={summaryOf(durations, total)}
      notes={[
        withoutDuration > 0 &&
          `Of ${countText(withoutDuration, 'call')} the platform tells no duration: ${withoutDuration === 1 ? 'it is' : 'they are'} in none of the bars.`,
      ]}
      completeness={completeness}
      chosen={
        onChange && isChosen
          ? { text: rangeText(min, max), onRemove: () => onChange({ minDurationSeconds: null, maxDurationSeconds: null }) }
          : null
      }
      empty={total > 0 ? undefined : 'No call of the query has a duration.'}
      table={{
        caption: 'Calls by duration',
        head: ['duration', 'calls', 'share'],
        rows: durations.map((bin) => [binText(bin), numberText(bin.calls), shareText(bin.calls, total)]),
      }}
    >
      <Bars
        bars={durations.map((bin, index) => ({
          key: String(bin.from),
          parts: [{ fill: 'var(--accent)', value: bin.calls }],
          isFaint: isChosen && !isWithin(bin),
          label: index % labelEvery(durations.length) === 0 ? secondsText(bin.from) : null,
        }))}
      >
        {onChange && (
          <Brush
            label="Choose durations"
            hint="Drag over bars to choose durations; with the keyboard: arrows, Shift and Enter."
            options={durations.map((bin) => ({
              text: `${binText(bin)}: ${countText(bin.calls, 'call')}`,
              isSelected: isChosen && isWithin(bin),
            }))}
            onPick={pick}
          />
        )}
      </Bars>
    </ChartFrame>
  )
}

// A bin ends below `to`, while a query's longest duration is within; no duration is finer than a millisecond.
const lastWithin = (to: number) => Number((to - 0.001).toFixed(3))

const binText = ({ from, to }: DurationBin) =>
  to === null ? `${secondsText(from)} or longer` : `${secondsText(from)} to ${secondsText(to)}`

function rangeText(min: number | null, max: number | null): string {
  const [from, to] = [min ?? 0, max === null ? null : Math.ceil(max)]
  return to === null ? `${secondsText(from)} or longer` : `${secondsText(from)} to ${secondsText(to)}`
}

function summaryOf(durations: readonly DurationBin[], total: number): string {
  if (total === 0) return 'No durations.'
  let sum = 0
  const middle = durations.find(({ calls }) => {
    sum += calls
    return sum * 2 >= total
  })
  const most = durations.reduce((best, bin) => (bin.calls > best.calls ? bin : best))
  return `${countText(total, 'call')} with a duration; most often ${binText(most)} (${shareText(most.calls, total)}), half of them below ${middle?.to ? secondsText(middle.to) : 'the longest'}.`
}
