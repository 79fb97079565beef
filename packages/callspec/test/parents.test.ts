import { isCallspecError } from '@callspec/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Call, type CallQuery, callLog, type ListingState } from '../src/index.js'
import { type HiveCall, type HiveTraits, type HiveWorld, hive, serveHive } from './parent-platform.js'
import { collect } from './sources.js'

const HOUR = 3_600_000
const LONGEST = 6 * 3600
/** The length of the pieces that a period is cut into: a second less on either side. */
const SPAN = LONGEST * 1000 - 2000
/** The clock of the tests is the machine's: a list without `until` is read until now. */
const NOW = Math.floor(Date.now() / 60_000) * 60_000
const iso = (ms: number) => new Date(ms).toISOString()

let platform: Awaited<ReturnType<typeof serveHive>>
beforeAll(async () => {
  platform = await serveHive()
})
afterAll(() => platform[Symbol.asyncDispose]())

const traits: fc.Arbitrary<HiveTraits> = fc.record({
  place: fc.constantFrom('path', 'query'),
  agents: fc.constantFrom('paged', 'bare'),
  type: fc.constantFrom('page', 'offset'),
  longest: fc.constantFrom(null, LONGEST),
  rowOrder: fc.constantFrom('newest-first', 'newest-first', 'oldest-first', 'unordered'),
})

/** Milliseconds before now; many of them where pieces meet, or next to it. */
const ago = fc.oneof(
  fc.integer({ min: 0, max: 30 * HOUR }),
  fc
    .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -1, max: 1 }))
    .map(([pieces, off]) => Math.max(0, pieces * SPAN + off)),
)

const worlds: fc.Arbitrary<HiveWorld> = fc
  .record({
    agents: fc.integer({ min: 0, max: 5 }),
    calls: fc.array(fc.record({ ago, agents: fc.uniqueArray(fc.nat(4), { minLength: 1, maxLength: 2 }) }), {
      maxLength: 40,
      size: 'max',
    }),
  })
  .map(({ agents, calls }) => {
    const made = Array.from({ length: agents }, (_, index) => ({ id: `a${index}`, name: `Agent ${index}`, createdAt: NOW }))
    const held = calls
      .map(({ ago: before, agents: own }, index) => ({
        id: `c${index}`,
        at: NOW - before,
        agents: own.filter((each) => each < agents).map((each) => `a${each}`),
      }))
      .filter(({ agents: own }) => own.length > 0)
    // No call is older than its agents.
    for (const agent of made) {
      agent.createdAt = Math.min(NOW, ...held.filter(({ agents: own }) => own.includes(agent.id)).map(({ at }) => at))
    }
    return { agents: made, calls: held }
  })

const queries: fc.Arbitrary<CallQuery> = fc.record(
  {
    order: fc.constantFrom('newest', 'oldest', 'arrival'),
    since: ago.map((before) => iso(NOW - before)),
    until: ago.map((before) => iso(NOW - before)),
    limit: fc.nat(30),
    strict: fc.boolean(),
    agentId: fc.constantFrom('a0', 'a3'),
  },
  { requiredKeys: ['order'] },
)

function logOf(own: HiveTraits, options: object = {}) {
  const { rowOrder } = own
  platform.traits = own
  platform.before = () => undefined
  const source = hive(own)({
    apiKey: 'k',
    baseUrl: platform.server.url,
    assumptions: { 'row-order': rowOrder },
    random: () => 0,
    ...options,
  })
  return callLog([source])
}

function matches({ at, agents }: HiveCall, { since, until, agentId }: CallQuery): boolean {
  const [from, to] = [since, until].map((bound) => (bound === undefined ? Number.NaN : Date.parse(String(bound)))) as [
    number,
    number,
  ]
  return !(at < from) && !(at >= to) && (agentId === undefined || agents.includes(agentId))
}

/** Lists in parts, each from the state that the one before left, also where it failed. */
async function inParts(log: ReturnType<typeof logOf>, query: CallQuery, breaks: readonly number[]): Promise<Call[]> {
  const got: Call[] = []
  const parts = [...breaks]
  let state: ListingState | undefined
  for (let isWhole = false; !isWhole; ) {
    const stream = log.list(query, { state })
    let left = parts.shift() ?? Number.POSITIVE_INFINITY
    isWhole = left === Number.POSITIVE_INFINITY
    try {
      for await (const call of stream) {
        got.push(call)
        if (--left === 0) break
      }
    } catch (error) {
      if (!isCallspecError(error) || error.status !== 503) throw error
      isWhole = false
    }
    state = JSON.parse(JSON.stringify(stream.state())) as ListingState
  }
  return got
}

const agentOf = ({ agent }: Call) => agent?.id ?? ''

describe('Lists that want a parent', () => {
  it('are read as one list: each call once, in order, with the parent that its row does not name', async () => {
    await fc.assert(
      fc.asyncProperty(traits, worlds, queries, async (own, world, query) => {
        fc.pre(query.since === undefined || query.until === undefined || query.since <= query.until)
        platform.world = world
        const log = logOf(own)
        const asked = platform.server.requests.length
        const stream = log.list(query)
        const calls = await collect(stream)
        const wanted = world.calls.filter((call) => matches(call, query))
        expect(calls).toHaveLength(Math.min(wanted.length, query.limit ?? Number.POSITIVE_INFINITY))
        const ids = calls.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const call of calls) {
          const its = wanted.find(({ id }) => id === call.id)
          expect(its?.agents).toContain(agentOf(call))
          const isNamed = query.agentId !== undefined && (own.longest === null || query.since !== undefined)
          expect(call.agent?.name).toBe(isNamed ? null : `Agent ${agentOf(call).slice(1)}`)
        }
        const stamps = wanted.map(({ at }) => iso(at)).toSorted()
        const inOrder = query.order === 'oldest' ? stamps : stamps.toReversed()
        if (query.order !== 'arrival') expect(calls.map(({ occurredAt }) => occurredAt)).toEqual(inOrder.slice(0, calls.length))
        const summary = await stream.summary()
        const isUnknown = query.agentId !== undefined && !world.agents.some(({ id }) => id === query.agentId)
        expect(summary).toMatchObject({ bad: 0, outOfOrder: 0, mismatched: 0, contradictory: 0, missing: 0 })
        if (!isUnknown) expect(summary.vanished).toBe(0)
        expect(summary.requests).toBe(platform.server.requests.length - asked)
      }),
      { numRuns: 100 },
    )
  })

  it('go on from a state kept at any call, whatever the order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        traits,
        worlds,
        queries,
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6, size: 'max' }),
        async (own, world, { limit: _limit, ...query }, breaks) => {
          fc.pre(query.since === undefined || query.until === undefined || query.since <= query.until)
          fc.pre(query.order !== 'arrival' || own.rowOrder !== 'unordered')
          platform.world = world
          const got = await inParts(logOf(own), query, breaks)
          const wanted = world.calls.filter((call) => matches(call, query))
          expect(got.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted())
          const stamps = wanted.map(({ at }) => iso(at)).toSorted()
          const inOrder = query.order === 'oldest' ? stamps : stamps.toReversed()
          if (query.order !== 'arrival') expect(got.map(({ occurredAt }) => occurredAt)).toEqual(inOrder)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('go on from a state kept at any call, while calls arrive and vanish and agents come and go', async () => {
    const event = fc.record({
      arrive: fc.nat(2),
      vanish: fc.array(fc.nat(100), { maxLength: 2 }),
      appear: fc.boolean(),
      leave: fc.option(fc.nat(20)),
      hide: fc.option(fc.nat(20)),
    })
    await fc.assert(
      fc.asyncProperty(
        traits.filter(({ rowOrder }) => rowOrder === 'newest-first'),
        worlds,
        fc.constantFrom<CallQuery['order']>('newest', 'oldest', 'arrival'),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 5, size: 'max' }),
        fc.array(event, { maxLength: 25, size: 'max' }),
        fc.uniqueArray(fc.nat(30), { maxLength: 2 }),
        async (own, first, order, breaks, events, faults) => {
          platform.world = { agents: first.agents.map((agent) => ({ ...agent })), calls: [...first.calls] }
          const { world } = platform
          let [count, requests] = [0, 0]
          const always = new Set(world.calls)
          const ever = new Set(world.calls.map(({ id }) => id))
          const add = (agents: string[]) => {
            const call = { id: `n${count}`, at: NOW + 1000 * ++count, agents }
            world.calls.push(call)
            ever.add(call.id)
          }
          const log = logOf(own, { retries: 0 })
          let areFound = false
          platform.before = (path) => {
            areFound ||= path.endsWith('/calls')
            const isFault = faults.includes(requests++)
            const happens = events.shift()
            if (!happens) return isFault ? 503 : undefined
            for (let index = 0; index < happens.arrive && world.agents.length > 0; index++) {
              add([world.agents[count % world.agents.length]!.id])
            }
            for (const place of happens.vanish) {
              const gone = world.calls[place % world.calls.length]
              if (gone) always.delete(gone)
              world.calls = world.calls.filter((call) => call !== gone)
            }
            if (happens.appear) {
              world.agents.unshift({ id: `b${count}`, name: 'New', createdAt: NOW + 1000 * count })
              add([world.agents[0]!.id])
            }
            // It was listed before, so it has to be read on.
            const hidden = happens.hide === null || !areFound ? undefined : world.agents[happens.hide]
            if (hidden) hidden.isHidden = !hidden.isHidden
            if (happens.leave !== null && happens.leave < world.agents.length) {
              const [left] = world.agents.splice(happens.leave, 1)
              // Of two agents, the other one still has it.
              for (const call of always) {
                if (!call.agents.some((id) => world.agents.some((agent) => agent.id === id))) always.delete(call)
              }
              expect(left).toBeDefined()
            }
            return isFault ? 503 : undefined
          }
          const got = await inParts(log, { order }, breaks)
          const ids = got.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          expect(ids.filter((id) => !ever.has(id))).toEqual([])
          const lost = [...always].filter(({ id }) => !ids.includes(id)).map(({ id }) => id)
          expect(lost).toEqual([])
        },
      ),
      { numRuns: 100 },
    )
  })
})
