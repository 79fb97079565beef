import { autocalls, butter, talkover, zudu } from '@callspec/all'
import { isCallspecError } from '@callspec/core'
import { type Simulator, startSimulator, startSimulators } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type BadRow, type Call, callLog, type GotCall, partState, type Source } from '../src/index.js'
import { PROVIDERS } from './oracle.js'
import { serve } from './server.js'
import { collect, providers, sourceOf } from './sources.js'

let simulators: Record<string, Simulator>
beforeAll(async () => {
  simulators = await startSimulators({ calls: 250, seed: 3 })
})
afterAll(async () => {
  await Promise.all(Object.values(simulators).map((simulator) => simulator.close()))
})

const sim = (provider: string) => sourceOf(simulators[provider]!)

/** A page of Butter, the smallest envelope of the five. */
const page = (rows: unknown[], next: string | null = null) => ({
  success: true,
  data: rows,
  pagination: { next_cursor: next, has_more: next !== null, page_size: rows.length },
})

const row = (id: string, more: object = {}) => ({
  call_sid: id,
  to_number: '+15550100001',
  agent_id: 'agent_1',
  call_type: 'outbound',
  status: 'completed',
  created_at: '2026-03-09T10:00:00Z',
  ...more,
})

const butterAt = (url: string, more: object = {}) => butter({ apiKey: 'secret-key', baseUrl: url, ...more })

const failure = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!isCallspecError(error)) throw new Error(`expected a CallspecError, got ${String(error)}`)
  return { code: error.code, message: error.message, source: error.source }
}

describe('A query that is not one', () => {
  const log = callLog([butter({ apiKey: 'k' })])
  it.each([
    [
      { since: '2026-11-01T00:00:00' },
      'Invalid since: received "2026-11-01T00:00:00". Pass a date like 2026-11-01 or a stamp with an offset like 2026-11-01T08:00:00Z.',
    ],
    [
      { since: '2026-02-30' },
      'Invalid since: received "2026-02-30". Pass a date like 2026-11-01 or a stamp with an offset like 2026-11-01T08:00:00Z.',
    ],
    [
      { until: new Date(Number.NaN) },
      'Invalid until: received an invalid Date. Pass a date like 2026-11-01 or a stamp with an offset like 2026-11-01T08:00:00Z.',
    ],
    [
      { since: '2026-11-02', until: '2026-11-01' },
      'Invalid since: received 2026-11-02T00:00:00.000Z, after until. Pass a since before until.',
    ],
    [{ timeZone: 'Mars/Olympus' }, 'Invalid timeZone: received "Mars/Olympus". Pass an IANA zone like Europe/Berlin.'],
    [{ phoneNumber: '15551234567' }, 'Invalid phoneNumber: received "***67". Pass + and 3 to 15 digits, like +15551234567.'],
    [
      { status: ['done'] },
      'Invalid status: received "done". Pass one of queued, ringing, in_progress, completed, no_answer, busy, canceled, failed, unknown.',
    ],
    [{ limit: -1 }, 'Invalid limit: received -1. Pass a whole number from 0 on.'],
    [{ agentId: '' }, 'Invalid agentId: received "". Pass the platform\'s id as a text.'],
    [{ include: 'cost' }, `Invalid include: received "cost". Pass a list like ['transcript'].`],
    [null, 'Invalid query: received null. Pass an object like { since }.'],
    ['2026-11-01', 'Invalid query: received "2026-11-01". Pass an object like { since }.'],
    [{ minDurationSeconds: '9' }, 'Invalid minDurationSeconds: received "9". Pass seconds, from 0 on.'],
    [{ maxDurationSeconds: -1 }, 'Invalid maxDurationSeconds: received -1. Pass seconds, from 0 on.'],
    [
      { minDurationSeconds: 2, maxDurationSeconds: 1 },
      'Invalid minDurationSeconds: received 2, more than maxDurationSeconds. Pass one up to maxDurationSeconds.',
    ],
    [{ isTest: 'yes' }, 'Invalid isTest: received "yes". Pass true or false.'],
    [
      { form: '+1' },
      'Unknown member of a query: form. Known: since, until, timeZone, status, direction, channel, isTest, phoneNumber, agentId, campaignId, minDurationSeconds, maxDurationSeconds, order, limit, include, strict.',
    ],
  ])('is refused at once: %j', (query, message) => {
    // What a caller without types may pass.
    expect(() => log.list(query as never)).toThrowError(message)
  })

  it.each(['+0987654321', '+123', '+123456789012345'])('takes the number %s', (phoneNumber) => {
    expect(() => log.list({ phoneNumber })).not.toThrow()
  })
})

describe('Dates', () => {
  it('begin at midnight in the zone of the query, and the end is not in', async () => {
    await using server = await serve(() =>
      page([
        row('call_a', { created_at: '2026-03-09T23:00:00Z' }),
        row('call_b', { created_at: '2026-03-09T22:59:59.999Z' }),
        row('call_c', { created_at: '2026-03-08T23:00:00Z' }),
      ]),
    )
    const log = callLog([butterAt(server.url)])
    const ids = async (query: object) => (await collect(log.list(query))).map(({ id }) => id)
    expect(await ids({ since: '2026-03-10', timeZone: 'Europe/Berlin' })).toEqual(['call_a'])
    expect(await ids({ since: '2026-03-09', until: '2026-03-10', timeZone: 'Europe/Berlin' })).toEqual(['call_b', 'call_c'])
    expect(await ids({ since: '2026-03-09', until: '2026-03-10' })).toEqual(['call_a', 'call_b'])
    expect(await ids({ since: '2026-03-10T00:00:00+01:00' })).toEqual(['call_a'])
    expect(await ids({ since: new Date('2026-03-09T23:00:00Z') })).toEqual(['call_a'])
  })
})

describe('A bound that stands for no bound', () => {
  it.each(
    PROVIDERS.flatMap((provider) =>
      [{ until: '9999-12-31' }, { until: new Date(8.64e15) }, { since: '0000-01-01' }, { since: new Date(-8.64e15) }].map(
        (query) => ({ provider, query }),
      ),
    ),
  )('leaves out no call but those without any stamp: $provider $query', async ({ provider, query }) => {
    const dated = [...simulators[provider]!.calls()].filter(
      ({ startedAt, createdAt }) => startedAt !== null || createdAt !== null,
    )
    expect(await collect(callLog([sim(provider)]).list(query))).toHaveLength(dated.length)
  })

  it('ends no list early', async () => {
    const knobs = { 'row-order': 'oldest-first' }
    const simulator = await startSimulator('butter', { calls: 250, knobs })
    onTestFinished(() => simulator.close())
    const stream = callLog([sourceOf(simulator, { assumptions: knobs })]).list({ until: '9999-12-31', order: 'oldest' })
    expect(await collect(stream)).toHaveLength(250)
    expect((await stream.summary()).sources).toMatchObject([{ endedEarly: null }])
  })
})

describe('Rows', () => {
  it('that cannot be mapped are reported with their reasons and counted, and the page is not lost', async () => {
    const rows = [row('call_a'), { to_number: '+15550100001' }, 'nonsense', row('call_b', { created_at: 5 }), row('call_c')]
    await using server = await serve(() => page(rows))
    const bad: BadRow[] = []
    const stream = callLog([butterAt(server.url)], { onBadRow: (each) => bad.push(each) }).list()
    expect((await collect(stream)).map(({ id }) => id)).toEqual(['call_a', 'call_c'])
    expect(bad).toEqual([
      { source: 'butter', provider: 'butter', id: null, reasons: ['call_sid is absent, expected an id'], raw: rows[1] },
      { source: 'butter', provider: 'butter', id: null, reasons: ['the row is not an object'], raw: 'nonsense' },
      {
        source: 'butter',
        provider: 'butter',
        id: 'call_b',
        reasons: ['created_at is 5, expected a stamp with an offset'],
        raw: rows[3],
      },
    ])
    expect(await stream.summary()).toMatchObject({ rows: 5, calls: 2, bad: 3 })
  })

  it('that come twice are yielded once and counted', async () => {
    await using server = await serve((url) =>
      url.searchParams.has('cursor') ? page([row('call_b'), row('call_c')]) : page([row('call_a'), row('call_b')], 'next'),
    )
    const stream = callLog([butterAt(server.url)]).list()
    expect((await collect(stream)).map(({ id }) => id)).toEqual(['call_a', 'call_b', 'call_c'])
    expect(await stream.summary()).toMatchObject({ rows: 4, calls: 3, duplicate: 1 })
  })

  it('that come too late for the order are yielded, counted, and not lost', async () => {
    await using server = await serve((url) =>
      url.searchParams.has('cursor')
        ? page([row('call_late', { created_at: '2026-03-12T00:00:00Z' })])
        : page(
            [row('call_a', { created_at: '2026-03-10T00:00:00Z' }), row('call_b', { created_at: '2026-03-01T00:00:00Z' })],
            'next',
          ),
    )
    const stream = callLog([butterAt(server.url)]).list()
    expect((await collect(stream)).map(({ id }) => id)).toEqual(['call_a', 'call_late', 'call_b'])
    expect(await stream.summary()).toMatchObject({ calls: 3, outOfOrder: 1 })
  })

  it('are held back where a call may start later than it was created, so that the order is right', async () => {
    await using server = await serve((url) =>
      url.searchParams.has('cursor')
        ? page([row('call_b', { created_at: '2026-03-10T09:00:00Z', start_time: '2026-03-10T12:00:00Z' })])
        : page([row('call_a', { created_at: '2026-03-10T10:00:00Z', start_time: '2026-03-10T10:00:01Z' })], 'next'),
    )
    const stream = callLog([butterAt(server.url)]).list()
    expect((await collect(stream)).map(({ id }) => id)).toEqual(['call_b', 'call_a'])
    expect(await stream.summary()).toMatchObject({ outOfOrder: 0 })
  })
})

describe('A source that asks several lists', () => {
  it('fails as soon as one of them does, and lets go of the others', async () => {
    let waiting = 0
    await using server = await serve((url, _, response) => {
      if (url.searchParams.get('status') !== 'ended') {
        waiting++
        response.on('close', () => waiting--)
        return undefined
      }
      response.statusCode = 403
      return { message: 'not allowed' }
    })
    const source = autocalls({ token: 't', baseUrl: server.url, retries: 0, timeoutMs: 60_000 })
    const failed: string[] = []
    const log = callLog([source], { onSourceError: ({ code }) => failed.push(code) })
    expect(await collect(log.list({ status: 'completed' }))).toEqual([])
    expect(failed).toEqual(['forbidden'])
    await expect.poll(() => waiting).toBe(0)
  })
})

describe('A source that fails while others go on', () => {
  it('lets go of its other requests at once', async () => {
    let waiting = 0
    await using failing = await serve((url, _, response) => {
      const number = Number(url.searchParams.get('page') ?? 1)
      if (number === 1) {
        const data = Array.from({ length: 100 }, (_, index) => ({ id: 2000 - index, created_at: '2026-03-09T09:00:00Z' }))
        return { data, current_page: 1, per_page: 100, last_page: 10, total: 1000 }
      }
      if (number === 3) {
        response.statusCode = 403
        return { message: 'not allowed' }
      }
      waiting++
      response.on('close', () => waiting--)
      return undefined
    })
    await using silent = await serve(() => undefined)
    const own = { retries: 0, timeoutMs: 60_000 }
    const sources = [autocalls({ token: 't', baseUrl: failing.url, ...own }), butterAt(silent.url, own)] as const
    const failed: string[] = []
    const log = callLog(sources, { onSourceError: ({ code }, source) => failed.push(`${source} ${code}`) })
    const ended = new AbortController()
    const listing = collect(log.list({ order: 'arrival' }, { signal: ended.signal }))
    await expect.poll(() => failed).toEqual(['autocalls forbidden'])
    await expect.poll(() => waiting).toBe(0)
    ended.abort()
    await expect(listing).rejects.toThrow('aborted')
  })
})

describe('A zone that is not known', () => {
  it('makes a stamp without an offset a bad row, and no other', async () => {
    const rows = [
      { id: 2, created_at: '2026-03-09 10:00:00' },
      { id: 1, created_at: '2026-03-09T09:00:00Z' },
    ]
    await using server = await serve(() => ({ data: rows, current_page: 1, per_page: 100, last_page: 1, total: 2 }))
    const reasons: string[] = []
    const source = autocalls({ token: 't', baseUrl: server.url, assumptions: { 'stamp-zone': 'unknown' } })
    const calls = await collect(callLog([source], { onBadRow: (bad) => reasons.push(...bad.reasons) }).list())
    expect(calls.map(({ id }) => id)).toEqual(['1'])
    expect(reasons).toEqual(['created_at is a text of another form, expected a stamp with an offset'])
  })
})

describe('A numbered list', () => {
  it('whose pages change their size is an error, because rows between them would be missed', async () => {
    await using server = await serve(({ searchParams }) => {
      const page = Number(searchParams.get('page') ?? 1)
      const size = page === 1 ? 50 : 100
      const data = Array.from({ length: size }, (_, index) => ({ id: page * 1000 + index, created_at: '2026-03-09 10:00:00' }))
      return { data, current_page: page, per_page: size, last_page: 3, total: 300 }
    })
    const error = await failure(collect(callLog([autocalls({ token: 't', baseUrl: server.url })]).list()))
    expect(error.message).toMatch(/^autocalls GET \/user\/calls: pages of 50 rows are followed by one of 100\./)
  })
})

describe('A list that shows no progress', () => {
  it('is an error when it leads back to where it was taken up again, before that is read twice', async () => {
    await using server = await serve((url) => {
      const cursor = url.searchParams.get('cursor') ?? ''
      return page([row(`call_${cursor}`)], cursor === 'a' ? 'b' : 'a')
    })
    const log = callLog([butterAt(server.url)])
    const lists = [{ position: 'a', total: null, size: null }]
    const state = { ...log.list().state(), sources: { butter: { watermark: null, lists, order: 'assumed' as const } } }
    expect(await failure(collect(log.list({}, { state })))).toMatchObject({
      message: expect.stringContaining('the next cursor was used before'),
    })
    expect(server.requests.length).toBe(2)
  })

  it.each([
    [
      'repeats its cursor',
      () => page([row('call_a')], 'same'),
      'butter GET /api/calls: the next cursor was used before. Try again, and report it if it persists.',
    ],
    [
      'says that rows follow without a cursor',
      () => ({ data: [row('call_a')], pagination: { has_more: true } }),
      'butter GET /api/calls: the page says that rows follow but has no cursor. Try again, and report it if it persists.',
    ],
    [
      'goes on empty',
      (url: URL) => page([], `c${Number(url.searchParams.get('cursor')?.slice(1) ?? 0) + 1}`),
      'butter GET /api/calls: 11 pages in a row are empty but say that rows follow. Try again, and report it if it persists.',
    ],
    [
      'is no list',
      () => ({ data: 'none' }),
      'butter GET /api/calls: expected an array at data, received string. Try again, and report it if it persists.',
    ],
  ])('is an error when it %s', async (_, answer, message) => {
    await using server = await serve(answer)
    expect(await failure(collect(callLog([butterAt(server.url)]).list()))).toEqual({
      code: 'unexpected-response',
      message,
      source: 'butter',
    })
  })

  it('goes on past an empty page that says that rows follow', async () => {
    await using server = await serve((url) => {
      const at = Number(url.searchParams.get('cursor') ?? 0)
      return at === 0 ? page([row('call_a')], '1') : at < 3 ? page([], String(at + 1)) : page([row('call_b')])
    })
    expect(await collect(callLog([butterAt(server.url)]).list())).toHaveLength(2)
  })
})

describe('A source that fails', () => {
  it('throws with the name of the source', async () => {
    await using server = await serve(
      (_url, _body, response) => void response.writeHead(401).end('{"error":"secret-key is wrong"}'),
    )
    const log = callLog([sim('talkover'), butterAt(server.url, { id: 'acme' })])
    expect(await failure(collect(log.list()))).toEqual({
      code: 'unauthorized',
      message: 'butter (acme) GET /api/calls: 401 unauthorized. Check apiKey.',
      source: 'acme',
    })
  })

  it.each(['newest', 'arrival'] as const)(
    'throws at once, without waiting for a source that stalls: %s first',
    async (order) => {
      let stalled = false
      await using stalling = await serve(() => {
        stalled = true
      })
      await using failing = await serve(() => ({ success: false, data: null }))
      const log = callLog([butterAt(stalling.url), butterAt(failing.url, { id: 'failing' })])
      // The stalled request would end after 30 s, and this test before.
      expect(await failure(collect(log.list({ order })))).toMatchObject({ code: 'unexpected-response', source: 'failing' })
      expect(stalled).toBe(true)
    },
    10_000,
  )

  it('is reported, named in the summary, and the others go on, where the caller asks for that', async () => {
    await using server = await serve((url, _body, response) =>
      url.searchParams.has('cursor') ? void response.writeHead(500).end('{}') : page([row('call_a')], 'next'),
    )
    const failed: string[] = []
    const log = callLog([sim('talkover'), butterAt(server.url)], {
      onSourceError: (error, source) => failed.push(`${source} ${error.code}`),
    })
    const stream = log.list()
    const calls = await collect(stream)
    const summary = await stream.summary()
    expect(failed).toEqual(['butter server'])
    expect(calls.filter(({ source }) => source === 'talkover')).toHaveLength(250)
    expect(summary.failedSources).toEqual(['butter'])
    expect(summary.sources[1]!.error?.status).toBe(500)
  })

  it('cannot be asked what its platform does not know: thrown, or skipped and named', async () => {
    const message =
      "zudu cannot be filtered by campaignId: neither rows nor filters of the list name a batch. Leave the filter out, or skip such sources with { onUnsupported: 'skip' }."
    expect(await failure(collect(callLog([sim('zudu')]).list({ campaignId: 'x' })))).toEqual({
      code: 'unsupported',
      message,
      source: 'zudu',
    })
    const stream = callLog([sim('zudu'), sim('autocalls')], { onUnsupported: 'skip' }).list({ campaignId: '1' })
    await collect(stream)
    expect((await stream.summary()).skippedSources).toEqual(['zudu'])
  })
})

describe('An id of a form that a platform cannot have', () => {
  it.each(['autocalls', 'agentvoice'])('matches nothing at %s, without a request', async (provider) => {
    simulators[provider]!.requests.clear()
    const stream = callLog([sim(provider)]).list({ agentId: 'not-an-id' })
    expect(await collect(stream)).toEqual([])
    expect((await stream.summary()).sources).toMatchObject([{ requests: 0, ruledOut: ['agentId'], assumptions: {} }])
    expect([...simulators[provider]!.requests]).toEqual([])
  })
})

describe('A value that no call can have', () => {
  it.each(
    PROVIDERS.flatMap((provider) => [
      ...(providers[provider].definition.filters.status.kind === 'details'
        ? []
        : [[provider, 'status', { status: [] }] as const]),
      [provider, 'period', { since: '2026-03-09', until: '2026-03-09' }] as const,
    ]),
  )('matches nothing at %s, without a request: no %s at all', async (provider, name, query) => {
    simulators[provider]!.requests.clear()
    const stream = callLog([sim(provider)]).list(query)
    expect(await collect(stream)).toEqual([])
    expect((await stream.summary()).sources).toMatchObject([{ requests: 0, ruledOut: [name], assumptions: {}, error: null }])
    expect([...simulators[provider]!.requests]).toEqual([])
  })
})

describe('A stream', () => {
  it('requests nothing before it is read, no more than its limit needs, and can be read once', async () => {
    const { requests } = simulators['agentvoice']!
    requests.clear()
    const stream = callLog([sim('agentvoice')]).list({ limit: 5 })
    expect(requests).toHaveLength(0)
    expect(await collect(stream)).toHaveLength(5)
    expect(requests).toHaveLength(1)
    expect((await stream.summary()).calls).toBe(5)
    await expect(collect(stream)).rejects.toThrowError('A CallStream can be iterated once. Call list() again.')
    expect(await collect(callLog([sim('agentvoice')]).list({ limit: 0 }))).toEqual([])
  })

  it('reads a day past its limit where the order is an assumption', async () => {
    const stream = callLog([sim('talkover')]).list({ limit: 5 })
    const calls = await collect(stream)
    const { rows, requests } = await stream.summary()
    // 24 hours of calls that come every five minutes are 288: the third page of a hundred ends past them.
    expect([calls.length, rows, requests]).toEqual([5, 250, 3])
  })

  it('tells its summary after a break, with the calls that were handed over', async () => {
    const stream = callLog([sim('talkover')]).list()
    for await (const _ of stream) break
    expect(await stream.summary()).toMatchObject({ calls: 1, rows: 100 })
  })

  it('tells its summary where nobody asked for a call', async () => {
    const stream = callLog([sim('talkover')]).list()
    await stream[Symbol.asyncIterator]().return?.()
    expect(await stream.summary()).toMatchObject({ calls: 0, rows: 0, requests: 0 })
  })

  it('gives every call once to many who ask at the same time', async () => {
    const log = callLog([sim('talkover')])
    const calls = log.list({ limit: 250 })[Symbol.asyncIterator]()
    const results = await Promise.all(Array.from({ length: 251 }, () => calls.next()))
    const keys = results.map(({ done, value }) => (done ? null : value.key))
    expect(keys).toEqual([...(await collect(log.list({ limit: 250 }))).map(({ key }) => key), null])
  })

  it('gives the same calls by pages', async () => {
    const log = callLog([sim('talkover'), sim('butter')])
    const keys: string[] = []
    for await (const { calls } of log.list().pages()) keys.push(...calls.map(({ key }) => key))
    expect(keys).toEqual((await collect(log.list())).map(({ key }) => key))
  })

  it('ends with the reason of the caller when it is aborted', async () => {
    await using server = await serve(() => undefined)
    const controller = new AbortController()
    const reason = new Error('no longer needed')
    const reading = collect(callLog([butterAt(server.url)]).list({}, { signal: controller.signal }))
    setTimeout(() => controller.abort(reason), 20)
    await expect(reading).rejects.toBe(reason)
  })

  it('ends so in the middle of calls that were read together, too, and tells its summary', async () => {
    const controller = new AbortController()
    const reason = new Error('no longer needed')
    const stream = callLog([sim('talkover')]).list({}, { signal: controller.signal })
    const reading = async () => {
      for await (const _ of stream) controller.abort(reason)
    }
    await expect(reading()).rejects.toBe(reason)
    expect(await stream.summary()).toMatchObject({ calls: 1, rows: 100 })
  })

  it('ends so before its first call, too, and tells its summary', async () => {
    const reason = new Error('no longer needed')
    const stream = callLog([sim('talkover')]).list({}, { signal: AbortSignal.abort(reason) })
    await expect(collect(stream)).rejects.toBe(reason)
    expect(await stream.summary()).toMatchObject({ calls: 0, requests: 0 })
  })

  it('tells its summary when its pages are ended before the first', async () => {
    const stream = callLog([sim('talkover')]).list()
    await stream.pages().return()
    expect(await stream.summary()).toMatchObject({ calls: 0, requests: 0 })
  })

  it('ends so between pages that are there already, too', async () => {
    const controller = new AbortController()
    const reason = new Error('no longer needed')
    await using server = await serve(() => page([row('call_a')]))
    const sources = ['one', 'two'].map((id) => butter({ apiKey: 'k', id, baseUrl: server.url }))
    const stream = callLog(sources).list({}, { signal: controller.signal })
    let pages = 0
    const reading = async () => {
      for await (const _ of stream.pages()) if (pages++ === 0) controller.abort(reason)
    }
    await expect(reading()).rejects.toBe(reason)
    expect(pages).toBe(1)
  })

  it('gives no call after it was ended', async () => {
    const calls = callLog([sim('talkover')])
      .list()
      [Symbol.asyncIterator]()
    await calls.next()
    await calls.return?.()
    expect(await calls.next()).toEqual({ done: true, value: undefined })
  })
})

describe('include', () => {
  it('brings what the list lacks, and only when it was asked for', async () => {
    const log = callLog([sim('zudu'), sim('butter'), sim('agentvoice'), sim('autocalls'), sim('talkover')])
    const plain = await collect(log.list({ status: ['completed'], limit: 40 }))
    const rich = await collect(
      log.list({ status: ['completed'], limit: 40, include: ['transcript', 'analysis', 'recording', 'cost'] }),
    )
    expect(rich.map(({ key }) => key)).toEqual(plain.map(({ key }) => key))
    for (const call of plain.filter(({ provider }) => provider === 'zudu')) {
      expect(
        ['cost', 'recordingUrl', 'transcript', 'transcriptText', 'analysis', 'rawDetail'].filter((key) => key in call),
      ).toEqual([])
    }
    for (const call of rich) {
      expect(['cost', 'recordingUrl', 'transcript', 'transcriptText', 'analysis'].filter((key) => !(key in call))).toEqual([])
      if (call.provider === 'zudu') expect(call.transcript?.[0]?.speaker).toBe('agent')
      if (call.provider === 'butter') expect(call.transcript?.length).toBeGreaterThan(0)
      if (call.provider === 'agentvoice') expect(call.transcriptText).toMatch(/\w/)
    }
  })

  it('sends no request for a part that the list row holds', async () => {
    simulators['butter']!.requests.clear()
    const stream = callLog([sim('butter')]).list({ limit: 10, include: ['cost', 'recording', 'analysis'] })
    await collect(stream)
    expect((await stream.summary()).requests).toBe([...simulators['butter']!.requests].length)
    expect([...simulators['butter']!.requests].every(({ path }) => path === '/api/calls')).toBe(true)
  })

  it('names the part of a call whose request failed, and keeps the call', async () => {
    await using server = await serve((url, _body, response) =>
      url.pathname === '/api/calls'
        ? page([row('call_a'), row('call_b')])
        : url.pathname.endsWith('call_a')
          ? void response.writeHead(500).end('{}')
          : { data: { transcript: [{ speaker: 'agent', text: 'Hello' }] } },
    )
    const stream = callLog([butterAt(server.url)]).list({ include: ['transcript'] })
    const [a, b] = await collect(stream)
    expect([a!.missing, 'transcript' in a!, b!.missing, b!.transcript]).toEqual([
      ['transcript'],
      false,
      undefined,
      [{ speaker: 'agent', text: 'Hello', at: null, offsetSeconds: null }],
    ])
    const { incomplete, sources } = await stream.summary()
    expect([incomplete, sources[0]?.incompleteBecause?.code]).toEqual([1, 'server'])
    expect([a, b].map((call) => partState(butterAt(server.url), call!, 'transcript'))).toEqual(['failed', 'here'])
  })

  it('names in the summary what a platform never has', async () => {
    const log = callLog([sim('butter'), sim('talkover'), sim('vapi')])
    const stream = log.list({ include: ['recording', 'analysis', 'cost'], limit: 5 })
    await collect(stream)
    const { sources } = await stream.summary()
    expect(sources.map(({ source, never }) => [source, never])).toEqual([
      ['butter', ['recording', 'analysis']],
      ['talkover', ['recording', 'analysis', 'cost']],
      ['vapi', []],
    ])
    const plain = log.list({ limit: 5 })
    await collect(plain)
    expect((await plain.summary()).sources.flatMap(({ never }) => never)).toEqual([])
  })
})

describe('get', () => {
  it.each(PROVIDERS.filter((id) => providers[id].definition.get))(
    'answers one call of %s with all its parts',
    async (provider) => {
      const calls = [...simulators[provider]!.calls()].reverse()
      const known = calls.filter(({ state }) => state === 'completed')
      // Where rows have no status, somebody spoke in a call that lasted.
      const completed =
        known.length > 0 ? known : calls.filter(({ durationSeconds, recordingUrl }) => durationSeconds && recordingUrl)
      // Which platform it is, and so that it answers `get`, is known only at run time.
      const log = callLog([sim(provider) as Source<string, Call, true>])
      const words: unknown[] = []
      // Where a transcript hangs on the recording, a call without one has neither.
      for (const { id } of completed.slice(0, 5)) {
        const call: GotCall<Call> = await log.get(provider, id)
        expect(call).toMatchObject({ key: `${provider}/${id}`, status: 'completed', raw: null })
        expect(
          ['cost', 'recordingUrl', 'transcript', 'transcriptText', 'analysis', 'rawDetail'].filter((key) => !(key in call)),
        ).toEqual([])
        words.push(call.transcript ?? call.transcriptText)
        if (words.at(-1) !== null) break
      }
      if (providers[provider].definition.parts.transcript !== 'never') expect(words.at(-1)).not.toBeNull()
    },
  )

  it('says that a call is not there', async () => {
    const log = callLog([autocalls({ token: 't', baseUrl: 'http://127.0.0.1:9' }), sourceOf(simulators['zudu']!, { id: 'z' })])
    expect(await failure(log.get('autocalls' as never, 'abc'))).toEqual({
      code: 'not-found',
      message: 'autocalls has no call "abc": Autocalls has no ids of that form. Take an id from list.',
      source: 'autocalls',
    })
    expect(await failure(log.get('z' as never, 'call_nothing'))).toMatchObject({
      code: 'not-found',
      source: 'z',
      message: expect.stringMatching(/^z has no call "call_nothing": zudu \(z\) GET .*: 404 not-found/),
    })
    expect(await failure(log.get('nobody' as never, '1'))).toMatchObject({
      code: 'invalid-configuration',
      message: 'Unknown source "nobody". Known: autocalls, z.',
    })
  })

  it.each([{ success: true }, { data: 'gone' }, { data: [] }])(
    'says that an answer without a call is none: %j',
    async (answer) => {
      await using server = await serve(() => answer)
      expect(await failure(callLog([butterAt(server.url)]).get('butter', 'call_a'))).toEqual({
        code: 'unexpected-response',
        message: 'butter: call "call_a" cannot be mapped: call_sid is absent, expected an id.',
        source: 'butter',
      })
    },
  )

  it('is unsupported where the platform documents no such request', async () => {
    expect(await failure(callLog([sim('talkover')]).get('talkover' as never, 'x'))).toMatchObject({
      code: 'unsupported',
      message: 'talkover: TalkOver documents no request for a single call. Use list.',
    })
  })
})

describe('Sources', () => {
  it('must have names of their own', () => {
    expect(() => callLog([talkover({ token: 'a' }), talkover({ token: 'b' })])).toThrowError(
      'Two sources are named "talkover". Pass each an { id } of its own.',
    )
  })

  it.each(['', 'a/b', 'two words', 'ü'])('cannot be named "%s", which may not stand in a key', (id) => {
    expect(() => callLog([talkover({ id, token: 'a' })])).toThrowError(
      `A source cannot be named "${id}". Use letters, digits and . _ - only.`,
    )
  })

  it.each([
    [{ startLagMs: Number.NaN }, 'startLagMs of a log: received NaN. Pass a number of 0 or more.'],
    [{ startLagMs: -1 }, 'startLagMs of a log: received -1. Pass a number of 0 or more.'],
    [{ maxBufferedCalls: '5' }, 'maxBufferedCalls of a log: received 5. Pass a number of 0 or more.'],
    [{ onUnsupported: 'Skip' }, "onUnsupported of a log: received Skip. Pass 'throw' or 'skip'."],
  ])('are not joined by a log with the options %j', (options, message) => {
    expect(() => callLog([talkover({ token: 't' })], options as never)).toThrowError(`Invalid ${message}`)
  })

  it('take assumptions that their platform registers and no others', () => {
    expect(() => zudu({ apiKey: 'k', apiSecret: 's', assumptions: { 'row-oder': 'x' } as never })).toThrowError(
      'Unknown assumption "row-oder" of zudu. Known: started-at, null-stamps, filter-case, call-type-filter, agent-filter, transcript-speakers, row-order.',
    )
    expect(() => autocalls({ token: 't', assumptions: { 'row-order': 'newest_first' } as never })).toThrowError(
      'Invalid assumption row-order of autocalls: received "newest_first". Pass one of newest-first, oldest-first, unordered.',
    )
    expect(() => autocalls({ token: 't', assumptions: { 'stamp-zone': 'Berlin' } })).toThrowError(
      'Invalid assumption stamp-zone of autocalls: received "Berlin". Pass an IANA zone like Europe/Berlin, or unknown.',
    )
    expect(() => autocalls({ token: 't', timeZone: 'Berlin' })).toThrowError(
      'Unknown time zone "Berlin" of autocalls. Pass an IANA zone like Europe/Berlin.',
    )
  })
})
