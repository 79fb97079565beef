import { Popover } from '../controls/popover.js'
import { Icon } from '../marks/icon.js'
import { periodText } from './period-text.js'
import { dateIn, dayAfter, dayBefore, isDate, PERIODS, type Period, periodName, periodOf } from './periods.js'

export interface PeriodChoiceProps {
  period: Period
  timeZone: string
  onChange: (period: Period) => void
}

export function PeriodChoice({ period, timeZone, onChange }: PeriodChoiceProps) {
  const chosen = periodName(period, Date.now(), timeZone)
  return (
    <Popover
      button={
        <>
          <Icon name="calendar" />
          <span>{periodText(period, timeZone)}</span>
          <Icon name="down" />
        </>
      }
    >
      {(close) => (
        <div class="period">
          <ul class="menu">
            {PERIODS.map(([name, text]) => (
              <li key={name}>
                <button
                  type="button"
                  class="item"
                  aria-pressed={name === chosen}
                  onClick={() => {
                    onChange(periodOf(name, Date.now(), timeZone))
                    close()
                  }}
                >
                  {text}
                  {name === chosen && <Icon name="check" />}
                </button>
              </li>
            ))}
          </ul>
          <div class="period-dates">
            <label>
              From
              <input
                type="date"
                value={toDay(period.since, timeZone)}
                onChange={({ currentTarget: { value } }) => onChange(ordered({ ...period, since: value || null }, 'since'))}
              />
            </label>
            <label>
              To, included
              <input
                type="date"
                value={lastDay(period.until, timeZone)}
                onChange={({ currentTarget: { value } }) =>
                  onChange(ordered({ ...period, until: value ? dayAfter(value) : null }, 'until'))
                }
              />
            </label>
          </div>
        </div>
      )}
    </Popover>
  )
}

const toDay = (bound: string | null, timeZone: string) =>
  bound === null ? '' : isDate(bound) ? bound : dateIn(Date.parse(bound), timeZone)

const lastDay = (bound: string | null, timeZone: string) =>
  bound === null ? '' : isDate(bound) ? dayBefore(bound) : dateIn(Date.parse(bound) - 1, timeZone)

/** A bound that was set beyond the other one takes that one away: a period never ends before it begins. */
function ordered(period: Period, set: keyof Period): Period {
  const { since, until } = period
  if (since === null || until === null || Date.parse(since) < Date.parse(until)) return period
  return set === 'since' ? { since, until: null } : { since: null, until }
}
