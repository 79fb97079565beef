import getCall from '../../../specs/telnyx/examples/get-call.json' with { type: 'json' }
import type { Documented } from '../../callspec/test/documented.js'
import { expectedCall } from '../../callspec/test/expected-call.js'
import { confirmed, NUMBER_MATCH, OPEN, ROW_ORDER, refuted, SAME, ZONES } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'

// No page names the size of a page, so none is requested.
const ask = (inputs = '') => `GET /v2/texml/Accounts/a1/Calls${inputs && `?${inputs}`}`

/** Telnyx, as its documentation says it. */
export const telnyx: Documented = {
  cannot: ['isTest', 'agentId', 'campaignId'],
  path: '/v2',
  // The documented page without rows has a link to another one, which has to end.
  empty: { calls: [], end: 0, page: 0, page_size: 0, start: 0 },
  credentials: { apiKey: 'k', accountSid: 'a1' },
  headers: ['Authorization'],
  wire: [
    row(null, {}, null, ask()),
    row(null, { order: 'oldest' }, null, ask()),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask()),
    // A day more for the zone, which may be behind UTC, and one because what is after a day may leave it out.
    row('period', SINCE, 'inexact', ask('StartTime_gt=2026-10-30')),
    // The same at the other end.
    row('period', UNTIL, 'inexact', ask('StartTime_lt=2026-11-10')),
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('StartTime_gt=2026-10-30&StartTime_lt=2026-11-10')),
    // Midnight in Tokyo is 15:00 of the day before in UTC.
    row('period', { since: '2026-11-01', timeZone: 'Asia/Tokyo' }, 'inexact', ask('StartTime_gt=2026-10-29')),
    // A source's zone is that of its stamps; nobody says that it is the one of the filters.
    row('period', SINCE, 'inexact', ask('StartTime_gt=2026-10-30'), { timeZone: 'America/Sao_Paulo' }),
    // The instant at which a day begins is not in the day before it.
    row('period', { until: '2026-11-08T00:00:00Z' }, 'inexact', ask('StartTime_lt=2026-11-09')),
    // Calls without a start are found by reading all.
    row('period', { ...SINCE, ...UNTIL, strict: true }, 'local', ask()),
    row('period', SINCE, 'local', ask(), assuming({ 'unstarted-calls': 'dropped' })),
    row('period', SINCE, 'inexact', ask('StartTime%3E=2026-10-30'), assuming({ 'date-names': 'sign' })),
    row('period', UNTIL, 'inexact', ask('StartTime%3C=2026-11-10'), assuming({ 'date-names': 'sign' })),
    row('period', SINCE, 'local', ask(), assuming({ 'date-names': 'unknown' })),
    row('status', { status: 'completed' }, 'exact', ask('Status=completed')),
    row('status', { status: 'no_answer' }, 'exact', ask('Status=no-answer')),
    row('status', { status: 'canceled', strict: true }, 'exact', ask('Status=canceled')),
    row('status', { status: ['busy', 'failed'] }, 'exact', [ask('Status=failed'), ask('Status=busy')]),
    // Calls that go on cannot be asked for.
    row('status', { status: 'in_progress' }, 'local', ask()),
    row('status', { status: ['completed', 'ringing'] }, 'local', ask()),
    row('status', { status: 'queued' }, 'local', ask()),
    row('status', { status: 'unknown' }, 'local', ask()),
    row('direction', { direction: 'inbound' }, 'local', ask()),
    row('channel', { channel: 'phone' }, 'local', ask()),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'inexact', [ask('From=%2B15551234567'), ask('To=%2B15551234567')]),
    row('phoneNumber', { ...NUMBER, strict: true }, 'local', ask()),
    row('phoneNumber', NUMBER, 'local', ask(), assuming({ 'phone-number-match': 'unknown' })),
    row('agentId', { agentId: 'a1' }, 'unsupported', []),
    row('campaignId', { campaignId: 'c1' }, 'unsupported', []),
    row('duration', { minDurationSeconds: 60 }, 'local', ask()),
    row('status', { ...SINCE, ...NUMBER, status: 'busy' }, 'exact', [
      ask('StartTime_gt=2026-10-30&Status=busy&From=%2B15551234567'),
      ask('StartTime_gt=2026-10-30&Status=busy&To=%2B15551234567'),
    ]),
  ],
  // The one whole row that is documented; the example of the list has none.
  example: {
    rows: [getCall.value],
    calls: [
      expectedCall(
        'telnyx',
        {
          id: 'v3:KBnLO0ZK3DhKM5s7bE9VluaSmKsOchKht_fUYvxcp8ysbmzCCtpkmA',
          status: 'completed',
          rawStatus: 'completed',
          direction: 'inbound',
          channel: 'phone',
          from: '+13125550189',
          to: '+13985550121',
          customerNumber: '+13125550189',
          agentNumber: '+13985550121',
          createdAt: '2023-06-15T09:56:45.000Z',
          startedAt: '2023-06-15T09:56:45.000Z',
          endedAt: '2023-06-15T09:56:56.000Z',
          updatedAt: '2023-06-15T09:56:56.000Z',
          durationSeconds: 11,
          answeredBy: 'human',
        },
        ['transcript', 'transcriptText', 'recordingUrl'],
      ),
    ],
  },
  verify: {
    unturned: {
      'row-order': confirmed('newest-first'),
      'unstarted-calls': confirmed('returned'),
      'date-names': confirmed('suffix'),
      'phone-number-match': confirmed('exact'),
      'shared-ids': OPEN,
      'message-order': OPEN,
    },
    turned: {
      'row-order': ROW_ORDER,
      'unstarted-calls': { returned: SAME, dropped: { 'unstarted-calls': refuted('unstarted-calls', 'dropped') } },
      'phone-number-match': NUMBER_MATCH,
      'shared-ids': { shared: SAME, apart: SAME },
      'message-order': { 'oldest-first': SAME, unordered: SAME },
      'date-names': { suffix: SAME, sign: { 'date-names': refuted('date-names', 'sign') } },
      'date-zone': Object.fromEntries(ZONES.map((zone) => [zone, SAME])),
      'named-day': { excluded: SAME, counts: SAME },
      'last-link': { absent: SAME, null: SAME, empty: SAME, 'empty-page': SAME },
      'link-filters': { kept: SAME, dropped: SAME },
      'empty-members': { absent: SAME, null: SAME },
      'call-cost': { on: SAME, off: SAME },
      'recording-stamps': { iso: SAME, 'rfc-2822': SAME },
      filters: {
        applied: SAME,
        ignored: {
          'unstarted-calls': OPEN,
          'date-names': refuted('date-names', 'unknown'),
          'phone-number-match': refuted('phone-number-match', 'unknown'),
        },
      },
    },
  },
}
