import listExecutions from '../../../specs/bolna/examples/list-executions.json' with { type: 'json' }
import type { Documented } from '../../callspec/test/documented.js'
import { expectedCall } from '../../callspec/test/expected-call.js'
import { confirmed, ROW_ORDER, refuted, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, UNTIL } from '../../callspec/test/wire-row.js'

/** A week, less two seconds, before a day after now. */
const WEEK = 'from=2026-11-01T08%3A00%3A02.000Z&to=2026-11-08T08%3A00%3A00.000Z&'

const ask = (inputs: string, period = WEEK, agent = '{agent_id}') =>
  `GET /v2/agent/${agent}/executions?${inputs}${period}page_size=50&page_number=1`

const SINCE = { since: '2026-11-05T08:00:00Z' }
/** Both bounds count; one is left out here. */
const THREE_DAYS = 'from=2026-11-05T08%3A00%3A00.000Z&to=2026-11-08T08%3A00%3A00.000Z&'

/** Bolna, as its documentation says it. */
export const bolna: Documented = {
  cannot: ['isTest'],
  path: '',
  empty: { page_number: 1, page_size: 50, total: 0, has_more: false, data: [] },
  parents: {
    request: 'GET /v2/agent/all',
    answer: [{ id: 'agent-1', agent_name: 'Desk', created_at: '2026-11-02T08:00:02Z' }],
    id: 'agent-1',
    now: '2026-11-07T08:00:00Z',
  },
  credentials: { apiKey: 'k' },
  headers: ['Authorization'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { include: ['transcript', 'recording', 'cost'] }, null, ask('')),
    row(null, { ...SINCE, order: 'oldest' }, null, ask('', THREE_DAYS)),
    row('period', SINCE, 'inexact', ask('', THREE_DAYS)),
    row('period', { ...SINCE, strict: true }, 'inexact', ask('', THREE_DAYS)),
    row('period', UNTIL, 'inexact', ask('')),
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('', THREE_DAYS)),
    // No call is of later than now.
    row('period', { until: '9999-12-31' }, 'inexact', ask('')),
    // Midnight in Tokyo is 15:00 of the day before in UTC.
    row(
      'period',
      { since: '2026-11-05', until: '2026-11-06', timeZone: 'Asia/Tokyo' },
      'inexact',
      ask('', 'from=2026-11-04T15%3A00%3A00.000Z&to=2026-11-05T15%3A00%3A00.000Z&'),
    ),
    row('status', { status: 'completed' }, 'exact', ask('status=completed&')),
    row('status', { status: 'canceled' }, 'exact', [ask('status=canceled&'), ask('status=stopped&')]),
    row('status', { status: 'in_progress' }, 'exact', [ask('status=in-progress&'), ask('status=call-disconnected&')]),
    row('status', { status: 'failed' }, 'exact', [ask('status=balance-low&'), ask('status=failed&'), ask('status=error&')]),
    // Rows of older pages say `initiate`, which is no word of the filter.
    row('status', { status: 'queued' }, 'local', ask('')),
    row('status', { status: 'unknown' }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'exact', ask('call_type=inbound&')),
    row('direction', { direction: 'outbound' }, 'exact', ask('call_type=outbound&')),
    row('direction', { direction: 'unknown' }, 'local', ask('')),
    row('direction', { direction: 'inbound', strict: true }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'local', ask(''), assuming({ 'row-members': 'trimmed' })),
    row('channel', { channel: 'phone' }, 'local', ask('')),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'local', ask('')),
    row('agentId', { agentId: 'id_1' }, 'exact', ask('', WEEK, 'id_1')),
    row('agentId', { agentId: 'id_1', ...SINCE, strict: true }, 'exact', ask('', THREE_DAYS, 'id_1')),
    row('campaignId', { campaignId: 'id_1' }, 'exact', ask('batch_id=id_1&')),
    row('duration', { minDurationSeconds: 60 }, 'local', ask('')),
    row(
      'status',
      { ...SINCE, status: 'completed', direction: 'outbound', campaignId: 'id_1', agentId: 'id_2' },
      'exact',
      ask('status=completed&call_type=outbound&batch_id=id_1&', THREE_DAYS, 'id_2'),
    ),
  ],
  example: {
    rows: listExecutions.value.data,
    calls: [
      expectedCall('bolna', {
        id: '4c06b4d1-4096-4561-919a-4f94539c8d4a',
        carrierId: 'CA42fb13614bfcfeccd94cf33befe14s2f',
        status: 'completed',
        rawStatus: 'completed',
        direction: 'outbound',
        channel: 'phone',
        from: '+12025550100',
        to: '+12025550123',
        customerNumber: '+12025550123',
        agentNumber: '+12025550100',
        agent: { id: '3c90c3cc-0d44-4b50-8888-8dd25736052a', name: null },
        campaign: { id: 'baab7cdc833145bf8dd260ff1f0a3f21', name: null },
        createdAt: '2024-01-23T01:14:37.000Z',
        updatedAt: '2024-01-29T18:31:22.000Z',
        durationSeconds: 123,
        // The caller of an outbound call is the agent's side, and nothing says that it was the agent.
        endReason: { code: 'unknown', raw: 'Normal Hangup' },
        answeredBy: 'machine',
        // 123 cents.
        cost: { amount: '1.23', unit: 'unknown' },
        recordingUrl: 'https://recordings.example.com/recording.mp3',
        transcriptText: '<string>',
      }),
    ],
  },
  verify: {
    unturned: {
      'row-order': confirmed('newest-first'),
      'row-members': confirmed('all'),
      'unseen-filters': confirmed('applied'),
    },
    turned: {
      'row-order': ROW_ORDER,
      'row-members': { all: SAME, trimmed: { 'row-members': refuted('row-members', 'trimmed') } },
      'unseen-filters': { applied: SAME, ignored: { 'unseen-filters': refuted('unseen-filters', 'ignored') } },
      dates: { required: SAME, optional: SAME },
      refusal: { message: SAME, detail: SAME },
      'page-name': { page_number: SAME, page: SAME },
      'length-name': { conversation_duration: SAME, conversation_time: SAME },
      'duration-form': { text: SAME, number: SAME },
      filters: { applied: SAME, ignored: { 'unseen-filters': refuted('unseen-filters', 'ignored') } },
    },
  },
}
