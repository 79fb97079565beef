import listCalls from '../../../specs/bland/examples/list-calls.json' with { type: 'json' }
import type { Documented } from '../../callspec/test/documented.js'
import { expectedCall } from '../../callspec/test/expected-call.js'
import { confirmed, learned, NUMBER_MATCH, OPEN, refuted, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'

const ask = (inputs: string, order = '') => `GET /v1/calls?${inputs}${order}limit=200&from=0`

/** Bland, as its documentation says it. */
export const bland: Documented = {
  cannot: ['channel', 'isTest', 'agentId'],
  path: '',
  empty: { total_count: 0, count: 0, calls: [] },
  credentials: { apiKey: 'k' },
  headers: ['authorization'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'arrival' }, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('', 'ascending=true&')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask('')),
    // What starts since then was updated since then. The zone of the day is not documented.
    row('period', SINCE, 'inexact', ask('update_start_date=2026-10-31&')),
    // What starts before was created before; the bound itself counts and is left out here.
    row('period', UNTIL, 'inexact', ask('end_date=2026-11-08T08%3A00%3A00.000Z&')),
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('update_start_date=2026-10-31&end_date=2026-11-08T08%3A00%3A00.000Z&')),
    // Midnight in Tokyo is 15:00 of the day before in UTC.
    row('period', { since: '2026-11-01', timeZone: 'Asia/Tokyo' }, 'inexact', ask('update_start_date=2026-10-30&')),
    row('period', { ...SINCE, ...UNTIL, strict: true }, 'local', ask('')),
    row('period', SINCE, 'local', ask(''), assuming({ 'stamp-order': 'sometimes' })),
    row(
      'period',
      { ...SINCE, ...UNTIL },
      'inexact',
      ask('update_start_date=2026-10-31&'),
      assuming({ 'date-filter-stamp': 'updated_at' }),
    ),
    row('period', UNTIL, 'local', ask(''), assuming({ 'date-filter-stamp': 'started_at' })),
    row('status', { status: 'completed' }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'exact', ask('inbound=true&')),
    row('direction', { direction: 'outbound' }, 'exact', ask('inbound=false&')),
    row('direction', { direction: 'unknown' }, 'local', ask('')),
    row('direction', { direction: 'inbound', strict: true }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'local', ask(''), assuming({ 'row-members': 'example' })),
    row('channel', { channel: 'phone' }, 'unsupported', []),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'inexact', [ask('from_number=%2B15551234567&'), ask('to_number=%2B15551234567&')]),
    row('phoneNumber', { ...NUMBER, strict: true }, 'local', ask('')),
    row('phoneNumber', NUMBER, 'local', ask(''), assuming({ 'phone-number-match': 'unknown' })),
    row('agentId', { agentId: 'id_1' }, 'unsupported', []),
    row('campaignId', { campaignId: 'id_1' }, 'exact', ask('campaign_id=id_1&')),
    // Two seconds wider, in minutes, and to the third decimal: 58 s are 0.9667 min, 62 s are 1.0333 min.
    row('duration', { minDurationSeconds: 60 }, 'inexact', ask('duration_gt=0.966&')),
    row('duration', { maxDurationSeconds: 60 }, 'inexact', ask('duration_lt=1.034&')),
    row('duration', { minDurationSeconds: 60, maxDurationSeconds: 120 }, 'inexact', ask('duration_gt=0.966&duration_lt=2.034&')),
    // A call of no length is not longer than nothing.
    row('duration', { minDurationSeconds: 2 }, 'local', ask('')),
    row('duration', { minDurationSeconds: 60 }, 'local', ask(''), assuming({ 'duration-figures': 'different' })),
    row(
      'direction',
      { ...SINCE, ...UNTIL, direction: 'outbound', campaignId: 'id_1', order: 'oldest' },
      'exact',
      ask(
        'update_start_date=2026-10-31&end_date=2026-11-08T08%3A00%3A00.000Z&inbound=false&campaign_id=id_1&',
        'ascending=true&',
      ),
    ),
  ],
  example: {
    rows: listCalls.value.calls,
    calls: [
      expectedCall(
        'bland',
        {
          id: 'c1234567-89ab-cdef-0123-456789abcdef',
          status: 'completed',
          rawStatus: 'complete',
          from: '+15551234567',
          to: '5551234567',
          createdAt: '2023-12-21T23:25:14.801Z',
          // 0.834 minutes.
          durationSeconds: 50.04,
          answeredBy: 'human',
        },
        ['transcript', 'transcriptText', 'analysis', 'recordingUrl', 'cost'],
      ),
    ],
  },
  verify: {
    unturned: {
      'total-count': confirmed('sent'),
      'row-members': confirmed('all'),
      'date-filter-stamp': confirmed('created_at'),
      'stamp-order': confirmed('always'),
      'duration-figures': confirmed('same'),
      'end-stamp': learned('end-stamp', 'actual'),
      'phone-number-match': confirmed('exact'),
      'unseen-filters': confirmed('applied'),
      'transcript-speakers': confirmed('assistant-and-user'),
    },
    turned: {
      'total-count': { sent: SAME, absent: { 'total-count': refuted('total-count', 'absent'), 'stamp-order': OPEN } },
      'row-members': {
        all: SAME,
        example: { 'row-members': refuted('row-members', 'example'), 'duration-figures': OPEN, 'end-stamp': OPEN },
      },
      'date-filter-stamp': {
        created_at: SAME,
        started_at: { 'date-filter-stamp': refuted('date-filter-stamp', 'started_at') },
        updated_at: { 'date-filter-stamp': refuted('date-filter-stamp', 'updated_at') },
      },
      'stamp-order': { always: SAME, sometimes: { 'stamp-order': refuted('stamp-order', 'sometimes') } },
      'duration-figures': { same: SAME, different: { 'duration-figures': refuted('duration-figures', 'different') } },
      'end-stamp': { actual: SAME, planned: { 'end-stamp': learned('end-stamp', 'planned') } },
      'phone-number-match': NUMBER_MATCH,
      'unseen-filters': { applied: SAME, ignored: { 'unseen-filters': refuted('unseen-filters', 'ignored') } },
      'transcript-speakers': { 'assistant-and-user': SAME, 'other-words': { 'transcript-speakers': OPEN } },
      'agent-word': { assistant: SAME, robot: SAME },
      'phrase-order': { ascending: SAME, descending: SAME },
      'queue-word': { complete: SAME, completed: SAME },
      'unconnected-start': { absent: SAME, shown: SAME },
      'update-zone': { UTC: SAME, 'Europe/Berlin': SAME, 'America/New_York': SAME },
      'deleted-calls': { gone: SAME, listed: SAME },
      filters: {
        applied: SAME,
        ignored: {
          'date-filter-stamp': OPEN,
          'phone-number-match': refuted('phone-number-match', 'unknown'),
          'unseen-filters': refuted('unseen-filters', 'ignored'),
        },
      },
    },
    // The empty page has a total or has none.
    emptyTells: ['total-count'],
  },
}
