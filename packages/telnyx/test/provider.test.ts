import { startSimulator } from '@callspec/simulator'
import { expect, onTestFinished, test } from 'vitest'
import documented from '../../../specs/telnyx/examples/get-call.json' with { type: 'json' }
import transcription from '../../../specs/telnyx/examples/get-transcription.json' with { type: 'json' }
import recordings from '../../../specs/telnyx/examples/list-call-recordings.json' with { type: 'json' }
import { callLog } from '../../callspec/src/index.js'
import { openRecording } from '../../callspec/src/recording/recording.js'
import { telnyx, toCall } from '../src/index.js'

const row = documented.value

test.each([
  ['ringing', 'ringing', false],
  ['in-progress', 'in_progress', false],
  ['canceled', 'canceled', true],
  ['completed', 'completed', true],
  ['failed', 'failed', true],
  ['busy', 'busy', true],
  ['no-answer', 'no_answer', true],
  // Of the response to making a call.
  ['queued', 'queued', false],
  ['a-new-word', 'unknown', false],
])('the status %s is %s, final: %s', (status, unified, isFinal) => {
  expect(toCall({ ...row, status })).toMatchObject({ status: unified, rawStatus: status, isFinal })
})

test.each([
  ['inbound', '+13125550189', '+13985550121'],
  ['outbound', '+13985550121', '+13125550189'],
  ['unknown', null, null],
])('of a call that is %s the customer has %s', (direction, customerNumber, agentNumber) => {
  expect(toCall({ ...row, direction })).toMatchObject({ direction, customerNumber, agentNumber })
})

test('a call with a SIP address at either end is on no channel that could be named', () => {
  expect(toCall(row).channel).toBe('phone')
  expect(toCall({ ...row, from: 'sip:ada@sip.example.com' })).toMatchObject({
    channel: 'unknown',
    customerNumber: 'sip:ada@sip.example.com',
  })
  expect(toCall({ ...row, to: 'ada@example.com' }).channel).toBe('unknown')
})

test.each([
  ['human', 'human'],
  ['machine', 'machine'],
  ['not_sure', 'unknown'],
  ['a-new-word', 'unknown'],
  [null, null],
])('answered by %j is %j', (answered_by, answeredBy) => {
  expect(toCall({ ...row, answered_by }).answeredBy).toBe(answeredBy)
})

test('a price keeps its digits, sign and currency; without the feature of call costs there is none', () => {
  expect(toCall(row).cost).toBeNull()
  expect(toCall({ ...row, price: '0.10', price_unit: 'USD' }).cost).toEqual({ amount: '0.10', unit: 'USD' })
  expect(toCall({ ...row, price: '-0.10' }).cost).toEqual({ amount: '-0.10', unit: 'unknown' })
})

test('a call that did not start happened when it was created', () => {
  const { start_time: _, end_time: __, duration: ___, ...waiting } = row
  expect(toCall({ ...waiting, status: 'ringing' })).toMatchObject({
    occurredAt: '2023-06-15T09:56:45.000Z',
    startedAt: null,
    endedAt: null,
    durationSeconds: null,
  })
})

async function simulated(knobs: Record<string, string> = {}, assumptions: Record<string, string> = {}) {
  const simulator = await startSimulator('telnyx', { calls: 40, recordings: true, knobs })
  onTestFinished(() => simulator.close())
  const { apiKey = '', accountSid = '' } = simulator.credentials
  return { simulator, log: callLog([telnyx({ baseUrl: simulator.baseUrl, apiKey, accountSid, assumptions })]) }
}

/** What the simulator has that was said on every call, turn by turn. */
const SAID = [/^Hello, this is .* Agent/, /^Hi, I am calling about/, /^Let me look that up/, /^Thank you, good-bye\.$/]

test.each(['oldest-first', 'unordered'])(
  'brings what an assistant and a person said, in two hops, from messages that are %s',
  async (order) => {
    const { simulator, log } = await simulated({ 'message-order': order }, { 'message-order': order })
    // An assistant talks on two calls of three.
    const { id, startedAt } = [...simulator.calls()].find(({ state, index }) => state === 'completed' && index % 3 !== 0)!
    simulator.requests.clear()
    const { transcript, transcriptText, missing } = await log.get('telnyx', id)
    expect([transcriptText, missing]).toEqual([null, undefined])
    expect(transcript?.map(({ speaker }) => speaker)).toEqual(['agent', 'customer', 'agent', 'customer'])
    for (const [place, said] of SAID.entries()) expect(transcript?.[place]?.text).toMatch(said)
    // The instant at which a person heard it, not the one at which it was put down.
    expect(transcript?.[0]).toMatchObject({ at: new Date(startedAt! + 1000).toISOString(), offsetSeconds: null })
    const asked = simulator.requests.map(({ path, query }) => ({ path, query }))
    expect(asked).toContainEqual({ path: '/v2/ai/conversations', query: [['metadata->call_control_id', `eq.${id}`]] })
    expect(asked).toContainEqual({
      path: expect.stringMatching(/^\/v2\/ai\/conversations\/[0-9a-f-]{36}\/messages$/),
      query: [
        ['page[size]', '100'],
        ['page[number]', '1'],
      ],
    })
  },
)

test('brings the texts of the recordings of a call without an assistant, and nothing where ids are not shared', async () => {
  const { simulator, log } = await simulated()
  const calls = [...simulator.calls()].filter(({ state, index }) => state === 'completed' && index % 3 === 0)
  const texts = await Promise.all(calls.map(async ({ id }) => (await log.get('telnyx', id)).transcriptText))
  expect(texts.find((each) => each !== null)).toMatch(/^Hello, this is .* Thank you, good-bye\.$/)
  // Of a call that was not recorded there is none.
  expect(texts).toContain(null)

  const { simulator: apart, log: other } = await simulated({ 'shared-ids': 'apart' })
  for (const { id } of [...apart.calls()].slice(0, 6)) {
    const call = await other.get('telnyx', id)
    expect([call.transcript, call.transcriptText, call.missing]).toEqual([null, null, undefined])
  }
  const unasked = callLog([telnyx({ ...apart.credentials, baseUrl: apart.baseUrl, assumptions: { 'shared-ids': 'unknown' } })])
  apart.requests.clear()
  expect(await unasked.get('telnyx', [...apart.calls()][0]!.id)).toMatchObject({ transcript: null, transcriptText: null })
  expect(apart.requests.map(({ path }) => path.split('/').at(-1))).not.toContain('conversations')
})

test('opens the file behind the signed address of the first whole recording', async () => {
  const { simulator, log } = await simulated()
  const { id } = [...simulator.calls()].find(({ state, index }) => state === 'completed' && index % 4 === 0)!
  const { recordingUrl } = await log.get('telnyx', id)
  expect(new URL(recordingUrl ?? '').searchParams.get('X-Amz-Expires')).toBe('600')
  const { body, type } = await openRecording(log, `telnyx/${id}`)
  const bytes = await new Response(body).arrayBuffer()
  expect([type, bytes.byteLength > 0]).toEqual(['audio/mpeg', true])
})

test('reads the documented responses of recordings and transcriptions, on every page', async () => {
  const [paused] = recordings.value.recordings
  const next = recordings.value.next_page_uri
  const asked: string[] = []
  const answers: Record<string, object> = {
    '/v2/ai/conversations': { data: [] },
    // The text of the page is in the member of the same name of the rest of the API.
    '/v2/recording_transcriptions': { data: [transcription.value], meta: { page_number: 1, total_pages: 1, total_results: 1 } },
  }
  const fetch = async ({ url }: Request) => {
    const { pathname, search, searchParams } = new URL(url)
    asked.push(pathname.split('/').at(-1) + search)
    if (pathname.endsWith('/Recordings.json')) {
      const second = { recordings: [{ ...paused, sid: 'r2', status: 'completed' }], page: 1, page_size: 1 }
      return Response.json(searchParams.has('Page') ? second : { ...recordings.value, next_page_uri: next })
    }
    return Response.json(answers[pathname] ?? row)
  }
  const log = callLog([telnyx({ apiKey: 'k', accountSid: 'a1', fetch, retries: 0 })])
  const call = await log.get('telnyx', row.sid)
  expect(call).toMatchObject({
    recordingUrl: 'http://recordings.example.com/mp3/filename.mp3',
    transcript: null,
    transcriptText: 'Good morning, how may I help you?\nGood morning, how may I help you?',
  })
  expect(asked.filter((each) => each.startsWith('Recordings'))).toEqual(['Recordings.json', 'Recordings.json?Page=1'])
})
