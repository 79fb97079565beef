import { ask } from '../ask.js'
import { type Documented, day, query, someNumber } from '../documented.js'

/** Autocalls, as its documentation says it. */
export const autocalls: Documented = {
  basePath: '/api',
  credentials: ['token'],
  headers: ({ token }) => ({ Authorization: `Bearer ${token}` }),
  list: { method: 'GET', path: '/user/calls' },
  get: (id) => ({ method: 'GET', path: `/user/calls/${id}` }),
  call: (body) => body,
  rows: (body) => body.data,
  pagesBy: 'page',
  page: (number) => ({ path: `/user/calls?per_page=10&page=${number + 1}` }),
  async *read(simulator, size, filters) {
    for (let page = 1, last = 1; page <= last; page++) {
      const { body } = await ask(simulator, `/user/calls?${query({ ...filters, per_page: size, page })}`)
      yield* body.data
      last = body.last_page
    }
  },
  deep: () => ({ path: '/user/calls?per_page=100&page=5001', rows: 100 }),
  id: 'id',
  words: ['status', 'type'],
  stamps: ['created_at'],
  idForm: /^\d+$/,
  statuses: {
    initiated: 'queued',
    ringing: 'ringing',
    busy: 'busy',
    'in-progress': 'in_progress',
    ended: 'completed',
    completed: 'completed',
    ended_by_customer: 'completed',
    ended_by_assistant: 'completed',
    'no-answer': 'no_answer',
    failed: 'failed',
  },
  rowMembers:
    'answered_by assistant_name assistant_phone_number campaign_name carrier_cost client_phone_number created_at duration evaluation id recording_url status total_cost transcript type updated_at variables webhook_response',
  unauthorized: { message: 'Unauthenticated.' },
  errorBody: (message) => ({ message }),
  posts: () => '/user/make_call',
  cases(simulator) {
    const [call, second] = simulator.calls()
    const list = { operation: 'listCalls' }
    const get = { operation: 'getCall' }
    const remove = { operation: 'deleteCall', method: 'DELETE' }
    const make = { operation: 'makeCall', method: 'POST', path: '/user/make_call' }
    const everything =
      'status=ended_by_customer&type=inbound&phone_number=%2B15550101007&assistant_id=311&campaign_id=71' +
      '&date_from=2026-01-01&date_to=2026-12-31&per_page=100&page=2'
    return [
      { ...list, path: '/user/calls', status: 200 },
      { ...list, path: '/user/calls?per_page=100&page=3', status: 200 },
      { ...list, path: `/user/calls?${everything}`, status: 200 },
      { ...list, path: '/user/calls?status=answered', status: 422, invalid: true },
      { ...get, path: `/user/calls/${call?.id}`, status: 200 },
      { ...get, path: '/user/calls/1', status: 404 },
      { ...remove, path: `/user/calls/${second?.id}`, status: 200 },
      { ...remove, path: `/user/calls/${second?.id}`, status: 404 },
      { ...make, body: { phone_number: '+15550101001', assistant_id: 311, variables: { name: 'Ada' } }, status: 200 },
      { ...make, body: { phone_number: '0555', assistant_id: 311 }, status: 400 },
      { ...make, body: { phone_number: '+15550101001', assistant_id: 1 }, status: 404 },
      { operation: 'listAssistants', path: '/user/assistants/get?per_page=2&page=2', status: 200 },
      { operation: 'listCampaigns', path: '/user/campaigns', status: 200 },
      { operation: 'listPhoneNumbers', path: '/user/phone-numbers/all', status: 200 },
      { ...list, path: '/user/calls?per_page=5', status: 200 },
    ]
  },
  filters: () => [
    { filters: { status: 'ended_by_customer' }, keeps: ({ status }) => status === 'ended_by_customer' },
    { filters: { type: 'web' }, keeps: ({ channel }) => channel === 'web' },
    { filters: { phone_number: someNumber }, keeps: ({ customerNumber }) => customerNumber === someNumber },
    { filters: { assistant_id: 312 }, keeps: (_, row) => row.assistant_name === 'Support Agent' },
    { filters: { campaign_id: 72 }, keeps: (_, row) => row.campaign_name === 'Renewals' },
    { filters: { date_from: '2026-11-20' }, keeps: ({ createdAt }) => day(createdAt) >= '2026-11-20' },
    { filters: { date_to: '2026-11-19' }, keeps: ({ createdAt }) => day(createdAt) <= '2026-11-19' },
  ],
  parts: [
    { part: 'transcript', of: (row) => row.transcript },
    { part: 'transcript', path: (id) => `/user/calls/${id}`, of: (call) => call.transcript },
    { part: 'recording', of: (row) => row.recording_url },
    { part: 'recording', path: (id) => `/user/calls/${id}`, of: (call) => call.recording_url },
    { part: 'analysis', of: (row) => row.evaluation },
    { part: 'cost', of: (row) => row.total_cost },
    { part: 'cost', of: (row) => row.carrier_cost },
  ],
}
