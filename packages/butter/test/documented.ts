import type { Documented } from '../../callspec/test/documented.js'
import { documentedRows, expected } from '../../callspec/test/reference-calls.js'
import { confirmed, learned, OPEN, ROW_ORDER, SAME } from '../../callspec/test/verify-outcomes.js'
import { NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'

const LIST = 'GET /api/calls?limit=100'

/** Butter AI, as its documentation says it. */
export const butter: Documented = {
  cannot: ['campaignId'],
  path: '',
  empty: { success: true, data: [], pagination: { next_cursor: null, has_more: false, page_size: 0 } },
  credentials: { apiKey: 'k' },
  headers: ['X-API-Key'],
  wire: [
    row(null, {}, null, LIST),
    row(null, { order: 'oldest' }, null, LIST),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, LIST),
    row('period', { ...SINCE, ...UNTIL }, 'local', LIST),
    row('status', { status: 'completed' }, 'local', LIST),
    row('direction', { direction: 'inbound' }, 'local', LIST),
    row('channel', { channel: 'phone' }, 'local', LIST),
    row('isTest', { isTest: true }, 'local', LIST),
    row('phoneNumber', NUMBER, 'local', LIST),
    row('agentId', { agentId: 'agent_1' }, 'local', LIST),
    row('campaignId', { campaignId: '7' }, 'unsupported', []),
    row('duration', { minDurationSeconds: 60, maxDurationSeconds: 120.5 }, 'local', LIST),
  ],
  example: { rows: documentedRows('butter'), calls: expected.butter },
  verify: {
    unturned: {
      'row-order': confirmed('newest-first'),
      'last-cursor': learned('last-cursor', 'null'),
      'transcript-speakers': confirmed('agent-and-user'),
      // No answer tells what a word means.
      'preview-calls': OPEN,
      'tool-end-call': OPEN,
    },
    turned: {
      'row-order': ROW_ORDER,
      'last-cursor': {
        null: SAME,
        absent: { 'last-cursor': learned('last-cursor', 'absent') },
        repeated: { 'last-cursor': learned('last-cursor', 'repeated') },
      },
      'transcript-speakers': { 'agent-and-user': SAME, 'other-words': { 'transcript-speakers': OPEN } },
      'preview-calls': { test: SAME, real: SAME },
      'tool-end-call': { 'agent-hangup': SAME, other: SAME },
    },
    // A last page tells.
    emptyTells: ['last-cursor'],
  },
}
