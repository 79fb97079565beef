import { type Simulator, startSimulator } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callLog } from '../src/index.js'
import { openRecording } from '../src/recording/recording.js'
import { collect, sourceOf } from './sources.js'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator('synthflow', {
    calls: 300,
    knobs: { 'recording-address': 'request', 'duration-type': 'text', 'telephony-zone': 'UTC' },
    recordings: true,
  })
})
afterAll(() => simulator.close())

const logOf = () => callLog([sourceOf(simulator)])

describe('A workspace', () => {
  test('is read agent by agent as one list, each call once, with the name of its agent', async () => {
    const calls = await collect(logOf().list())
    const truth = [...simulator.calls()]
    expect(calls.map(({ id }) => id).sort()).toEqual(truth.map(({ id }) => id).sort())
    const names = new Map(truth.map(({ id, agent }) => [id, agent?.name]))
    for (const { id, agent } of calls) expect(agent?.name).toBe(names.get(id))
    const dated = calls.flatMap(({ startedAt }) => startedAt ?? [])
    expect(dated).toEqual(dated.toSorted().reverse())
    // Calls without a start come last.
    expect(dated.length).toBeLessThan(300)
    expect(calls.slice(0, dated.length).every(({ startedAt }) => startedAt !== null)).toBe(true)
  })

  test('is one list of one agent where the query names it, and no agents are listed', async () => {
    const [first] = simulator.calls()
    const agentId = first?.agent?.id ?? ''
    const before = simulator.requests.length
    const calls = await collect(logOf().list({ agentId }))
    expect(calls.length).toBeGreaterThan(0)
    expect(new Set(calls.map((call) => call.agent?.id))).toEqual(new Set([agentId]))
    expect(simulator.requests.slice(before).filter(({ path }) => path.includes('assistants'))).toEqual([])
  })
})

test('A recording of which rows have no address is opened by its request, and the address that it leads to', async () => {
  const log = logOf()
  const silent = new Set([...simulator.calls()].filter(({ durationSeconds }) => !durationSeconds).map(({ id }) => id))
  for await (const call of log.list({ limit: 40 })) {
    if (silent.has(call.id)) expect(call.recordingUrl).toBeNull()
    else expect(call.recordingUrl).toBe(`${simulator.baseUrl}/calls/${call.id}/recording`)
  }
  const [first] = await collect(log.list({ status: 'completed', minDurationSeconds: 30, limit: 1 }))
  const recording = await openRecording(log, first!)
  expect(recording?.type).toMatch(/^audio\//)
  expect((await new Response(recording!.body!).arrayBuffer()).byteLength).toBeGreaterThan(0)
  expect(simulator.strayRequests).toEqual([])
})
