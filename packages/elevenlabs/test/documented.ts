import type { Documented } from '../../callspec/test/documented.js'
import { expectedCall } from '../../callspec/test/expected-call.js'
import { confirmed, learned, line, OPEN, ROW_ORDER, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'
import { phone, web } from './rows.js'

const ask = (inputs: string, direction = 'desc') =>
  `GET /v1/convai/conversations?${inputs}sort_direction=${direction}&page_size=100`

/** The states to leave out, each under the name of its own. */
const without = (...words: string[]) => words.map((word) => `exclude_statuses=${word}&`).join('')

/** Cost, recording and transcript are of the single conversation alone. */
const LATE = ['cost', 'recordingUrl', 'transcript', 'transcriptText'] as const

/** ElevenLabs, as its documentation says it. */
export const elevenlabs: Documented = {
  cannot: ['isTest', 'phoneNumber', 'campaignId'],
  path: '',
  empty: { conversations: [], has_more: false, next_cursor: null },
  credentials: { apiKey: 'k' },
  headers: ['xi-api-key'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('', 'asc')),
    row(null, { include: ['transcript', 'recording', 'cost'] }, null, ask('')),
    row(null, { include: ['analysis'] }, null, ask('summary_mode=include&')),
    // 2026-11-01T08:00:00Z and a week later. Whether the second itself counts is not documented.
    row('period', SINCE, 'inexact', ask('call_start_after_unix=1793519999&')),
    row('period', UNTIL, 'inexact', ask('call_start_before_unix=1794124800&')),
    row('period', { ...SINCE, ...UNTIL }, 'inexact', ask('call_start_after_unix=1793519999&call_start_before_unix=1794124800&')),
    row('period', { ...SINCE, strict: true }, 'inexact', ask('call_start_after_unix=1793519999&')),
    // The next whole second is the first that may match, and the last.
    row('period', { since: '2026-11-01T08:00:00.001Z' }, 'inexact', ask('call_start_after_unix=1793520000&')),
    row('period', { until: '2026-11-08T07:59:59.001Z' }, 'inexact', ask('call_start_before_unix=1794124800&')),
    row('period', { since: '1969-12-31T00:00:00Z' }, 'inexact', ask('call_start_after_unix=0&')),
    row('status', { status: 'completed' }, 'inexact', ask(without('initiated', 'in-progress', 'processing', 'failed'))),
    row('status', { status: 'in_progress' }, 'inexact', ask(without('initiated', 'done', 'failed'))),
    row('status', { status: ['failed', 'queued'] }, 'inexact', ask(without('in-progress', 'processing', 'done'))),
    // No documented word stands for it.
    row('status', { status: 'busy' }, 'inexact', []),
    row('status', { status: 'unknown' }, 'inexact', ask(without('initiated', 'in-progress', 'processing', 'done', 'failed'))),
    row(
      'status',
      { status: 'unknown' },
      'inexact',
      ask(without('initiated', 'in-progress', 'done', 'failed')),
      assuming({ 'processing-status': 'unknown' }),
    ),
    row('direction', { direction: 'inbound' }, 'local', ask('')),
    row('channel', { channel: 'phone' }, 'inexact', ask('text_only=false&')),
    row('channel', { channel: 'phone', strict: true }, 'local', ask('')),
    row('channel', { channel: 'phone' }, 'local', ask(''), assuming({ 'phone-audio': 'unknown' })),
    row('channel', { channel: 'web' }, 'local', ask('')),
    row('channel', { channel: 'chat' }, 'local', ask('')),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', { ...NUMBER, include: ['details'] }, 'details', ask('')),
    row('agentId', { agentId: 'agent_1' }, 'exact', ask('agent_id=agent_1&')),
    row('agentId', { agentId: 'agent_1', strict: true }, 'exact', ask('agent_id=agent_1&')),
    row('campaignId', { campaignId: 'btcal_1', include: ['details'] }, 'details', ask('')),
    // Whether the bounds count is not documented, nor how a duration comes to whole seconds.
    row('duration', { minDurationSeconds: 60 }, 'inexact', ask('call_duration_min_secs=59&')),
    row('duration', { minDurationSeconds: 0.5 }, 'inexact', ask('call_duration_min_secs=0&')),
    row(
      'duration',
      { minDurationSeconds: 60, maxDurationSeconds: 120.5 },
      'inexact',
      ask('call_duration_min_secs=59&call_duration_max_secs=121&'),
    ),
    // Every duration is at least nothing, and a bound of 0 might leave out those that are nothing.
    row('duration', { minDurationSeconds: 0 }, 'local', ask('')),
  ],
  example: {
    rows: [phone, web],
    calls: [
      expectedCall(
        'elevenlabs',
        {
          id: 'conv_01jyqw1example',
          status: 'completed',
          rawStatus: 'done',
          direction: 'inbound',
          channel: 'phone',
          agent: { id: 'agent_01jyqv8h3fexample', name: 'Support' },
          startedAt: '2025-02-14T12:48:17.000Z',
          durationSeconds: 22,
          // The words are not documented.
          endReason: { code: 'unknown', raw: 'Call ended by remote party' },
          analysis: { summary: 'A fun fact was asked for.', successful: true, sentiment: 'positive' },
        },
        LATE,
      ),
      expectedCall(
        'elevenlabs',
        {
          id: 'conv_01jyqw2example',
          status: 'in_progress',
          rawStatus: 'processing',
          channel: 'web',
          agent: { id: 'agent_01jyqv8h3fexample', name: null },
          startedAt: '2024-04-29T20:40:32.000Z',
          durationSeconds: 10,
        },
        [...LATE, 'analysis'],
      ),
    ],
  },
  verify: {
    unturned: {
      'last-cursor': learned('last-cursor', 'null'),
      'phone-audio': confirmed('always'),
      // No answer tells what a word means.
      'processing-status': OPEN,
      'row-order': confirmed('newest-first'),
    },
    turned: {
      'last-cursor': {
        null: SAME,
        absent: { 'last-cursor': learned('last-cursor', 'absent') },
        repeated: { 'last-cursor': learned('last-cursor', 'repeated') },
      },
      'phone-audio': { always: SAME, sometimes: { 'phone-audio': ['refuted', null, line('phone-audio', 'unknown')] } },
      'processing-status': { 'in-progress': SAME, over: SAME },
      'row-order': ROW_ORDER,
      'start-bounds': { inclusive: SAME, exclusive: SAME },
      'duration-bounds': { inclusive: SAME, exclusive: SAME },
      'excluded-summary': { absent: SAME, null: SAME },
      'message-direction': { null: SAME, shown: SAME },
      'cost-fiat': { shown: SAME, absent: SAME },
      'auxiliary-audio': { shown: SAME, absent: SAME },
      filters: { applied: SAME, ignored: { 'phone-audio': OPEN } },
    },
    // An empty page tells, and the list of batches does.
    emptyTells: ['last-cursor', 'row-order'],
  },
}
