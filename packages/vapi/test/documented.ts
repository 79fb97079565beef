import type { Documented } from '../../callspec/test/documented.js'
import { confirmed, OPEN, ROW_ORDER, refuted, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'
import { ended, queued } from './rows.js'

const ask = (inputs: string) => `GET /call?${inputs}limit=100`

/** What the two calls have in common. */
const call = {
  provider: 'vapi',
  source: 'vapi',
  carrierId: 'CA4c6793d069ef42f4ccad69a0957451ec',
  channel: 'phone',
  isTest: null,
  customerNumber: '+12025550113',
  // The row has the id of the agent's number, not the number.
  agentNumber: null,
  agent: { id: '5b0a4a08-133c-4146-9315-0984f8c6be80', name: null },
  campaign: null,
  // Nothing on the wire says how long a call took.
  durationSeconds: null,
}

/** Vapi, as its documentation says it. */
export const vapi: Documented = {
  cannot: ['isTest', 'minDurationSeconds', 'maxDurationSeconds'],
  path: '',
  empty: [],
  credentials: { apiKey: 'k' },
  headers: ['Authorization'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask('')),
    row('period', SINCE, 'inexact', ask('updatedAtGe=2026-11-01T08%3A00%3A00.000Z&')),
    row('period', UNTIL, 'inexact', ask('createdAtLe=2026-11-08T08%3A00%3A00.000Z&')),
    row(
      'period',
      { ...SINCE, ...UNTIL },
      'inexact',
      ask('updatedAtGe=2026-11-01T08%3A00%3A00.000Z&createdAtLe=2026-11-08T08%3A00%3A00.000Z&'),
    ),
    row('period', { ...SINCE, ...UNTIL, strict: true }, 'local', ask('')),
    row('period', { ...SINCE, ...UNTIL }, 'local', ask(''), assuming({ 'stamp-order': 'sometimes' })),
    row('status', { status: 'completed' }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'local', ask('')),
    row('channel', { channel: 'web' }, 'local', ask('')),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'local', ask('')),
    row('agentId', { agentId: 'a1' }, 'exact', ask('assistantId=a1&')),
    row('agentId', { agentId: 'a1', strict: true }, 'exact', ask('assistantId=a1&')),
    row('campaignId', { campaignId: 'c1' }, 'local', ask('')),
    row('duration', { minDurationSeconds: 60 }, 'unsupported', []),
  ],
  example: {
    rows: [ended, queued],
    calls: [
      {
        ...call,
        key: 'vapi/019a9046-121e-766d-bd1f-84f3ccc309c1',
        id: '019a9046-121e-766d-bd1f-84f3ccc309c1',
        status: 'completed',
        rawStatus: 'ended',
        isFinal: true,
        direction: 'inbound',
        from: '+12025550113',
        to: null,
        contact: { id: 'crm-7', name: 'Ada', email: 'ada@example.com' },
        occurredAt: '2026-08-01T10:00:03.480Z',
        createdAt: '2026-08-01T10:00:00.120Z',
        startedAt: '2026-08-01T10:00:03.480Z',
        endedAt: '2026-08-01T10:02:03.480Z',
        updatedAt: '2026-08-01T10:02:10.000Z',
        endReason: { code: 'customer_hangup', raw: 'customer-ended-call' },
        answeredBy: null,
        cost: { amount: '0.1234', unit: 'USD' },
        recordingUrl: 'https://storage.example.com/1-mono.wav',
        // Neither the prompt nor a tool is a turn. No page says when the seconds begin, so they make no stamp.
        transcript: [
          { speaker: 'agent', text: 'Hello.', at: null, offsetSeconds: 1 },
          { speaker: 'customer', text: 'Hi.', at: null, offsetSeconds: 4 },
          { speaker: 'agent', text: 'Bye.', at: null, offsetSeconds: 6 },
        ],
        transcriptText: 'AI: Hello.\nUser: Hi.\nAI: Bye.\n',
        analysis: { summary: 'They greeted.', successful: true, sentiment: null },
      },
      {
        ...call,
        key: 'vapi/7420f27a-30fd-4f49-a995-5549ae7cc00d',
        id: '7420f27a-30fd-4f49-a995-5549ae7cc00d',
        status: 'queued',
        rawStatus: 'queued',
        isFinal: false,
        direction: 'outbound',
        from: null,
        to: '+12025550113',
        contact: null,
        occurredAt: '2024-09-10T11:14:12.339Z',
        createdAt: '2024-09-10T11:14:12.339Z',
        startedAt: null,
        endedAt: null,
        updatedAt: '2024-09-10T11:14:12.339Z',
        endReason: null,
        answeredBy: null,
        cost: { amount: '0', unit: 'USD' },
        recordingUrl: null,
        transcript: null,
        transcriptText: null,
        analysis: null,
      },
    ],
  },
  verify: {
    unturned: {
      'row-order': confirmed('newest-first'),
      'stamp-order': confirmed('always'),
      'transcript-speakers': confirmed('agent-and-user'),
    },
    turned: {
      'row-order': ROW_ORDER,
      'stamp-order': { always: SAME, sometimes: { 'stamp-order': refuted('stamp-order', 'sometimes') } },
      'transcript-speakers': { 'agent-and-user': SAME, 'other-words': { 'transcript-speakers': OPEN } },
      'agent-role': { bot: SAME, assistant: SAME },
      'tied-rows': { 'newest-first': SAME, 'oldest-first': SAME, shuffled: SAME },
      'started-at': { sometimes: SAME, always: SAME },
      messages: { artifact: SAME, call: SAME, both: SAME },
      'carrier-id': { phoneCallProviderId: SAME, transport: SAME },
      'recording-address': { recording: SAME, recordingUrl: SAME },
      'presigned-seconds': { '3600': SAME, '7200': SAME },
      'recording-response': { redirect: SAME, file: SAME },
      'success-evaluation': { 'pass-fail': SAME, numeric: SAME },
      filters: { applied: SAME, ignored: SAME },
    },
  },
}
