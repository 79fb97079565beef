// What requests of their own bring of a call: what was said, page after page, and the recording, by a redirect or as it is.
import { type SimulatorOptions, startSimulator } from '@callspec/simulator'
import { describe, expect, it, onTestFinished } from 'vitest'
import { callLog } from '../../callspec/src/index.js'
import { openRecording } from '../../callspec/src/recording/recording.js'
import { ultravox } from '../src/index.js'

async function start(options: SimulatorOptions = {}, assumptions = {}) {
  const simulator = await startSimulator('ultravox', { calls: 60, recordings: true, ...options })
  onTestFinished(() => simulator.close())
  const source = ultravox({
    apiKey: simulator.credentials.apiKey ?? '',
    baseUrl: simulator.baseUrl,
    assumptions,
    // As a platform whose pages have four rows at most.
    fetch: (request) => fetch(new Request(request.url.replace('pageSize=100', 'pageSize=4'), request)),
  })
  const log = callLog([source])
  const call = [...simulator.calls()].find(({ id, startedAt }) => startedAt !== null && simulator.recording(id) !== undefined)!
  return { simulator, log, call }
}

const TURNS = [
  ['agent', 1],
  ['customer', 4.25],
  ['agent', 8.5],
  ['customer', 12.75],
]

describe('A transcript', () => {
  it.each(['filters', 'cursor', 'elsewhere'])('is read to its last page, where the links have %s', async (link) => {
    const { log, call, simulator } = await start({ knobs: { 'next-link': link } })
    const { transcript, missing } = await log.get(`ultravox/${call.id}`)
    expect(transcript?.map(({ speaker, offsetSeconds }) => [speaker, offsetSeconds])).toEqual(TURNS)
    expect(transcript?.map(({ at }) => at)).toEqual([null, null, null, null])
    expect(missing).toBeUndefined()
    const asked = simulator.requests.map(
      ({ path, query }) => `${path.split('/').at(-1)} ${new URLSearchParams(query).get('mode')}`,
    )
    expect(asked).toEqual([`${call.id} null`, 'messages in_call', 'messages in_call'])
  })

  it('is in order by its offsets where the order of messages may not be relied on', async () => {
    const { log, call } = await start({ knobs: { 'message-order': 'unordered' } }, { 'message-order': 'unordered' })
    const { transcript } = await log.get(`ultravox/${call.id}`)
    expect(transcript?.map(({ speaker, offsetSeconds }) => [speaker, offsetSeconds])).toEqual(TURNS)
  })

  it('is asked for by no request where nobody joined', async () => {
    const { log, simulator } = await start()
    const calls: string[] = []
    for await (const { id } of log.list({ include: ['transcript'] })) calls.push(id)
    const held = [...simulator.calls()].filter(({ startedAt, endedAt }) => startedAt !== null || endedAt === null)
    const asked = new Set(simulator.requests.flatMap(({ path }) => (path.endsWith('/messages') ? [path.split('/').at(-2)] : [])))
    expect([calls.length, asked.size]).toEqual([60, held.length])
    expect(asked.size).toBeLessThan(60)
  })
})

describe('A recording', () => {
  it.each(['redirect', 'file'])('is opened by the request for it, which answers with the %s', async (response) => {
    const { log, call, simulator } = await start({ knobs: { 'recording-response': response } })
    const { body, type, length } = await openRecording(log, `ultravox/${call.id}`)
    const bytes = Buffer.from(await new Response(body).arrayBuffer())
    expect([type, length]).toEqual(['audio/wav', bytes.length])
    expect(bytes.equals(simulator.recording(call.id) ?? Buffer.alloc(0))).toBe(true)
  })
})
