import type { Documented } from '../../callspec/test/documented.js'
import { autocallsRow, expected, famulorRow } from '../../callspec/test/reference-calls.js'
import {
  confirmed,
  DATE_FILTER_STAMP,
  learned,
  NO_DAYS,
  NO_ZONE,
  NUMBER_MATCH,
  OPEN,
  ROW_ORDER,
  refuted,
  SAME,
} from '../../callspec/test/verify-outcomes.js'
import { assuming, days, NUMBER, row } from '../../callspec/test/wire-row.js'

const ask = (inputs: string) => `GET /api/user/calls?${inputs}per_page=100&page=1`

/** Autocalls, as its documentation says it. */
export const autocalls: Documented = {
  cannot: ['isTest'],
  path: '/api',
  empty: { current_page: 1, data: [], last_page: 1, per_page: 100, total: 0 },
  credentials: { token: 'k' },
  headers: ['Authorization'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask('')),
    ...days(ask),
    row('status', { status: 'queued' }, 'exact', ask('status=initiated&')),
    row('status', { status: 'ringing' }, 'exact', ask('status=ringing&')),
    row('status', { status: 'in_progress' }, 'exact', ask('status=in-progress&')),
    row('status', { status: 'completed' }, 'exact', [
      ask('status=ended&'),
      ask('status=completed&'),
      ask('status=ended_by_customer&'),
      ask('status=ended_by_assistant&'),
    ]),
    row('status', { status: 'no_answer' }, 'exact', ask('status=no-answer&')),
    row('status', { status: 'busy' }, 'exact', ask('status=busy&')),
    row('status', { status: 'canceled' }, 'exact', []),
    row('status', { status: 'failed' }, 'exact', ask('status=failed&')),
    row('status', { status: 'unknown' }, 'local', ask('')),
    row('status', { status: ['failed', 'busy'] }, 'exact', [ask('status=busy&'), ask('status=failed&')]),
    // Five words: more requests than are worth sending.
    row('status', { status: ['completed', 'failed'] }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'exact', ask('type=inbound&')),
    row('direction', { direction: 'outbound' }, 'exact', ask('type=outbound&')),
    row('direction', { direction: 'unknown' }, 'local', ask('')),
    row('channel', { channel: 'web' }, 'exact', ask('type=web&')),
    row('channel', { channel: 'phone' }, 'local', ask('')),
    row('channel', { channel: 'unknown' }, 'local', ask('')),
    row('isTest', { isTest: false }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'exact', ask('phone_number=%2B15551234567&')),
    row('phoneNumber', { ...NUMBER, strict: true }, 'local', ask('')),
    row('phoneNumber', NUMBER, 'local', ask(''), assuming({ 'phone-number-match': 'unknown' })),
    row('agentId', { agentId: '42' }, 'exact', ask('assistant_id=42&')),
    row('agentId', { agentId: '42', strict: true }, 'exact', ask('assistant_id=42&')),
    // Ids are integers, so no call can match these.
    row('agentId', { agentId: 'abc' }, 'exact', []),
    row('agentId', { agentId: '9007199254740993' }, 'exact', []),
    row('campaignId', { campaignId: '7' }, 'exact', ask('campaign_id=7&')),
    row('campaignId', { campaignId: '-7' }, 'exact', []),
    row('duration', { minDurationSeconds: 60, maxDurationSeconds: 120.5 }, 'local', ask('')),
    row(
      'status',
      { ...NUMBER, status: 'completed', direction: 'inbound', agentId: '42', campaignId: '7' },
      'exact',
      ['ended', 'completed', 'ended_by_customer', 'ended_by_assistant'].map((word) =>
        ask(`status=${word}&type=inbound&phone_number=%2B15551234567&assistant_id=42&campaign_id=7&`),
      ),
    ),
  ],
  example: { rows: [autocallsRow, famulorRow], calls: expected.autocalls },
  verify: {
    unturned: {
      'row-order': confirmed('newest-first'),
      'stamp-zone': OPEN,
      'date-filter-stamp': confirmed('created_at'),
      'date-zone': OPEN,
      'date-to': learned('date-to', 'inclusive'),
      'unseen-filters': confirmed('applied'),
      'phone-number-match': confirmed('exact'),
    },
    turned: {
      'row-order': ROW_ORDER,
      'stamp-zone': NO_ZONE,
      'date-filter-stamp': DATE_FILTER_STAMP,
      'date-zone': NO_ZONE,
      // Nor can it be told then whether a call is at midnight.
      'date-to': { inclusive: SAME, midnight: { 'date-to': OPEN }, exclusive: { 'date-to': OPEN } },
      'phone-number-match': NUMBER_MATCH,
      'unseen-filters': { applied: SAME, ignored: { 'unseen-filters': refuted('unseen-filters', 'ignored') } },
      brand: {
        autocalls: SAME,
        // Its list writes stamps with a zone and its single call without.
        famulor: { 'stamp-zone': confirmed('UTC'), 'date-zone': learned('date-zone', 'UTC') },
      },
      filters: {
        applied: SAME,
        ignored: {
          ...NO_DAYS,
          'unseen-filters': refuted('unseen-filters', 'ignored'),
          'phone-number-match': refuted('phone-number-match', 'unknown'),
        },
      },
    },
    shownBy: { 'stamp-zone': { brand: 'famulor' }, 'date-zone': { brand: 'famulor' }, 'date-to': { brand: 'famulor' } },
  },
}
