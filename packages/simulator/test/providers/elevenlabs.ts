import { ask, type Json } from '../ask.js'
import { type Documented, query } from '../documented.js'

const LIST = '/v1/convai/conversations'

/** Lists of values go out as the name once per value. */
const asked = (values: Record<string, unknown>): string =>
  query(Object.fromEntries(Object.entries(values).filter(([, value]) => !Array.isArray(value)))) +
  Object.entries(values)
    .filter(([, value]) => Array.isArray(value))
    .flatMap(([name, value]) => (value as string[]).map((each) => `&${query({ [name]: each })}`))
    .join('')

const one = (id: string | undefined, rest = '') => `${LIST}/${id}${rest}`

/** Some calls started before, some after. */
const NOON = Date.parse('2026-11-19T12:00:00Z') / 1000

/** When a call started, in seconds since 1970. */
const seconds = ({ startedAt }: { startedAt: number | null }): number => (startedAt ?? 0) / 1000

/** ElevenLabs, as its documentation says it. */
export const elevenlabs: Documented = {
  basePath: '',
  credentials: ['apiKey'],
  headers: ({ apiKey }) => ({ 'xi-api-key': apiKey ?? '' }),
  list: { method: 'GET', path: LIST },
  get: (id) => ({ method: 'GET', path: one(id) }),
  call: (body) => body,
  rows: (body) => body.conversations,
  pagesBy: 'cursor',
  async *read(simulator, size, filters) {
    for (let cursor: string | undefined, more = true; more; ) {
      const { body } = await ask(simulator, `${LIST}?${asked({ ...filters, page_size: size, ...(cursor && { cursor }) })}`)
      yield* body.conversations
      cursor = body.next_cursor
      more = body.has_more
    }
  },
  // From the other end, the page after the oldest call is full.
  deep: ({ id }) => ({
    path: `${LIST}?${asked({ page_size: 100, sort_direction: 'asc', cursor: Buffer.from(id).toString('base64url') })}`,
    rows: 100,
  }),
  id: 'conversation_id',
  words: ['status', 'direction', 'conversation_initiation_source'],
  stamps: ['start_time_unix_secs'],
  idForm: /^conv_[0-9a-f]{12}$/,
  statuses: {
    initiated: 'queued',
    'in-progress': 'in_progress',
    processing: 'in_progress',
    done: 'completed',
    failed: 'failed',
  },
  rowMembers:
    'agent_id agent_name branch_id call_duration_secs call_success_score call_successful call_summary_title conversation_id conversation_initiation_source direction main_language message_count rating sentiment_analysis start_time_unix_secs status tag_ids termination_reason tool_names version_id',
  asRow: ({ metadata, analysis, ...call }) => ({
    ...call,
    start_time_unix_secs: metadata.start_time_unix_secs,
    call_duration_secs: metadata.call_duration_secs,
    termination_reason: metadata.termination_reason,
    main_language: metadata.main_language,
    conversation_initiation_source: metadata.conversation_initiation_source,
    direction: metadata.phone_call?.direction ?? null,
    call_successful: analysis?.call_successful ?? 'unknown',
    call_summary_title: analysis?.call_summary_title ?? null,
    message_count: call.transcript.filter(({ message }: Json) => message !== null).length,
  }),
  hidesCreation: true,
  // The example of the help page, in the older shape.
  unauthorized: { detail: { status: 'invalid_api_key', message: 'Invalid API key' } },
  // Of a 429, the current shape and its word are documented.
  errorBody: (message, status) => ({
    detail:
      status === 429
        ? { code: 'rate_limit_exceeded', status: 'rate_limit_exceeded', message }
        : { status: status === 404 ? 'not_found' : 'error', message },
  }),
  posts: () => '/v1/convai/twilio/outbound-call',
  cases(simulator) {
    const calls = [...simulator.calls()]
    const done = calls.find(({ state }) => state === 'completed')
    const silent = calls.find(({ status }) => status === 'initiated')
    const agentId = calls[0]?.agent?.id
    const list = (values: Record<string, unknown>) => ({ operation: 'listConversations', path: `${LIST}?${asked(values)}` })
    const wrong = { status: 422, invalid: true } as const
    const twilio = { operation: 'callByTwilio', method: 'POST', path: '/v1/convai/twilio/outbound-call' }
    const sip = { operation: 'callBySipTrunk', method: 'POST', path: '/v1/convai/sip-trunk/outbound-call' }
    const submit = { operation: 'submitBatch', method: 'POST', path: '/v1/convai/batch-calling/submit' }
    const dial = {
      agent_id: agentId ?? '',
      agent_phone_number_id: (agentId ?? '').replace('agent_', 'phnum_'),
      to_number: '+15550101007',
    }
    const recipients = [{ phone_number: '+15550101007' }, { phone_number: '+15550101008' }]
    return [
      { operation: 'listConversations', path: LIST, status: 200 },
      {
        ...list({
          page_size: 100,
          sort_direction: 'asc',
          agent_id: agentId,
          visited_agent_ids: [agentId, 'agent_x'],
          call_successful: 'success',
          call_start_before_unix: 1_900_000_000,
          call_start_after_unix: 1,
          call_duration_min_secs: 1,
          call_duration_max_secs: 6000,
          rating_max: 5,
          rating_min: 1,
          has_feedback_comment: false,
          include_invalid_tool_calls: true,
          main_languages: ['de', 'en'],
          summary_mode: 'include',
          text_only: false,
          conversation_product_type: 'agents',
          exclude_statuses: ['failed', 'in-progress'],
        }),
        status: 200,
      },
      {
        ...list({
          evaluation_params: ['a:success'],
          data_collection_params: ['b:gt:3'],
          tag_ids: ['x'],
          guardrail_types: ['hate'],
        }),
        status: 200,
      },
      { ...list({ page_size: 101 }), ...wrong },
      { ...list({ page_size: 0 }), ...wrong },
      { ...list({ sort_direction: 'up' }), ...wrong },
      { ...list({ call_successful: 'yes' }), ...wrong },
      { ...list({ call_start_after_unix: '2026-11-20' }), ...wrong },
      { ...list({ rating_min: 6 }), ...wrong },
      { ...list({ text_only: 'maybe' }), ...wrong },
      { ...list({ summary_mode: 'always' }), ...wrong },
      { ...list({ conversation_initiation_source: 'fax' }), ...wrong },
      // Neither the unified word nor the one of batches.
      { ...list({ exclude_statuses: ['done', 'in_progress'] }), ...wrong },
      ...calls.slice(0, 20).map(({ id }) => ({ operation: 'getConversation', path: one(id), status: 200 })),
      { operation: 'getConversation', path: one(done?.id, '?format=opentelemetry'), status: 200 },
      { operation: 'getConversation', path: one(done?.id, '?format=xml'), ...wrong },
      { operation: 'getConversation', path: one('conv_000000000000'), status: 404 },
      { operation: 'getConversationAudio', path: one(silent?.id, '/audio'), status: 404 },
      { operation: 'getConversationSummary', path: one(done?.id, '/summary'), status: 200 },
      { operation: 'getConversationSummary', path: one(done?.id, '/summary?max_messages=1'), status: 200 },
      { operation: 'getConversationSummary', path: one(done?.id, '/summary?max_messages=few'), ...wrong },
      { operation: 'sendFeedback', method: 'POST', path: one(done?.id, '/feedback'), body: { feedback: 'like' }, status: 200 },
      { operation: 'sendFeedback', method: 'POST', path: one(done?.id, '/feedback'), body: { feedback: 'meh' }, ...wrong },
      { operation: 'analyseConversation', method: 'POST', path: one(done?.id, '/analysis/run'), status: 200 },
      { operation: 'analyseConversation', method: 'POST', path: one('nobody', '/analysis/run'), status: 404 },
      { operation: 'deleteConversation', method: 'DELETE', path: one(done?.id), status: 200 },
      { operation: 'deleteConversation', method: 'DELETE', path: one(done?.id), status: 404 },
      { ...twilio, body: { ...dial, call_recording_enabled: true }, status: 200 },
      // A 200 need not be a call.
      { ...twilio, body: { ...dial, to_number: 'the office' }, status: 200 },
      { ...twilio, body: { agent_id: agentId }, ...wrong },
      { ...twilio, body: { ...dial, agent_id: 'nobody' }, status: 404 },
      { ...sip, body: { ...dial, conversation_initiation_client_data: { user_id: 'u1' } }, status: 200 },
      { ...sip, body: {}, ...wrong },
      { ...submit, body: { call_name: 'May', agent_id: agentId, recipients, scheduled_time_unix: 1_800_000_000 }, status: 200 },
      { ...submit, body: { agent_id: agentId, recipients }, ...wrong },
      { operation: 'listBatches', path: '/v1/convai/batch-calling/workspace', status: 200 },
      { operation: 'listBatches', path: `/v1/convai/batch-calling/workspace?limit=2&agent_id=${agentId}`, status: 200 },
      { operation: 'listBatches', path: '/v1/convai/batch-calling/workspace?limit=all', ...wrong },
      { operation: 'getBatch', path: '/v1/convai/batch-calling/nothing', status: 404 },
      { operation: 'cancelBatch', method: 'POST', path: '/v1/convai/batch-calling/nothing/cancel', status: 404 },
      { operation: 'listAgents', path: '/v1/convai/agents?page_size=2&sort_by=created_at&sort_direction=desc', status: 200 },
      { operation: 'listAgents', path: '/v1/convai/agents?search=sales&archived=false&tags=sales', status: 200 },
      { operation: 'listAgents', path: '/v1/convai/agents?sort_by=age', ...wrong },
      { operation: 'getAgent', path: `/v1/convai/agents/${agentId}`, status: 200 },
      { operation: 'getAgent', path: '/v1/convai/agents/nobody', status: 404 },
      { operation: 'listPhoneNumbers', path: `/v1/convai/phone-numbers?provider=twilio&agent_id=${agentId}`, status: 200 },
      { operation: 'listPhoneNumbers', path: '/v1/convai/phone-numbers?provider=vonage', ...wrong },
      { operation: 'getPhoneNumber', path: `/v1/convai/phone-numbers/${dial.agent_phone_number_id}`, status: 200 },
      { operation: 'getPhoneNumber', path: '/v1/convai/phone-numbers/none', status: 404 },
    ]
  },
  followUps: [
    {
      operation: 'getBatch',
      from: '/v1/convai/batch-calling/workspace?limit=1',
      pick: (body) => body.batch_calls[0].id,
      path: (id) => `/v1/convai/batch-calling/${id}`,
      status: 200,
    },
    {
      operation: 'listBatches',
      from: '/v1/convai/batch-calling/workspace?limit=3',
      pick: (body) => body.next_doc,
      path: (id) => `/v1/convai/batch-calling/workspace?limit=3&last_doc=${id}`,
      status: 200,
    },
    {
      operation: 'cancelBatch',
      from: '/v1/convai/batch-calling/workspace?limit=1',
      pick: (body) => body.batch_calls[0].id,
      path: (id) => `/v1/convai/batch-calling/${id}/cancel`,
      method: 'POST',
      status: 200,
    },
    {
      operation: 'listAgents',
      from: '/v1/convai/agents?page_size=2',
      pick: (body) => body.next_cursor,
      path: (id) => `/v1/convai/agents?page_size=2&cursor=${id}`,
      status: 200,
    },
  ],
  filters: (call) => [
    { filters: { agent_id: call.agent?.id }, keeps: ({ agent }) => agent?.id === call.agent?.id },
    { filters: { visited_agent_ids: ['agent_x', call.agent?.id] }, keeps: ({ agent }) => agent?.id === call.agent?.id },
    { filters: { call_successful: 'failure' }, keeps: (_, row) => row.call_successful === 'failure' },
    { filters: { call_start_after_unix: NOON }, keeps: (other) => seconds(other) >= NOON },
    { filters: { call_start_before_unix: NOON }, keeps: (other) => seconds(other) <= NOON },
    { filters: { call_duration_min_secs: 120 }, keeps: ({ durationSeconds }) => Number(durationSeconds) >= 120 },
    { filters: { call_duration_max_secs: 120 }, keeps: ({ durationSeconds }) => Number(durationSeconds) <= 120 },
    { filters: { rating_min: 4 }, keeps: (_, row) => row.rating !== null && row.rating >= 4 },
    { filters: { rating_max: 2 }, keeps: (_, row) => row.rating !== null && row.rating <= 2 },
    { filters: { has_feedback_comment: true }, keeps: () => false, keepsNone: true },
    { filters: { tool_names: ['look_up', 'transfer'] }, keeps: (_, row) => row.tool_names.includes('look_up') },
    { filters: { tool_names_successful: ['look_up'] }, keeps: (_, row) => row.tool_names.includes('look_up') },
    { filters: { tool_names_errored: ['look_up'] }, keeps: () => false, keepsNone: true },
    { filters: { main_languages: ['de', 'fr'] }, keeps: (_, row) => row.main_language === 'de' },
    { filters: { search: 'Good-bye' }, keeps: (_, row) => row.message_count > 0 },
    {
      filters: { conversation_initiation_source: 'widget' },
      keeps: (_, row) => row.conversation_initiation_source === 'widget',
    },
    { filters: { conversation_product_type: 'speech_engine' }, keeps: () => false, keepsNone: true },
    {
      filters: { exclude_statuses: ['done', 'in-progress'] },
      keeps: ({ status }) => status !== 'done' && status !== 'in-progress',
    },
    {
      filters: { termination_reasons: ['Client disconnected: 1000'] },
      keeps: ({ endReason }) => endReason === 'Client disconnected: 1000',
    },
    { filters: { branch_id: 'agtbrch_x' }, keeps: () => false, keepsNone: true },
  ],
  parts: [
    { part: 'transcript', path: (id) => one(id), of: ({ transcript }) => (transcript.length > 0 ? transcript : null) },
    { part: 'analysis', of: (row) => row.sentiment_analysis },
    { part: 'analysis', path: (id) => one(id), of: ({ analysis }) => analysis },
    { part: 'recording', path: (id) => one(id), of: ({ has_audio }) => has_audio || null },
    { part: 'cost', path: (id) => one(id), of: ({ metadata }) => metadata.cost },
  ],
}
