// Vapi's list has no cursor: it is walked by windows of time. Here calls share instants by the hundred.
import { type Simulator, startSimulator } from '@callspec/simulator'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { type CallQuery, callLog, isCallspecError, type ListingState } from '../src/index.js'
import { expectedCalls, type Question } from './oracle.js'
import { collect, sourceOf } from './sources.js'

const NOON = Date.UTC(2026, 10, 20, 12)
const iso = (at: number) => new Date(at).toISOString()

const running = new Set<Simulator>()
afterEach(async () => {
  await Promise.all([...running].map((simulator) => simulator.close()))
  running.clear()
})

/** An account into which calls come by bursts, each burst at one instant. */
async function account(bursts: readonly number[], { gapMs = 1000, calls = 0, knobs = {} as Record<string, string> } = {}) {
  let now = NOON
  const simulator = await startSimulator('vapi', { calls, knobs, clock: () => now, spacingSeconds: 1_000_000 })
  running.add(simulator)
  const instants = bursts.map((count) => {
    now += gapMs
    simulator.arrive(count)
    return now
  })
  return { simulator, instants, wait: (ms: number) => (now += ms) }
}

const ids = (calls: Iterable<{ id: string }>) => [...calls].map(({ id }) => id)
const sorted = (calls: Iterable<{ id: string }>) => ids(calls).sort()
const lines = ({ requests }: Simulator) => [...requests].map(({ query }) => new URLSearchParams(query).toString())

describe('Calls of one instant', () => {
  it.each([[[120, 450, 80]], [[1, 99, 1]], [[1, 100, 1]], [[1, 101, 1]], [[100, 100, 100]], [[999]], [[300, 0, 500, 7]]])(
    'come once each where a window ends among them: %o',
    async (bursts) => {
      const { simulator } = await account(bursts)
      const stream = callLog([sourceOf(simulator)]).list()
      const calls = await collect(stream)
      expect(sorted(calls)).toEqual(sorted(simulator.calls()))
      expect(await stream.summary()).toMatchObject({ calls: calls.length, duplicate: 0, outOfOrder: 0, missing: 0 })
    },
  )

  it.each(['oldest-first', 'shuffled'])('come once each where they stand among themselves %s', async (ties) => {
    const { simulator } = await account([30, 250, 120, 3], { knobs: { 'tied-rows': ties } })
    expect(sorted(await collect(callLog([sourceOf(simulator)]).list()))).toEqual(sorted(simulator.calls()))
  })

  it('are an error that says so where they fill the largest window: nothing leads past them', async () => {
    const { simulator, instants } = await account([5, 1000, 5])
    const calls: unknown[] = []
    const reading = (async () => {
      for await (const call of callLog([sourceOf(simulator)]).list({ order: 'arrival' })) calls.push(call)
    })()
    await expect(reading).rejects.toSatisfy(isCallspecError)
    await expect(reading).rejects.toThrow(iso(instants[1]!))
    await expect(reading).rejects.toThrow('1000')
    // What was read before it is not taken back.
    expect(calls.length).toBeGreaterThan(0)
    const windows = lines(simulator)
    expect(windows.at(-1)).toContain('limit=1000')
    expect(windows.length).toBeLessThan(10)
  })

  it('are read up to the largest window', async () => {
    const { simulator } = await account([5, 999, 5])
    expect(sorted(await collect(callLog([sourceOf(simulator)]).list()))).toEqual(sorted(simulator.calls()))
  })
})

describe('An account', () => {
  it('without calls is one request', async () => {
    const { simulator } = await account([])
    expect(await collect(callLog([sourceOf(simulator)]).list())).toEqual([])
    expect(lines(simulator)).toEqual(['limit=100'])
  })

  it('of a few calls is two, since a short window ends no list', async () => {
    const { simulator, instants } = await account([1, 1])
    expect(await collect(callLog([sourceOf(simulator)]).list())).toHaveLength(2)
    expect(lines(simulator)).toEqual(['limit=100', `limit=100&createdAtLe=${encodeURIComponent(iso(instants[0]!))}`])
  })

  it('in another region is read beside one at home, each call under its source', async () => {
    const [one, two] = [await account([130]), await account([20])]
    const log = callLog([sourceOf(one.simulator), sourceOf(two.simulator, { id: 'eu' })])
    const keys = (await collect(log.list())).map(({ key }) => key)
    const expected = [
      ...ids(one.simulator.calls()).map((id) => `vapi/${id}`),
      ...ids(two.simulator.calls()).map((id) => `eu/${id}`),
    ]
    expect(keys.toSorted()).toEqual(expected.toSorted())
  })
})

describe('A period', () => {
  /** Calls that start a while after they were created, some of which have not started. */
  async function scheduled() {
    const started = await account([40, 200, 40], { gapMs: 60_000 })
    started.wait(3_600_000)
    return started
  }
  const inPeriod = async (simulator: Simulator, query: Question & CallQuery) => {
    const calls = await collect(callLog([sourceOf(simulator)]).list(query))
    expect(sorted(calls)).toEqual(
      expectedCalls([simulator], query)
        .map(({ call: { id } }) => id)
        .sort(),
    )
    return calls
  }

  it('takes the call that starts at since to the millisecond, and not the one at until', async () => {
    const { simulator } = await scheduled()
    const stamps = [...simulator.calls()].flatMap(({ startedAt }) => startedAt ?? []).sort((a, b) => a - b)
    const [first, last] = [stamps[50]!, stamps[150]!]
    const calls = await inPeriod(simulator, { since: iso(first), until: iso(last) })
    const starts = calls.map(({ startedAt }) => startedAt)
    expect(starts).toContain(iso(first))
    expect(starts).not.toContain(iso(last))
    await inPeriod(simulator, { since: iso(first + 1), until: iso(last + 1) })
  })

  it('holds calls without a start by their creation', async () => {
    const { simulator, instants } = await scheduled()
    const without = [...simulator.calls()].filter(({ startedAt }) => startedAt === null)
    expect(without.length).toBeGreaterThan(0)
    for (const at of instants) {
      const calls = await inPeriod(simulator, { since: iso(at), until: iso(at + 1) })
      for (const call of calls) expect(call.occurredAt).toBe(iso(at))
    }
  })

  it('finds a call that was created long before it started, behind many that were only changed since', async () => {
    const day = 86_400_000
    const { simulator, wait } = await account([1, 150], { gapMs: day })
    wait(27 * day)
    const [scheduled, ...others] = simulator.calls()
    simulator.revise(scheduled!.id, { startedAt: NOON + 29 * day })
    for (const { id } of others) simulator.revise(id, {})
    for (const strict of [false, true]) {
      const calls = await collect(callLog([sourceOf(simulator)]).list({ since: iso(NOON + 28 * day), strict }))
      expect(ids(calls)).toEqual([scheduled!.id])
    }
  })

  it('is asked for as explain says', async () => {
    const { simulator } = await scheduled()
    const log = callLog([sourceOf(simulator)])
    const query = { since: iso(NOON), until: iso(NOON + 60_000), agentId: 'a1' }
    const [explained] = explain(log, query)
    await collect(log.list(query))
    const [first] = [...simulator.requests]
    expect(JSON.stringify(explained)).toContain(`?${new URLSearchParams(first!.query)}`)
  })
})

describe('A listing', () => {
  it.each(['newest', 'oldest', 'arrival'] as const)('%s first is in order, and ends at its limit', async (order) => {
    const { simulator } = await account([150, 150, 150])
    const calls = await collect(callLog([sourceOf(simulator)]).list({ order, limit: 170 }))
    expect(new Set(ids(calls)).size).toBe(170)
    const stamps = calls.map(({ occurredAt }) => occurredAt ?? '')
    if (order !== 'arrival') expect(stamps).toEqual(order === 'newest' ? stamps.toSorted().toReversed() : stamps.toSorted())
  })

  it('that is cut among calls of one instant goes on after it with all of them', async () => {
    const { simulator } = await account([150, 320, 150])
    for (const order of ['newest', 'arrival'] as const) {
      const got: string[] = []
      let state: ListingState | undefined
      for (let part = 0; part < 30; part++) {
        // Each part is another process.
        const log = callLog([sourceOf(simulator)])
        const stream = log.list({ order }, state && { state: JSON.parse(JSON.stringify(state)) })
        let count = 0
        for await (const call of stream) {
          got.push(call.id)
          if (++count === 37) break
        }
        state = stream.state()
        if (count < 37) break
      }
      expect(got.toSorted()).toEqual(sorted(simulator.calls()))
    }
  })

  it('that meets another order than the assumed one is an error that names the assumption', async () => {
    for (const order of ['oldest-first', 'unordered']) {
      const { simulator } = await account([150, 150], { knobs: { 'row-order': order } })
      await expect(collect(callLog([sourceOf(simulator)]).list())).rejects.toThrow('row-order')
    }
  })

  it('is refused where the source is told of another order, since windows lead nowhere then', async () => {
    const { simulator } = await account([5])
    const log = callLog([sourceOf(simulator, { assumptions: { 'row-order': 'unordered' } })])
    await expect(collect(log.list())).rejects.toThrow('row-order is unordered')
    expect(lines(simulator)).toEqual([])
  })
})

const event = fc.record({
  arrive: fc.integer({ min: 0, max: 220 }),
  vanish: fc.array(fc.noBias(fc.integer({ min: 0, max: 999 })), { maxLength: 40 }),
})

describe('Whatever the bursts', () => {
  it('every call that was there throughout is listed, and none twice, while calls arrive and vanish', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 80, max: 320 })), { maxLength: 6 }),
        fc.array(event, { maxLength: 12 }),
        fc.constantFrom('newest-first', 'oldest-first', 'shuffled'),
        fc.constantFrom('newest' as const, 'oldest' as const, 'arrival' as const),
        fc.integer({ min: 0, max: 2 }),
        async (bursts, events, ties, order, gapMs) => {
          const { simulator, wait } = await account(bursts, { gapMs, knobs: { 'tied-rows': ties } })
          // With no time between the bursts all are of one instant: then there may be too many of them.
          const most = 999
          const before = new Set(ids(simulator.calls()))
          if (gapMs === 0 && before.size > most - 1) return
          const left = [...events]
          const source = sourceOf(simulator, {
            fetch: async (request) => {
              const next = left.shift()
              if (next) {
                const all = ids(simulator.calls())
                wait(gapMs)
                if (gapMs > 0) simulator.arrive(next.arrive)
                for (const fromNewest of next.vanish) simulator.vanish(all[all.length - 1 - fromNewest] ?? '')
              }
              return fetch(request)
            },
          })
          const calls = ids(await collect(callLog([source]).list({ order })))
          const got = new Set(calls)
          expect(got.size).toBe(calls.length)
          expect(ids(simulator.calls()).filter((id) => before.has(id) && !got.has(id))).toEqual([])
        },
      ),
      { numRuns: 120, seed: 20261120 },
    )
  })

  it('a query gives what the same predicate over the store gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 260 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 5000 }),
        fc.tuple(fc.integer({ min: -10, max: 60_000 }), fc.integer({ min: 0, max: 60_000 })),
        fc.record(
          {
            status: fc.subarray(['completed', 'queued', 'ringing', 'in_progress', 'unknown'], { minLength: 1 }),
            direction: fc.constantFrom('inbound', 'outbound', 'unknown'),
            agent: fc.boolean(),
            order: fc.constantFrom('newest' as const, 'oldest' as const, 'arrival' as const),
            strict: fc.boolean(),
          },
          { requiredKeys: [] },
        ),
        async (bursts, gapMs, [from, length], { agent, ...rest }) => {
          const { simulator, wait } = await account(bursts, { gapMs: gapMs + 1 })
          wait(20_000)
          const agentId = [...simulator.calls()].find((call) => call.agent?.id)?.agent?.id
          const query = {
            since: iso(NOON + from),
            until: iso(NOON + from + length),
            ...rest,
            ...(agent && agentId && { agentId }),
          }
          // The words of a question are those of a query; only their types are wider.
          const calls = await collect(callLog([sourceOf(simulator)]).list(query as CallQuery))
          const expected = expectedCalls([simulator], query)
          expect(sorted(calls)).toEqual(expected.map(({ call }) => call.id).sort())
        },
      ),
      { numRuns: 150, seed: 20261120 },
    )
  })
})
