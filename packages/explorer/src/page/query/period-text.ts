import { minuteText } from '../text/stamp-text.js'
import { dayBefore, isDate, PERIODS, type Period, periodName } from './periods.js'

/** A period in words: `Last 7 days`, `2026-11-01 to 2026-11-07`, `since 2026-11-01 08:00`. */
export function periodText(period: Period, timeZone: string): string {
  const name = periodName(period, Date.now(), timeZone)
  if (name !== null) return PERIODS.find(([known]) => known === name)?.[1] ?? name
  const since = period.since === null ? null : isDate(period.since) ? period.since : minuteText(period.since, timeZone)
  const until = period.until === null ? null : isDate(period.until) ? dayBefore(period.until) : minuteText(period.until, timeZone)
  if (since !== null && until !== null) return since === until ? since : `${since} to ${until}`
  return since === null ? `until ${until}` : `since ${since}`
}
