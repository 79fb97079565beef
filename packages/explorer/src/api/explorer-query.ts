import type { Channel, Direction, Status } from 'callspec'
import type { Outcome, Weekday } from 'callspec/stats'

/** What the page shows. The page's address holds it; a call is shown if it meets every member. */
export interface ExplorerQuery {
  /** From this instant on: a date (midnight in `timeZone`) or an RFC 3339 stamp with an offset; `null`: from the first call. */
  since: string | null
  /** Before this instant. */
  until: string | null
  /** IANA zone of dates, hours, days and weekdays. */
  timeZone: string
  /** A whole id, which leaves that call alone; else digits of a telephone number, part of an agent's name or id, or words of the transcript: one of them is found. */
  search: string
  /** One of these; empty: any. So in every list below. */
  statuses: Status[]
  direction: Direction | null
  channel: Channel | null
  sources: string[]
  providers: string[]
  /** The platform's own id of the agent. */
  agentId: string | null
  outcome: Outcome | null
  /** At least so long; `null`: any, also unknown. */
  minDurationSeconds: number | null
  /** At most so long. */
  maxDurationSeconds: number | null
  weekdays: Weekday[]
  /** From 0 to 23, on the clock in `timeZone`. */
  hours: number[]
}

/** The order of the table. */
export interface Sort {
  column: SortColumn
  descending: boolean
}

/** What the table can be sorted by. Calls without a value come last, and ties newest first. */
export const SORT_COLUMNS = [
  'occurredAt',
  'status',
  'direction',
  'channel',
  'source',
  'provider',
  'agent',
  'customerNumber',
  'durationSeconds',
  'cost',
  'endReason',
  'outcome',
] as const

export type SortColumn = (typeof SORT_COLUMNS)[number]

export const NEWEST_FIRST: Sort = { column: 'occurredAt', descending: true }

export const emptyQuery = (timeZone = 'UTC'): ExplorerQuery => ({
  since: null,
  until: null,
  timeZone,
  search: '',
  statuses: [],
  direction: null,
  channel: null,
  sources: [],
  providers: [],
  agentId: null,
  outcome: null,
  minDurationSeconds: null,
  maxDurationSeconds: null,
  weekdays: [],
  hours: [],
})
