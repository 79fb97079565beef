import { WEEKDAYS } from 'callspec/stats'
import type { ExplorerQuery } from '../../api/explorer-query.js'
import { countText } from '../text/count-text.js'
import { numberText } from '../text/number-text.js'
import { ChartFrame, type Completeness } from './chart-frame.js'
import { type Cell, WeekGrid } from './week-grid.js'
import { WEEKDAY_WORDS } from './words.js'

export interface WeekChartProps {
  /** Without what the chart itself has chosen. */
  weekHours: readonly (readonly number[])[]
  undated: number
  completeness: Completeness
  query: ExplorerQuery
  /** Hours go down. */
  isTurned?: boolean
  onChange?: ((change: Partial<ExplorerQuery>) => void) | undefined
}

/** At which hours of the week calls come. */
export function WeekChart({ weekHours, undated, completeness, query, isTurned = false, onChange }: WeekChartProps) {
  const cells = weekHours.flatMap((hours, weekday) => hours.map((calls, hour): Cell => ({ weekday, hour, calls })))
  const total = cells.reduce((sum, { calls }) => sum + calls, 0)
  const isChosen = query.weekdays.length > 0 || query.hours.length > 0
  return (
    <ChartFrame
      title="Hour and weekday"
      unit={`calls, ${query.timeZone}`}
      summary={summaryOf(cells)}
      notes={[undated > 0 && `${countText(undated, 'call')} without a stamp ${undated === 1 ? 'is' : 'are'} not among them.`]}
      completeness={completeness}
      chosen={onChange && isChosen ? { text: chosenText(query), onRemove: () => onChange({ weekdays: [], hours: [] }) } : null}
      empty={total > 0 ? undefined : 'No call with a stamp meets the query.'}
      table={{
        caption: 'Calls by weekday and hour',
        head: ['weekday', ...Array.from({ length: 24 }, (_, hour) => clockHour(hour))],
        rows: weekHours.map((hours, weekday) => [WEEKDAY_WORDS[WEEKDAYS[weekday]!], ...hours.map(numberText)]),
      }}
    >
      <WeekGrid cells={cells} isTurned={isTurned} query={query} onChange={onChange} />
    </ChartFrame>
  )
}

const clockHour = (hour: number) => String(hour).padStart(2, '0')

function summaryOf(cells: readonly Cell[]): string {
  const most = cells.reduce((best, cell) => (cell.calls > best.calls ? cell : best))
  if (most.calls === 0) return 'No calls.'
  const perDay = WEEKDAYS.map((_, weekday) => cells.reduce((sum, cell) => sum + (cell.weekday === weekday ? cell.calls : 0), 0))
  const busiest = perDay.indexOf(Math.max(...perDay))
  return `Busiest hour: ${WEEKDAY_WORDS[WEEKDAYS[most.weekday]!]} ${clockHour(most.hour)}:00 with ${countText(most.calls, 'call')}; busiest day: ${WEEKDAY_WORDS[WEEKDAYS[busiest]!]} with ${numberText(perDay[busiest]!)}.`
}

function chosenText({ weekdays, hours }: ExplorerQuery): string {
  const days = weekdays.length === 0 ? 'every day' : weekdays.map((day) => WEEKDAY_WORDS[day].slice(0, 3)).join(', ')
  return hours.length === 0 ? days : `${days}, ${rangesText(hours)} o’clock`
}

/** `9–11, 14`: hours in a row as a range. */
function rangesText(hours: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const hour of hours.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1)
    if (last && last[1] === hour - 1) last[1] = hour
    else ranges.push([hour, hour])
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}
