import { ask } from '../ask.js'
import { type Documented, day, query, someNumber } from '../documented.js'

/** TalkOver, as its documentation says it. */
export const talkover: Documented = {
  basePath: '/api/v1',
  credentials: ['token'],
  headers: ({ token }) => ({ Authorization: `Bearer ${token}` }),
  list: { method: 'GET', path: '/calls' },
  rows: (body) => body.data,
  pagesBy: 'page',
  page: (number) => ({ path: `/calls?per_page=10&page=${number + 1}` }),
  async *read(simulator, size, filters) {
    for (let page = 1, last = 1; page <= last; page++) {
      const { body } = await ask(simulator, `/calls?${query({ ...filters, per_page: size, page })}`)
      yield* body.data
      last = body.pagination.last_page
    }
  },
  deep: () => ({ path: '/calls?per_page=100&page=5001', rows: 100 }),
  id: 'id',
  words: ['status', 'direction'],
  stamps: ['created_at'],
  idForm: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  statuses: {
    initiated: 'queued',
    ringing: 'ringing',
    answered: 'in_progress',
    completed: 'completed',
    failed: 'failed',
    busy: 'busy',
    'no-answer': 'no_answer',
  },
  rowMembers: 'agent created_at direction duration from from_formatted id is_testing sid status to to_formatted updated_at',
  unauthorized: { success: false, message: 'Unauthorized' },
  errorBody: (message) => ({ success: false, message }),
  posts: (simulator) => `/agents/${[...simulator.calls()][0]?.agent?.id}/call`,
  cases(simulator) {
    const call = [...simulator.calls()].find(({ status, direction }) => status === 'ringing' && direction === 'outbound')
    const over = [...simulator.calls()].find(({ status }) => status === 'completed')
    const agent = `/agents/${call?.agent?.id}`
    const list = { operation: 'listCalls' }
    const ofAgent = { operation: 'listAgentCalls' }
    const active = { operation: 'getActiveCall' }
    const make = { operation: 'makeCall', method: 'POST', path: `${agent}/call` }
    const end = { operation: 'endCall', method: 'POST', path: `${agent}/end-call` }
    const campaigns = { operation: 'listCampaigns' }
    const filters = 'status=completed&direction=inbound&date_from=2026-01-01&date_to=2026-12-31&search=555&per_page=100&page=1'
    return [
      { ...list, path: '/calls', status: 200 },
      { ...list, path: `/calls?${filters}&agent_id=${call?.agent?.id}`, status: 200 },
      { ...list, path: '/calls?page=1000', status: 200 },
      { ...list, path: '/calls?status=ended&direction=sideways&date_from=yesterday', status: 422, invalid: true },
      { ...ofAgent, path: `${agent}/calls?${filters}`, status: 200 },
      { ...ofAgent, path: '/agents/nobody/calls', status: 404 },
      { ...active, path: `${agent}/active-call/${encodeURIComponent(call?.to ?? '')}`, status: 200 },
      { ...active, path: `${agent}/active-call/%2B15559999999`, status: 404 },
      {
        ...make,
        body: { to: '+15550101001', payload: { name: 'Ada' }, context: {}, delay_seconds: 5, is_testing: true },
        status: 200,
      },
      { ...make, body: { to: '0555' }, status: 400 },
      { ...make, body: {}, status: 400, invalid: true },
      { ...make, path: '/agents/nobody/call', body: { to: '+15550101001' }, status: 404 },
      { ...end, body: { call_sid: call?.id }, status: 200 },
      { ...end, body: { call_sid: call?.id }, status: 409 },
      { ...end, path: `/agents/${over?.agent?.id}/end-call`, body: { call_sid: 'nothing' }, status: 404 },
      { operation: 'listAgents', path: '/agents?status=published&direction=inbound&search=Agent&per_page=2&page=1', status: 200 },
      { operation: 'getAgent', path: agent, status: 200 },
      { operation: 'getAgent', path: '/agents/nobody', status: 404 },
      { ...campaigns, path: '/campaigns?status=active&campaign_type=sales&search=Outreach&date_from=2019-01-01', status: 200 },
      { ...campaigns, path: '/campaigns?status=ended', status: 422, invalid: true },
      { operation: 'listPhoneNumbers', path: '/phone-numbers?type=local&has_voice=true&search=555', status: 200 },
      { ...list, path: '/calls?per_page=1', status: 200 },
    ]
  },
  followUps: [
    {
      from: '/campaigns?status=active',
      pick: (body) => body.data[0].id,
      operation: 'getCampaign',
      path: (id) => `/campaigns/${id}`,
      status: 200,
    },
    {
      from: '/campaigns?status=active',
      pick: (body) => body.data[0].id,
      operation: 'makeCampaignCall',
      path: (id) => `/campaigns/${id}/call`,
      method: 'POST',
      body: { to: '+15550109999', allow_duplicates: false },
      status: 201,
    },
    {
      from: '/campaigns?status=paused',
      pick: (body) => body.data[0].id,
      operation: 'makeCampaignCall',
      path: (id) => `/campaigns/${id}/call`,
      method: 'POST',
      body: { to: '+15550109999' },
      status: 400,
    },
  ],
  filters: (call) => [
    { filters: { status: 'no-answer' }, keeps: ({ status }) => status === 'no-answer' },
    { filters: { direction: 'inbound' }, keeps: ({ direction }) => direction === 'inbound' },
    { filters: { agent_id: call.agent?.id }, keeps: ({ agent }) => agent?.id === call.agent?.id },
    { filters: { date_from: '2026-11-20' }, keeps: ({ createdAt }) => day(createdAt) >= '2026-11-20' },
    { filters: { date_to: '2026-11-19' }, keeps: ({ createdAt }) => day(createdAt) <= '2026-11-19' },
    { filters: { search: someNumber }, keeps: ({ from, to }) => from === someNumber || to === someNumber },
    { filters: { search: call.carrierId }, keeps: ({ id }) => id === call.id },
    { filters: { search: '0101007' }, keeps: ({ from, to }) => `${from}${to}`.includes('0101007') },
    {
      filters: { status: 'completed', direction: 'outbound', date_from: '2026-11-20' },
      keeps: ({ status, direction, createdAt }) =>
        status === 'completed' && direction === 'outbound' && day(createdAt) >= '2026-11-20',
    },
  ],
  parts: [],
}
