import type { Documented } from '../../callspec/test/documented.js'
import { documentedRows, expected } from '../../callspec/test/reference-calls.js'
import {
  confirmed,
  DATE_FILTER_STAMP,
  DATE_TO,
  learned,
  line,
  NO_DAYS,
  ROW_ORDER,
  refuted,
  SAME,
  ZONES,
  zoneLine,
} from '../../callspec/test/verify-outcomes.js'
import { assuming, days, NUMBER, row, SINCE } from '../../callspec/test/wire-row.js'

const ask = (inputs: string) => `GET /api/v1/calls?${inputs}per_page=100&page=1`

/** TalkOver, as its documentation says it. */
export const talkover: Documented = {
  cannot: ['campaignId'],
  path: '/api/v1',
  empty: {
    success: true,
    data: [],
    pagination: { current_page: 1, last_page: 1, per_page: 100, total: 0, from: null, to: null },
  },
  credentials: { token: 'k' },
  headers: ['Authorization'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask('')),
    ...days(ask),
    row('status', { status: 'queued' }, 'exact', ask('status=initiated&')),
    row('status', { status: 'ringing' }, 'exact', ask('status=ringing&')),
    row('status', { status: 'in_progress' }, 'local', ask('')),
    row('status', { status: 'completed' }, 'exact', ask('status=completed&')),
    row('status', { status: 'no_answer' }, 'exact', ask('status=no-answer&')),
    row('status', { status: 'busy' }, 'exact', ask('status=busy&')),
    row('status', { status: 'canceled' }, 'exact', []),
    row('status', { status: 'failed' }, 'exact', ask('status=failed&')),
    row('status', { status: 'unknown' }, 'local', ask('')),
    row('status', { status: ['completed', 'canceled'] }, 'exact', ask('status=completed&')),
    row('status', { status: ['failed', 'busy'] }, 'exact', [ask('status=failed&'), ask('status=busy&')]),
    row('status', { status: ['completed', 'in_progress'] }, 'local', ask('')),
    row('status', { status: ['queued', 'ringing', 'completed', 'no_answer', 'busy'] }, 'local', ask('')),
    row('status', { status: 'completed', strict: true }, 'exact', ask('status=completed&')),
    row('direction', { direction: 'inbound' }, 'exact', ask('direction=inbound&')),
    row('direction', { direction: 'outbound' }, 'exact', ask('direction=outbound&')),
    row('direction', { direction: 'unknown' }, 'local', ask('')),
    row('channel', { channel: 'phone' }, 'local', ask('')),
    row('channel', { channel: 'web' }, 'local', ask('')),
    row('isTest', { isTest: true }, 'local', ask('')),
    row('phoneNumber', NUMBER, 'inexact', ask('search=%2B15551234567&')),
    row('phoneNumber', { ...NUMBER, strict: true }, 'local', ask('')),
    row('phoneNumber', NUMBER, 'local', ask(''), assuming({ 'search-by-number': 'unknown' })),
    row('agentId', { agentId: 'agent-uuid-1' }, 'exact', ask('agent_id=agent-uuid-1&')),
    row('agentId', { agentId: "o'brien & co/ü" }, 'exact', ask('agent_id=o%27brien%20%26%20co%2F%C3%BC&')),
    row('campaignId', { campaignId: '7' }, 'unsupported', []),
    row('duration', { minDurationSeconds: 60, maxDurationSeconds: 120.5 }, 'local', ask('')),
    row(
      'status',
      { ...SINCE, ...NUMBER, status: ['failed', 'busy'], direction: 'inbound', agentId: 'a' },
      'exact',
      ['failed', 'busy'].map((word) =>
        ask(`date_from=2026-10-31&status=${word}&direction=inbound&search=%2B15551234567&agent_id=a&`),
      ),
    ),
  ],
  example: { rows: documentedRows('talkover'), calls: expected.talkover },
  verify: {
    unturned: {
      'row-order': confirmed('newest-first'),
      'date-filter-stamp': confirmed('created_at'),
      'date-zone': ['confirmed', 'UTC', zoneLine('UTC')],
      'date-to': learned('date-to', 'inclusive'),
      'search-by-number': confirmed('contains'),
    },
    turned: {
      'row-order': ROW_ORDER,
      'date-filter-stamp': DATE_FILTER_STAMP,
      'date-zone': Object.fromEntries(ZONES.map((zone) => [zone, { 'date-zone': ['confirmed', zone, zoneLine(zone)] }])),
      'date-to': DATE_TO,
      'search-by-number': {
        contains: SAME,
        'from-only': { 'search-by-number': ['refuted', null, line('search-by-number', 'unknown')] },
      },
      filters: { applied: SAME, ignored: { ...NO_DAYS, 'search-by-number': refuted('search-by-number', 'unknown') } },
    },
  },
}
