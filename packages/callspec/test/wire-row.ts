// What has to go out for every filter of a platform is written by hand from its documentation. No row was made by running
// the code.

import type { FilterName } from '@callspec/provider'
import type { CallQuery } from '../src/index.js'

export interface WireRow {
  /** The filter that the row is about; `null`: none. */
  filter: FilterName | null
  query: CallQuery
  /** How that filter is met: `no request` where no call can match. */
  kind: 'exact' | 'inexact' | 'local' | 'details' | 'unsupported' | null
  /** `METHOD path?query body` of the first request of each list, byte for byte. */
  requests: string[]
  /** What the source is told beyond its credentials. */
  options: { timeZone?: string; assumptions?: Record<string, string> }
}

export const row = (
  filter: WireRow['filter'],
  query: CallQuery,
  kind: WireRow['kind'],
  requests: string | string[],
  options: WireRow['options'] = {},
): WireRow => ({ filter, query, kind, requests: typeof requests === 'string' ? [requests] : requests, options })

export const assuming = (assumptions: Record<string, string>) => ({ assumptions })

export const SINCE = { since: '2026-11-01T08:00:00Z' }
export const UNTIL = { until: '2026-11-08T08:00:00Z' }
export const NUMBER = { phoneNumber: '+15551234567' }

/** For platforms that take days: nothing is said of their zone, and nothing of whether the last one counts. */
export const days = (ask: (inputs: string) => string): WireRow[] => [
  row('period', SINCE, 'inexact', ask('date_from=2026-10-31&')),
  row('period', UNTIL, 'inexact', ask('date_to=2026-11-10&')),
  row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('date_from=2026-10-31&date_to=2026-11-10&')),
  // Midnight in Tokyo is 15:00 of the day before in UTC.
  row('period', { since: '2026-11-01', timeZone: 'Asia/Tokyo' }, 'inexact', ask('date_from=2026-10-30&')),
  row('period', { ...SINCE, ...UNTIL, strict: true }, 'local', ask('')),
  row('period', UNTIL, 'inexact', ask('date_to=2026-11-09&'), assuming({ 'date-to': 'inclusive' })),
  row('period', UNTIL, 'inexact', ask('date_to=2026-11-10&'), assuming({ 'date-to': 'midnight' })),
  row('period', UNTIL, 'inexact', ask('date_to=2026-11-10&'), assuming({ 'date-to': 'exclusive' })),
  // 08:00 in UTC is 05:00 in São Paulo and 22:00 of the day before in Honolulu.
  row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('date_from=2026-11-01&date_to=2026-11-09&'), {
    timeZone: 'America/Sao_Paulo',
  }),
  row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('date_from=2026-10-31&date_to=2026-11-07&'), {
    timeZone: 'Pacific/Honolulu',
    assumptions: { 'date-to': 'inclusive' },
  }),
  // The instant at which a day begins is not in the day before it.
  row(
    'period',
    { until: '2026-11-08T00:00:00Z' },
    'inexact',
    ask('date_to=2026-11-07&'),
    assuming({ 'date-zone': 'UTC', 'date-to': 'inclusive' }),
  ),
  row(
    'period',
    { until: '2026-11-08T00:00:00Z' },
    'inexact',
    ask('date_to=2026-11-08&'),
    assuming({ 'date-zone': 'UTC', 'date-to': 'exclusive' }),
  ),
  // A call may be updated long after it was created: only the lower bound still holds every one.
  row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('date_from=2026-10-31&'), assuming({ 'date-filter-stamp': 'updated_at' })),
]
