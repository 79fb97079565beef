import { ask } from '../ask.js'
import { type Documented, query, someNumber } from '../documented.js'

/** Some calls are of before, some of after. */
const day = Date.parse('2026-11-20T00:00:00Z')

/** The first agent. */
const AGENT = '12acc0ac-df2a-47af-afe3-e1aa4380a300'

const calls = (inputs: object, agent: string = AGENT) => `/calls?${query({ model_id: agent, ...inputs })}`

/** Synthflow, as its documentation says it. */
export const synthflow: Documented = {
  basePath: '/v2',
  credentials: ['apiKey'],
  headers: ({ apiKey }) => ({ Authorization: `Bearer ${apiKey}` }),
  list: { method: 'GET', path: calls({}) },
  listsByAgent: true,
  get: (id) => ({ method: 'GET', path: `/calls/${id}` }),
  call: (body) => body.response.calls[0],
  asRow: ({ status, ...call }) => ({ ...call, call_status: status }),
  rows: (body) => body.response.calls,
  pagesBy: 'offset',
  page: (number) => ({ path: calls({ limit: 10, offset: number * 10 }) }),
  async *read(simulator, size, filters) {
    const { body: agents } = await ask(simulator, '/assistants/')
    for (const { model_id } of agents.response.assistants) {
      for (let done = 0, total = 1; done < total; ) {
        const { body } = await ask(simulator, calls({ ...filters, limit: size, offset: done }, model_id))
        yield* body.response.calls
        done += body.response.calls.length
        total = body.response.pagination.total_records
      }
    }
  },
  deep: () => ({ path: calls({ limit: 100, offset: 500_000 }), rows: 100 }),
  id: 'call_id',
  words: ['call_status', 'type_of_call'],
  stamps: ['start_time'],
  idForm: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  statuses: {
    pending: 'queued',
    registered: 'queued',
    queue: 'queued',
    ringing: 'ringing',
    'in-progress': 'in_progress',
    completed: 'completed',
    hangup_on_voicemail: 'completed',
    left_voicemail: 'completed',
    'no-answer': 'no_answer',
    busy: 'busy',
    failed: 'failed',
    canceled: 'canceled',
    'user-canceled': 'canceled',
    spam: 'unknown',
    paused: 'unknown',
  },
  rowMembers:
    'agent_phone_number agents_used call_id call_status campaign_type collected_variables deployment_type duration? end_call_reason? error_message executed_actions judge_results labels lead_name lead_phone_number model_id name phone_number_from phone_number_to recording_duration recording_url start_time? telephony_disconnect_reason telephony_duration telephony_end telephony_hangup telephony_start timezone transcript type_of_call',
  hidesCreation: true,
  unauthorized: {
    detail: {
      status: 'error',
      description: 'Unauthorized: Invalid or expired token.',
      request_id: '00000000000000000000000000000000',
      category: 'important',
    },
  },
  errorBody: (description) => ({
    detail: { status: 'error', description, request_id: '00000000000000000000000000000000', category: 'important' },
  }),
  cases(simulator) {
    const [call] = simulator.calls()
    const all = { limit: 10, from_date: day, to_date: day, call_status: 'x', duration_min: 10, duration_max: 10 }
    return [
      { operation: 'listCalls', path: calls({}), status: 200 },
      {
        operation: 'listCalls',
        path: calls({ ...all, lead_phone_number: 'x', action_id: 'x', include_all_actions: true }),
        status: 200,
      },
      { operation: 'listCalls', path: '/calls', status: 400, invalid: true },
      { operation: 'listCalls', path: calls({}, 'none'), status: 404 },
      { operation: 'listCalls', path: calls({ limit: 'nonsense' }), status: 400, invalid: true },
      { operation: 'listCalls', path: calls({ from_date: 'nonsense' }), status: 400, invalid: true },
      { operation: 'listCalls', path: calls({ to_date: 'nonsense' }), status: 400, invalid: true },
      { operation: 'listCalls', path: calls({ duration_min: 'nonsense' }), status: 400, invalid: true },
      { operation: 'listCalls', path: calls({ duration_max: 'nonsense' }), status: 400, invalid: true },
      { operation: 'getCall', path: `/calls/${call?.id}`, status: 200 },
      { operation: 'getCall', path: '/calls/none', status: 404 },
      { operation: 'getCallRecording', path: '/calls/none/recording', status: 404 },
      { operation: 'listAgents', path: '/assistants/', status: 200 },
      { operation: 'listAgents', path: `/assistants/?${query({ limit: 2, offset: 1 })}`, status: 200 },
      { operation: 'getAgent', path: `/assistants/${AGENT}`, status: 200 },
      {
        operation: 'makeCall',
        method: 'POST',
        path: '/calls',
        body: { model_id: AGENT, phone: someNumber, name: 'Jane Example' },
        status: 200,
      },
      { operation: 'makeCall', method: 'POST', path: '/calls', body: { model_id: AGENT }, status: 400, invalid: true },
    ]
  },
  filters: () => [
    { filters: { call_status: 'completed' }, keeps: ({ status }) => status === 'completed' },
    { filters: { from_date: day }, keeps: ({ startedAt }) => startedAt !== null && startedAt >= day },
    { filters: { to_date: day }, keeps: (_, row) => row.telephony_end !== null && Date.parse(`${row.telephony_end}Z`) <= day },
    { filters: { duration_min: 60 }, keeps: ({ durationSeconds }) => durationSeconds !== null && durationSeconds >= 60 },
    { filters: { duration_max: 60 }, keeps: ({ durationSeconds }) => durationSeconds !== null && durationSeconds <= 60 },
    { filters: { lead_phone_number: someNumber }, keeps: ({ from, to }) => from === someNumber || to === someNumber },
  ],
  parts: [
    { part: 'transcript', of: (body) => body.transcript },
    { part: 'analysis', of: (body) => body.judge_results },
    { part: 'recording', of: (body) => body.recording_url },
  ],
}
