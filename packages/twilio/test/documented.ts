import listCalls from '../../../specs/twilio/examples/list-calls.json' with { type: 'json' }
import listEmpty from '../../../specs/twilio/examples/list-calls-empty.json' with { type: 'json' }
import type { Documented } from '../../callspec/test/documented.js'
import { expectedCall } from '../../callspec/test/expected-call.js'
import { confirmed, NUMBER_MATCH, OPEN, ROW_ORDER, refuted, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'

// The account stands in the path, and in the header that is checked apart.
const ask = (inputs: string) => `GET /2010-04-01/Accounts/AC1/Calls.json?${inputs}PageSize=500`

/** What other requests bring. */
const LATE = ['recordingUrl', 'transcript', 'transcriptText'] as const

/** Twilio, as its documentation says it. */
export const twilio: Documented = {
  cannot: ['isTest', 'agentId', 'campaignId'],
  path: '',
  empty: listEmpty.value,
  credentials: { accountSid: 'AC1', authToken: 'k' },
  headers: ['Authorization'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask('')),
    // The operator is a part of the name. A day more at each end, whatever "before" and "after" mean of the day itself.
    row('period', SINCE, 'inexact', ask('StartTime%3E=2026-10-31&')),
    row('period', UNTIL, 'inexact', ask('StartTime%3C=2026-11-09&')),
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('StartTime%3E=2026-10-31&StartTime%3C=2026-11-09&')),
    // Midnight in Tokyo is 15:00 of the day before in UTC, in which the days of Twilio begin.
    row('period', { since: '2026-11-01', timeZone: 'Asia/Tokyo' }, 'inexact', ask('StartTime%3E=2026-10-30&')),
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('StartTime%3E=2026-10-31&StartTime%3C=2026-11-09&'), {
      timeZone: 'America/Sao_Paulo',
    }),
    // The instant at which a day begins is not in the day before it.
    row('period', { until: '2026-11-08T00:00:00Z' }, 'inexact', ask('StartTime%3C=2026-11-08&')),
    // Calls that never started are found by reading all.
    row('period', { ...SINCE, ...UNTIL, strict: true }, 'local', ask('')),
    row('period', SINCE, 'local', ask(''), assuming({ 'unstarted-calls': 'dropped' })),
    row('status', { status: 'queued' }, 'exact', ask('Status=queued&')),
    row('status', { status: 'in_progress' }, 'exact', ask('Status=in-progress&')),
    row('status', { status: 'no_answer' }, 'exact', ask('Status=no-answer&')),
    row('status', { status: 'canceled', strict: true }, 'exact', ask('Status=canceled&')),
    row('status', { status: ['completed', 'failed'] }, 'exact', [ask('Status=completed&'), ask('Status=failed&')]),
    row('status', { status: 'unknown' }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'local', ask('')),
    row('channel', { channel: 'phone' }, 'local', ask('')),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'inexact', [ask('From=%2B15551234567&'), ask('To=%2B15551234567&')]),
    row('phoneNumber', { ...NUMBER, strict: true }, 'local', ask('')),
    row('phoneNumber', NUMBER, 'local', ask(''), assuming({ 'phone-number-match': 'unknown' })),
    row('agentId', { agentId: 'a1' }, 'unsupported', []),
    row('campaignId', { campaignId: 'c1' }, 'unsupported', []),
    row('duration', { minDurationSeconds: 60 }, 'local', ask('')),
    row('status', { ...SINCE, ...NUMBER, status: 'busy' }, 'exact', [
      ask('StartTime%3E=2026-10-31&Status=busy&From=%2B15551234567&'),
      ask('StartTime%3E=2026-10-31&Status=busy&To=%2B15551234567&'),
    ]),
  ],
  example: {
    rows: listCalls.value.calls,
    calls: [
      expectedCall(
        'twilio',
        {
          id: 'CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
          status: 'completed',
          rawStatus: 'completed',
          direction: 'outbound',
          channel: 'phone',
          from: '+13055550199',
          to: '+13055550181',
          customerNumber: '+13055550181',
          agentNumber: '+13055550199',
          createdAt: '2019-10-18T17:00:00.000Z',
          startedAt: '2019-10-18T17:02:00.000Z',
          endedAt: '2019-10-18T17:03:00.000Z',
          updatedAt: '2019-10-18T17:01:00.000Z',
          // The platform's figure, although its stamps are a minute apart.
          durationSeconds: 4,
          answeredBy: 'machine',
          // "-0.200": what is charged.
          cost: { amount: '0.200', unit: 'USD' },
        },
        LATE,
      ),
      expectedCall(
        'twilio',
        {
          id: 'CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0',
          status: 'completed',
          rawStatus: 'completed',
          direction: 'inbound',
          channel: 'phone',
          from: '+13055550198',
          to: '+13055550180',
          customerNumber: '+13055550198',
          agentNumber: '+13055550180',
          contact: { id: null, name: 'callerid2', email: null },
          createdAt: '2019-10-18T16:00:00.000Z',
          startedAt: '2019-10-18T16:02:00.000Z',
          endedAt: '2019-10-18T16:03:00.000Z',
          updatedAt: '2019-10-18T16:01:00.000Z',
          durationSeconds: 3,
          answeredBy: 'human',
          cost: { amount: '0.100', unit: 'JPY' },
        },
        LATE,
      ),
    ],
  },
  verify: {
    unturned: {
      'row-order': confirmed('newest-first'),
      'unstarted-calls': confirmed('returned'),
      'phone-number-match': confirmed('exact'),
    },
    turned: {
      'row-order': ROW_ORDER,
      'unstarted-calls': { returned: SAME, dropped: { 'unstarted-calls': refuted('unstarted-calls', 'dropped') } },
      'phone-number-match': NUMBER_MATCH,
      'day-before': { exclusive: SAME, midnight: SAME, inclusive: SAME },
      'time-of-day': { counted: SAME, ignored: SAME },
      'empty-members': { null: SAME, text: SAME },
      'price-sign': { negative: SAME, positive: SAME },
      'answered-by-words': { long: SAME, short: SAME },
      filters: {
        applied: SAME,
        ignored: { 'unstarted-calls': OPEN, 'phone-number-match': refuted('phone-number-match', 'unknown') },
      },
    },
  },
}
