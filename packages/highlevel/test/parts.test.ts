// What the message of a call tells: status and direction, also as filters, what was said, and the recording.
import { type Simulator, type SimulatorOptions, startSimulator } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type CallQuery, callLog } from '../../callspec/src/index.js'
import { openRecording } from '../../callspec/src/recording/recording.js'
import { collect } from '../../callspec/test/sources.js'
import { type CallLog, highlevel } from '../src/index.js'

const logOf = ({ baseUrl, credentials }: Simulator, assumptions = {}) =>
  callLog([highlevel({ baseUrl, ...credentials, assumptions, rateLimit: null })])

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator('highlevel', { calls: 40, ...options })
  onTestFinished(() => simulator.close())
  return simulator
}

// A log of one provider has its rows.
const rowOf = (raw: unknown) => raw as CallLog
interface Message {
  direction: string
  meta: { callStatus: string }
}

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator('highlevel', { calls: 120 })
})
afterAll(() => simulator.close())

/** The message of each call, newest first; none of a test. */
async function messages(): Promise<{ id: string; message: Message | null }[]> {
  const headers = { authorization: `Bearer ${simulator.credentials.token}`, version: '2021-04-15' }
  const rows = [...simulator.calls()].reverse().map((call) => rowOf(simulator.row(call)))
  return Promise.all(
    rows.map(async ({ id, messageId }) => {
      if (messageId === undefined) return { id, message: null }
      const answer = await fetch(`${simulator.baseUrl}/conversations/messages/${messageId}`, { headers })
      return { id, message: (await answer.json()) as Message }
    }),
  )
}

/** Requests about messages since then. */
const partsAsked = (before: number): number =>
  [...simulator.requests].slice(before).filter(({ path }) => path.startsWith('/conversations/')).length

/** By hand, from the words that the page lists. */
const STATUSES: Readonly<Record<string, string>> = {
  pending: 'unknown',
  completed: 'completed',
  answered: 'in_progress',
  busy: 'busy',
  'no-answer': 'no_answer',
  failed: 'failed',
  canceled: 'canceled',
  voicemail: 'unknown',
}

describe('Details', () => {
  it('are the status and the direction of the message, which a test has not', async () => {
    const told = await messages()
    const before = simulator.requests.length
    const calls = await collect(logOf(simulator).list({ include: ['details'] }))
    const asked = partsAsked(before)
    expect(asked).toBe(told.filter(({ message }) => message).length)
    expect(asked).toBeLessThan(120)
    expect(calls.map(({ id, rawStatus, status, direction }) => [id, rawStatus, status, direction])).toEqual(
      told.map(({ id, message }) => [
        id,
        message?.meta.callStatus ?? null,
        STATUSES[message?.meta.callStatus ?? ''] ?? 'unknown',
        message?.direction ?? 'unknown',
      ]),
    )
    expect(new Set(calls.map(({ rawStatus }) => rawStatus)).size).toBe(9)
  })

  it('are filtered by', async () => {
    const told = await messages()
    const found = async (query: CallQuery) =>
      (await collect(logOf(simulator).list({ ...query, include: ['details'] }))).map(({ id }) => id)
    expect(await found({ direction: 'outbound' })).toEqual(
      told.filter(({ message }) => message?.direction === 'outbound').map(({ id }) => id),
    )
    expect(await found({ status: ['busy', 'no_answer'], direction: 'inbound' })).toEqual(
      told
        .filter(({ message }) => message?.direction === 'inbound' && /busy|no-answer/.test(message.meta.callStatus))
        .map(({ id }) => id),
    )
    await expect(collect(logOf(simulator).list({ status: 'busy' }))).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('are not asked for where the ids of messages may not be relied on', async () => {
    const before = simulator.requests.length
    const calls = await collect(
      logOf(simulator, { 'message-ids': 'unknown' }).list({ include: ['details', 'recording', 'transcript'], limit: 20 }),
    )
    expect(partsAsked(before)).toBe(0)
    expect(calls.every(({ status, recordingUrl }) => status === 'unknown' && recordingUrl === null)).toBe(true)
  })
})

const SPOKEN = ['Hello, this is', 'Hi, I am calling', 'Let me look', 'Thank you']

describe('A transcript', () => {
  it('is that of the row, which names the speakers, without a request', async () => {
    const before = simulator.requests.length
    const calls = await collect(logOf(simulator).list({ include: ['transcript'], limit: 30 }))
    const spoken = calls.find(({ transcript }) => transcript)!
    expect(spoken.transcript?.map(({ speaker, offsetSeconds }) => [speaker, offsetSeconds])).toEqual([
      ['agent', null],
      ['customer', null],
      ['agent', null],
      ['customer', null],
    ])
    expect(spoken.transcript?.map(({ text }, place) => text.startsWith(SPOKEN[place] ?? ''))).toEqual([true, true, true, true])
    expect(spoken.transcriptText).toMatch(/^bot: Hello.*\nhuman: Hi/)
    // Only of calls whose row has no text, but a message.
    const silent = calls.filter(({ raw }) => rowOf(raw).transcript === '' && rowOf(raw).messageId !== undefined)
    expect(partsAsked(before)).toBe(silent.length)
  })

  it.each([
    ['array', 'numbers', 4],
    ['array', 'texts', 4],
    ['single', 'texts', 1],
  ])('is the transcription of the message where the row has no text: %s of %s', async (form, numbers, length) => {
    const knobs = { 'row-transcripts': 'empty', 'transcription-form': form, 'transcription-numbers': numbers }
    const own = await start({ knobs })
    const calls = await collect(logOf(own).list({ include: ['transcript'] }))
    const spoken = calls.filter(({ transcript }) => transcript)
    expect(spoken.length).toBeGreaterThan(5)
    // Whose channel is whose is not documented.
    const turns = spoken[0]?.transcript?.map(({ speaker, offsetSeconds, at }) => [speaker, offsetSeconds, at])
    expect(turns).toEqual([1, 4.25, 8.5, 12.75].slice(0, length).map((second) => ['unknown', second, null]))
    expect(calls.every(({ missing }) => missing === undefined)).toBe(true)
  })
})

it('A recording is opened by the request for it, with token and version', async () => {
  const calls = await collect(logOf(simulator).list({ include: ['recording'] }))
  const opened = await Promise.allSettled(
    calls
      .filter(({ recordingUrl, durationSeconds }) => recordingUrl && durationSeconds)
      .slice(0, 8)
      .map(({ key }) => openRecording(logOf(simulator), key)),
  )
  const files = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  expect(files.length).toBeGreaterThan(0)
  for (const { body, type, length } of files) {
    const bytes = Buffer.from(await new Response(body).arrayBuffer())
    expect([type, length, bytes.subarray(0, 4).toString()]).toEqual(['audio/x-wav', bytes.length, 'RIFF'])
  }
})
