import { WEEKDAYS } from 'callspec/stats'
import { useRef, useState } from 'preact/hooks'
import type { ExplorerQuery } from '../../api/explorer-query.js'
import { countText } from '../text/count-text.js'
import { WEEKDAY_WORDS } from './words.js'

export interface Cell {
  /** From Monday, 0. */
  weekday: number
  hour: number
  calls: number
}

export interface WeekGridProps {
  cells: readonly Cell[]
  /** Hours go down instead of weekdays. */
  isTurned: boolean
  query: ExplorerQuery
  onChange?: ((change: Partial<ExplorerQuery>) => void) | undefined
}

type Place = Pick<Cell, 'weekday' | 'hour'>

/**
 * A square for each hour of the week, the larger and the stronger the more calls. A click chooses an hour, a drag or a click with Shift all up to there, a
 * head its day or hour everywhere; with the keyboard, arrows move and Enter chooses.
 */
export function WeekGrid({ cells, isTurned, query, onChange }: WeekGridProps) {
  const table = useRef<HTMLTableElement>(null)
  const [current, setCurrent] = useState<Place>({ weekday: 0, hour: 9 })
  const [anchor, setAnchor] = useState<Place | null>(null)
  const [isDragging, setDragging] = useState(false)
  const [hovered, setHovered] = useState<Cell | null>(null)
  const most = Math.max(1, ...cells.map(({ calls }) => calls))
  const at = (weekday: number, hour: number) => cells[weekday * 24 + hour]!

  const pick = (from: Place, to: Place) => onChange?.(chosenBy(from, to))
  const moveTo = (weekday: number, hour: number) => {
    const place = { weekday: (weekday + 7) % 7, hour: (hour + 24) % 24 }
    setCurrent(place)
    table.current?.querySelector<HTMLButtonElement>(`[data-place="${place.weekday} ${place.hour}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const [weekday, hour] = stepOf(event.key, isTurned)
    if (weekday === 0 && hour === 0) return
    event.preventDefault()
    event.stopPropagation()
    moveTo(current.weekday + weekday, current.hour + hour)
  }

  const cell = ({ weekday, hour, calls }: Cell) => {
    const size = calls === 0 ? 0 : 0.28 + 0.72 * Math.sqrt(calls / most)
    const square = (
      <span class="heat" style={{ '--share': String(calls === 0 ? 0 : 0.35 + (0.65 * calls) / most), '--size': String(size) }} />
    )
    const place = { weekday, hour }
    if (!onChange)
      return (
        <td key={`${weekday} ${hour}`} title={cellText({ ...place, calls })}>
          {square}
        </td>
      )
    const isIn = isDragging && anchor !== null && isBetween(place, anchor, hovered ?? anchor)
    return (
      <td key={`${weekday} ${hour}`}>
        <button
          type="button"
          class={`cell${isOutside(place, query) ? ' is-faint' : ''}${isIn ? ' is-brushed' : ''}`}
          data-place={`${weekday} ${hour}`}
          aria-label={cellText({ ...place, calls })}
          aria-pressed={isChosen(place, query)}
          tabIndex={current.weekday === weekday && current.hour === hour ? 0 : -1}
          onFocus={() => {
            setCurrent(place)
            setHovered({ ...place, calls })
          }}
          onPointerDown={(event) => {
            // A finger scrolls; it chooses by tapping.
            if (event.pointerType === 'touch' || event.button !== 0 || event.shiftKey) return
            setAnchor(place)
            setDragging(true)
          }}
          onPointerEnter={() => setHovered({ ...place, calls })}
          onPointerUp={() => {
            if (!isDragging || anchor === null) return
            setDragging(false)
            if (anchor.weekday !== weekday || anchor.hour !== hour) pick(anchor, place)
          }}
          onClick={(event) => {
            const from = event.shiftKey ? (anchor ?? place) : place
            if (!event.shiftKey) setAnchor(place)
            pick(from, place)
          }}
        >
          {square}
        </button>
      </td>
    )
  }

  const dayHead = (weekday: number, scope: 'row' | 'col') => {
    const day = WEEKDAYS[weekday]!
    return (
      <th key={day} scope={scope}>
        <Head
          short={WEEKDAY_WORDS[day].slice(0, 3)}
          rest={WEEKDAY_WORDS[day].slice(3)}
          isPressed={query.weekdays.includes(day)}
          onClick={onChange && (() => onChange({ weekdays: toggled(query.weekdays, day) }))}
        />
      </th>
    )
  }
  const hourHead = (hour: number, scope: 'row' | 'col') => (
    <th key={hour} scope={scope}>
      <Head
        short={String(hour).padStart(2, '0')}
        rest=" o’clock"
        isPressed={query.hours.includes(hour)}
        onClick={onChange && (() => onChange({ hours: toggled(query.hours, hour).sort((one, other) => one - other) }))}
      />
    </th>
  )
  const hours = Array.from({ length: 24 }, (_, hour) => hour)
  return (
    <>
      <table
        ref={table}
        class={`week${isTurned ? ' is-turned' : ''}`}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setDragging(false)}
      >
        <caption class="unseen">Calls by weekday and hour</caption>
        <thead>
          <tr>
            <td />
            {isTurned ? WEEKDAYS.map((_, weekday) => dayHead(weekday, 'col')) : hours.map((hour) => hourHead(hour, 'col'))}
          </tr>
        </thead>
        <tbody>
          {isTurned
            ? hours.map((hour) => (
                <tr key={hour}>
                  {hourHead(hour, 'row')}
                  {WEEKDAYS.map((_, weekday) => cell(at(weekday, hour)))}
                </tr>
              ))
            : WEEKDAYS.map((day, weekday) => (
                <tr key={day}>
                  {dayHead(weekday, 'row')}
                  {hours.map((hour) => cell(at(weekday, hour)))}
                </tr>
              ))}
        </tbody>
      </table>
      {onChange && (
        <p class="readout">
          {hovered ? cellText(hovered) : 'Click an hour, drag or hold Shift for several; a head takes its whole day or hour.'}
        </p>
      )}
    </>
  )
}

interface HeadProps {
  /** What there is room for, and what is only said. */
  short: string
  rest: string
  isPressed: boolean
  onClick: (() => void) | undefined
}

function Head({ short, rest, isPressed, onClick }: HeadProps) {
  const name = (
    <>
      {short}
      <span class="unseen">{rest}</span>
    </>
  )
  if (!onClick) return name
  return (
    <button type="button" aria-pressed={isPressed} onClick={onClick}>
      {name}
    </button>
  )
}

const cellText = ({ weekday, hour, calls }: Cell) =>
  `${WEEKDAY_WORDS[WEEKDAYS[weekday]!]} ${String(hour).padStart(2, '0')}:00 to ${String(hour + 1).padStart(2, '0')}:00: ${countText(calls, 'call')}`

const STEPS: Readonly<Record<string, readonly [weekday: number, hour: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function stepOf(key: string, isTurned: boolean): readonly [weekday: number, hour: number] {
  const [down = 0, right = 0] = STEPS[key] ?? []
  return isTurned ? [right, down] : [down, right]
}

function chosenBy(from: Place, to: Place): Pick<ExplorerQuery, 'weekdays' | 'hours'> {
  const between = (one: number, other: number) =>
    Array.from({ length: Math.abs(one - other) + 1 }, (_, index) => Math.min(one, other) + index)
  return { weekdays: between(from.weekday, to.weekday).map((weekday) => WEEKDAYS[weekday]!), hours: between(from.hour, to.hour) }
}

function isBetween(place: Place, one: Place, other: Place): boolean {
  const { weekdays, hours } = chosenBy(one, other)
  return isChosen(place, { weekdays, hours })
}

type Choice = Pick<ExplorerQuery, 'weekdays' | 'hours'>

const isAny = ({ weekdays, hours }: Choice) => weekdays.length === 0 && hours.length === 0

function isChosen({ weekday, hour }: Place, choice: Choice): boolean {
  const { weekdays, hours } = choice
  return (
    !isAny(choice) &&
    (weekdays.length === 0 || weekdays.includes(WEEKDAYS[weekday]!)) &&
    (hours.length === 0 || hours.includes(hour))
  )
}

const isOutside = (place: Place, choice: Choice) => !isAny(choice) && !isChosen(place, choice)

const toggled = <Value,>(values: readonly Value[], value: Value): Value[] =>
  values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
