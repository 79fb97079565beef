import type { SimulatedCall } from '../../src/index.js'
import { ask, type Json } from '../ask.js'
import { type Documented, query } from '../documented.js'

const cursorAfter = (id: string) => Buffer.from(`p=${id}`).toString('base64')

/** The cursor in the address of the next page. */
const cursorOf = (next: string | null | undefined) => (next ? new URL(next).searchParams.get('cursor') : null)

/** Some calls are of before, some of after. */
const at = Date.parse('2026-11-20T00:00:00Z')

const iso = (at: number | null) => new Date(at ?? 0).toISOString()

/** Ultravox, as its documentation says it. */
export const ultravox: Documented = {
  basePath: '',
  credentials: ['apiKey'],
  headers: ({ apiKey }) => ({ 'X-API-Key': apiKey ?? '' }),
  list: { method: 'GET', path: '/api/calls' },
  get: (id) => ({ method: 'GET', path: `/api/calls/${id}` }),
  call: (body) => body,
  rows: (body) => body.results,
  pagesBy: 'cursor',
  async *read(simulator, size, filters) {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const path = `/api/calls?${query({ ...filters, pageSize: size, ...(cursor ? { cursor } : {}) })}`
      const { body } = await ask(simulator, path)
      yield* body.results
      cursor = cursorOf(body.next)
    }
  },
  deep: ({ id }) => ({ path: `/api/calls?${query({ pageSize: 100, cursor: cursorAfter(id) })}`, rows: 0 }),
  id: 'callId',
  words: ['endReason', 'billingStatus'],
  stamps: ['created', 'joined'],
  idForm: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  // By stamps and reasons.
  hasNoWord: true,
  otherEnds: /^sip:\+15550[12]0\d{4}@sip\.example\.com$/,
  statuses: {
    created: 'queued',
    joined: 'in_progress',
    ended: 'completed',
    connection_error: 'failed',
    system_error: 'failed',
    unjoined: 'canceled',
  },
  rowMembers:
    'agent agentId billedDuration billedSideInputTokens billedSideOutputTokens billingStatus callId callbacks clientVersion created endReason ended experimentalSettings firstSpeaker firstSpeakerSettings inactivityMessages initialOutputMedium initialState joinTimeout joinUrl joined languageHint maxDuration medium metadata model recordingEnabled requestContext retentionPolicy shortSummary sipDetails summary systemPrompt temperature timeExceededMessage transcriptOptional vadSettings voice',
  // The bodies of errors are not documented.
  unauthorized: { detail: 'Invalid API key.' },
  errorBody: (detail) => ({ detail }),
  posts: () => '/api/calls',
  cases(simulator) {
    const calls = [...simulator.calls()]
    const rowOf = (call: SimulatedCall) => simulator.row(call) as Json
    const [first] = calls
    const agentId = first?.agent?.id
    const voiceId = first && rowOf(first).voice
    const live = calls.find(({ startedAt, endedAt }) => startedAt !== null && endedAt === null)
    const talked = calls.find((call) => rowOf(call).summary !== null)
    const sip = calls.find((call) => rowOf(call).sipDetails && call.endedAt !== null)
    const none = '/api/calls/00000000-0000-4000-8000-000000000000'
    const list = { operation: 'listCalls' }
    const make = { operation: 'makeCall', method: 'POST', path: '/api/calls' }
    const every = query({
      agentIds: agentId,
      cursor: cursorAfter(first?.id ?? ''),
      durationMax: '300s',
      durationMin: '0.5s',
      fromDate: '2026-01-01T00:00:00Z',
      pageSize: 10,
      search: 'asked',
      sort: '-created',
      timeOfDayEnd: '23:59:59.999999',
      timeOfDayStart: '00:00:00',
      toDate: '2027-01-01T00:00:00Z',
      voiceId,
    })
    return [
      { ...list, path: '/api/calls', status: 200 },
      { ...list, path: `/api/calls?${every}`, status: 200 },
      { ...list, path: '/api/calls?pageSize=many', status: 400, invalid: true },
      { ...list, path: '/api/calls?cursor=nonsense', status: 400 },
      { ...list, path: '/api/calls?sort=name', status: 400 },
      { ...list, path: '/api/calls?durationMin=5', status: 400 },
      { ...list, path: '/api/calls?timeOfDayStart=noon', status: 400 },
      ...calls.slice(0, 20).map(({ id }) => ({ operation: 'getCall', path: `/api/calls/${id}`, status: 200 })),
      { operation: 'getCall', path: none, status: 404 },
      { operation: 'listCallMessages', path: `/api/calls/${talked?.id}/messages?mode=in_call&pageSize=3`, status: 200 },
      { operation: 'listCallMessages', path: `/api/calls/${talked?.id}/messages`, status: 200 },
      { operation: 'listCallMessages', path: `/api/calls/${talked?.id}/messages?mode=all`, status: 400, invalid: true },
      { operation: 'listCallMessages', path: `${none}/messages`, status: 404 },
      { operation: 'listCallEvents', path: `/api/calls/${talked?.id}/events?minimum_severity=warning&pageSize=5`, status: 200 },
      { operation: 'listCallEvents', path: `/api/calls/${talked?.id}/events?minimum_severity=bad`, status: 400, invalid: true },
      { operation: 'getCallRecording', path: `${none}/recording`, status: 404 },
      { operation: 'getSipLogs', path: `/api/calls/${sip?.id}/sip_logs`, status: 302 },
      { operation: 'getSipLogs', path: `${none}/sip_logs`, status: 404 },
      { operation: 'listAgents', path: '/api/agents?pageSize=2&search=Agent', status: 200 },
      { operation: 'getAgent', path: `/api/agents/${agentId}`, status: 200 },
      { operation: 'getAgent', path: '/api/agents/00000000-0000-4000-8000-000000000000', status: 404 },
      { operation: 'listAgentCalls', path: `/api/agents/${agentId}/calls?pageSize=3`, status: 200 },
      {
        operation: 'makeAgentCall',
        method: 'POST',
        path: `/api/agents/${agentId}/calls`,
        body: { medium: { telnyx: { outgoing: { to: '+15550101001', from: '+15550201001' } } }, metadata: { source: 'crm' } },
        status: 201,
      },
      { ...make, body: { systemPrompt: 'Be brief.', medium: { webRtc: {} }, recordingEnabled: true }, status: 201 },
      { ...make, body: { metadata: { 'ultravox.key': 'x' } }, status: 400 },
      {
        operation: 'sendDataMessage',
        method: 'POST',
        path: `/api/calls/${live?.id}/send_data_message`,
        body: { type: 'hang_up', message: 'Good-bye.' },
        status: 204,
      },
      {
        operation: 'sendDataMessage',
        method: 'POST',
        path: `/api/calls/${first?.id}/send_data_message`,
        body: { message: 'Good-bye.' },
        status: 400,
        invalid: true,
      },
      { operation: 'deleteCall', method: 'DELETE', path: `/api/calls/${first?.id}`, status: 204 },
      { operation: 'deleteCall', method: 'DELETE', path: `/api/calls/${first?.id}`, status: 404 },
      { operation: 'getDeletedCall', path: `/api/deleted_calls/${first?.id}`, status: 200 },
      { operation: 'getDeletedCall', path: `/api/deleted_calls/${talked?.id}`, status: 404 },
      { operation: 'listDeletedCalls', path: '/api/deleted_calls?pageSize=2', status: 200 },
    ]
  },
  filters(call) {
    const created = ({ createdAt }: SimulatedCall) => createdAt ?? 0
    const billed = (row: Json) => (row.billedDuration === null ? null : Number.parseFloat(row.billedDuration))
    const timeOf = (each: SimulatedCall) => iso(each.createdAt).slice(11, 19)
    return [
      { filters: { agentIds: call.agent?.id }, keeps: ({ agent }) => agent?.id === call.agent?.id },
      { filters: { fromDate: iso(at) }, keeps: (each) => created(each) >= at },
      { filters: { toDate: iso(at) }, keeps: (each) => created(each) <= at },
      // Both ends of a day count.
      { filters: { fromDate: '2026-11-20' }, keeps: (each) => created(each) >= at },
      { filters: { toDate: '2026-11-19' }, keeps: (each) => created(each) < at },
      { filters: { timeOfDayStart: '12:00:00' }, keeps: (each) => timeOf(each) >= '12:00:00' },
      { filters: { timeOfDayEnd: '12:00:00.000' }, keeps: (each) => iso(each.createdAt).slice(11) <= '12:00:00.000Z' },
      { filters: { durationMin: '300s' }, keeps: (_, row) => (billed(row) ?? -1) >= 300 },
      { filters: { durationMax: '300s' }, keeps: (_, row) => (billed(row) ?? 1e9) <= 300 },
      { filters: { search: 'a refund' }, keeps: (_, row) => row.summary?.includes('a refund') ?? false },
      { filters: { voiceId: call.agent?.id }, keeps: () => false, keepsNone: true },
      { filters: { 'metadata.source': 'crm' }, keeps: () => false, keepsNone: true },
    ]
  },
  async recordingAddress(simulator, id) {
    const { headers } = await ask(simulator, `/api/calls/${id}/recording`)
    return headers.get('location') ?? ''
  },
  parts: [
    { part: 'analysis', of: (row) => row.summary },
    { part: 'transcript', path: (id) => `/api/calls/${id}/messages?mode=in_call`, of: (body) => body.results },
  ],
}
