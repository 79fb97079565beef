import { ask } from '../ask.js'
import { type Documented, query } from '../documented.js'

const ACCOUNT = '/texml/Accounts/61bf923e-5e4d-4595-a110-56190ea18a1b'
const LIST = `${ACCOUNT}/Calls`
const NOBODY = 'v3:00000000000000000000_000000000000000000000000000000000'
const NONE = '00000000-0000-4000-8000-000000000000'

/** Some calls are of this day, some of the day before. */
const DAY = '2026-11-20'
const BEFORE = '2026-11-19'
const BEGIN = Date.parse('2026-11-20T00:00:00Z')

/** Telnyx, as its documentation says it. */
export const telnyx: Documented = {
  basePath: '/v2',
  credentials: ['apiKey', 'accountSid'],
  headers: ({ apiKey }) => ({ Authorization: `Bearer ${apiKey}` }),
  list: { method: 'GET', path: LIST },
  get: (id) => ({ method: 'GET', path: `${LIST}/${id}` }),
  call: (body) => body,
  rows: (body) => body.calls,
  pagesBy: 'row',
  async *read(simulator, size, filters) {
    let path: string | undefined = `${LIST}?${query({ ...filters, PageSize: size })}`
    while (path) {
      const { body }: Awaited<ReturnType<typeof ask>> = await ask(simulator, path)
      yield* body.calls
      // The link is relative to the host, has the /v2 of the base URL again, and is followed as it is.
      path = body.next_page_uri?.replace(/^\/v2/, '')
    }
  },
  deep: (oldest) => ({
    path: `${LIST}?${query({ PageSize: 100, Page: 5000, PageToken: Buffer.from(oldest.id).toString('base64url') })}`,
    rows: 0,
  }),
  id: 'sid',
  words: ['status', 'direction'],
  stamps: ['date_created', 'start_time'],
  idForm: /^v3:[\w-]{54}$/,
  otherEnds: /^sip:desk-\d@sip\.example\.com$/,
  statuses: {
    ringing: 'ringing',
    'in-progress': 'in_progress',
    canceled: 'canceled',
    completed: 'completed',
    failed: 'failed',
    busy: 'busy',
    'no-answer': 'no_answer',
  },
  rowMembers:
    'account_sid answered_by? caller_name? date_created date_updated direction duration? end_time? from from_formatted price? price_unit? sid start_time? status to to_formatted uri',
  unauthorized: {
    errors: [{ code: '10009', title: 'Authentication failed', detail: 'Could not understand the provided credentials.' }],
  },
  errorBody: (message, status) => ({
    errors: [{ ...(status === 429 ? { code: '10011', title: 'Too many requests' } : {}), detail: message }],
  }),
  posts: () => LIST,
  cases(simulator) {
    const calls = [...simulator.calls()]
    const [call] = calls
    const over = calls.find(({ state }) => state === 'completed')
    const ongoing = calls.find(({ state }) => state === 'in_progress')
    const number = calls.find(({ agentNumber }) => agentNumber?.startsWith('+'))?.agentNumber
    const list = { operation: 'listCalls' }
    const get = { operation: 'getCall' }
    const make = { operation: 'makeCall', method: 'POST', path: LIST } as const
    const update = { operation: 'updateCall', method: 'POST', form: true } as const
    const talks = { operation: 'listConversations' }
    // The names of both sources.
    const days = ['', '_gt', '_lt', '>', '<'].flatMap((operator) => [`StartTime${operator}`, `EndTime${operator}`])
    const everyDay = Object.fromEntries(days.map((name) => [name, DAY]))
    return [
      { ...list, path: LIST, status: 200 },
      { ...list, path: `${LIST}?${query({ ...everyDay, PageSize: 1000, Page: 0 })}`, status: 200 },
      { ...list, path: `${LIST}?${query({ From: call?.from, To: call?.to, Status: 'no-answer' })}`, status: 200 },
      { ...list, path: `${LIST}?Status=in-progress`, status: 422, invalid: true },
      { ...list, path: `${LIST}?PageSize=0`, status: 422, invalid: true },
      { ...list, path: `${LIST}?PageToken=bm9uZQ`, status: 422 },
      { ...list, path: `${LIST}?StartTime_gt=yesterday`, status: 422 },
      { ...list, path: '/texml/Accounts/00000000-0000-4000-8000-000000000000/Calls', status: 404 },
      ...calls.slice(0, 12).map(({ id }) => ({ ...get, path: `${LIST}/${id}`, status: 200 })),
      { ...get, path: `${LIST}/${encodeURIComponent(call?.id ?? '')}`, status: 200 },
      { ...get, path: `${LIST}/${NOBODY}`, status: 404 },
      { operation: 'listCallRecordings', path: `${LIST}/${over?.id}/Recordings.json`, status: 200 },
      { operation: 'listCallRecordings', path: `${LIST}/${ongoing?.id}/Recordings.json?PageSize=1`, status: 200 },
      { operation: 'listCallRecordings', path: `${LIST}/${NOBODY}/Recordings.json`, status: 404 },
      { operation: 'getRecording', path: `${ACCOUNT}/Recordings/${NONE}.json`, status: 404 },
      { operation: 'getTranscription', path: `${ACCOUNT}/Transcriptions/${NONE}.json`, status: 404 },
      { operation: 'listRecordingTranscriptions', path: '/recording_transcriptions?page%5Bsize%5D=2', status: 200 },
      {
        operation: 'listRecordingTranscriptions',
        path: `/recording_transcriptions?filter%5Brecording_id%5D=${NONE}`,
        status: 200,
      },
      {
        operation: 'listRecordingTranscriptions',
        path: '/recording_transcriptions?page%5Bsize%5D=251',
        status: 422,
        invalid: true,
      },
      { ...talks, path: '/ai/conversations', status: 200 },
      { ...talks, path: `/ai/conversations?${query({ 'metadata->call_control_id': `eq.${over?.id}` })}`, status: 200 },
      { ...talks, path: '/ai/conversations?limit=2&order=created_at.asc&created_at=gte.2025-01-01', status: 200 },
      { ...talks, path: `/ai/conversations?${query({ 'metadata->assistant_id': 'eq.assistant-123' })}`, status: 200 },
      { ...talks, path: '/ai/conversations?created_at=2025-01-01', status: 422 },
      { operation: 'listMessages', path: `/ai/conversations/${NONE}/messages`, status: 200 },
      { operation: 'listConversationInsights', path: `/ai/conversations/${NONE}/conversations-insights`, status: 200 },
      { ...make, body: { To: '+15550101001', From: number, Url: 'https://example.com' }, status: 200 },
      { ...make, body: { From: number }, status: 422 },
      { ...make, body: { To: '+15550101001', From: 'nobody' }, status: 422 },
      { ...update, path: `${LIST}/${ongoing?.id}`, body: { Status: 'completed' }, status: 200 },
      { ...update, path: `${LIST}/${over?.id}`, body: { Url: 'https://example.com' }, status: 200 },
      { ...update, path: `${LIST}/${over?.id}`, body: { Status: 'canceled' }, status: 422 },
      { ...update, path: `${LIST}/${NOBODY}`, body: { Status: 'completed' }, status: 404 },
    ]
  },
  followUps: [
    {
      from: '/recording_transcriptions',
      pick: (body) => body.data[0].recording_id,
      operation: 'getRecording',
      path: (id) => `${ACCOUNT}/Recordings/${id}.json`,
      status: 200,
    },
    {
      from: '/recording_transcriptions',
      pick: (body) => body.data[0].id,
      operation: 'getTranscription',
      path: (id) => `${ACCOUNT}/Transcriptions/${id}.json`,
      status: 200,
    },
    {
      from: '/recording_transcriptions',
      pick: (body) => body.data[0].recording_id,
      operation: 'listRecordingTranscriptions',
      path: (id) => `/recording_transcriptions?filter%5Brecording_id%5D=${id}`,
      status: 200,
    },
    {
      from: '/ai/conversations',
      pick: (body) => body.data[0].id,
      operation: 'listMessages',
      path: (id) => `/ai/conversations/${id}/messages?page%5Bnumber%5D=2&page%5Bsize%5D=2`,
      status: 200,
    },
    {
      from: '/ai/conversations',
      pick: (body) => body.data[0].id,
      operation: 'listConversationInsights',
      path: (id) => `/ai/conversations/${id}/conversations-insights`,
      status: 200,
    },
  ],
  filters: (call) => [
    { filters: { Status: 'busy' }, keeps: ({ status }) => status === 'busy' },
    { filters: { From: call.from }, keeps: ({ from }) => from === call.from },
    { filters: { To: call.to }, keeps: ({ to }) => to === call.to },
    { filters: { StartTime: DAY }, keeps: ({ startedAt: at }) => at !== null && at >= BEGIN },
    // What becomes of calls without a start is a knob, and so is what becomes of the day itself.
    { filters: { StartTime_gt: BEFORE }, keeps: ({ startedAt: at }) => at === null || at >= BEGIN },
    { filters: { StartTime_lt: DAY }, keeps: ({ startedAt: at }) => at === null || at < BEGIN },
    { filters: { EndTime: DAY }, keeps: ({ endedAt: at }) => at !== null && at >= BEGIN },
    { filters: { EndTime_gt: BEFORE }, keeps: ({ endedAt: at }) => at !== null && at >= BEGIN },
    { filters: { EndTime_lt: DAY }, keeps: ({ endedAt: at }) => at !== null && at < BEGIN },
  ],
  async recordingAddress(simulator, id) {
    const { body } = await ask(simulator, `${LIST}/${id}/Recordings.json`)
    return body.recordings.at(-1)?.media_url ?? ''
  },
  parts: [
    { part: 'recording', path: (id) => `${LIST}/${id}/Recordings.json`, of: (body) => body.recordings.at(-1) },
    { part: 'cost', of: (row) => row.price },
  ],
}
