import { agentvoice, zudu } from '@callspec/all'
import { startSimulator } from '@callspec/simulator'
import { describe, expect, it, onTestFinished } from 'vitest'
import { callLog } from '../src/index.js'
import { serve } from './server.js'
import { collect, sourceOf } from './sources.js'

/** A source whose requests are counted while they are under way, each held until the others had time to join it. */
async function counting(provider: 'talkover' | 'agentvoice' | 'zudu' | 'autocalls' | 'butter', calls: number, more: object = {}) {
  const simulator = await startSimulator(provider, { calls })
  onTestFinished(() => simulator.close())
  let underWay = 0
  const seen = { most: 0, requests: 0 }
  const slowly = async (request: Request) => {
    seen.requests++
    seen.most = Math.max(seen.most, ++underWay)
    await new Promise((resolve) => setTimeout(resolve, 5))
    const response = await fetch(request)
    underWay--
    return response
  }
  return { simulator, source: sourceOf(simulator, { fetch: slowly, ...more }), seen, slowly }
}

/** Lets everything that can happen by itself happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 80))

describe('Reading ahead', () => {
  it.each(['talkover', 'agentvoice', 'zudu', 'autocalls'] as const)(
    'fetches six pages of %s at once, and in order',
    async (provider) => {
      const { source, seen } = await counting(provider, 3000)
      expect(await collect(callLog([source]).list())).toHaveLength(3000)
      expect(seen.most).toBe(6)
    },
  )

  it('fetches as many as the source says', async () => {
    const { source, seen } = await counting('talkover', 3000, { concurrency: 3 })
    await collect(callLog([source]).list())
    expect(seen.most).toBe(3)
  })

  it('shares the six among sources of one account', async () => {
    const { source, seen, simulator, slowly } = await counting('talkover', 1500)
    await collect(callLog([source, sourceOf(simulator, { id: 'other', fetch: slowly })]).list())
    expect(seen.most).toBe(6)
  })

  it('asks for one row of page one, after each span, to see whether a numbered list stood still', async () => {
    const { source, simulator } = await counting('talkover', 2500)
    await collect(callLog([source]).list())
    const queries = [...simulator.requests].map(({ query }) => new URLSearchParams(query).toString())
    // Page one, then spans of 6, 6 and 12 pages.
    expect(queries.filter((query) => query.includes('per_page=100'))).toHaveLength(25)
    expect(queries.filter((query) => !query.includes('per_page=100'))).toEqual(Array(3).fill('per_page=1&page=1'))
  })

  it('stops while nobody asks for more', async () => {
    const { source, seen } = await counting('talkover', 30_000)
    const calls = callLog([source]).list()[Symbol.asyncIterator]()
    await calls.next()
    await settle()
    const before = seen.requests
    await settle()
    expect(seen.requests).toBe(before)
    // One span of the default concurrency beyond the first page, and the look at page one that verifies it, of 300 pages.
    expect(before).toBe(8)
    await calls.return?.()
  })

  it('has one page of a cursor list under way while the caller works', async () => {
    const { source, seen } = await counting('butter', 1000)
    const pages = callLog([source]).list({ order: 'arrival' }).pages()
    const counts: number[] = []
    for (let page = 0; page < 4; page++) {
      await pages.next()
      await settle()
      counts.push(seen.requests)
    }
    expect(counts).toEqual([2, 3, 4, 5])
    expect(seen.most).toBe(1)
    await pages.return(undefined)
  })
})

describe('Ending early', () => {
  it('on a documented order reads no page more than the period needs', async () => {
    const simulator = await startSimulator('zudu', { calls: 2000, spacingSeconds: 3600 })
    onTestFinished(() => simulator.close())
    // Hourly calls: 250 hours are three pages of a hundred, and Zudu has no filter by date.
    const stream = callLog([sourceOf(simulator)]).list({ since: new Date(Date.UTC(2026, 10, 20, 12) - 250 * 3_600_000) })
    await collect(stream)
    const summary = await stream.summary()
    expect(summary.sources[0]).toMatchObject({ endedEarly: 'documented', rows: 300 })
  })

  it('on an assumed order goes on for a day past the bound, and says so', async () => {
    const simulator = await startSimulator('butter', { calls: 2000, spacingSeconds: 3600 })
    onTestFinished(() => simulator.close())
    const since = new Date(Date.UTC(2026, 10, 20, 12) - 250 * 3_600_000)
    const log = callLog([sourceOf(simulator)])
    const stream = log.list({ since })
    const calls = await collect(stream)
    expect((await stream.summary()).sources[0]).toMatchObject({ endedEarly: 'assumed', rows: 300 })
    const strict = log.list({ since, strict: true })
    expect((await collect(strict)).map(({ id }) => id)).toEqual(calls.map(({ id }) => id))
    expect((await strict.summary()).sources[0]).toMatchObject({ endedEarly: null, rows: 2000 })
  })
})

describe('A list that runs the other way', () => {
  it('is held up to maxBufferedCalls, and then refused with the way out', async () => {
    const simulator = await startSimulator('butter', { calls: 500 })
    onTestFinished(() => simulator.close())
    const oldest = await collect(callLog([sourceOf(simulator)]).list({ order: 'oldest' }))
    expect(oldest).toHaveLength(500)
    const log = callLog([sourceOf(simulator)], { maxBufferedCalls: 300 })
    await expect(collect(log.list({ order: 'oldest' }))).rejects.toThrowError(
      "butter cannot be read oldest first without holding more than 300 calls. Narrow the period, use order 'arrival', or raise maxBufferedCalls.",
    )
    expect(await collect(log.list({ order: 'newest', limit: 10 }))).toHaveLength(10)
  })
})

describe('A list of TalkOver with meta in place of pagination, as its published OpenAPI file has it', () => {
  it('is read as whole as the other', async () => {
    const simulator = await startSimulator('talkover', { calls: 450 })
    onTestFinished(() => simulator.close())
    const fetchMeta = async (request: Request) => {
      const { pagination, ...body } = await (await fetch(request)).json()
      return Response.json({ ...body, meta: pagination })
    }
    const read = async (more: object) => {
      const stream = callLog([sourceOf(simulator, more)]).list()
      const ids = (await collect(stream)).map(({ id }) => id)
      return [ids, (await stream.summary()).requests]
    }
    expect(await read({ fetch: fetchMeta })).toEqual(await read({}))
  })
})

describe('A list of AgentVoice', () => {
  it('is not taken for an empty one by a 404 that is documented for the most recent call alone', async () => {
    await using server = await serve((_, __, response) => {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"No calls found matching criteria"}')
    })
    const log = callLog([agentvoice({ apiKey: 'k', organizationId: 'o', baseUrl: server.url })])
    const error = await collect(log.list()).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'not-found', status: 404 })
    expect(String(error)).not.toContain('base URL')
  })

  it('lacks the analysis of calls until it is asked for', async () => {
    const simulator = await startSimulator('agentvoice', { calls: 20 })
    onTestFinished(() => simulator.close())
    const log = callLog([sourceOf(simulator)])
    for (const call of await collect(log.list())) expect(call).not.toHaveProperty('analysis')
    for (const call of await collect(log.list({ include: ['transcript'] }))) expect(call).not.toHaveProperty('analysis')
    for (const call of await collect(log.list({ include: ['analysis'] }))) {
      expect(call.analysis).toEqual({ summary: expect.any(String), successful: expect.any(Boolean), sentiment: null })
    }
  })
})

describe('A list of Zudu', () => {
  it('loses no row without a start in silence: it is a call, or counted', async () => {
    const simulator = await startSimulator('zudu', { calls: 300, knobs: { 'started-at': 'sometimes' } })
    onTestFinished(() => simulator.close())
    expect([...simulator.calls()].filter(({ startedAt, createdAt }) => startedAt === null && createdAt === null)).not.toEqual([])
    const stream = callLog([sourceOf(simulator)]).list()
    const calls = await collect(stream)
    expect(calls.length + (await stream.summary()).bad).toBe(300)
  })
})

describe('A platform that contradicts itself', () => {
  const row = (id: string, status: string) => ({ call_id: id, call_status: status, start_timestamp: 1703097600000 })
  const answer = (calls: object[], more: object) => ({
    data: {
      calls,
      pagination: { page: 0, limit: 100, total_count: calls.length, total_pages: 1, has_next_page: false },
      ...more,
    },
  })
  const list = async (body: object) => {
    await using server = await serve(() => body)
    const stream = callLog([zudu({ apiKey: 'k', apiSecret: 's', baseUrl: server.url })]).list({ status: ['completed'] })
    const calls = (await collect(stream)).map(({ id }) => id)
    const { mismatched, notApplied, contradictory } = (await stream.summary()).sources[0]!
    return { calls, mismatched, notApplied, contradictory }
  }

  it('in its counters is counted', async () => {
    const pagination = { page: 0, limit: 100, total_count: 25, total_pages: 1, has_next_page: false }
    expect(await list(answer([row('call-1', 'ENDED')], { pagination }))).toMatchObject({ calls: ['call-1'], contradictory: 1 })
  })

  it.each([
    ['talkover', 900],
    ['agentvoice', 902],
  ] as const)('by an empty page where its total says that rows are is counted: %s', async (provider, left) => {
    const simulator = await startSimulator(provider, { calls: 1000 })
    onTestFinished(() => simulator.close())
    // The third page comes without its rows, whoever asks for it and how often; all else is as it was.
    const hollow = async (request: Request) => {
      const response = await fetch(request)
      const url = new URL(request.url)
      if (url.searchParams.get('page') !== '3' && url.searchParams.get('offset') !== '198') return response
      return Response.json({ ...(await response.json()), data: [] })
    }
    const stream = callLog([sourceOf(simulator, { fetch: hollow })]).list()
    const calls = await collect(stream)
    const { contradictory } = await stream.summary()
    expect({ calls: calls.length, told: contradictory > 0 }).toEqual({ calls: left, told: true })
  })

  it('in a filter that it was asked to apply is counted, and the rows are filtered here', async () => {
    const applied_filters = { call_status: ['ended'] }
    expect(await list(answer([row('call-1', 'ENDED'), row('call-2', 'ONGOING')], { applied_filters }))).toEqual({
      calls: ['call-1'],
      mismatched: 1,
      notApplied: [],
      contradictory: 0,
    })
  })

  it.each([
    ['leaves out another filter', { duration_ms: { lower_threshold: 30000 } }],
    ['is empty', {}],
    ['is null', null],
    ['is an empty PHP map', []],
    ['holds null for it', { call_status: null }],
    ['holds it in another form', { call_status: { in: ['ended'] } }],
    ['holds it in the case of the rows', { call_status: ['ENDED'] }],
    ['holds it as one word', { call_status: 'ended' }],
  ])('says nothing of a filter by an echo that %s: what came against it is counted', async (_, applied_filters) => {
    expect(await list(answer([row('call-1', 'ENDED'), row('call-2', 'ONGOING')], { applied_filters }))).toEqual({
      calls: ['call-1'],
      mismatched: 1,
      notApplied: [],
      contradictory: 0,
    })
  })

  it.each([
    ['another word', ['registered']],
    ['one word more', ['ended', 'ongoing']],
    ['no word', []],
  ])('by an echo of a filter with %s has applied another one', async (_, call_status) => {
    const applied_filters = { call_status }
    expect(await list(answer([row('call-1', 'ENDED'), row('call-2', 'ONGOING')], { applied_filters }))).toEqual({
      calls: ['call-1'],
      mismatched: 0,
      notApplied: ['status'],
      contradictory: 0,
    })
  })

  it('says nothing of a filter where it echoes as little as in the example of its page', async () => {
    const simulator = await startSimulator('zudu', { knobs: { 'applied-filters-echo': 'partial' } })
    onTestFinished(() => simulator.close())
    const stream = callLog([sourceOf(simulator)]).list({ status: 'completed' })
    const ended = [...simulator.calls()].filter(({ status }) => status === 'ENDED')
    expect(await collect(stream)).toHaveLength(ended.length)
    expect((await stream.summary()).sources[0]).toMatchObject({ notApplied: [], mismatched: 0, bad: 0 })
  })
})
