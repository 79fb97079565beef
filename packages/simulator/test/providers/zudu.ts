import { ask } from '../ask.js'
import type { Documented } from '../documented.js'

/** Zudu AI, as its documentation says it. */
export const zudu: Documented = {
  basePath: '',
  credentials: ['apiKey', 'apiSecret'],
  headers: ({ apiKey, apiSecret }) => ({ 'X-API-KEY': apiKey ?? '', 'X-API-SECRET': apiSecret ?? '' }),
  list: { method: 'POST', path: '/api/calls', body: '{}' },
  get: (id) => ({ method: 'GET', path: `/api/calls/${id}` }),
  call: (body) => body.data,
  rows: (body) => body.data.calls,
  pagesBy: 'page',
  page: (number) => ({ path: '/api/calls', method: 'POST', body: { limit: 10, page: number } }),
  async *read(simulator, size, filters) {
    for (let page = 0, more = true; more; page++) {
      const { sort_by, sort_order, ...filter_criteria } = filters
      const { body } = await ask(simulator, '/api/calls', {
        method: 'POST',
        body: { page, limit: size, sort_by, sort_order, filter_criteria },
      })
      yield* body.data.calls
      more = body.data.pagination.has_next_page
    }
  },
  deep: () => ({ path: '/api/calls', method: 'POST', body: { page: 5000, limit: 100 }, rows: 100 }),
  id: 'call_id',
  words: ['call_status', 'call_type', 'direction'],
  stamps: ['start_timestamp'],
  idForm: /^call_[0-9a-f]{12}$/,
  statuses: { REGISTERED: 'queued', ONGOING: 'in_progress', ENDED: 'completed', ERROR: 'failed', SCHEDULED: 'queued' },
  rowMembers:
    'agent_id call_duration call_id call_status call_type direction end_timestamp from_number id organization_id start_timestamp to_number',
  createdKnobs: { 'creation-stamps': 'shown' },
  unauthorized: { message: 'Unauthorized', status: 'error', error: 'Unauthorized' },
  errorBody: (error) => ({ message: error, status: 'error', error }),
  posts: () => '/api/calls',
  cases(simulator) {
    const calls = [...simulator.calls()]
    const call = calls.find(({ status }) => status === 'ENDED')
    const scheduled = calls.find(({ status }) => status === 'SCHEDULED')
    const list = { operation: 'listCalls', method: 'POST', path: '/api/calls' }
    const get = { operation: 'getCall' }
    const update = { operation: 'updateCall', method: 'PUT' }
    const remove = { operation: 'deleteCall', method: 'DELETE' }
    const numbers = { operation: 'listPhoneNumbers', method: 'POST', path: '/api/phone-numbers/list' }
    const phone = { operation: 'createPhoneCall', method: 'POST', path: '/api/calls/create-phone-call' }
    const batch = { operation: 'createBatch', method: 'POST', path: '/batch-call' }
    return [
      { ...list, status: 200 },
      { ...list, body: {}, status: 200 },
      {
        ...list,
        body: {
          page: 0,
          limit: 50,
          sort_by: 'start_timestamp',
          sort_order: 'descending',
          filter_criteria: {
            call_status: ['ongoing', 'ended', 'registered'],
            duration_ms: { lower_threshold: 30000, upper_threshold: 300000 },
            transcript_search: 'help support',
          },
        },
        status: 200,
      },
      { ...list, body: { limit: 100, filter_criteria: { call_type: ['PHONE_CALL'] } }, status: 200 },
      { ...list, body: { limit: 101 }, status: 400, invalid: true },
      { ...list, body: { sort_order: 'up' }, status: 400, invalid: true },
      { operation: 'listAllCalls', path: '/api/calls', status: 200 },
      { ...get, path: `/api/calls/${call?.id}`, status: 200 },
      { ...get, path: '/api/calls/call_abc123', status: 404 },
      {
        ...update,
        path: `/api/calls/${call?.id}`,
        body: { call_status: 'ONGOING', direction: 'OUTBOUND', from_number: '+15550201001', metadata: { a: 1 } },
        status: 200,
      },
      { ...remove, path: `/api/calls/${call?.id}`, status: 200 },
      { ...remove, path: `/api/calls/${call?.id}`, status: 404 },
      { ...remove, path: `/api/calls/${scheduled?.id}`, status: 200 },
      { ...phone, body: { from_number: '+15550201001', to_number: '+15550101001', metadata: {} }, status: 200 },
      {
        operation: 'createWebCall',
        method: 'POST',
        path: '/api/calls/create-web-call',
        body: { agent_id: call?.agent?.id, metadata: {} },
        status: 200,
      },
      { operation: 'listAgents', path: '/api/agents?limit=2&page=1&sort_by=created_at&sort_order=ascending', status: 200 },
      { operation: 'getAgent', path: `/api/agents/${call?.agent?.id}/full`, status: 200 },
      { operation: 'getAgent', path: '/api/agents/nobody/full', status: 404 },
      { ...numbers, body: { page: 0, limit: 2, sort_order: 'ascending', filter_criteria: { area_code: 555 } }, status: 200 },
      { operation: 'listAvailablePhoneNumbers', path: '/api/phone-numbers/available', status: 200 },
      {
        ...batch,
        body: { name: 'May', from_number: '+15550201001', tasks: [{ to_number: '+15550101001' }], send_now: true },
        status: 200,
      },
      { ...batch, body: { name: 'May', from_number: '+15550201001', tasks: [] }, status: 400, invalid: true },
      { operation: 'listBatches', path: '/batch-call/list?page=0&limit=2&sort_by=name&sort_order=ascending', status: 200 },
      { operation: 'listBatches', path: '/batch-call/list', status: 200 },
      { operation: 'listBatchTasks', path: '/batch-call/nothing/tasks?page=0&limit=5', status: 404 },
      { ...list, body: { limit: 1 }, status: 200 },
    ]
  },
  followUps: [
    {
      from: '/batch-call/list',
      pick: (body) => body.data.batch_calls.at(-1).batch_call_id,
      operation: 'listBatchTasks',
      path: (id) => `/batch-call/${id}/tasks`,
      status: 200,
    },
  ],
  filters: (call) => [
    {
      filters: { call_status: ['ongoing', 'registered'] },
      keeps: ({ status }) => status === 'ONGOING' || status === 'REGISTERED',
    },
    { filters: { agent_id: [call.agent?.id] }, keeps: ({ agent }) => agent?.id === call.agent?.id },
    { filters: { call_type: ['WEB_CALL'] }, keeps: ({ channel }) => channel === 'web' },
    {
      filters: { duration_ms: { lower_threshold: 30000, upper_threshold: 300000 } },
      keeps: ({ durationSeconds }) => durationSeconds !== null && durationSeconds >= 30 && durationSeconds <= 300,
    },
  ],
  async recordingAddress(simulator, id) {
    return (await ask(simulator, `/api/calls/${id}`)).body.data.recording_url
  },
  parts: [
    { part: 'transcript', path: (id) => `/api/calls/${id}`, of: ({ data }) => data.transcript },
    { part: 'transcript', path: (id) => `/api/calls/${id}`, of: ({ data }) => data.transcript_object },
    { part: 'recording', path: (id) => `/api/calls/${id}`, of: ({ data }) => data.recording_url },
    { part: 'analysis', path: (id) => `/api/calls/${id}`, of: ({ data }) => data.call_analysis },
    { part: 'cost', path: (id) => `/api/calls/${id}`, of: ({ data }) => data.call_cost },
  ],
}
