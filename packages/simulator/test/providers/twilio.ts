import { ask } from '../ask.js'
import { type Documented, query } from '../documented.js'

const ACCOUNT = '/2010-04-01/Accounts/ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
const LIST = `${ACCOUNT}/Calls.json`
const NOBODY = 'CA00000000000000000000000000000000'

/** Some calls are of before, some of after. */
const DAY = '2026-11-20'
const [BEGIN, END] = [Date.parse('2026-11-20T00:00:00Z'), Date.parse('2026-11-21T00:00:00Z')]

/** Twilio, as its documentation says it. */
export const twilio: Documented = {
  basePath: '',
  credentials: ['accountSid', 'authToken'],
  headers: ({ accountSid, authToken }) => ({ Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` }),
  list: { method: 'GET', path: LIST },
  get: (id) => ({ method: 'GET', path: `${ACCOUNT}/Calls/${id}.json` }),
  call: (body) => body,
  rows: (body) => body.calls,
  pagesBy: 'row',
  async *read(simulator, size, filters) {
    let path: string | null = `${LIST}?${query({ ...filters, PageSize: size })}`
    while (path !== null) {
      const { body }: Awaited<ReturnType<typeof ask>> = await ask(simulator, path)
      yield* body.calls
      // The link is relative, and followed as it is.
      path = body.next_page_uri
    }
  },
  deep: (oldest) => ({ path: `${LIST}?${query({ PageSize: 100, Page: 5000, PageToken: `PA${oldest.id}` })}`, rows: 0 }),
  id: 'sid',
  words: ['status', 'direction'],
  stamps: ['date_created', 'start_time'],
  idForm: /^CA[0-9a-f]{32}$/,
  otherEnds: /^(client:customer_\d+|desk-\d@example\.com)$/,
  statuses: {
    queued: 'queued',
    ringing: 'ringing',
    'in-progress': 'in_progress',
    completed: 'completed',
    busy: 'busy',
    failed: 'failed',
    'no-answer': 'no_answer',
    canceled: 'canceled',
  },
  rowMembers:
    'account_sid answered_by api_version caller_name date_created date_updated direction duration end_time forwarded_from from from_formatted group_sid parent_call_sid phone_number_sid price price_unit queue_time sid start_time status subresource_uris to to_formatted trunk_sid uri',
  unauthorized: { status: 401, message: 'Authenticate' },
  errorBody: (message, status) => ({ status, message }),
  posts: () => LIST,
  cases(simulator) {
    const calls = [...simulator.calls()]
    const recorded = calls.find(({ state, index }) => state === 'completed' && index % 2 === 0)
    const silent = calls.find(({ state }) => state === 'busy')
    const waiting = calls.find(({ state }) => state === 'queued')
    const [call, over] = calls
    const number = calls.find(({ agentNumber }) => agentNumber?.startsWith('+'))?.agentNumber
    const list = { operation: 'listCalls' }
    const get = { operation: 'getCall' }
    const make = { operation: 'makeCall', method: 'POST', path: LIST, form: true } as const
    const update = { operation: 'updateCall', method: 'POST', path: `${ACCOUNT}/Calls/${waiting?.id}.json`, form: true } as const
    const remove = { operation: 'deleteCall', method: 'DELETE', path: `${ACCOUNT}/Calls/${silent?.id}.json` }
    const days = ['StartTime', 'StartTime<', 'StartTime>', 'EndTime', 'EndTime<', 'EndTime>']
    const everyDay = Object.fromEntries(days.map((name) => [name, '2026-11-20']))
    return [
      { ...list, path: LIST, status: 200 },
      { ...list, path: `${LIST}?${query({ ...everyDay, PageSize: 1000, Page: 0 })}`, status: 200 },
      // Dates as the examples of the vendor's specification write them.
      { ...list, path: `${LIST}?${query({ 'EndTime<': '2019-06-11 22:05:25.000', 'StartTime<': '2009-07-06' })}`, status: 200 },
      { ...list, path: `${LIST}?${query({ From: '+15550101007', To: call?.to, Status: 'no-answer' })}`, status: 200 },
      { ...list, path: `${LIST}?${query({ ParentCallSid: call?.id })}`, status: 200 },
      { ...list, path: `${LIST}?${query({ PageSize: 5, Page: 1, PageToken: `PA${over?.id}` })}`, status: 200 },
      { ...list, path: `${LIST}?${query({ PageSize: 5, Page: 0, PageToken: `PB${over?.id}` })}`, status: 200 },
      // A page is known by its token, not by its number.
      { ...list, path: `${LIST}?Page=1`, status: 400 },
      { ...list, path: `${LIST}?PageToken=PA${NOBODY}&Page=1`, status: 400 },
      { ...list, path: `${LIST}?PageSize=1001`, status: 400, invalid: true },
      { ...list, path: `${LIST}?Status=over`, status: 400, invalid: true },
      { ...list, path: `${LIST}?${query({ 'StartTime>': 'yesterday' })}`, status: 400 },
      ...calls.slice(0, 12).map(({ id }) => ({ ...get, path: `${ACCOUNT}/Calls/${id}.json`, status: 200 })),
      { ...get, path: `${ACCOUNT}/Calls/${NOBODY}.json`, status: 404 },
      { ...get, path: `/2010-04-01/Accounts/AC00000000000000000000000000000000/Calls/${call?.id}.json`, status: 404 },
      { operation: 'listCallRecordings', path: `${ACCOUNT}/Calls/${recorded?.id}/Recordings.json?PageSize=1`, status: 200 },
      { operation: 'listCallRecordings', path: `${ACCOUNT}/Calls/${silent?.id}/Recordings.json`, status: 200 },
      { operation: 'listCallRecordings', path: `${ACCOUNT}/Calls/${NOBODY}/Recordings.json`, status: 404 },
      { operation: 'listCallEvents', path: `${ACCOUNT}/Calls/${call?.id}/Events.json`, status: 200 },
      { operation: 'listRecordings', path: `${ACCOUNT}/Recordings.json?PageSize=3&IncludeSoftDeleted=true`, status: 200 },
      { operation: 'listRecordings', path: `${ACCOUNT}/Recordings.json?CallSid=${recorded?.id}`, status: 200 },
      // No call of 10 has these digits.
      { operation: 'getRecordingWav', path: `${ACCOUNT}/Recordings/${NOBODY.replace('CA', 'RE')}.wav`, status: 404 },
      {
        operation: 'getRecordingMp3',
        path: `${ACCOUNT}/Recordings/${NOBODY.replace('CA', 'RE')}.mp3?RequestedChannels=2`,
        status: 404,
      },
      { operation: 'getTranscription', path: `${ACCOUNT}/Transcriptions/${NOBODY.replace('CA', 'TR')}.json`, status: 404 },
      { operation: 'listPhoneNumbers', path: `${ACCOUNT}/IncomingPhoneNumbers.json`, status: 200 },
      {
        operation: 'listPhoneNumbers',
        path: `${ACCOUNT}/IncomingPhoneNumbers.json?${query({ PhoneNumber: '555*20', Origin: 'twilio', Beta: true, PageSize: 2 })}`,
        status: 200,
      },
      { ...make, body: { To: '+15550101001', From: number, Twiml: '<Response/>', Timeout: 15 }, status: 201 },
      { ...make, body: { From: number, Url: 'https://example.com' }, status: 400, invalid: true },
      { ...make, body: { To: '+15550101001', From: number }, status: 400 },
      { ...make, body: { To: '+15550101001', From: 'nobody', Url: 'https://example.com' }, status: 400 },
      { ...update, path: `${ACCOUNT}/Calls/${waiting?.id}.json`, body: { Status: 'canceled' }, status: 200 },
      { ...update, path: `${ACCOUNT}/Calls/${silent?.id}.json`, body: { Status: 'completed' }, status: 400 },
      { ...update, path: `${ACCOUNT}/Calls/${NOBODY}.json`, body: { Status: 'completed' }, status: 404 },
      { ...remove, path: `${ACCOUNT}/Calls/${calls.find(({ state }) => state === 'ringing')?.id}.json`, status: 400 },
      { ...remove, status: 204 },
      { ...remove, status: 404 },
    ]
  },
  followUps: [
    {
      from: `${ACCOUNT}/Recordings.json`,
      pick: (body) => body.recordings[0].sid,
      operation: 'getRecording',
      path: (id) => `${ACCOUNT}/Recordings/${id}.json`,
      status: 200,
    },
    {
      from: `${ACCOUNT}/Recordings.json`,
      pick: (body) => body.recordings[0].sid,
      operation: 'listRecordingTranscriptions',
      path: (id) => `${ACCOUNT}/Recordings/${id}/Transcriptions.json`,
      status: 200,
    },
  ],
  filters: (call) => [
    { filters: { Status: call.status }, keeps: ({ status }) => status === call.status },
    { filters: { From: call.from }, keeps: ({ from }) => from === call.from },
    { filters: { To: call.to }, keeps: ({ to }) => to === call.to },
    { filters: { ParentCallSid: NOBODY }, keeps: () => false, keepsNone: true },
    { filters: { StartTime: DAY }, keeps: ({ startedAt: at }) => at !== null && at >= BEGIN && at < END },
    // What becomes of calls that were never dialled is a knob.
    { filters: { 'StartTime<': DAY }, keeps: ({ startedAt: at }) => at === null || at < BEGIN },
    { filters: { 'StartTime>': DAY }, keeps: ({ startedAt: at }) => at === null || at >= BEGIN },
    { filters: { EndTime: DAY }, keeps: ({ endedAt: at }) => at !== null && at >= BEGIN && at < END },
    { filters: { 'EndTime<': DAY }, keeps: ({ endedAt: at }) => at !== null && at < BEGIN },
    { filters: { 'EndTime>': DAY }, keeps: ({ endedAt: at }) => at !== null && at >= BEGIN },
  ],
  parts: [
    {
      part: 'transcript',
      path: (id) => `${ACCOUNT}/Recordings/RE${id.slice(2)}/Transcriptions.json`,
      of: (body) => body.transcriptions?.[0],
    },
    { part: 'recording', path: (id) => `${ACCOUNT}/Calls/${id}/Recordings.json`, of: (body) => body.recordings[0] },
    { part: 'cost', of: (row) => row.price },
  ],
}
