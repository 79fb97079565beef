import listCallLogs from '../../../specs/highlevel/examples/list-call-logs.json' with { type: 'json' }
import type { Documented } from '../../callspec/test/documented.js'
import { expectedCall } from '../../callspec/test/expected-call.js'
import { confirmed, line, OPEN, refuted, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'

const ask = (inputs: string, sort = 'descend') =>
  `GET /voice-ai/dashboard/call-logs?locationId=LOC1&${inputs}sortBy=createdAt&sort=${sort}&pageSize=50&page=1`

/** Both dates or neither: where a query has one bound, the other is the first instant of 2000 or of 2100. */
const dates = (since: number, until: number) => `startDate=${since}&endDate=${until}&`

/** HighLevel, as its documentation says it. */
export const highlevel: Documented = {
  // Status and direction are those of the message of a call.
  cannot: ['status', 'direction', 'channel', 'campaignId'],
  path: '',
  empty: { total: 0, page: 1, pageSize: 50, callLogs: [] },
  credentials: { token: 'k', locationId: 'LOC1' },
  headers: ['Authorization', 'Version'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('', 'ascend')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask('')),
    // 2026-11-01T08:00:00Z and a week later. Whether the millisecond itself counts is not documented.
    row('period', SINCE, 'inexact', ask(dates(1793519999999, 4102444800000))),
    row('period', UNTIL, 'inexact', ask(dates(946684800000, 1794124800001))),
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask(dates(1793519999999, 1794124800001))),
    // The same in the other unit.
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask(dates(1793519999, 1794124801)), assuming({ 'date-unit': 'seconds' })),
    row(
      'period',
      { since: '2026-11-01T08:00:00.500Z', until: '2026-11-08T07:59:59.500Z' },
      'inexact',
      ask(dates(1793519999, 1794124801)),
      assuming({ 'date-unit': 'seconds' }),
    ),
    // A range has to begin before it ends.
    row('period', { since: '2150-01-01T00:00:00Z' }, 'inexact', ask(dates(4102444799999, 4102444800000))),
    row('period', { until: '1990-01-01T00:00:00Z' }, 'inexact', ask(dates(946684800000, 946684800001))),
    row('period', { ...SINCE, strict: true }, 'local', ask('')),
    row('period', SINCE, 'local', ask(''), assuming({ 'date-unit': 'unknown' })),
    row('period', SINCE, 'local', ask(''), assuming({ 'date-filter-stamp': 'unknown' })),
    row('status', { status: 'completed', include: ['details'] }, 'details', ask('')),
    row('direction', { direction: 'inbound', include: ['details'] }, 'details', ask('')),
    row('channel', { channel: 'phone' }, 'unsupported', []),
    row('isTest', { isTest: true }, 'exact', ask('callType=TRIAL&')),
    row('isTest', { isTest: false, strict: true }, 'exact', ask('callType=LIVE&')),
    row('phoneNumber', NUMBER, 'local', ask('')),
    row('agentId', { agentId: 'id_1' }, 'exact', ask('agentId=id_1&')),
    row('campaignId', { campaignId: 'id_1' }, 'unsupported', []),
    row('duration', { minDurationSeconds: 60 }, 'local', ask('')),
    row(
      'isTest',
      { ...SINCE, isTest: false, agentId: 'id_1' },
      'exact',
      ask(`${dates(1793519999999, 4102444800000)}callType=LIVE&agentId=id_1&`),
    ),
  ],
  example: {
    rows: listCallLogs.value.callLogs,
    calls: [
      expectedCall(
        'highlevel',
        {
          id: '507f1f77bcf86cd799439011',
          direction: 'unknown',
          channel: 'unknown',
          isTest: false,
          from: '+12025550110',
          customerNumber: '+12025550110',
          agent: { id: '507f1f77bcf86cd799439013', name: null },
          contact: { id: '507f1f77bcf86cd799439012', name: null, email: null },
          createdAt: '2024-01-15T10:30:00.000Z',
          durationSeconds: 180,
          transcript: [
            { speaker: 'agent', text: 'Hello, how can I help you today?', at: null, offsetSeconds: null },
            { speaker: 'customer', text: 'I would like to know about your pricing...', at: null, offsetSeconds: null },
          ],
          transcriptText: 'bot: Hello, how can I help you today?\nhuman: I would like to know about your pricing...',
          analysis: {
            summary: 'Customer called to inquire about product pricing and was transferred to sales team.',
            successful: null,
            sentiment: null,
          },
          // Without a source, nobody knows the location in its address.
        },
        ['recordingUrl'],
      ),
    ],
  },
  verify: {
    unturned: {
      'date-filter-stamp': confirmed('createdAt'),
      'date-unit': confirmed('milliseconds'),
      'caller-is-customer': OPEN,
      'message-ids': OPEN,
      'transcript-speakers': confirmed('bot-and-human'),
    },
    turned: {
      'date-filter-stamp': {
        createdAt: SAME,
        updatedAt: { 'date-filter-stamp': ['refuted', null, line('date-filter-stamp', 'unknown')], 'date-unit': OPEN },
      },
      'date-unit': { milliseconds: SAME, seconds: { 'date-unit': refuted('date-unit', 'seconds') } },
      'date-bounds': { included: SAME, excluded: SAME },
      'caller-is-customer': { always: SAME, 'inbound-only': SAME },
      'message-ids': { shared: SAME, apart: SAME },
      'transcript-speakers': { 'bot-and-human': SAME, 'other-words': { 'transcript-speakers': OPEN } },
      filters: {
        applied: SAME,
        ignored: { 'date-filter-stamp': ['refuted', null, line('date-filter-stamp', 'unknown')], 'date-unit': OPEN },
      },
      'listed-calls': { all: SAME, ended: SAME },
      'row-transcripts': { written: SAME, empty: { 'transcript-speakers': OPEN } },
      'trial-members': { absent: SAME, present: SAME },
      'transcription-form': { array: SAME, single: SAME },
      'transcription-numbers': { numbers: SAME, texts: SAME },
      versions: { any: SAME, '2021-04-15': SAME },
      'large-pages': { refused: SAME, cut: SAME },
      'unknown-call': { 404: SAME, 400: SAME },
      'other-location': { 401: SAME, 403: SAME },
    },
  },
}
