/** A choice of period by name, so that a saved view moves on with the calendar. */
export const PERIODS = [
  ['all', 'All time'],
  ['today', 'Today'],
  ['yesterday', 'Yesterday'],
  ['last-7-days', 'Last 7 days'],
  ['last-30-days', 'Last 30 days'],
  ['this-week', 'This week'],
  ['last-week', 'Last week'],
  ['this-month', 'This month'],
  ['last-month', 'Last month'],
] as const

export type PeriodName = (typeof PERIODS)[number][0]

export interface Period {
  /** A date, or a stamp where it was brushed; `null`: from the first call. */
  since: string | null
  /** The first day after it. */
  until: string | null
}

const DAY_MS = 86_400_000

/** The first and the day after the last of a period, in dates of a zone. A week begins on Monday. */
export function periodOf(name: PeriodName, now: number, timeZone: string): Period {
  const today = Date.parse(dateIn(now, timeZone))
  const monday = today - ((new Date(today).getUTCDay() + 6) % 7) * DAY_MS
  const month = (offset: number) => {
    const date = new Date(today)
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset)
  }
  const days = (from: number, to: number): Period => ({ since: toDate(from), until: toDate(to) })
  switch (name) {
    case 'all':
      return { since: null, until: null }
    case 'today':
      return days(today, today + DAY_MS)
    case 'yesterday':
      return days(today - DAY_MS, today)
    case 'last-7-days':
      return days(today - 6 * DAY_MS, today + DAY_MS)
    case 'last-30-days':
      return days(today - 29 * DAY_MS, today + DAY_MS)
    case 'this-week':
      return days(monday, monday + 7 * DAY_MS)
    case 'last-week':
      return days(monday - 7 * DAY_MS, monday)
    case 'this-month':
      return days(month(0), month(1))
    case 'last-month':
      return days(month(-1), month(0))
  }
}

/** The name of a period; `null`: it has none. */
export function periodName({ since, until }: Period, now: number, timeZone: string): PeriodName | null {
  const found = PERIODS.find(([name]) => {
    const period = periodOf(name, now, timeZone)
    return period.since === since && period.until === until
  })
  return found?.[0] ?? null
}

export const isDate = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text)

/** The day before a date, and the day after: people name the last day of a period, the query the first after it. */
export const dayBefore = (date: string): string => toDate(Date.parse(date) - DAY_MS)
export const dayAfter = (date: string): string => toDate(Date.parse(date) + DAY_MS)

/** The date at an instant, on the calendar of a zone. Sweden writes it as ISO does. */
export const dateIn = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)

const toDate = (day: number) => new Date(day).toISOString().slice(0, 10)
