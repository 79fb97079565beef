import listCalls from '../../../specs/retell/examples/list-calls.json' with { type: 'json' }
import type { Documented } from '../../callspec/test/documented.js'
import { confirmed, learned, line, OPEN, ROW_ORDER, refuted, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'

const ask = (criteria: string, order = 'descending') =>
  `POST /v3/list-calls {${criteria && `"filter_criteria":{${criteria}},`}"sort_order":"${order}","limit":200}`

const oneOf = (...words: string[]) => `{"type":"enum","op":"in","value":${JSON.stringify(words)}}`

// 2026-11-01T08:00:00Z and a week later.
const [FROM, TO] = [1793520000000, 1794124800000]

/** Retell AI, as its documentation says it. */
export const retell: Documented = {
  cannot: ['isTest'],
  path: '',
  empty: { items: [], has_more: false },
  credentials: { apiKey: 'k' },
  headers: ['Authorization', 'Content-Type'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('', 'ascending')),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask('')),
    row('period', SINCE, 'inexact', ask(`"start_timestamp":{"type":"number","op":"ge","value":${FROM}}`)),
    row('period', UNTIL, 'inexact', ask(`"start_timestamp":{"type":"number","op":"lt","value":${TO}}`)),
    // Whether the lower end counts is not documented; that the upper one may count is seen to here.
    row(
      'period',
      { ...SINCE, ...UNTIL },
      'inexact',
      ask(`"start_timestamp":{"type":"range","op":"bt","value":[${FROM - 1},${TO}]}`),
    ),
    row(
      'period',
      { ...SINCE, ...UNTIL, strict: true },
      'inexact',
      ask(`"start_timestamp":{"type":"range","op":"bt","value":[${FROM - 1},${TO}]}`),
    ),
    row(
      'period',
      { ...SINCE, ...UNTIL },
      'inexact',
      ask(`"start_timestamp":{"type":"range","op":"bt","value":[${FROM},${TO - 1}]}`),
      assuming({ 'range-bounds': 'inclusive' }),
    ),
    row(
      'period',
      { ...SINCE, ...UNTIL },
      'inexact',
      ask(`"start_timestamp":{"type":"range","op":"bt","value":[${FROM - 1},${TO}]}`),
      assuming({ 'range-bounds': 'exclusive' }),
    ),
    row('status', { status: 'completed' }, 'inexact', ask(`"call_status":${oneOf('ended')}`)),
    row('status', { status: 'in_progress' }, 'inexact', ask(`"call_status":${oneOf('ongoing')}`)),
    row('status', { status: 'failed' }, 'inexact', ask(`"call_status":${oneOf('not_connected', 'error')}`)),
    row('status', { status: ['busy', 'completed'] }, 'inexact', ask(`"call_status":${oneOf('not_connected', 'ended')}`)),
    // `registered` is not among the words of the filter.
    row('status', { status: ['queued', 'completed'] }, 'local', ask('')),
    row('status', { status: 'unknown' }, 'local', ask('')),
    row('direction', { direction: 'inbound' }, 'exact', ask(`"direction":${oneOf('inbound')}`)),
    row('direction', { direction: 'unknown' }, 'local', ask('')),
    row('channel', { channel: 'phone' }, 'exact', ask(`"call_type":${oneOf('phone_call')}`)),
    row('channel', { channel: 'web' }, 'exact', ask(`"call_type":${oneOf('web_call')}`)),
    row('channel', { channel: 'unknown' }, 'local', ask('')),
    row('channel', { channel: 'chat' }, 'exact', []),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'inexact', [
      ask('"to_number":{"type":"string","op":"co","value":"15551234567"}'),
      ask('"from_number":{"type":"string","op":"co","value":"15551234567"}'),
    ]),
    row('phoneNumber', { ...NUMBER, strict: true }, 'local', ask('')),
    row('phoneNumber', NUMBER, 'local', ask(''), assuming({ 'number-form': 'unknown' })),
    row('agentId', { agentId: 'agent_"1"' }, 'exact', ask('"agent":[{"agent_id":"agent_\\"1\\""}]')),
    row('campaignId', { campaignId: 'batch_1' }, 'exact', ask('"batch_call_id":{"type":"string","op":"eq","value":"batch_1"}')),
    row('duration', { minDurationSeconds: 60 }, 'inexact', ask('"duration_ms":{"type":"number","op":"ge","value":59999}')),
    row('duration', { minDurationSeconds: 0 }, 'local', ask('')),
    row(
      'duration',
      { minDurationSeconds: 0, maxDurationSeconds: 60 },
      'inexact',
      ask('"duration_ms":{"type":"number","op":"le","value":60001}'),
    ),
    row('duration', { maxDurationSeconds: 60 }, 'inexact', ask('"duration_ms":{"type":"number","op":"le","value":60001}')),
    row(
      'duration',
      { minDurationSeconds: 60, maxDurationSeconds: 120 },
      'inexact',
      ask('"duration_ms":{"type":"range","op":"bt","value":[59999,120001]}'),
    ),
    row(
      'status',
      { ...SINCE, status: 'completed', direction: 'inbound', channel: 'phone', agentId: 'agent_1', campaignId: 'batch_1' },
      'inexact',
      ask(
        [
          `"start_timestamp":{"type":"number","op":"ge","value":${FROM}}`,
          `"call_status":${oneOf('ended')}`,
          `"direction":${oneOf('inbound')}`,
          `"call_type":${oneOf('phone_call')}`,
          '"agent":[{"agent_id":"agent_1"}]',
          '"batch_call_id":{"type":"string","op":"eq","value":"batch_1"}',
        ].join(),
      ),
    ),
  ],
  example: {
    rows: listCalls.value.items,
    calls: [
      {
        key: 'retell/Jabr9TXYYJHfvl6Syypi88rdAHYHmcq6',
        provider: 'retell',
        source: 'retell',
        id: 'Jabr9TXYYJHfvl6Syypi88rdAHYHmcq6',
        carrierId: null,
        // The values of the example are of each member alone: a call that is registered has no end.
        status: 'queued',
        rawStatus: 'registered',
        isFinal: false,
        direction: 'unknown',
        channel: 'web',
        isTest: null,
        from: null,
        to: null,
        customerNumber: null,
        agentNumber: null,
        agent: { id: 'oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD', name: 'My Agent' },
        campaign: null,
        contact: null,
        // 1703302407 s are 2023-12-23 03:33:27 UTC.
        occurredAt: '2023-12-23T03:33:27.333Z',
        createdAt: null,
        startedAt: '2023-12-23T03:33:27.333Z',
        endedAt: '2023-12-23T03:33:48.855Z',
        updatedAt: null,
        // The platform's figure, although its stamps are 21.5 s apart.
        durationSeconds: 10,
        endReason: { code: 'agent_hangup', raw: 'agent_hangup' },
        answeredBy: null,
        // 70 cents of a currency that no page names.
        cost: { amount: '0.70', unit: 'unknown' },
        recordingUrl: 'https://retellai.s3.us-west-2.amazonaws.com/Jabr9TXYYJHfvl6Syypi88rdAHYHmcq6/recording.wav',
        analysis: {
          summary:
            'The agent called the user to ask question about his purchase inquiry. The agent asked several questions regarding his preference and asked if user would like to book an appointment. The user happily agreed and scheduled an appointment next Monday 10am.',
          successful: true,
          sentiment: 'positive',
        },
      },
    ],
  },
  verify: {
    unturned: {
      'null-stamps': learned('null-stamps', 'among'),
      'last-cursor': learned('last-cursor', 'null'),
      'range-bounds': learned('range-bounds', 'inclusive'),
      'number-form': confirmed('together'),
      'unseen-filters': confirmed('applied'),
      'row-order': confirmed('newest-first'),
    },
    turned: {
      'null-stamps': {
        among: SAME,
        first: { 'null-stamps': learned('null-stamps', 'first') },
        last: { 'null-stamps': learned('null-stamps', 'last') },
      },
      'last-cursor': {
        null: SAME,
        absent: { 'last-cursor': learned('last-cursor', 'absent') },
        repeated: { 'last-cursor': learned('last-cursor', 'repeated') },
      },
      'range-bounds': { inclusive: SAME, exclusive: { 'range-bounds': learned('range-bounds', 'exclusive') } },
      'number-form': { together: SAME, grouped: { 'number-form': ['refuted', null, line('number-form', 'unknown')] } },
      'unseen-filters': { applied: SAME, ignored: { 'unseen-filters': refuted('unseen-filters', 'ignored') } },
      'row-order': ROW_ORDER,
      'not-connected-start': { absent: SAME, shown: SAME },
      'absent-matches': { dropped: SAME, kept: SAME },
      filters: {
        applied: SAME,
        ignored: { 'range-bounds': OPEN, 'unseen-filters': refuted('unseen-filters', 'ignored') },
      },
    },
    // An empty page tells, and its other lists do.
    emptyTells: ['last-cursor', 'row-order'],
  },
}
