import { localClock, WEEKDAYS, weekHour } from 'callspec/stats'
import type { CheckedCopyQuery } from './copy-query.js'

/** Whether calls are chosen by weekday or hour. */
export const isByClock = ({ weekdays, hours }: Pick<CheckedCopyQuery, 'weekdays' | 'hours'>): boolean =>
  weekdays !== null || hours !== null

/** Whether an instant lies on one of a query's weekdays and in one of its hours. SQLite knows no time zones, so no statement says it. */
export function clockFilter({ weekdays, hours, timeZone }: Pick<CheckedCopyQuery, 'weekdays' | 'hours' | 'timeZone'>) {
  const clock = localClock(timeZone)
  const wanted = Array.from(
    { length: 7 * 24 },
    (_, hour) => (weekdays?.includes(WEEKDAYS[Math.floor(hour / 24)]!) ?? true) && (hours?.includes(hour % 24) ?? true),
  )
  return (stamp: string | null): boolean => stamp !== null && wanted[weekHour(clock(Date.parse(stamp)))]!
}
