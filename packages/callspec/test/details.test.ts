// What only the request for a single call tells: numbers, the agent and why a call ended, of a platform whose rows have none of it.
import { type Descriptor, nextCursor } from '@callspec/core'
import {
  byDetails,
  defineProvider,
  detailsOf,
  endReason,
  fromRequests,
  local,
  type MappedCall,
  named,
  type Reader,
  sidesByDirection,
  toDirection,
  toStatus,
  unsupported,
} from '@callspec/provider'
import { capabilitiesOf } from '@callspec/provider/capabilities'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { type BadRow, type Call, type CallQuery, callLog, type ListingState } from '../src/index.js'
import { serve, type TestServer } from './server.js'
import { collect } from './sources.js'

interface Row {
  id: string
  started_at: string
  direction?: string
  details?: { caller?: string; callee?: string; agent?: string; reason?: string; carrier?: string }
}

const descriptor = {
  id: 'sparse',
  name: 'Sparse',
  baseUrl: 'https://calls.sparse.example',
  brands: {},
  credentials: { apiKey: { header: 'X-Api-Key', prefix: '', environment: 'SPARSE_API_KEY' } },
  rateLimit: null,
  assumptions: {},
  zoneAssumptions: [],
  operations: {
    'GET /calls': {
      pagination: {
        type: 'cursor',
        next: nextCursor,
        nextCursor: ['next'],
        in: 'query',
        input: 'cursor',
        sizeInput: 'limit',
        first: 0,
        maxSize: 7,
        items: ['calls'],
        itemId: 'id',
        order: { field: 'started_at', direction: 'descending', documented: true },
      },
    },
  },
} as const satisfies Descriptor

// The definition of a provider is known by its erased types.
const anyAssumptions: Descriptor['assumptions'] = {}

const sparse = defineProvider({
  descriptor,
  list: '/calls',
  stamps: { startedAt: 'started_at' },
  map(row: Row, read) {
    const told = read.child(row.details)
    const direction = row.direction === 'inbound' ? 'inbound' : row.direction === 'outbound' ? 'outbound' : 'unknown'
    return {
      carrierId: read.id(told?.carrier),
      rawStatus: 'completed',
      direction,
      channel: 'phone',
      isTest: null,
      sides: sidesByDirection(direction, read.text(told?.caller), read.text(told?.callee)),
      agent: named(read.id(told?.agent), null),
      campaign: null,
      contact: null,
      createdAt: null,
      startedAt: read.stamp(row.started_at),
      endedAt: null,
      updatedAt: null,
      durationSeconds: null,
      endReason: endReason(read.text(told?.reason), {}),
      answeredBy: null,
      cost: row.details === undefined ? undefined : { amount: '2', unit: 'credits' },
      recordingUrl: null,
      transcript: null,
      transcriptText: null,
      analysis: null,
    }
  },
  details: detailsOf(['carrierId', 'from', 'to', 'customerNumber', 'agentNumber', 'agent', 'endReason']),
  filters: {
    period: local('no filter by time is documented'),
    status: local('every row is completed'),
    direction: local('rows have the direction'),
    channel: local('every call is by telephone'),
    isTest: unsupported('nothing tells tests'),
    phoneNumber: byDetails('rows have no numbers'),
    agentId: byDetails('rows name no agent'),
    campaignId: unsupported('nothing names a campaign'),
    duration: unsupported('nothing tells the duration'),
  },
  parts: { transcript: 'never', analysis: 'never', recording: 'never', cost: 'get' },
  get: { path: '/calls/{id}', toRow: (answer: Row) => answer },
})

const NUMBERS = ['+15551230001', '+15551230002', '+15551230003']
const AGENTS = ['ada', 'bob']

/** 40 calls a minute apart, a few of the same instant. */
const CALLS: readonly Row[] = Array.from({ length: 40 }, (_, index) => ({
  id: `c${index}`,
  started_at: new Date(Date.UTC(2026, 2, 1, 12) - Math.floor(index / 3) * 60_000).toISOString(),
  direction: index % 2 === 0 ? 'inbound' : 'outbound',
  details: {
    caller: index % 2 === 0 ? NUMBERS[index % 3]! : '+15559990000',
    callee: index % 2 === 0 ? '+15559990000' : NUMBERS[index % 3]!,
    agent: AGENTS[index % 5 === 0 ? 0 : 1]!,
    reason: 'hung_up',
    carrier: `sid-${index}`,
  },
}))

let server: TestServer
const broken = new Map<string, number>()
beforeAll(async () => {
  server = await serve((url, _, response) => {
    if (url.pathname === '/calls') {
      const from = Number(url.searchParams.get('cursor') ?? 0)
      const rows = CALLS.slice(from, from + 7).map(({ details: _details, ...row }) => row)
      return { calls: rows, next: from + 7 < CALLS.length ? String(from + 7) : null }
    }
    const [, index] = /^\/messages\/c(\d+)$/.exec(url.pathname) ?? []
    if (index !== undefined)
      return { status: Number(index) % 12 === 0 ? 'no-answer' : 'completed', direction: CALLS[Number(index)]?.direction }
    const call = CALLS.find(({ id }) => url.pathname === `/calls/${id}`)
    const status = call ? broken.get(call.id) : 404
    if (status === undefined) return call
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    return undefined
  })
})
afterAll(() => server[Symbol.asyncDispose]())

const logOf = (onBadRow?: (row: BadRow) => void) =>
  callLog([sparse({ apiKey: 'k', baseUrl: server.url, retries: 0 })], onBadRow && { onBadRow })
const idsOf = (calls: readonly Pick<Call, 'id'>[]) => calls.map(({ id }) => id)
const requestsFor = (from: number) => server.requests.slice(from).filter((line) => /calls\/c/.test(line)).length

/** By hand: who has the number as a customer, and which agent took the call. */
function matches({ details, direction }: Row, { phoneNumber, agentId, direction: wanted }: CallQuery): boolean {
  const customer = direction === 'inbound' ? details?.caller : details?.callee
  return (
    (phoneNumber === undefined || customer === phoneNumber) &&
    (agentId === undefined || details?.agent === agentId) &&
    (wanted === undefined || direction === wanted)
  )
}

interface Messages {
  '/messages/{id}': {
    get: {
      parameters: { path: { id: string } }
      responses: { 200: { content: { 'application/json': { status?: string; direction?: string } } } }
    }
  }
}

/** The same, whose details hang on a message of the call. */
const messaged = defineProvider({
  ...sparse.definition,
  descriptor: { ...descriptor, assumptions: anyAssumptions },
  list: '/calls',
  map: (row: Row, read: Reader): MappedCall => ({
    ...sparse.definition.map(row, read, { assume: () => '', parent: null }),
    rawStatus: null,
    direction: 'unknown',
    cost: null,
  }),
  filters: {
    ...sparse.definition.filters,
    status: byDetails('rows have no status'),
    direction: byDetails('rows have no direction'),
  },
  parts: { ...sparse.definition.parts, cost: 'never' },
  details: detailsOf(
    ['status', 'rawStatus', 'direction'],
    fromRequests<Messages, typeof descriptor, Row>(1, async (api, { raw }, read) => {
      const message = await api.get('/messages/{id}', { path: { id: read.requiredId(raw.id) } })
      const word = read.text(message?.status)
      return { status: toStatus(word), rawStatus: word, direction: toDirection(read.text(message?.direction)) }
    }),
  ),
  get: { path: '/calls/{id}', toRow: (answer: Row) => answer },
})

describe('Details that come by requests of their own', () => {
  const log = () => callLog([messaged({ apiKey: 'k', baseUrl: server.url, retries: 0 })])

  it('fill status and direction, and are filtered by', async () => {
    const include = ['details'] as const
    const [first] = await collect(log().list({ include, limit: 1 }))
    expect(first).toMatchObject({ id: 'c0', status: 'no_answer', rawStatus: 'no-answer', isFinal: true, direction: 'inbound' })
    expect(first).not.toHaveProperty('rawDetail')
    const calls = await collect(log().list({ include, status: 'no_answer', direction: 'inbound' }))
    expect(idsOf(calls)).toEqual(CALLS.filter((_, index) => index % 12 === 0).map(({ id }) => id))
    expect(await log().get('sparse/c1')).toMatchObject({ status: 'completed', direction: 'outbound', isFinal: true })
    const [plan] = explain(log(), { include })
    expect(plan).toMatchObject({ include: [{ part: 'details', from: 'requests', requestsPerCall: 1 }] })
  })
})

describe('Details', () => {
  it('fill what rows do not tell, with one request per call that brings parts as well', async () => {
    const [row] = await collect(logOf().list({ limit: 1 }))
    expect(row).toMatchObject({ from: null, customerNumber: null, agent: null, endReason: null, carrierId: null })
    const before = server.requests.length
    const stream = logOf().list({ include: ['details', 'cost'], limit: 1 })
    expect(await collect(stream)).toMatchObject([
      {
        id: 'c0',
        from: NUMBERS[0],
        to: '+15559990000',
        customerNumber: NUMBERS[0],
        agentNumber: '+15559990000',
        agent: { id: 'ada', name: null },
        endReason: { code: 'unknown', raw: 'hung_up' },
        carrierId: 'sid-0',
        cost: { amount: '2', unit: 'credits' },
        raw: { id: 'c0' },
        rawDetail: { id: 'c0' },
      },
    ])
    expect(requestsFor(before)).toBe(1)
  })

  it('that do not come are missing, and the call comes without them', async () => {
    broken.set('c0', 500)
    try {
      const stream = logOf().list({ include: ['details'], limit: 2 })
      expect((await collect(stream)).map(({ id, missing, from }) => [id, missing, from])).toEqual([
        ['c0', ['details'], null],
        ['c1', undefined, '+15559990000'],
      ])
      expect(await stream.summary()).toMatchObject({ incomplete: 1, bad: 0 })
    } finally {
      broken.clear()
    }
  })

  it('say what can be filtered, and what that takes', async () => {
    const query = { phoneNumber: NUMBERS[1]! }
    await expect(collect(logOf().list(query))).rejects.toMatchObject({
      code: 'unsupported',
      message:
        "sparse cannot be filtered by phoneNumber: rows have no numbers; it can with include details, at one more request per call. Leave the filter out, or skip such sources with { onUnsupported: 'skip' }.",
    })
    const [plan] = explain(logOf(), { ...query, include: ['details'] })
    expect(plan).toMatchObject({
      filters: [{ name: 'phoneNumber', kind: 'details', declared: 'details', pushed: false, because: 'rows have no numbers' }],
      include: [{ part: 'details', from: 'get', inputs: [], requestsPerCall: 1, members: sparse.definition.details?.names }],
    })
    expect(capabilitiesOf(sparse).details).toEqual(sparse.definition.details?.names)
    expect(capabilitiesOf(sparse).filters.agentId.kind).toBe('details')
  })

  it('filter exactly, in order, with a limit that counts what matches, and from any state', async () => {
    const option = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
    const questions = fc.record({
      phoneNumber: option(NUMBERS),
      agentId: option(AGENTS),
      direction: option(['inbound', 'outbound'] as const),
      order: fc.constantFrom('newest', 'oldest', 'arrival'),
      limit: fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }),
      stop: fc.integer({ min: 0, max: 10 }),
    })
    await fc.assert(
      fc.asyncProperty(questions, async ({ limit, stop, ...asked }) => {
        const query: CallQuery = { ...asked, include: ['details'] }
        const all = CALLS.filter((row) => matches(row, query))
        const stampOf = (id: string) => CALLS.find((row) => row.id === id)!.started_at
        const stream = logOf().list({ ...query, ...(limit !== undefined && { limit }) })
        const calls = await collect(stream)
        const count = Math.min(limit ?? CALLS.length, all.length)
        expect(calls).toHaveLength(count)
        expect(calls.every(({ id }) => all.some((row) => row.id === id))).toBe(true)
        const stamps = idsOf(calls).map(stampOf)
        const sorted = all.map(({ started_at }) => started_at).sort()
        expect(stamps).toEqual((query.order === 'oldest' ? sorted : sorted.reverse()).slice(0, count))
        expect((await stream.summary()).calls).toBe(count)

        // Broken off after a few calls and taken up again: each call once.
        const first: string[] = []
        const half = logOf().list(query)
        for await (const { id } of half) if (first.push(id) >= stop) break
        // Through JSON, as in another process.
        const state: ListingState = JSON.parse(JSON.stringify(half.state()))
        const rest = idsOf(await collect(logOf().list(query, { state })))
        expect([...first, ...rest].sort()).toEqual(all.map(({ id }) => id).sort())
      }),
      { numRuns: 40 },
    )
  })

  it('are requested for no more calls than a limit may need', async () => {
    const before = server.requests.length
    await collect(logOf().list({ phoneNumber: NUMBERS[0]!, include: ['details'], limit: 1 }))
    expect(requestsFor(before)).toBe(1)
    const then = server.requests.length
    await collect(logOf().list({ agentId: 'nobody', include: ['details'] }))
    expect(requestsFor(then)).toBe(40)
  })

  it('that do not come leave a call undecided, which is reported as a bad row', async () => {
    broken.set('c6', 500)
    try {
      const bad: BadRow[] = []
      const stream = logOf((row) => bad.push(row)).list({ phoneNumber: NUMBERS[0]!, include: ['details'] })
      const calls = await collect(stream)
      expect(idsOf(calls)).toEqual(
        CALLS.filter((row) => row.id !== 'c6' && matches(row, { phoneNumber: NUMBERS[0] })).map(({ id }) => id),
      )
      expect(bad.map(({ id, reasons }) => [id, reasons])).toEqual([
        ['c6', ['its details are not known: sparse GET /calls/{id}: 500 server. Try again later.']],
      ])
      expect(await stream.summary()).toMatchObject({ bad: 1, calls: calls.length })
    } finally {
      broken.clear()
    }
  })
})
