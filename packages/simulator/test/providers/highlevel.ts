import { ask, type Json } from '../ask.js'
import { type Documented, query } from '../documented.js'

const LOGS = '/voice-ai/dashboard/call-logs'
const AGENTS = '/voice-ai/agents'

/** The location of the simulator's account. */
const locationId = 'LOC123456789ABCDEF'

const logs = (values: Record<string, unknown> = {}) => `${LOGS}?${query({ locationId, ...values })}`
const single = (id: unknown) => `${LOGS}/${id}?${query({ locationId })}`
const recording = (id: string) => `/conversations/messages/${id}/locations/${locationId}/recording`
const transcription = (id: string) => `/conversations/locations/${locationId}/messages/${id}/transcription`

/** Some calls are of before, some of after. */
const day = Date.parse('2026-11-20T00:00:00Z')
const far = Date.parse('2030-01-01T00:00:00Z')

/** HighLevel, as its documentation says it. */
export const highlevel: Documented = {
  basePath: '',
  credentials: ['token', 'locationId'],
  headers: ({ token }) => ({ Authorization: `Bearer ${token}` }),
  constantHeaders: { Version: '2021-04-15' },
  list: { method: 'GET', path: logs() },
  get: (id) => ({ method: 'GET', path: single(id) }),
  call: (body) => body,
  rows: (body) => body.callLogs,
  pagesBy: 'page',
  page: (number) => ({ path: logs({ pageSize: 10, page: number + 1 }) }),
  async *read(simulator, size, filters) {
    for (let page = 1; ; page++) {
      const pageSize = Math.min(50, size)
      const { body } = await ask(simulator, logs({ ...filters, pageSize, page }))
      yield* body.callLogs
      if (page * pageSize >= body.total) return
    }
  },
  deep: () => ({ path: logs({ pageSize: 50, page: 10_001 }), rows: 50 }),
  id: 'id',
  words: [],
  stamps: ['createdAt'],
  idForm: /^[0-9a-f]{24}$/,
  // Rows have no status at all.
  hasNoWord: true,
  statuses: {},
  rowMembers:
    'agentId contactId? createdAt duration executedCallActions extractedData? fromNumber? id isAgentDeleted messageId? summary transcript translation? trialCall',
  unauthorized: { statusCode: 401, message: 'Invalid token: access token is invalid', error: 'Unauthorized' },
  errorBody: (message, status) => ({
    statusCode: status,
    message,
    ...(status === 401 && { error: 'Unauthorized' }),
    ...(status === 403 && { error: 'Forbidden' }),
  }),
  cases(simulator) {
    const calls = [...simulator.calls()]
    const [call] = calls
    // Nobody sums up what was not said.
    const spoken = calls.map((each) => simulator.row(each) as Json).find(({ summary, messageId }) => summary && messageId)
    // Without a path to its recording, the id of a call's message is none of the conversations.
    const status = calls.some(({ recordingUrl }) => recordingUrl !== null) ? 200 : 404
    const list = { operation: 'listCallLogs' }
    const every = {
      agentId: call?.agent?.id,
      contactId: `${spoken?.contactId},none`,
      callType: 'LIVE',
      startDate: day,
      endDate: far,
      actionType: 'SMS,CALL_TRANSFER',
      sortBy: 'duration',
      sort: 'ascend',
      page: 1,
      pageSize: 50,
    }
    return [
      { ...list, path: logs(), status: 200 },
      { ...list, path: logs(every), status: 200 },
      { ...list, path: logs({ callType: 'nonsense' }), status: 400, invalid: true },
      { ...list, path: logs({ actionType: 'nonsense' }), status: 400, invalid: true },
      { ...list, path: logs({ startDate: 'yesterday', endDate: far }), status: 400, invalid: true },
      // Both or neither, and in this order.
      { ...list, path: logs({ startDate: day }), status: 400 },
      { ...list, path: logs({ endDate: day }), status: 400 },
      { ...list, path: logs({ startDate: far, endDate: day }), status: 400 },
      { ...list, path: logs({ startDate: day, endDate: day }), status: 400 },
      { ...list, path: logs({ sortBy: 'nonsense' }), status: 400, invalid: true },
      { ...list, path: logs({ sortBy: 'createdAt', sort: 'nonsense' }), status: 400, invalid: true },
      { ...list, path: logs({ sort: 'ascend' }), status: 400 },
      { ...list, path: logs({ page: 0 }), status: 400, invalid: true },
      { ...list, path: LOGS, status: 400, invalid: true },
      { operation: 'getCallLog', path: single(call?.id), status: 200 },
      { operation: 'listAgents', path: `${AGENTS}?${query({ locationId, query: 'sales', page: 1, pageSize: 50 })}`, status: 200 },
      { operation: 'listAgents', path: `${AGENTS}?${query({ locationId, pageSize: 51 })}`, status: 422, invalid: true },
      { operation: 'getMessage', path: `/conversations/messages/${spoken?.messageId}`, status },
      { operation: 'getMessage', path: '/conversations/messages/none', status: 404 },
      { operation: 'getTranscription', path: transcription(spoken?.messageId), status },
      { operation: 'getTranscription', path: transcription('none'), status: 404 },
      { operation: 'getRecording', path: recording('none'), status: 404 },
    ]
  },
  filters: (call) => [
    { filters: { agentId: call.agent?.id }, keeps: ({ agent }) => agent?.id === call.agent?.id },
    { filters: { callType: 'TRIAL' }, keeps: ({ isTest }) => isTest === true },
    { filters: { callType: 'LIVE' }, keeps: ({ isTest }) => isTest === false },
    { filters: { startDate: day, endDate: far }, keeps: ({ createdAt }) => (createdAt ?? 0) >= day },
    { filters: { startDate: 946_684_800_000, endDate: day }, keeps: ({ createdAt }) => (createdAt ?? far) <= day },
    {
      filters: { actionType: 'SMS,WORKFLOW_TRIGGER' },
      keeps: (_, row) =>
        row.executedCallActions.some(({ actionType }: Json) => actionType === 'SMS' || actionType === 'WORKFLOW_TRIGGER'),
    },
    { filters: { contactId: call.contact?.id }, keeps: ({ contact }) => contact?.id === call.contact?.id },
  ],
  parts: [
    { part: 'transcript', path: single, of: (body) => body.transcript },
    { part: 'analysis', path: single, of: (body) => body.summary },
  ],
}
