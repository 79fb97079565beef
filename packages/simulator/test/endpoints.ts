import type { ProviderId, Simulator } from '../src/index.js'
import type { Json } from './ask.js'

export interface Case {
  operation: string
  method?: string
  path: string
  body?: unknown
  status: number
  /** The request is wrong on purpose, so the validator has to refuse it too. */
  invalid?: true
}

/** Every documented operation, with good and bad requests. The order matters where a request changes the store. */
export const endpoints: Record<ProviderId, (simulator: Simulator) => Case[]> = {
  agentvoice(simulator) {
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
      { ...list, path: '/calls?limit=101', status: 400, invalid: true },
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
  autocalls(simulator) {
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
  butter(simulator) {
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
  talkover(simulator) {
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
  zudu(simulator) {
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
}

/** Cases whose ids have to be read from another answer first. */
export const followUps: {
  provider: ProviderId
  from: string
  pick: (body: Json) => string
  operation: string
  path: (id: string) => string
  method?: string
  body?: unknown
  status: number
}[] = [
  {
    provider: 'agentvoice',
    from: '/contacts',
    pick: (body) => body[0].id,
    operation: 'getContact',
    path: (id) => `/contacts/${id}`,
    status: 200,
  },
  {
    provider: 'talkover',
    from: '/campaigns?status=active',
    pick: (body) => body.data[0].id,
    operation: 'getCampaign',
    path: (id) => `/campaigns/${id}`,
    status: 200,
  },
  {
    provider: 'talkover',
    from: '/campaigns?status=active',
    pick: (body) => body.data[0].id,
    operation: 'makeCampaignCall',
    path: (id) => `/campaigns/${id}/call`,
    method: 'POST',
    body: { to: '+15550109999', allow_duplicates: false },
    status: 201,
  },
  {
    provider: 'talkover',
    from: '/campaigns?status=paused',
    pick: (body) => body.data[0].id,
    operation: 'makeCampaignCall',
    path: (id) => `/campaigns/${id}/call`,
    method: 'POST',
    body: { to: '+15550109999' },
    status: 400,
  },
  {
    provider: 'zudu',
    from: '/batch-call/list',
    pick: (body) => body.data.batch_calls.at(-1).batch_call_id,
    operation: 'listBatchTasks',
    path: (id) => `/batch-call/${id}/tasks`,
    status: 200,
  },
]
