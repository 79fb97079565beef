import { startSimulator } from '@callspec/simulator'
import { expect, onTestFinished, test } from 'vitest'
import documented from '../../../specs/twilio/examples/get-call.json' with { type: 'json' }
import makeCall from '../../../specs/twilio/examples/make-call.json' with { type: 'json' }
import { callLog } from '../../callspec/src/index.js'
import { openRecording } from '../../callspec/src/recording/recording.js'
import { toCall, twilio } from '../src/index.js'

const row = documented.value

test.each([
  ['queued', 'queued', false],
  ['ringing', 'ringing', false],
  ['in-progress', 'in_progress', false],
  ['completed', 'completed', true],
  ['busy', 'busy', true],
  ['failed', 'failed', true],
  ['no-answer', 'no_answer', true],
  ['canceled', 'canceled', true],
  ['a-new-word', 'unknown', false],
])('the status %s is %s, final: %s', (status, unified, isFinal) => {
  expect(toCall({ ...row, status })).toMatchObject({ status: unified, rawStatus: status, isFinal })
})

test.each([
  ['inbound', 'inbound', '+13055550199'],
  ['outbound-api', 'outbound', '+13055550181'],
  ['outbound-dial', 'outbound', '+13055550181'],
  ['trunking-originating', 'inbound', '+13055550199'],
  ['trunking-terminating', 'outbound', '+13055550181'],
  ['a-new-word', 'unknown', null],
])('the direction %s is %s, with the customer at %s', (direction, unified, customerNumber) => {
  expect(toCall({ ...row, direction })).toMatchObject({ direction: unified, customerNumber })
})

test.each([
  ['+13055550199', 'phone', '+13055550199'],
  ['ada@example.com', 'phone', 'ada@example.com'],
  ['sim:DEaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'phone', 'sim:DEaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
  // As it came, because it cannot be normalised.
  ['266696687', 'phone', '266696687'],
  // A name, not a number.
  ['client:ada', 'web', null],
  [null, 'unknown', null],
])('a caller at %s is on the channel %s', (from, channel, customerNumber) => {
  expect(toCall({ ...row, direction: 'inbound', from })).toMatchObject({ from, channel, customerNumber })
})

test.each([
  ['human', 'human'],
  ['machine', 'machine'],
  ['machine_end_beep', 'machine'],
  ['fax', 'machine'],
  ['unknown', 'unknown'],
  ['a-new-word', 'unknown'],
  [null, null],
  ['', null],
])('answered by %j is %j', (answered_by, answeredBy) => {
  expect(toCall({ ...row, answered_by }).answeredBy).toBe(answeredBy)
})

test('a call is known by the name of its caller only if it came in', () => {
  expect(toCall({ ...row, direction: 'inbound', caller_name: 'ADA' }).contact).toEqual({ id: null, name: 'ADA', email: null })
  expect(toCall({ ...row, direction: 'outbound-api', caller_name: 'ADA' }).contact).toBeNull()
})

test('the response to making a call with TwiML, as the page shows it, is a call', () => {
  expect(toCall(makeCall.value)).toMatchObject({
    status: 'completed',
    direction: 'inbound',
    startedAt: '2010-08-31T20:36:29.000Z',
    durationSeconds: 15,
    cost: { amount: '0.03000', unit: 'USD' },
  })
})

test('a call that was never dialled happened when it was created, and what is empty is nothing, as null and as text', () => {
  for (const empty of [null, '']) {
    const waiting = { ...row, status: 'queued', start_time: empty, end_time: empty, duration: empty, price: empty }
    expect(toCall({ ...waiting, answered_by: empty })).toMatchObject({
      occurredAt: '2019-10-18T17:00:00.000Z',
      startedAt: null,
      endedAt: null,
      durationSeconds: null,
      cost: null,
      answeredBy: null,
    })
  }
})

test('the recording and the text of a call come by way of its recordings, and its sound with the credentials', async () => {
  const simulator = await startSimulator('twilio', { calls: 40 })
  onTestFinished(() => simulator.close())
  const { baseUrl, credentials } = simulator
  const { accountSid = '', authToken = '' } = credentials
  const log = callLog([twilio({ baseUrl, accountSid, authToken })])
  const kinds = new Set<string>()
  for await (const call of log.list({ include: ['recording', 'transcript'] })) {
    const file = `${baseUrl}/2010-04-01/Accounts/${accountSid}/Recordings/RE${call.id.slice(2)}.mp3`
    kinds.add(call.recordingUrl === null ? 'silent' : 'recorded')
    expect([null, file]).toContain(call.recordingUrl)
    expect([call.missing ?? [], call.transcript, call.transcriptText !== null]).toEqual([[], null, call.recordingUrl !== null])
    if (call.recordingUrl === null || kinds.has('heard')) continue
    kinds.add('heard')
    const { type, body } = await openRecording(log, call)
    expect([type, (await new Response(body).arrayBuffer()).byteLength > 1000]).toEqual(['audio/mpeg', true])
    expect((await fetch(call.recordingUrl!)).status).toBe(401)
  }
  expect(kinds).toEqual(new Set(['silent', 'recorded', 'heard']))
  // Each call asks for its recordings once, for both parts.
  const lists = simulator.requests.filter(({ path }) => path.includes('/Calls/') && path.endsWith('/Recordings.json'))
  expect(lists.length).toBe(40)
})
