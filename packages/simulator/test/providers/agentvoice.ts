import { ask } from '../ask.js'
import { type Documented, query, someNumber } from '../documented.js'

/** AgentVoice, as its documentation says it. */
export const agentvoice: Documented = {
  basePath: '/api',
  credentials: ['apiKey', 'organizationId'],
  headers: ({ apiKey, organizationId }) => ({ 'x-api-key': apiKey ?? '', 'x-organization-id': organizationId ?? '' }),
  list: { method: 'GET', path: '/calls' },
  get: (id) => ({ method: 'GET', path: `/calls/${id}` }),
  call: (body) => body,
  rows: (body) => body.data,
  pagesBy: 'offset',
  page: (number) => ({ path: `/calls?limit=10&offset=${number * 10}` }),
  async *read(simulator, size, filters) {
    for (let offset = 0, more = true; more; offset += size) {
      const { body } = await ask(simulator, `/calls?${query({ ...filters, limit: size, offset })}`)
      yield* body.data
      more = body.pagination.has_more
    }
  },
  deep: () => ({ path: '/calls?limit=100&offset=500000', rows: 100 }),
  id: 'id',
  words: ['status', 'call_type'],
  stamps: ['started_at', 'created_at'],
  idForm: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  statuses: { completed: 'completed' },
  rowMembers:
    'agent_id agent_name call_duration call_success call_type campaign_id campaign_name contact_email contact_first_name contact_id contact_last_name created_at ended_at ended_reason id phone_number phone_number_called_from recording_url started_at status went_to_voicemail',
  unauthorized: { error: 'Authentication failed' },
  errorBody: (error) => ({ error }),
  posts: () => '/agents/call',
  cases(simulator) {
    const [call] = simulator.calls()
    const get = { operation: 'getCall' }
    const list = { operation: 'listCalls' }
    const everything =
      `limit=10&offset=10&order=asc&order_by=ended_at&fields=full&phone_number=%2B15550101007&agent_id=${call?.agent?.id}` +
      `&contact_id=${call?.agent?.id}&campaign_id=${call?.agent?.id}&status=completed&call_type=inbound` +
      '&from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z&most_recent=false&include=transcript,metrics'
    const make = { operation: 'makeCall', method: 'POST', path: '/agents/call' }
    return [
      { ...list, path: '/calls', status: 200 },
      { ...list, path: '/calls?limit=100&fields=full&include=transcript,metrics,diagnostics,actions', status: 200 },
      { ...list, path: `/calls?${everything}`, status: 200 },
      { ...list, path: '/calls?most_recent=true&call_type=outbound', status: 200 },
      { ...list, path: '/calls?order_by=duration', status: 400, invalid: true },
      { ...list, path: '/calls?limit=101', status: 200, invalid: true },
      { ...get, path: `/calls/${call?.id}`, status: 200 },
      { ...get, path: `/calls/${call?.id}?fields=full&include=diagnostics`, status: 200 },
      { ...get, path: '/calls/abc-123', status: 404 },
      { ...make, body: { agentId: call?.agent?.id, phoneNumber: '+15550101001', notes: 'A note' }, status: 200 },
      { ...make, body: { notes: 'A note' }, status: 400, invalid: true },
      { operation: 'listContacts', path: '/contacts', status: 200 },
      { operation: 'getContact', path: '/contacts/abc-123', status: 404 },
      { ...list, path: '/calls?limit=1', status: 200 },
    ]
  },
  followUps: [
    {
      from: '/contacts',
      pick: (body) => body[0].id,
      operation: 'getContact',
      path: (id) => `/contacts/${id}`,
      status: 200,
    },
  ],
  filters: (call) => [
    { filters: { phone_number: someNumber }, keeps: ({ customerNumber }) => customerNumber === someNumber },
    { filters: { contact_id: call.contact?.id }, keeps: ({ contact }) => contact?.id === call.contact?.id },
    { filters: { agent_id: call.agent?.id }, keeps: ({ agent }) => agent?.id === call.agent?.id },
    { filters: { campaign_id: call.campaign?.id }, keeps: ({ campaign }) => campaign?.id === call.campaign?.id },
    { filters: { status: 'failed' }, keeps: () => false, keepsNone: true },
    { filters: { call_type: 'outbound' }, keeps: ({ direction }) => direction === 'outbound' },
    { filters: { from: '2026-11-20T00:00:00Z' }, keeps: ({ startedAt }) => (startedAt ?? 0) >= Date.parse('2026-11-20') },
    { filters: { to: '2026-11-20T02:00:00+02:00' }, keeps: ({ startedAt }) => (startedAt ?? 0) <= Date.parse('2026-11-20') },
  ],
  parts: [
    { part: 'recording', of: (row) => row.recording_url },
    { part: 'transcript', path: (id) => `/calls/${id}?fields=full`, of: (call) => call.transcript },
    { part: 'transcript', path: (id) => `/calls/${id}?include=transcript`, of: (call) => call.transcript_formatted },
    { part: 'analysis', path: (id) => `/calls/${id}?fields=full`, of: (call) => call.post_call_analysis },
  ],
}
