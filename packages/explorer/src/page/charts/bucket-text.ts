import type { TimeChart } from '../../api/answers.js'

type Unit = TimeChart['unit']

// The zone is in the stamp already: its clock is read as if it were UTC.
const format = (options: Intl.DateTimeFormatOptions) => {
  const formatter = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
  return (stamp: string) => formatter.format(new Date(`${stamp.slice(0, 19)}Z`))
}

const hour = format({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
const day = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
const month = format({ month: 'long', year: 'numeric' })

const LONG: Readonly<Record<Unit, (stamp: string) => string>> = { hour, day, week: (stamp) => `week of ${day(stamp)}`, month }

/** What a unit of time is called: `Tue, 4 Nov 2026`. */
export const bucketText = (unit: Unit, at: string): string => LONG[unit](at)

const clock = format({ hour: '2-digit', minute: '2-digit' })
const shortDay = format({ day: 'numeric', month: 'short' })
const shortMonth = format({ month: 'short', year: '2-digit' })

/** The same below an axis: `14:00`, and at midnight the day. */
export function axisText(unit: Unit, at: string): string {
  if (unit === 'month') return shortMonth(at)
  return unit === 'hour' && at.slice(11, 16) !== '00:00' ? clock(at) : shortDay(at)
}
