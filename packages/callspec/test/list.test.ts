import { type Simulator, startSimulators } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallQuery, callLog } from '../src/index.js'
import { expectedCalls, isUnsupported, NAMES, type Question, questions } from './oracle.js'
import { collect, sourceOf } from './sources.js'
import { expectTruth } from './truth.js'

const COUNT = 1000

let simulators: Record<string, Simulator>
let all: Simulator[]
let asked: Record<string, Question>

beforeAll(async () => {
  simulators = await startSimulators({ calls: COUNT, seed: 7 })
  all = Object.values(simulators)
  asked = questions(simulators)
})
afterAll(async () => {
  await Promise.all(all.map((simulator) => simulator.close()))
})

describe('Listing 1,000 simulated calls of every platform', () => {
  it('asks every question that there is', () => {
    expect(Object.keys(asked)).toEqual(NAMES)
  })

  it.each(NAMES)('gives exactly the calls that the simulators hold, newest first: %s', async (name) => {
    const question = asked[name]!
    const log = callLog(
      all.map((simulator) => sourceOf(simulator)),
      { onUnsupported: 'skip' },
    )
    // The words of a question are those of a query; only their types are wider.
    const stream = log.list(question as CallQuery)
    const calls = await collect(stream)
    const summary = await stream.summary()

    const expected = expectedCalls(all, question)
    expect(new Set(calls.map(({ key }) => key))).toEqual(new Set(expected.map(({ key }) => key)))
    expect(calls).toHaveLength(expected.length)
    const stamps = calls.map(({ occurredAt }) => occurredAt)
    const dated = stamps.filter((stamp) => stamp !== null).toSorted()
    expect(stamps).toEqual([...dated.toReversed(), ...stamps.slice(dated.length).fill(null)])
    expect(summary.skippedSources).toEqual(all.map(({ provider }) => provider).filter((id) => isUnsupported(id, question)))
    expect([summary.bad, summary.duplicate, summary.outOfOrder, summary.mismatched]).toEqual([0, 0, 0, 0])
    expect(summary.calls).toBe(expected.length)
  })

  it('gives every field as the simulators hold it', async () => {
    const calls = await collect(callLog(all.map((simulator) => sourceOf(simulator))).list())
    const expected = new Map(expectedCalls(all, {}).map((each) => [each.key, each]))
    for (const call of calls) {
      expectTruth(call, expected.get(call.key)!.call)
    }
  })

  it.each(['oldest', 'newest', 'arrival'] as const)('gives every call once in the order %s', async (order) => {
    const calls = await collect(callLog(all.map((simulator) => sourceOf(simulator))).list({ order }))
    expect(new Set(calls.map(({ key }) => key)).size).toBe(all.length * COUNT)
    const stamps = calls.map(({ occurredAt }) => occurredAt)
    const dated = stamps.filter((stamp) => stamp !== null).toSorted()
    const undated = stamps.filter((stamp) => stamp === null)
    if (order === 'oldest') expect(stamps).toEqual([...dated, ...undated])
    if (order === 'newest') expect(stamps).toEqual([...dated.toReversed(), ...undated])
  })

  it('orders calls of the same instant by source as configured', async () => {
    const twice = [sourceOf(simulators['talkover']!, { id: 'second' }), sourceOf(simulators['talkover']!, { id: 'first' })]
    const calls = await collect(callLog(twice).list({ limit: 400 }))
    const places = new Map<string, string[]>()
    for (const { occurredAt, source } of calls)
      places.set(String(occurredAt), [...(places.get(String(occurredAt)) ?? []), source])
    for (const sources of [...places.values()].slice(0, -1)) expect(sources).toEqual(sources.toSorted().toReversed())
  })
})
