import { inspect } from 'node:util'
import { butter, zudu } from '@callspec/all'
import type { AnyDefinition, ProviderDefinition } from '@callspec/provider'
import { defineProvider } from '@callspec/provider'
import { verify } from '@callspec/verify'
import { describe, expect, it } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { type Call, callLog, isCallspecError, type Source } from '../src/index.js'
import { ledger } from './account-ledger.js'
import { serve } from './server.js'
import { collect } from './sources.js'

const STAMP = '2026-03-09T10:00:00Z'
const page = (ids: string[], next: string | null = null) => ({
  data: ids.map((call_sid) => ({ call_sid, created_at: STAMP, to_number: '+15550100001' })),
  pagination: { next_cursor: next, has_more: next !== null },
})

/** A source of Butter's that gives two calls and works. */
async function healthy() {
  const server = await serve(() => page(['call_a', 'call_b']))
  return { source: butter({ id: 'healthy', apiKey: 'k', baseUrl: server.url }), server }
}

// What a definition throws is not for its types to say.
type Own = Partial<ProviderDefinition<typeof ledger.definition.descriptor, object, object>>

/** The platform of docs/own-platform.md with a part of its definition replaced, asked at a server of one row. */
async function ownPlatform(own: object, options: object = {}) {
  const server = await serve(({ pathname }) =>
    pathname === '/calls' ? { calls: [{ id: 'a', created_at: STAMP }], total: 1 } : { id: 'a', created_at: STAMP },
  )
  const definition = { ...(ledger.definition as AnyDefinition), ...own } as unknown as Own
  const provider = defineProvider(definition as never) as unknown as (options: object) => Source<string, Call, true>
  return { server, source: provider({ apiKey: 'k3y-secret', baseUrl: server.url, ...options }) }
}

const thrower = (thrown: unknown) => () => {
  throw thrown
}
const get = { path: '/calls/{id}', toRow: (answer: object) => answer }

const PARTS: [what: string, own: (thrown: unknown) => object][] = [
  ['map', (thrown) => ({ map: thrower(thrown) })],
  [
    'a filter',
    (thrown) => ({
      filters: { ...ledger.definition.filters, status: { kind: 'exact', because: 'x', pushdown: thrower(thrown) } },
    }),
  ],
  ['its client', (thrown) => ({ createClient: () => ({ baseUrl: 'http://127.0.0.1:9', send: async () => thrower(thrown)() }) })],
  ['its client, at once', (thrown) => ({ createClient: () => ({ baseUrl: 'http://127.0.0.1:9', send: thrower(thrown) }) })],
]

const THROWN: [kind: string, thrown: unknown, told: string][] = [
  ['a TypeError', new TypeError("Cannot read properties of undefined (reading 'x')"), 'a TypeError'],
  ['a RangeError', new RangeError('Maximum call stack size exceeded'), 'a RangeError'],
  ['a URIError', new URIError('URI malformed'), 'a URIError'],
  ['a text', 'no error', 'something that is not an error'],
  ['nothing', undefined, 'something that is not an error'],
  ['an error of an odd name', Object.assign(new Error('x'), { name: 'k3y-secret\nx' }), 'something that is not an error'],
]

describe('What is thrown while a source is read', () => {
  describe.each(PARTS)('by %s', (_, own) => {
    it.each(THROWN)('is the failure of that source alone, and the others go on: %s', async (_kind, thrown, told) => {
      const { source: other, server } = await healthy()
      const { source, server: third } = await ownPlatform(own(thrown))
      const failed: unknown[] = []
      const log = callLog([source, other], { onSourceError: (error) => failed.push(error), onUnsupported: 'skip' })
      for (const order of ['newest', 'arrival'] as const) {
        const stream = log.list({ status: ['completed', 'unknown'], order })
        expect((await collect(stream)).map(({ key }) => key)).toEqual(['healthy/call_a', 'healthy/call_b'])
        const summary = await stream.summary()
        expect([summary.failedSources, summary.skippedSources]).toEqual([['ledger'], []])
        const error = summary.sources[0]!.error!
        expect(failed.pop()).toBe(error)
        expect(isCallspecError(error) && { code: error.code, source: error.source, message: error.message }).toEqual({
          code: 'unexpected-response',
          source: 'ledger',
          message: `ledger: reading it threw ${told}. Report it, or fix the definition of ledger.`,
        })
        expect(inspect(error)).not.toContain('k3y-secret')
      }
      await Promise.all([server, third].map((each) => each[Symbol.asyncDispose]()))
    })
  })

  it('is told as that source’s failure where nobody asked the others to go on, and the summary comes', async () => {
    // As a definition may that repeats what it read.
    const { source, server } = await ownPlatform({ map: thrower(new TypeError('+15550100001 is not a function')) })
    const stream = callLog([source]).list()
    const error: unknown = await collect(stream).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'unexpected-response', source: 'ledger' })
    expect(inspect(error)).not.toContain('5550100001')
    // It says where that was.
    expect(inspect(error)).toMatch(/\[cause\]: a TypeError\n +at .*thrown\.test\.ts:\d+/)
    expect((await stream.summary()).failedSources).toEqual(['ledger'])
    await server[Symbol.asyncDispose]()
  })

  it('is that failure for get, for a part that include asks for, for explain and for verify', async () => {
    const broken = thrower(new TypeError('x is not a function'))
    const { source, server } = await ownPlatform({
      get: { ...get, toRow: broken },
      parts: { ...ledger.definition.parts, transcript: 'get' },
      map: (row: object, ...more: never[]) => ({
        ...(ledger.definition.map as (...all: unknown[]) => object)(row, ...more),
        transcript: undefined,
        transcriptText: undefined,
      }),
    })
    const failure = { code: 'unexpected-response', source: 'ledger' }
    await expect(callLog([source]).get('ledger', 'a')).rejects.toMatchObject(failure)
    const stream = callLog([source]).list({ include: ['transcript'] })
    expect((await collect(stream)).map(({ missing }) => missing)).toEqual([['transcript']])
    expect(await stream.summary()).toMatchObject({ incomplete: 1, failedSources: [] })
    const { status } = ledger.definition.filters
    const { source: unfiltered, server: second } = await ownPlatform({
      filters: { ...ledger.definition.filters, status: { ...status, pushdown: broken } },
    })
    expect(() => explain(callLog([unfiltered]), { status: 'completed' })).toThrow(expect.objectContaining(failure))
    const { source: unmapped, server: third } = await ownPlatform({ map: broken })
    const { failed, results } = await verify(unmapped)
    expect([failed, results.map(({ verdict, evidence }) => `${verdict}: ${evidence}`)]).toEqual([
      1,
      ['untestable: A request that it needs failed (unexpected-response).'],
    ])
    await Promise.all([server, second, third].map((each) => each[Symbol.asyncDispose]()))
  })
})

describe('Half a surrogate pair', () => {
  it('in a cursor fails its source alone', async () => {
    await using server = await serve(() => page(['call_c'], 'a\ud83d'))
    const { source, server: second } = await healthy()
    const log = callLog([butter({ apiKey: 'k', baseUrl: server.url }), source], { onSourceError: () => undefined })
    const stream = log.list()
    expect((await collect(stream)).map(({ id }) => id).toSorted()).toEqual(['call_a', 'call_b'])
    const { failedSources, sources } = await stream.summary()
    expect([failedSources, sources[0]!.error?.code]).toEqual([['butter'], 'unexpected-response'])
    await second[Symbol.asyncDispose]()
  })

  it('in an id leaves out the parts of that call, and is no call of get', async () => {
    const row = (call_id: string) => ({ call_id, created_at: 1773050400000 })
    await using server = await serve((url) =>
      url.pathname === '/api/calls'
        ? { data: { calls: [row('call_\ud83d'), row('call_b')], pagination: { page: 0, limit: 100, total: 2, total_pages: 1 } } }
        : { data: row('call_b') },
    )
    const log = callLog([zudu({ apiKey: 'k', apiSecret: 's', baseUrl: server.url })])
    await expect(log.get('zudu', 'call_\ud83d')).rejects.toMatchObject({ code: 'invalid-request', source: 'zudu' })
    const stream = log.list({ include: ['transcript'] })
    expect((await collect(stream)).map(({ id, missing }) => [id, missing])).toEqual([
      ['call_\ud83d', ['transcript']],
      ['call_b', undefined],
    ])
    expect(await stream.summary()).toMatchObject({ incomplete: 1, failedSources: [] })
  })
})

describe('What the caller’s own functions throw', () => {
  const mine = new Error('mine')

  it.each(['onRequest', 'onResponse'] as const)('reaches the caller as it is: %s', async (hook) => {
    await using server = await serve(() => page(['call_a']))
    const source = butter({ apiKey: 'k', baseUrl: server.url, [hook]: thrower(mine) })
    const told: unknown[] = []
    const log = callLog([source], { onSourceError: (error) => told.push(error) })
    await expect(collect(log.list())).rejects.toBe(mine)
    await expect(log.get('butter', 'call_a')).rejects.toBe(mine)
    expect(told).toEqual([])
  })

  it('reaches the caller as it is: onBadRow, onSourceError, and the reason of an abort', async () => {
    await using server = await serve(() => ({ ...page([]), data: [{ call_sid: 5.5 }] }))
    const source = butter({ apiKey: 'k', baseUrl: server.url })
    for (const reason of [mine, 'a text']) {
      const log = callLog([source], { onBadRow: thrower(reason), onSourceError: () => undefined })
      await expect(collect(log.list())).rejects.toBe(reason)
      const failing = callLog([butter({ apiKey: 'k', baseUrl: 'http://127.0.0.1:9', retries: 0 })], {
        onSourceError: thrower(reason),
      })
      await expect(collect(failing.list())).rejects.toBe(reason)
      await expect(collect(log.list({}, { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason)
    }
  })

  it('waits for no source that stalls: onSourceError', async () => {
    await using stalling = await serve(() => undefined)
    const sources = [
      butter({ apiKey: 'k', baseUrl: stalling.url }),
      butter({ id: 'failing', apiKey: 'k', baseUrl: 'http://127.0.0.1:9', retries: 0 }),
    ]
    // The stalled request would end after 30 s, and this test before.
    await expect(collect(callLog(sources, { onSourceError: thrower(mine) }).list())).rejects.toBe(mine)
  }, 10_000)

  it.each([
    null,
    'a text',
    Object.assign(new Error(), { message: 5 }),
    Object.defineProperty({}, 'cause', { get: thrower(mine) }),
  ])('as fetch is a request that failed: %o', async (thrown) => {
    const fetch = async () => thrower(thrown)()
    const stream = callLog([butter({ apiKey: 'k', retries: 0, fetch })], { onSourceError: () => undefined }).list()
    expect(await collect(stream)).toEqual([])
    expect((await stream.summary()).sources[0]!.error?.code).toMatch(/^(network|unexpected-response)$/)
  })
})
