import listAgents from '../../../specs/synthflow/examples/get-agent.json' with { type: 'json' }
import listCalls from '../../../specs/synthflow/examples/list-calls.json' with { type: 'json' }
import type { Documented } from '../../callspec/test/documented.js'
import { expectedCall } from '../../callspec/test/expected-call.js'
import { confirmed, OPEN, ROW_ORDER, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'

const of = (agent: string, inputs: string) => `GET /v2/calls?${inputs}model_id=${agent}&limit=100&offset=0`
const ask = (inputs: string) => of('{model_id}', inputs)

/** Synthflow, as its documentation says it. */
export const synthflow: Documented = {
  cannot: ['isTest', 'campaignId'],
  path: '/v2',
  empty: { status: 'ok', response: { pagination: { total_records: 0, limit: 100, offset: 0 }, calls: [] } },
  parents: {
    request: 'GET /v2/assistants/?limit=100&offset=0',
    answer: {
      ...listAgents.value,
      response: { ...listAgents.value.response, pagination: { total_records: 1, limit: 100, offset: 0 } },
    },
    id: '12acc0ac-df2a-47af-afe3-e1aa4380a307',
    now: '2026-11-20T12:00:00Z',
  },
  credentials: { apiKey: 'k' },
  headers: ['Authorization'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask('')),
    row(null, {}, null, ask(''), assuming({ 'row-order': 'unordered' })),
    // Whether a call of that very millisecond is listed is not documented: 2026-11-01T08:00:00Z is 1793520000000.
    row('period', SINCE, 'inexact', ask('from_date=1793519999999&')),
    // Which stamp to_date compares is not documented.
    row('period', UNTIL, 'local', ask('')),
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('from_date=1793519999999&')),
    row('period', { ...SINCE, strict: true }, 'inexact', ask('from_date=1793519999999&')),
    row('status', { status: 'completed' }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'local', ask('')),
    row('channel', { channel: 'phone' }, 'local', ask('')),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'local', ask('')),
    row('agentId', { agentId: 'id_1' }, 'exact', of('id_1', '')),
    row('campaignId', { campaignId: 'id_1' }, 'unsupported', []),
    row('duration', { minDurationSeconds: 60 }, 'exact', ask('duration_min=60&')),
    row('duration', { maxDurationSeconds: 60 }, 'exact', ask('duration_max=60&')),
    row('duration', { minDurationSeconds: 60.5, maxDurationSeconds: 120.5 }, 'exact', ask('duration_min=61&duration_max=120&')),
  ],
  example: {
    rows: listCalls.value.response.calls,
    calls: [
      expectedCall('synthflow', {
        id: '58bd0d3f-6982-4a6d-911e-1c11fbcc7dca',
        status: 'failed',
        rawStatus: 'failed',
        direction: 'outbound',
        channel: 'phone',
        from: '+12315550124',
        to: '+12125550134',
        customerNumber: '+12125550134',
        agentNumber: '+12315550124',
        agent: { id: 'f7181a86-5713-4d47-bb87-123d8199a29e', name: null },
        contact: { id: null, name: 'string', email: null },
        // 1761150177868 ms.
        startedAt: '2025-10-22T16:22:57.868Z',
        durationSeconds: 0,
        endReason: { code: 'customer_hangup', raw: 'human_hangup' },
        answeredBy: 'human',
        recordingUrl: 'https://recordings.example.com/2009-10-10/Accounts/AC000/Recordings/RE000',
        transcriptText:
          'bot: Hey there\nhuman: Hello.\nbot: Hi, Eddie!\nbot: How are you today?\nhuman: Good. And you?\nbot: Great to hear!',
        transcript: [
          { speaker: 'agent', text: 'Hey there', at: null, offsetSeconds: null },
          { speaker: 'customer', text: 'Hello.', at: null, offsetSeconds: null },
          { speaker: 'agent', text: 'Hi, Eddie!', at: null, offsetSeconds: null },
          { speaker: 'agent', text: 'How are you today?', at: null, offsetSeconds: null },
          { speaker: 'customer', text: 'Good. And you?', at: null, offsetSeconds: null },
          { speaker: 'agent', text: 'Great to hear!', at: null, offsetSeconds: null },
        ],
      }),
    ],
  },
  verify: {
    unturned: {
      'row-order': confirmed('newest-first'),
      'transcript-speakers': confirmed('bot-and-human'),
      'goal-verdict': OPEN,
    },
    turned: {
      'row-order': ROW_ORDER,
      'transcript-speakers': { 'bot-and-human': SAME, 'other-words': { 'transcript-speakers': OPEN } },
      'agent-word': { bot: SAME, assistant: SAME },
      'goal-verdict': { success: SAME, other: SAME },
      'undated-rows': { among: SAME, first: SAME, last: SAME },
      'to-date': { end: SAME, start: SAME },
      'date-bounds': { inclusive: SAME, exclusive: SAME },
      'duration-type': { number: SAME, text: SAME },
      'telephony-zone': { none: SAME, UTC: SAME },
      'recording-address': { row: SAME, request: SAME },
      filters: { applied: SAME, ignored: SAME },
    },
  },
}
