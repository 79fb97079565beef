import { ask } from '../ask.js'
import { type Documented, day, query, someNumber } from '../documented.js'

/** Some calls are of before, some of after. */
const MIDNIGHT = '2026-11-20T00:00:00Z'
const DAY = Date.parse(MIDNIGHT)

/** Bland, as its documentation says it. */
export const bland: Documented = {
  basePath: '',
  credentials: ['apiKey'],
  headers: ({ apiKey }) => ({ authorization: apiKey ?? '' }),
  list: { method: 'GET', path: '/v1/calls' },
  get: (id) => ({ method: 'GET', path: `/v1/calls/${id}` }),
  call: (body) => body,
  rows: (body) => body.calls,
  pagesBy: 'offset',
  page: (number) => ({ path: `/v1/calls?${query({ limit: 10, from: number * 10 })}` }),
  async *read(simulator, size, filters) {
    for (let done = 0; ; ) {
      const { body } = await ask(simulator, `/v1/calls?${query({ ...filters, limit: size, from: done })}`)
      yield* body.calls
      done += body.count
      if (done >= body.total_count) return
    }
  },
  deep: () => ({ path: `/v1/calls?${query({ limit: 100, from: 500_000 })}`, rows: 100 }),
  id: 'call_id',
  words: ['status', 'queue_status', 'answered_by', 'call_ended_by'],
  stamps: ['created_at', 'started_at'],
  idForm: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
  statuses: {
    completed: 'completed',
    failed: 'failed',
    busy: 'busy',
    'no-answer': 'no_answer',
    canceled: 'canceled',
    unknown: 'unknown',
    new: 'queued',
    queued: 'queued',
    allocated: 'queued',
    started: 'in_progress',
    pre_queue_error: 'failed',
    queue_error: 'failed',
    call_error: 'failed',
    complete_error: 'completed',
  },
  rowMembers:
    'analysis answered_by batch_id c_id call_ended_by call_id call_length completed corrected_duration created_at end_at endpoint_url error_message from inbound is_canary is_proxy_agent_call local_dialing max_duration metadata pathway_id pathway_logs pathway_version price queue_status record recording_url request_data started_at status? summary to transferred_to variables warm_transfer_call',
  unauthorized: { data: null, errors: [{ error: 'AUTH_FAILURE', message: 'Unauthorized' }] },
  errorBody: (message, status) =>
    status === 400 || status === 429
      ? { status: 'error', message }
      : {
          data: null,
          errors: [
            {
              error: status === 403 ? 'FORBIDDEN' : status === 404 ? 'CALL_NOT_FOUND' : 'INTERNAL_SERVER_ERROR',
              message,
            },
          ],
        },
  posts: () => '/v1/calls',
  cases(simulator) {
    const calls = [...simulator.calls()]
    const ended = calls.find(({ durationSeconds }) => durationSeconds)
    const live = calls.find(({ state }) => state === 'in_progress')
    const silent = calls.find(({ durationSeconds }) => durationSeconds === 0)
    const list = { operation: 'listCalls' }
    const make = { operation: 'makeCall', method: 'POST', path: '/v1/calls' }
    const stop = { operation: 'stopCall', method: 'POST' }
    const everything = query({
      from_number: someNumber,
      to_number: someNumber,
      from: 150,
      to: 200,
      limit: 10,
      ascending: true,
      sort_by: 'updated_at',
      start_date: '2026-02-19T00:00:00-05:00',
      end_date: '2026-02-19',
      timezone: 'America/Toronto',
      update_start_date: '2026-02-19',
      update_end_date: '2026-02-20',
      completed: true,
      batch_id: 'b1234567-89ab-cdef-0123-gen-batch',
      answered_by: 'human',
      inbound: false,
      duration_gt: 0.5,
      duration_lt: 1.5,
      campaign_id: '01e4b3ce-e216-aaaa-bbbb-9ac5ac3b87d0',
    })
    return [
      { ...list, path: '/v1/calls', status: 200 },
      { ...list, path: `/v1/calls?${everything}`, status: 200 },
      { ...list, path: '/v1/calls?created_at=2026-11-19&timezone=Asia/Tokyo', status: 200 },
      { ...list, path: '/v1/calls?created_at=2026-11-19&start_date=2026-11-19', status: 400 },
      { ...list, path: '/v1/calls?start_date=yesterday', status: 400 },
      { ...list, path: '/v1/calls?limit=many', status: 400, invalid: true },
      { ...list, path: '/v1/calls?inbound=perhaps', status: 400, invalid: true },
      { ...list, path: '/v1/calls?duration_gt=long', status: 400, invalid: true },
      { ...list, path: '/v1/calls?sort_by=started_at', status: 400, invalid: true },
      ...calls.slice(0, 12).map(({ id }) => ({ operation: 'getCall', path: `/v1/calls/${id}`, status: 200 })),
      { operation: 'getCall', path: '/v1/calls/none', status: 404 },
      { operation: 'getRecording', path: `/v1/recordings/${silent?.id}`, status: 404 },
      { operation: 'getRecordingAddress', path: `/v1/calls/${silent?.id}/recording`, status: 404 },
      ...calls
        .filter(({ recordingUrl }) => recordingUrl !== null)
        .slice(0, 1)
        .map(({ id }) => ({ operation: 'getRecordingAddress', path: `/v1/calls/${id}/recording`, status: 200 })),
      { operation: 'getCorrectedTranscript', path: `/v1/calls/${ended?.id}/correct`, status: 200 },
      { operation: 'listEvents', path: `/v1/event_stream/${ended?.id}`, status: 200 },
      { operation: 'listCampaigns', path: '/v1/campaigns', status: 200 },
      { ...make, body: { phone_number: someNumber, task: 'Ask for the time.', metadata: { a: 1 } }, status: 200 },
      { ...make, body: { task: 'Ask for the time.' }, status: 400, invalid: true },
      { ...make, body: { phone_number: 'nobody' }, status: 400 },
      { ...stop, path: `/v1/calls/${live?.id}/stop`, status: 200 },
      { ...stop, path: `/v1/calls/${ended?.id}/stop`, status: 404 },
      {
        operation: 'deleteCall',
        method: 'DELETE',
        path: `/v1/calls/${ended?.id}`,
        body: { delete_recording: true },
        status: 204,
      },
      { operation: 'deleteCall', method: 'DELETE', path: '/v1/calls/none', status: 404 },
    ]
  },
  filters: (call) => [
    { filters: { from_number: someNumber }, keeps: ({ from }) => from === someNumber },
    { filters: { to_number: someNumber }, keeps: ({ to }) => to === someNumber },
    { filters: { inbound: true }, keeps: ({ direction }) => direction === 'inbound' },
    { filters: { inbound: false }, keeps: ({ direction }) => direction === 'outbound' },
    { filters: { completed: true }, keeps: (_, row) => row.completed === true },
    { filters: { completed: false }, keeps: (_, row) => row.completed === false },
    { filters: { answered_by: 'voicemail' }, keeps: ({ answeredBy }) => answeredBy === 'machine' },
    // Strict, in minutes.
    { filters: { duration_gt: 2.5 }, keeps: (_, row) => row.call_length > 2.5 },
    { filters: { duration_lt: 2.5 }, keeps: (_, row) => row.call_length !== null && row.call_length < 2.5 },
    {
      filters: { campaign_id: call.hidden?.campaignId ?? 'none' },
      keeps: ({ hidden }) => hidden.campaignId === (call.hidden.campaignId ?? 'none'),
    },
    { filters: { batch_id: 'b1234567-89ab-cdef-0123-gen-batch' }, keeps: () => false, keepsNone: true },
    // Both bounds count, and a day counts wholly.
    { filters: { start_date: MIDNIGHT }, keeps: ({ createdAt }) => (createdAt ?? 0) >= Date.parse(MIDNIGHT) },
    { filters: { end_date: MIDNIGHT }, keeps: ({ createdAt }) => (createdAt ?? 0) <= Date.parse(MIDNIGHT) },
    { filters: { start_date: '2026-11-20' }, keeps: ({ createdAt }) => (createdAt ?? 0) >= DAY },
    { filters: { end_date: '2026-11-19' }, keeps: ({ createdAt }) => (createdAt ?? 0) < DAY },
    {
      filters: { start_date: '2026-11-20', end_date: '2026-11-20', timezone: 'Asia/Tokyo' },
      // The day begins nine hours earlier there.
      keeps: ({ createdAt }) => (createdAt ?? 0) >= DAY - 9 * 3_600_000,
    },
    { filters: { created_at: '2026-11-20' }, keeps: ({ createdAt }) => day(createdAt) === '2026-11-20' },
  ],
  parts: [
    { part: 'transcript', path: (id) => `/v1/calls/${id}`, of: (body) => body.transcripts },
    { part: 'transcript', path: (id) => `/v1/calls/${id}`, of: (body) => body.concatenated_transcript },
    { part: 'recording', of: (row) => row.recording_url },
    { part: 'analysis', of: (row) => row.summary },
    { part: 'cost', of: (row) => row.price },
  ],
}
