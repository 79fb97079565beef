import { ask } from '../ask.js'
import type { Documented } from '../documented.js'

const LIST = '/v3/list-calls'

const oneOf = (...value: string[]) => ({ type: 'enum', op: 'in', value })
const text = (op: string, value: string) => ({ type: 'string', op, value })
const number = (op: string, value: number) => ({ type: 'number', op, value })
const between = (...value: number[]) => ({ type: 'range', op: 'bt', value })

/** Retell AI, as its documentation says it. */
export const retell: Documented = {
  basePath: '',
  credentials: ['apiKey'],
  headers: ({ apiKey }) => ({ Authorization: `Bearer ${apiKey}` }),
  list: { method: 'POST', path: LIST, body: '{}' },
  get: (id) => ({ method: 'GET', path: `/v2/get-call/${id}` }),
  call: (body) => body,
  rows: (body) => body.items,
  pagesBy: 'cursor',
  async *read(simulator, size, { sort_order, ...filter_criteria }) {
    for (let pagination_key: string | undefined, more = true; more; ) {
      const { body } = await ask(simulator, LIST, {
        method: 'POST',
        body: { limit: size, sort_order, filter_criteria, pagination_key },
      })
      yield* body.items
      pagination_key = body.pagination_key
      more = body.has_more
    }
  },
  deep: () => ({ path: LIST, method: 'POST', body: { skip: 500_000, limit: 100 }, rows: 100 }),
  id: 'call_id',
  words: ['call_status', 'call_type', 'direction'],
  stamps: ['start_timestamp'],
  idForm: /^call_[0-9a-f]{12}$/,
  // Of a call that was not connected the reason tells more.
  statuses: { registered: 'queued', not_connected: 'failed', ongoing: 'in_progress', ended: 'completed', error: 'failed' },
  rowMembers:
    'access_token? agent_id agent_name agent_version call_analysis? call_cost? call_id call_status call_type data_storage_setting direction? disconnection_reason? duration_ms? end_timestamp? from_number? latency? metadata opt_in_signed_url recording_multi_channel_url? recording_url? retell_llm_dynamic_variables start_timestamp? telephony_identifier? to_number?',
  hidesCreation: true,
  unauthorized: { status: 'error', message: 'API key is missing or invalid.' },
  errorBody: (message) => ({ status: 'error', message }),
  posts: () => LIST,
  cases(simulator) {
    const calls = [...simulator.calls()]
    const ended = calls.find(({ status }) => status === 'ended')
    const ongoing = calls.filter(({ status }) => status === 'ongoing')
    const agentId = calls[0]?.agent?.id
    const post = { method: 'POST' }
    const list = { operation: 'listCalls', method: 'POST', path: LIST }
    const get = { operation: 'getCall' }
    const phone = { operation: 'createPhoneCall', method: 'POST', path: '/v2/create-phone-call' }
    const web = { operation: 'createWebCall', method: 'POST', path: '/v2/create-web-call' }
    const register = { operation: 'registerPhoneCall', method: 'POST', path: '/v2/register-phone-call' }
    const update = { operation: 'updateCall', method: 'PATCH' }
    const live = { operation: 'updateLiveCall', method: 'PATCH' }
    const stop = { operation: 'stopCall', method: 'POST' }
    const remove = { operation: 'deleteCall', method: 'DELETE' }
    const batch = { operation: 'createBatch', method: 'POST', path: '/create-batch-call' }
    const agents = { operation: 'listAgents', method: 'POST' }
    const metadata = { customer_id: 'cust_123' }
    return [
      { ...list, status: 200 },
      { ...list, body: {}, status: 200 },
      { ...list, body: { limit: 1000, sort_order: 'ascending', include_total: true }, status: 200 },
      { ...list, body: { skip: 100, limit: 10 }, status: 200 },
      { ...list, body: { limit: 1001 }, status: 400, invalid: true },
      { ...list, body: { sort_order: 'up' }, status: 400, invalid: true },
      { ...list, body: { skip: -1 }, status: 400, invalid: true },
      // `registered` is not among the words of the filter.
      { ...list, body: { filter_criteria: { call_status: oneOf('registered') } }, status: 400, invalid: true },
      { ...list, body: { filter_criteria: { call_status: ['ended'] } }, status: 400, invalid: true },
      { ...list, body: { filter_criteria: { start_timestamp: between(1) } }, status: 400, invalid: true },
      {
        ...list,
        body: {
          filter_criteria: {
            agent: [{ agent_id: agentId, version: [1] }],
            call_status: oneOf('ended', 'error'),
            call_successful: { type: 'boolean', op: 'eq', value: true },
            metadata: [{ key: 'customer_id', type: 'present', op: 'np' }],
            dynamic_variables: [{ key: 'customer_name', ...text('sw', 'Customer') }],
            start_timestamp: between(0, 4e12),
          },
        },
        status: 200,
      },
      ...calls.slice(0, 12).map(({ id }) => ({ ...get, path: `/v2/get-call/${id}`, status: 200 })),
      { ...get, path: '/v2/get-call/119c3f8e47135a29e65947eeb34cf12d', status: 422 },
      { ...update, path: `/v2/update-call/${ended?.id}`, body: { metadata }, status: 200 },
      { ...update, path: `/v2/update-call/${ongoing[0]?.id}`, body: { metadata }, status: 400 },
      { ...update, path: '/v2/update-call/nobody', body: {}, status: 422 },
      {
        ...live,
        path: `/v2/update-live-call/${ongoing[0]?.id}`,
        body: { call_control: { additional_context: 'A ticket was opened.' }, fields_to_override: { metadata } },
        status: 200,
      },
      { ...post, operation: 'listenToCall', path: `/v2/listen-live-call/${ongoing[0]?.id}`, status: 200 },
      { ...post, operation: 'listenToCall', path: `/v2/listen-live-call/${ended?.id}`, status: 422 },
      {
        ...post,
        operation: 'takeOverCall',
        path: `/v2/take-over-live-call/${ongoing[0]?.id}`,
        body: { participant_id: `listener_${ongoing[0]?.id}` },
        status: 200,
      },
      { ...stop, path: `/v2/stop-call/${ongoing[0]?.id}`, status: 204 },
      { ...stop, path: `/v2/stop-call/${ended?.id}`, status: 422 },
      { operation: 'rerunCallAnalysis', method: 'PUT', path: `/rerun-call-analysis/${ended?.id}`, status: 200 },
      { ...remove, path: `/v2/delete-call/${ended?.id}`, status: 204 },
      { ...remove, path: `/v2/delete-call/${ended?.id}`, status: 422 },
      { ...phone, body: { from_number: '+15550201001', to_number: '+15550101001', metadata }, status: 201 },
      { ...phone, body: { from_number: '+15550201001' }, status: 400, invalid: true },
      { ...phone, body: { from_number: '+15550201001', to_number: '+15550101001', override_agent_id: 'x' }, status: 422 },
      { ...web, body: { agent_id: agentId, metadata }, status: 201 },
      { ...web, body: {}, status: 400, invalid: true },
      { ...post, operation: 'createBrowserCall', path: '/v3/create-web-call', body: { agent_id: agentId }, status: 201 },
      { ...register, body: { agent_id: agentId, direction: 'outbound', to_number: '+15550101001' }, status: 201 },
      { ...register, body: { agent_id: 'nobody' }, status: 422 },
      { ...batch, body: { from_number: '+15550201001', tasks: [{ to_number: '+15550101001' }], name: 'May' }, status: 201 },
      { ...batch, body: { from_number: '+15550201001' }, status: 400, invalid: true },
      { ...agents, path: '/v2/list-agents', status: 200 },
      {
        ...agents,
        path: '/v2/list-agents?limit=2&sort_order=ascending',
        body: { filter_criteria: { channel: text('eq', 'voice'), query: 'sales' } },
        status: 200,
      },
      { ...agents, path: '/v2/list-agents?sort_order=up', status: 400, invalid: true },
      { operation: 'getAgent', path: `/get-agent/${agentId}?version=1`, status: 200 },
      { operation: 'getAgent', path: '/get-agent/nobody', status: 422 },
      { operation: 'listPhoneNumbers', path: '/v2/list-phone-numbers?limit=2&sort_order=descending', status: 200 },
      { operation: 'getPhoneNumber', path: '/get-phone-number/%2B15550201001', status: 200 },
      { operation: 'getPhoneNumber', path: '/get-phone-number/%2B15550999999', status: 422 },
      { operation: 'getConcurrency', path: '/get-concurrency', status: 200 },
    ]
  },
  filters: (call) => [
    { filters: { agent: [{ agent_id: call.agent?.id }] }, keeps: ({ agent }) => agent?.id === call.agent?.id },
    { filters: { agent: [{ agent_id: call.agent?.id, version: [2] }] }, keeps: () => false, keepsNone: true },
    {
      filters: { batch_call_id: text('eq', String(call.hidden?.campaignId)) },
      keeps: ({ hidden }) => hidden.campaignId === String(call.hidden?.campaignId),
    },
    { filters: { call_id: text('eq', call.id) }, keeps: ({ id }) => id === call.id },
    { filters: { call_id: oneOf(call.id, 'nobody') }, keeps: ({ id }) => id === call.id },
    {
      filters: { call_status: oneOf('ongoing', 'not_connected') },
      keeps: ({ status }) => status === 'ongoing' || status === 'not_connected',
    },
    { filters: { call_type: oneOf('web_call') }, keeps: ({ channel }) => channel === 'web' },
    { filters: { direction: oneOf('inbound') }, keeps: ({ direction }) => direction === 'inbound' },
    { filters: { disconnection_reason: oneOf('dial_busy') }, keeps: ({ endReason }) => endReason === 'dial_busy' },
    { filters: { from_number: text('eq', '+15550201001') }, keeps: ({ from }) => from === '+15550201001' },
    { filters: { to_number: text('co', '5550201') }, keeps: ({ to }) => to?.includes('5550201') ?? false },
    { filters: { to_number: text('ew', '7') }, keeps: ({ to }) => to?.endsWith('7') ?? false },
    {
      filters: { user_sentiment: oneOf('Negative', 'Unknown') },
      keeps: (_, { call_analysis: found }) => found?.user_sentiment === 'Negative' || found?.user_sentiment === 'Unknown',
    },
    {
      filters: { in_voicemail: { type: 'boolean', op: 'eq', value: true } },
      keeps: (_, { call_analysis: found }) => found?.in_voicemail === true,
    },
    {
      filters: { start_timestamp: number('ge', Number(call.startedAt)) },
      keeps: ({ startedAt }) => startedAt !== null && startedAt >= Number(call.startedAt),
    },
    {
      filters: { start_timestamp: number('lt', Number(call.startedAt)) },
      keeps: ({ startedAt }) => startedAt !== null && startedAt < Number(call.startedAt),
    },
    {
      filters: { end_timestamp: number('le', Number(call.endedAt)) },
      keeps: ({ endedAt }) => endedAt !== null && endedAt <= Number(call.endedAt),
    },
    {
      filters: { duration_ms: between(60_001, 120_000) },
      keeps: ({ durationSeconds: seconds }) => seconds !== null && seconds > 60 && seconds <= 120,
    },
    { filters: { combined_cost: number('gt', 200) }, keeps: ({ cost }) => Number(cost) > 2 },
    { filters: { tool_calls: [{ name: 'book' }] }, keeps: () => false, keepsNone: true },
  ],
  parts: [
    { part: 'transcript', path: (id) => `/v2/get-call/${id}`, of: ({ transcript }) => transcript },
    { part: 'transcript', path: (id) => `/v2/get-call/${id}`, of: (call) => call.transcript_object },
    { part: 'recording', of: (row) => row.recording_url },
    { part: 'analysis', of: (row) => row.call_analysis },
    { part: 'cost', of: (row) => row.call_cost },
  ],
}
