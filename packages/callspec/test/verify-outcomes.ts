import type { Descriptor } from '@callspec/core'
import type { SourceConfiguration, Verdict } from '@callspec/verify'

export const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York']

/** The values of an assumption; `undefined`: any time zone. */
export const registeredValues = ({ assumptions, zoneAssumptions }: Descriptor, id: string): readonly string[] | undefined =>
  zoneAssumptions.includes(id) ? undefined : assumptions[id]

/** Verdict, value found and what to configure, of one assumption. */
export type Outcome = readonly [Verdict, string | null, SourceConfiguration | null]
export type Outcomes = Readonly<Record<string, Outcome>>

export const OPEN: Outcome = ['untestable', null, null]
export const confirmed = (value: string): Outcome => ['confirmed', value, null]
/** Found where nothing had been assumed. */
export const learned = (id: string, value: string): Outcome => ['confirmed', value, line(id, value)]
export const refuted = (id: string, value: string): Outcome => ['refuted', value, line(id, value)]
export const line = (id: string, value: string) => ({ assumptions: { [id]: value } })
export const zoneLine = (timeZone: string) => ({ timeZone })

export const SAME: Outcomes = {}
export const ROW_ORDER = {
  'newest-first': SAME,
  'oldest-first': { 'row-order': refuted('row-order', 'oldest-first') },
  unordered: { 'row-order': refuted('row-order', 'unordered') },
}
export const NUMBER_MATCH: Readonly<Record<string, Outcomes>> = {
  exact: SAME,
  'digits-only': { 'phone-number-match': ['refuted', null, line('phone-number-match', 'unknown')] },
}
export const DATE_TO = {
  inclusive: SAME,
  midnight: { 'date-to': learned('date-to', 'midnight') },
  exclusive: { 'date-to': learned('date-to', 'exclusive') },
}
export const DATE_FILTER_STAMP = {
  created_at: SAME,
  updated_at: { 'date-filter-stamp': refuted('date-filter-stamp', 'updated_at') },
}
export const NO_DAYS = { 'date-filter-stamp': ['refuted', null, null], 'date-zone': OPEN, 'date-to': OPEN } as const
// Stamps without a zone can be placed in none.
export const NO_ZONE = { UTC: SAME, 'Europe/Berlin': SAME, 'America/New_York': SAME }
