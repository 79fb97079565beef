import { ask } from '../ask.js'
import { type Documented, query } from '../documented.js'

/** Butter AI, as its documentation says it. */
export const butter: Documented = {
  basePath: '',
  credentials: ['apiKey'],
  headers: ({ apiKey }) => ({ 'X-API-Key': apiKey ?? '' }),
  list: { method: 'GET', path: '/api/calls' },
  get: (id) => ({ method: 'GET', path: `/api/calls/${id}` }),
  call: (body) => body.data,
  rows: (body) => body.data,
  pagesBy: 'cursor',
  async *read(simulator, size) {
    for (let cursor: string | undefined, more = true; more; ) {
      const { body } = await ask(simulator, `/api/calls?${query({ limit: size, ...(cursor ? { cursor } : {}) })}`)
      yield* body.data
      cursor = body.pagination.next_cursor
      more = body.pagination.has_more
    }
  },
  deep: (oldest) => ({ path: `/api/calls?limit=100&cursor=${btoa(JSON.stringify({ call_sid: oldest.id }))}`, rows: 0 }),
  id: 'call_sid',
  words: ['status', 'call_type'],
  stamps: ['created_at', 'start_time'],
  idForm: /^call_[0-9a-f]{12}$/,
  statuses: {
    queued: 'queued',
    initiated: 'queued',
    ringing: 'ringing',
    'in-progress': 'in_progress',
    in_progress: 'in_progress',
    completed: 'completed',
    busy: 'busy',
    'no-answer': 'no_answer',
    failed: 'failed',
    canceled: 'canceled',
  },
  rowMembers:
    'agent_id agent_name billing_status call_sid call_type client_id created_at duration_seconds end_reason end_time from_number recording_enabled start_time status to_number total_cost turn_count updated_at',
  unauthorized: { success: false, error: 'Unauthorized' },
  errorBody: (error) => ({ success: false, error }),
  cases(simulator) {
    const calls = [...simulator.calls()]
    const get = { operation: 'getCall' }
    const cursor = Buffer.from(`{"call_sid": "${calls[20]?.id}"}`).toString('base64')
    return [
      { operation: 'listCalls', path: '/api/calls', status: 200 },
      { operation: 'listCalls', path: `/api/calls?limit=100&cursor=${encodeURIComponent(cursor)}`, status: 200 },
      { operation: 'listCalls', path: '/api/calls?limit=101', status: 400, invalid: true },
      ...calls.slice(0, 12).map(({ id }) => ({ ...get, path: `/api/calls/${id}`, status: 200 })),
      { ...get, path: '/api/calls/call_abc123', status: 404 },
    ]
  },
  filters: () => [],
  parts: [
    { part: 'transcript', path: (id) => `/api/calls/${id}`, of: ({ data }) => data.transcript },
    { part: 'cost', of: (row) => row.total_cost },
  ],
}
