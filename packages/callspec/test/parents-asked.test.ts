import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { callLog, type ListingState } from '../src/index.js'
import { type HiveTraits, hive, serveHive } from './parent-platform.js'
import { collect } from './sources.js'

const DAY = 86_400_000
const NOON = Date.UTC(2026, 10, 20, 12)
const iso = (ms: number) => new Date(ms).toISOString()

const BARE: HiveTraits = { place: 'path', agents: 'bare', type: 'page', longest: null, rowOrder: 'newest-first' }
const WEEKS: HiveTraits = { ...BARE, longest: 7 * 86_400 }
/** A week, less a second on either side. */
const PIECE = 7 * DAY - 2000

let platform: Awaited<ReturnType<typeof serveHive>>
beforeAll(async () => {
  platform = await serveHive()
})
afterAll(() => platform[Symbol.asyncDispose]())
beforeEach(() => {
  platform.before = () => undefined
  platform.server.requests.length = 0
  platform.world = {
    agents: ['a1', 'a2'].map((id) => ({ id, name: `Agent ${id}`, createdAt: NOON - 40 * DAY })),
    calls: Array.from({ length: 30 }, (_, day) => ({
      id: `c${day}`,
      at: NOON - day * DAY,
      agents: [day % 2 === 0 ? 'a1' : 'a2'],
    })),
  }
})

function sourceOf(traits: HiveTraits, options: object = {}) {
  platform.traits = traits
  return hive(traits)({ apiKey: 'k', baseUrl: platform.server.url, ...options })
}

const asked = () => platform.server.requests.splice(0)
const WHOLE = { since: iso(NOON - 60 * DAY), until: iso(NOON + DAY) }

describe('One parent alone is read, and no list of parents,', () => {
  it.each([
    ['path', { path: { agent_id: 'a2' } }, '/agents/a2/calls?'],
    ['query', { query: { agent_id: 'a2' } }, '/calls?agent_id=a2&'],
  ] as const)('if the source names it in its %s', async (place, inputs, start) => {
    const log = callLog([sourceOf({ ...BARE, place }, { inputs })])
    expect((await collect(log.list())).every(({ agent }) => agent?.id === 'a2')).toBe(true)
    expect(asked().every((line) => line.startsWith(`GET ${start}`))).toBe(true)
    // Another agent has no call there.
    expect(await collect(log.list({ agentId: 'a1' }))).toEqual([])
  })

  it('if the query names it', async () => {
    const calls = await collect(callLog([sourceOf(BARE)]).list({ agentId: 'a1' }))
    expect(calls).toHaveLength(15)
    expect(asked().filter((line) => !line.startsWith('GET /agents/a1/calls?'))).toEqual([])
  })

  it('but where only its creation says when the first call was', async () => {
    expect(await collect(callLog([sourceOf(WEEKS)]).list({ agentId: 'a1' }))).toHaveLength(15)
    expect(asked().filter((line) => line === 'GET /agents/all')).toHaveLength(1)
  })
})

describe('A list that is not found', () => {
  it('ends alone, and is counted', async () => {
    platform.before = (path) => (path.startsWith('/agents/a2/') ? 404 : undefined)
    const stream = callLog([sourceOf(BARE)]).list()
    expect(await collect(stream)).toHaveLength(15)
    expect(await stream.summary()).toMatchObject({ calls: 15, vanished: 1, failedSources: [] })
  })

  it('of an agent that is named and not there is empty, once another request shows that the address is right', async () => {
    const stream = callLog([sourceOf(BARE)]).list({ agentId: 'a9' })
    expect(await collect(stream)).toEqual([])
    expect(await stream.summary()).toMatchObject({ vanished: 1, requests: 2 })
    const wrong = callLog([sourceOf(BARE, { baseUrl: `${platform.server.url}/v9` })])
    await expect(collect(wrong.list({ agentId: 'a9' }))).rejects.toMatchObject({ code: 'not-found' })
  })

  it('fails the source if it is that of the agents', async () => {
    platform.before = (path) => (path === '/agents/all' ? 404 : undefined)
    await expect(collect(callLog([sourceOf(BARE)]).list())).rejects.toMatchObject({ code: 'not-found', source: 'hive' })
  })
})

describe('A period that is cut', () => {
  const periodsIn = (lines: readonly string[]) =>
    lines.flatMap((line) => (line.includes('from=') ? new URL(line.slice(4), 'http://test').searchParams.get('from') : []))

  it('is asked for in pieces from the end that is wanted first, and no further than a limit needs', async () => {
    const log = callLog([sourceOf(WEEKS)])
    const query = { ...WHOLE, agentId: 'a1' }
    await collect(log.list({ ...query, limit: 2 }))
    expect(new Set(periodsIn(asked()))).toEqual(new Set([iso(NOON + DAY - PIECE)]))
    await collect(log.list({ ...query, order: 'oldest', limit: 1 }))
    // The first call is 28 days before noon: in the fifth piece from the beginning.
    expect(new Set(periodsIn(asked()))).toEqual(new Set([0, 1, 2, 3, 4].map((piece) => iso(NOON - 60 * DAY + piece * PIECE))))
    await collect(log.list(query))
    expect(new Set(periodsIn(asked())).size).toBe(Math.ceil((61 * DAY) / PIECE))
  })

  it('ends a day from now, whatever later bound is asked for', async () => {
    const day = (lines: readonly string[]) =>
      lines.flatMap((line) => (line.includes('to=') ? new URL(line.slice(4), 'http://test').searchParams.get('to')! : []))
    const before = Date.now()
    const calls = await collect(callLog([sourceOf(WEEKS)]).list({ since: WHOLE.since, until: '9999-12-31', agentId: 'a1' }))
    expect(calls).toHaveLength(15)
    const last = Date.parse(day(asked()).toSorted().at(-1)!)
    expect([last >= before + DAY, last <= Date.now() + DAY]).toEqual([true, true])
  })

  it('goes on inside the piece that a state names', async () => {
    const log = callLog([sourceOf(WEEKS)])
    const got: string[] = []
    const stream = log.list({ ...WHOLE, agentId: 'a1' })
    for await (const { id } of stream) if (got.push(id) === 6) break
    const state = JSON.parse(JSON.stringify(stream.state())) as ListingState
    asked()
    const rest = await collect(log.list({ ...WHOLE, agentId: 'a1' }, { state }))
    expect([...got, ...rest.map(({ id }) => id)]).toEqual(Array.from({ length: 15 }, (_, index) => `c${2 * index}`))
    // The sixth call is ten days back, in the second piece.
    expect(periodsIn(asked())[0]).toBe(iso(NOON + DAY - 2 * PIECE))
  })

  it('reaches back to the creation of each agent, a day more, and until now', async () => {
    platform.world.agents[1]!.createdAt = NOON - 2 * DAY
    platform.world.calls = platform.world.calls.filter(({ at, agents }) => agents[0] === 'a1' || at >= NOON - 2 * DAY)
    const stream = callLog([sourceOf(WEEKS)]).list({ until: iso(NOON + 1) })
    expect(await collect(stream)).toHaveLength(16)
    const first = (agent: string) =>
      periodsIn(platform.server.requests.filter((line) => line.includes(`/${agent}/`))).toSorted()[0]
    expect([first('a1'), first('a2')]).toEqual([iso(NOON - 41 * DAY), iso(NOON - 3 * DAY)])
  })
})

describe('What cannot be read says why:', () => {
  it('a list without since, if no agent says when it was created', async () => {
    platform.world.agents = [{ id: 'a1', name: 'Agent', createdAt: Number.NaN }]
    const log = callLog([sourceOf({ ...WEEKS, agents: 'undated' })])
    await expect(collect(log.list())).rejects.toThrow('hive cannot be listed without since: no agent says when it was created.')
    expect(await collect(log.list(WHOLE))).toHaveLength(15)
  })

  it('an agent without an id', async () => {
    platform.world.agents = [{ id: '', name: 'Agent', createdAt: NOON }]
    await expect(collect(callLog([sourceOf(BARE)]).list())).rejects.toThrow('hive GET /agents/all: one agent has no id at id.')
  })

  it.each([
    ['parents without lists', { parents: ['a1', 'a2', 'a3'] }],
    ['a parent twice', { parents: ['a1', 'a1'] }],
    ['a beginning that is none', { since: 'long ago' }],
    ['a piece that is none', { lists: [{ position: 1, total: null, size: null, cut: { since: 'a', until: 2 } }, null] }],
    ['a place without its piece', { lists: [{ position: 1, total: null, size: null }, null] }],
  ])('a damaged state with %s', async (_, damage) => {
    const log = callLog([sourceOf(WEEKS)])
    const stream = log.list(WHOLE)
    for await (const _call of stream) break
    const { sources, ...state } = stream.state()
    const damaged = { ...state, sources: { hive: { ...sources['hive'], ...damage } } } as ListingState
    expect(() => log.list(WHOLE, { state: damaged })).toThrow('damaged at hive')
  })
})

it('Of hundreds of lists, no more are asked for at once than the source allows, and each only as far as a limit needs', async () => {
  const agents = Array.from({ length: 300 }, (_, index) => ({ id: `b${index}`, name: 'Many', createdAt: NOON - DAY }))
  platform.world = {
    agents,
    calls: agents.flatMap(({ id }, index) =>
      Array.from({ length: 6 }, (_, call) => ({ id: `${id}-${call}`, at: NOON - call * 2 * DAY - index * 1000, agents: [id] })),
    ),
  }
  let [inFlight, most] = [0, 0]
  const source = sourceOf(BARE, {
    concurrency: 5,
    fetch: async (request: Request) => {
      most = Math.max(most, ++inFlight)
      try {
        return await fetch(request)
      } finally {
        inFlight--
      }
    },
  })
  const stream = callLog([source]).list({ limit: 300 })
  const calls = await collect(stream)
  expect(calls.map(({ id }) => id)).toEqual(agents.map(({ id }) => `${id}-0`))
  expect(most).toBe(5)
  expect((await stream.summary()).requests).toBe(301)
  expect(stream.progress()).toMatchObject([{ total: 1800, state: 'done' }])
  expect(await collect(callLog([source]).list())).toHaveLength(1800)
})

describe('explain', () => {
  it('says that there is one list per agent, and in which pieces a period is read', () => {
    const [answer] = explain(callLog([sourceOf(WEEKS, { baseUrl: 'https://calls.hive.example' })]), { until: iso(NOON) })
    expect(answer).toMatchObject({
      answers: true,
      requests: [
        {
          url: `https://calls.hive.example/agents/{agent_id}/calls?from=${encodeURIComponent(iso(NOON - PIECE))}&to=${encodeURIComponent(iso(NOON))}&limit=4&page=1`,
        },
      ],
      parents: { what: 'agent', named: null, foundBy: 'GET /agents/all' },
      pieces: { seconds: 604_800, since: null, until: iso(NOON), newestFirst: true },
      expectedRequests: null,
    })
  })

  it('names the agent that a query asks for', () => {
    const [answer] = explain(callLog([sourceOf({ ...BARE, place: 'query' })]), { agentId: 'a1' })
    expect(answer).toMatchObject({
      parents: { named: 'a1', foundBy: null },
      filters: [{ name: 'agentId', kind: 'exact', inputs: ['agent_id'] }],
    })
    expect(answer).not.toHaveProperty('pieces')
  })

  it('says that a list is unsupported without since, if nothing documents when calls began', () => {
    const log = callLog([sourceOf({ ...WEEKS, agents: 'undocumented' })])
    const because = 'each request names its period, and nothing says when the first call was'
    expect(explain(log, {})).toMatchObject([{ answers: false, unsupported: [{ name: 'since', because }] }])
    expect(explain(log, { since: iso(NOON) })).toMatchObject([{ answers: true }])
  })
})
