import type { Simulator } from '../../src/index.js'
import { ask, type Json } from '../ask.js'
import { type Documented, query, someNumber } from '../documented.js'

/** The first agent. */
const AGENT = '3c90c3cc-0d44-4b50-8888-8dd257360520'
const LIST = `/v2/agent/${AGENT}/executions`
/** The newest calls are in these days. */
const DAYS = { from: '2026-11-14T12:00:00Z', to: '2026-11-21T12:00:00Z' }
const NIGHT = Date.parse('2026-11-20T00:00:00Z')

const iso = (at: number): string => new Date(at).toISOString()

/** The calls of one agent in a period of at most seven days, page after page. */
async function* readAgent(simulator: Simulator, agent: string, size: number, filters: object): AsyncGenerator<Json> {
  for (let number = 1; ; number++) {
    const inputs = query({ ...filters, page_size: size, page_number: number })
    const { body } = await ask(simulator, `/v2/agent/${agent}/executions?${inputs}`)
    yield* body.data
    if (!body.has_more) return
  }
}

/** Bolna, as its documentation says it. */
export const bolna: Documented = {
  basePath: '',
  credentials: ['apiKey'],
  headers: ({ apiKey }) => ({ Authorization: `Bearer ${apiKey}` }),
  list: { method: 'GET', path: `${LIST}?${query(DAYS)}` },
  listsByAgent: true,
  get: (id) => ({ method: 'GET', path: `/executions/${id}` }),
  call: (body) => body,
  rows: (body) => body.data,
  pagesBy: 'page',
  page: (number) => ({ path: `${LIST}?${query({ ...DAYS, page_size: 10, page_number: number + 1 })}` }),
  async *read(simulator, size, filters) {
    const stamps = [...simulator.calls()].map(({ createdAt }) => createdAt ?? 0)
    const oldest = typeof filters.from === 'string' ? Date.parse(filters.from) : Math.min(...stamps)
    const newest = typeof filters.to === 'string' ? Date.parse(filters.to) : Math.max(...stamps)
    const { body: agents } = await ask(simulator, '/v2/agent/all')
    const rows: Json[] = []
    // Stamps are whole seconds, and both bounds count.
    for (let from = oldest; from <= newest; from += 7 * 86_400_000) {
      const period = { from: iso(from), to: iso(Math.min(newest, from + 7 * 86_400_000 - 1000)) }
      for (const { id } of agents)
        for await (const row of readAgent(simulator, id, size, { ...filters, ...period })) rows.push(row)
    }
    yield* rows.toSorted((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at))
  },
  deep: ({ createdAt }) => {
    const from = (createdAt ?? 0) + 400 * 86_400_000
    const period = { from: iso(from), to: iso(from + 7 * 86_400_000) }
    return { path: `${LIST}?${query({ ...period, page_size: 50, page_number: 20 })}`, rows: 50 }
  },
  id: 'id',
  words: ['status'],
  stamps: ['created_at'],
  idForm: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  statuses: {
    scheduled: 'queued',
    queued: 'queued',
    rescheduled: 'queued',
    ringing: 'ringing',
    initiate: 'queued',
    initiated: 'queued',
    'in-progress': 'in_progress',
    'call-disconnected': 'in_progress',
    completed: 'completed',
    'balance-low': 'failed',
    busy: 'busy',
    'no-answer': 'no_answer',
    canceled: 'canceled',
    failed: 'failed',
    stopped: 'canceled',
    error: 'failed',
  },
  rowMembers:
    'agent_id answered_by_voice_mail batch_id batch_run_details context_details conversation_duration cost_breakdown created_at error_message extracted_data id status telephony_data termination_reason total_cost transcript transfer_call_data updated_at usage_breakdown',
  unauthorized: { error: 401, message: 'Access denied' },
  // A key without rights was answered otherwise than the pages say.
  errorBody: (message, status) => (status === 403 ? { detail: message } : { error: status, message }),
  posts: () => '/call',
  cases(simulator) {
    const calls = [...simulator.calls()]
    const waiting = calls.find(({ state }) => state === 'queued')
    const ended = calls.find(({ state }) => state === 'completed')
    const list = { operation: 'listExecutions' }
    const make = { operation: 'makeCall', method: 'POST', path: '/call' }
    const stop = { operation: 'stopCall', method: 'POST' }
    const everything = {
      ...DAYS,
      page_size: 10,
      page_number: 1,
      status: 'completed',
      call_type: 'outbound',
      provider: 'twilio',
      answered_by_voice_mail: false,
      batch_id: 'baab7cdc833145bf8dd260ff1f0a3f21',
    }
    const wrong = (inputs: object) =>
      ({ ...list, path: `${LIST}?${query({ ...DAYS, ...inputs })}`, status: 400, invalid: true }) as const
    return [
      { ...list, path: `${LIST}?${query(DAYS)}`, status: 200 },
      { ...list, path: `${LIST}?${query(everything)}`, status: 200 },
      { ...list, path: `/v2/agent/none/executions?${query(DAYS)}`, status: 404 },
      wrong({ page_size: 'many' }),
      wrong({ page_number: 0 }),
      wrong({ status: 'initiate' }),
      wrong({ call_type: 'both' }),
      wrong({ provider: 'exotel' }),
      wrong({ answered_by_voice_mail: 'perhaps' }),
      { ...wrong({ from: 'yesterday' }), invalid: undefined },
      { operation: 'listAgents', path: '/v2/agent/all', status: 200 },
      ...calls.slice(0, 12).map(({ id }) => ({ operation: 'getExecution', path: `/executions/${id}`, status: 200 })),
      { operation: 'getExecution', path: '/executions/none', status: 404 },
      { ...make, body: { agent_id: AGENT, recipient_phone_number: someNumber, user_data: { name: 'A' } }, status: 200 },
      { ...make, body: { agent_id: AGENT }, status: 400, invalid: true },
      { ...make, body: { agent_id: AGENT, recipient_phone_number: 'nobody' }, status: 400 },
      { ...make, body: { agent_id: 'none', recipient_phone_number: someNumber }, status: 400 },
      { ...stop, path: `/call/${waiting?.id}/stop`, status: 200 },
      { ...stop, path: `/call/${ended?.id}/stop`, status: 400 },
      { ...stop, path: '/call/none/stop', status: 404 },
    ]
  },
  filters: (call) => [
    { filters: { status: 'completed' }, keeps: ({ status }) => status === 'completed' },
    { filters: { status: 'stopped' }, keeps: ({ status }) => status === 'stopped' },
    { filters: { call_type: 'inbound' }, keeps: ({ direction }) => direction === 'inbound' },
    { filters: { provider: 'plivo' }, keeps: (_, row) => row.telephony_data.provider === 'plivo' },
    { filters: { answered_by_voice_mail: true }, keeps: ({ answeredBy }) => answeredBy === 'machine' },
    {
      filters: { batch_id: call.campaign?.id },
      keeps: ({ hidden }) => hidden.campaignId === call.campaign?.id,
    },
    // Both bounds count.
    { filters: { from: iso(NIGHT) }, keeps: ({ createdAt }) => (createdAt ?? 0) >= NIGHT },
    { filters: { to: iso(call.createdAt ?? 0) }, keeps: ({ createdAt }) => (createdAt ?? 0) <= (call.createdAt ?? 0) },
  ],
  parts: [
    { part: 'transcript', path: (id) => `/executions/${id}`, of: (body) => body.transcript },
    { part: 'recording', of: (row) => row.telephony_data.recording_url },
    { part: 'analysis', of: (row) => row.extracted_data },
    { part: 'cost', of: (row) => row.total_cost },
  ],
}
