import type { Documented } from '../../callspec/test/documented.js'
import { documentedRows, expected } from '../../callspec/test/reference-calls.js'
import { confirmed, learned, OPEN, ROW_ORDER, refuted, SAME } from '../../callspec/test/verify-outcomes.js'
import { assuming, NUMBER, row, SINCE, UNTIL } from '../../callspec/test/wire-row.js'

const ask = (criteria: string, sort = '"sort_by":"start_timestamp","sort_order":"descending"') =>
  `POST /api/calls {${criteria && `"filter_criteria":{${criteria}},`}${sort},"limit":100,"page":0}`

/** Zudu AI, as its documentation says it. */
export const zudu: Documented = {
  cannot: ['isTest', 'campaignId'],
  path: '',
  empty: {
    message: 'Calls retrieved',
    status: 'success',
    error: null,
    data: {
      calls: [],
      pagination: { page: 0, limit: 100, total_count: 0, total_pages: 0, has_next_page: false, has_previous_page: false },
      returned_count: 0,
      applied_filters: {},
    },
  },
  credentials: { apiKey: 'k', apiSecret: 's' },
  headers: ['X-API-KEY', 'X-API-SECRET', 'Content-Type'],
  wire: [
    row(null, {}, null, ask('')),
    row(null, { order: 'oldest' }, null, ask('', '"sort_by":"start_timestamp","sort_order":"ascending"')),
    row(null, {}, null, ask('', '"sort_by":"created_at","sort_order":"descending"'), assuming({ 'started-at': 'sometimes' })),
    row(null, { include: ['transcript', 'analysis', 'recording', 'cost'] }, null, ask('')),
    row('period', { ...SINCE, ...UNTIL }, 'local', ask('')),
    row('status', { status: 'in_progress' }, 'exact', ask('"call_status":["ongoing"]')),
    row('status', { status: 'completed' }, 'exact', ask('"call_status":["ended"]')),
    row('status', { status: ['completed', 'in_progress'] }, 'exact', ask('"call_status":["ongoing","ended"]')),
    // The rows also know SCHEDULED and ERROR, which the filter is not shown to take.
    row('status', { status: 'queued' }, 'local', ask('')),
    row('status', { status: 'failed' }, 'local', ask('')),
    row('status', { status: ['completed', 'busy'] }, 'local', ask('')),
    row('status', { status: 'completed', strict: true }, 'local', ask('')),
    row('status', { status: 'completed' }, 'local', ask(''), assuming({ 'filter-case': 'exact' })),
    row('direction', { direction: 'inbound' }, 'local', ask('')),
    row('channel', { channel: 'phone' }, 'exact', ask('"call_type":["PHONE_CALL"]')),
    row('channel', { channel: 'web' }, 'exact', ask('"call_type":["WEB_CALL"]')),
    row('channel', { channel: 'unknown' }, 'local', ask('')),
    row('channel', { channel: 'web', strict: true }, 'local', ask('')),
    row('channel', { channel: 'web' }, 'local', ask(''), assuming({ 'call-type-filter': 'ignored' })),
    row('isTest', { isTest: true }, 'unsupported', []),
    row('phoneNumber', NUMBER, 'local', ask('')),
    row('agentId', { agentId: 'agent_"1"' }, 'exact', ask('"agent_id":["agent_\\"1\\""]')),
    row('agentId', { agentId: 'agent_1', strict: true }, 'local', ask('')),
    row('agentId', { agentId: 'agent_1' }, 'local', ask(''), assuming({ 'agent-filter': 'string' })),
    row('campaignId', { campaignId: 'batch_1' }, 'unsupported', []),
    row('duration', { minDurationSeconds: 60 }, 'inexact', ask('"duration_ms":{"lower_threshold":59999}')),
    // If thresholds do not count, one of 0 would leave out calls of 0 seconds.
    row('duration', { minDurationSeconds: 0 }, 'local', ask('')),
    row('duration', { minDurationSeconds: 0, maxDurationSeconds: 60 }, 'inexact', ask('"duration_ms":{"upper_threshold":60001}')),
    row(
      'duration',
      { minDurationSeconds: 60, maxDurationSeconds: 120.0005, strict: true },
      'inexact',
      ask('"duration_ms":{"lower_threshold":59999,"upper_threshold":120002}'),
    ),
    row(
      'status',
      { ...SINCE, status: 'completed', channel: 'phone', agentId: 'agent_1', direction: 'inbound' },
      'exact',
      ask('"call_status":["ended"],"call_type":["PHONE_CALL"],"agent_id":["agent_1"]'),
    ),
  ],
  example: { rows: documentedRows('zudu'), calls: expected.zudu },
  verify: {
    unturned: {
      'started-at': confirmed('always'),
      'null-stamps': OPEN,
      'filter-case': confirmed('folded'),
      'call-type-filter': confirmed('applied'),
      'agent-filter': confirmed('array'),
      'transcript-speakers': confirmed('user-is-customer'),
      'row-order': confirmed('newest-first'),
    },
    turned: {
      'started-at': {
        always: SAME,
        sometimes: { 'started-at': refuted('started-at', 'sometimes'), 'null-stamps': learned('null-stamps', 'first') },
      },
      'null-stamps': { first: SAME, last: SAME },
      'filter-case': { folded: SAME, exact: { 'filter-case': refuted('filter-case', 'exact') } },
      'call-type-filter': { applied: SAME, ignored: { 'call-type-filter': refuted('call-type-filter', 'ignored') } },
      'agent-filter': { array: SAME, string: { 'agent-filter': refuted('agent-filter', 'string') } },
      'transcript-speakers': { 'user-is-customer': SAME, 'other-words': { 'transcript-speakers': OPEN } },
      'row-order': ROW_ORDER,
      'creation-stamps': { absent: SAME, shown: SAME },
      'applied-filters-echo': { all: SAME, partial: SAME, absent: SAME },
      'duration-bounds': { included: SAME, excluded: SAME },
      filters: {
        applied: SAME,
        ignored: { 'filter-case': OPEN, 'call-type-filter': refuted('call-type-filter', 'ignored'), 'agent-filter': OPEN },
      },
    },
    shownBy: { 'null-stamps': { 'started-at': 'sometimes' } },
    // Its other lists tell.
    emptyTells: ['row-order'],
  },
}
