import { knobs, type ProviderId, type SimulatedCall, startSimulator } from '@callspec/simulator'
import { type TapEvent, type TapOptions, tap } from '@callspec/sync/tap'
import type { Source } from 'callspec'
import { expect, test } from 'vitest'
import { sourceOf } from './source-of.js'

const PROVIDERS = Object.keys(knobs) as ProviderId[]
const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
const START = Date.parse('2026-11-20T12:00:00Z')

type Row = Record<string, unknown>

/** A target that stores what it gets at once, and loses what comes after it was killed. */
function createTarget() {
  const calls = new Map<string, Row>()
  const turns = new Map<string, Row>()
  let state: unknown
  /** Runs a tap from the last state; with `killAt`, the target is gone at that write. */
  async function run(
    sources: readonly Source[],
    options: Omit<TapOptions, 'write' | 'state'>,
    killAt = Number.POSITIVE_INFINITY,
  ) {
    let writes = 0
    let records = 0
    const events: TapEvent[] = []
    const write = async (lines: string) => {
      if (++writes > killAt) throw new Error('killed')
      for (const line of lines.trim().split('\n')) {
        const message = JSON.parse(line)
        if (message.type === 'STATE') state = message.value
        if (message.type !== 'RECORD') continue
        records++
        const { key, position } = message.record
        if (message.stream === 'calls') calls.set(key, message.record)
        else turns.set(`${key} ${position}`, message.record)
      }
    }
    const report = await tap(sources, { ...options, write, state, onEvent: (event) => events.push(event) }).catch(
      (error: unknown) => {
        if (killAt === Number.POSITIVE_INFINITY) throw error
        return undefined
      },
    )
    return { report, records, events }
  }
  return { calls, turns, run, state: () => state }
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

const columnsOf = (truth: SimulatedCall): Row => ({
  id: truth.id,
  status: truth.state,
  raw_status: truth.status,
  direction: truth.direction,
  from_number: truth.from,
  to_number: truth.to,
  agent_id: truth.agent?.id ?? null,
  occurred_at: iso(truth.startedAt ?? truth.createdAt),
  created_at: iso(truth.createdAt),
  ended_at: iso(truth.endedAt),
  updated_at: iso(truth.updatedAt),
  duration_seconds: truth.durationSeconds,
  end_reason_raw: truth.endReason,
})

test.each(PROVIDERS)('a target that is killed again and again holds what %s has after an hour of changes', async (provider) => {
  let now = START
  let platformNow = START
  const simulator = await startSimulator(provider, { calls: 400, seed: 7, clock: () => platformNow, spacingSeconds: 60 })
  const source = sourceOf(simulator, { retries: 6, timeoutMs: 2000 })
  const target = createTarget()
  try {
    simulator.fault({ fault: '500', rate: 0.02 })
    simulator.fault({ fault: 'cut-json', rate: 0.01 })
    for (let minute = 0; minute < 60; minute += 5) {
      now = platformNow = START + minute * MINUTE_MS
      await target.run([source], { now: () => now }, minute % 4)
    }
    simulator.clearFaults()
    // The platform rests. A day later the whole list is due, which finds the calls that never got a stamp.
    platformNow = START + 90 * MINUTE_MS
    now = platformNow
    await target.run([source], { now: () => now })
    now += DAY_MS
    const { report } = await target.run([source], { now: () => now })
    expect(report?.sources).toMatchObject([{ outcome: 'whole', bad: 0, missing: 0 }])
    for (const truth of simulator.calls()) {
      expect(target.calls.get(`${source.id}/${truth.id}`)).toMatchObject(columnsOf(truth))
    }
  } finally {
    await simulator.close()
  }
})

test('an open call is read again until it is 30 days old, however many others are open', async () => {
  const simulator = await startSimulator('butter', { calls: 80, spacingSeconds: 12 * 3600 })
  const source = sourceOf(simulator)
  const target = createTarget()
  const all = [...simulator.calls()]
  for (const { id } of all) simulator.revise(id, { state: 'completed' })
  // 15 and 10 days before the newest.
  const [old, young] = [all.at(-31)!, all.at(-21)!]
  for (const { id } of [old, young]) simulator.revise(id, { state: 'in_progress' })
  const run = async (days: number) => (await target.run([source], { now: () => START + days * DAY_MS })).records
  const status = ({ id }: SimulatedCall) => target.calls.get(`butter/${id}`)?.status
  expect(await run(0)).toBe(80)
  expect(await run(10)).toBeLessThan(36)
  expect(await run(17)).toBeLessThan(26)
  simulator.revise(young.id, { state: 'completed' })
  await run(18)
  expect([status(old), status(young)]).toEqual(['in_progress', 'completed'])
  // Nothing is open any more that may change: the look-back alone is left.
  expect(await run(19)).toBeLessThan(8)
  await simulator.close()
})

test('a clock that is ahead loses no call', async () => {
  const simulator = await startSimulator('butter', { calls: 50, spacingSeconds: 3600 })
  const source = sourceOf(simulator)
  const target = createTarget()
  await target.run([source], { now: () => START + 400 * DAY_MS })
  simulator.arrive(3)
  await target.run([source], { now: () => START + 401 * DAY_MS })
  expect(target.calls.size).toBe(53)
  await simulator.close()
})

test('an earlier since brings the calls before', async () => {
  const simulator = await startSimulator('butter', { calls: 100, spacingSeconds: 6 * 3600 })
  const source = sourceOf(simulator)
  const target = createTarget()
  const now = () => START + DAY_MS
  await target.run([source], { now, since: '2026-11-15T00:00:00.000Z' })
  expect(target.calls.size).toBeLessThan(40)
  await target.run([source], { now, since: '2026-11-01T00:00:00.000Z' })
  await target.run([source], { now })
  expect(target.calls.size).toBe(100)
  await simulator.close()
})

test('a part that could not be fetched is asked for again, beyond the look-back too', async () => {
  const simulator = await startSimulator('butter', { calls: 40, spacingSeconds: 6 * 3600 })
  const source = sourceOf(simulator, { retries: 0 })
  const target = createTarget()
  for (const { id } of [...simulator.calls()]) simulator.revise(id, { state: 'completed', transcript: true })
  simulator.fault({ fault: '500', operation: 'get', at: [30] })
  const options = { now: () => START + DAY_MS, include: ['transcript'] as const }
  const { report, events } = await target.run([source], options)
  expect(report?.sources).toMatchObject([{ outcome: 'whole', incomplete: 1 }])
  expect(events).toContainEqual(expect.objectContaining({ type: 'incomplete', calls: 1 }))
  const lacking = () => [...target.calls.values()].filter(({ turn_count }) => turn_count === null).length
  expect(lacking()).toBe(1)
  await target.run([source], options)
  expect(lacking()).toBe(0)
  await simulator.close()
})
