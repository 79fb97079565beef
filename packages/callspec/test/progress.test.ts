import { agentvoice, autocalls, butter, zudu } from '@callspec/all'
import { isCallspecError } from '@callspec/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Call, type CallQuery, callLog, type ListingState, type Source } from '../src/index.js'
import { serve, type TestServer } from './server.js'

/** What a list was asked for. */
interface Asked {
  /** Place of the first row that is asked for; of a cursor list what its cursor says. */
  start: number
  size: number
  /** Page number, offset or cursor as it came. */
  position: string | null
  /** Requests for the list so far, this one included. */
  count: number
}

/** Every way to page: how rows and counters travel, and the source that reads them. */
const platforms = {
  numbered: {
    make: (baseUrl: string) => autocalls({ token: 't', baseUrl, retries: 0 }),
    row: (id: number, at: number) => ({ id, created_at: new Date(at).toISOString() }),
    asked: (url: URL) => {
      const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('per_page'))]
      return { start: (page - 1) * size, size, position: String(page) }
    },
    answer: (data: unknown[], counters: object) => ({ data, ...counters }),
    total: (total: unknown) => ({ total }),
    more: () => ({ last_page: 1_000_000_000, total: 1e14 }),
  },
  body: {
    make: (baseUrl: string) => zudu({ apiKey: 'k', apiSecret: 's', baseUrl, retries: 0 }),
    row: (id: number, at: number) => ({ call_id: `call-${id}`, start_timestamp: at }),
    asked: (_: URL, text: string) => {
      const { page, limit } = JSON.parse(text)
      return { start: page * limit, size: limit, position: String(page) }
    },
    answer: (calls: unknown[], pagination: object) => ({ data: { calls, pagination } }),
    total: (total: unknown) => ({ total_count: total }),
    more: () => ({ has_next_page: true }),
  },
  offset: {
    make: (baseUrl: string) => agentvoice({ apiKey: 'k', organizationId: 'o', baseUrl, retries: 0 }),
    row: (id: number, at: number) => ({ id: `id-${id}`, started_at: new Date(at).toISOString() }),
    asked: (url: URL) => {
      const [start, size] = [Number(url.searchParams.get('offset')), Number(url.searchParams.get('limit'))]
      return { start, size, position: String(start) }
    },
    answer: (data: unknown[], pagination: object) => ({ data, pagination }),
    total: (total: unknown) => ({ total }),
    more: () => ({ has_more: true }),
  },
  cursor: {
    make: (baseUrl: string) => butter({ apiKey: 'k', baseUrl, retries: 0, rateLimit: null }),
    row: (id: number, at: number) => ({
      call_sid: `call_${id}`,
      to_number: '+15550100001',
      agent_id: 'agent_1',
      created_at: new Date(at).toISOString(),
    }),
    asked: (url: URL) => {
      const position = url.searchParams.get('cursor')
      return { start: Number(position ?? 0), size: Number(url.searchParams.get('limit')), position }
    },
    answer: (data: unknown[], pagination: object) => ({ success: true, data, pagination }),
    total: (total: unknown) => ({ total_count: total }),
    more: (count: number) => ({ has_more: true, next_cursor: `c${count}` }),
  },
} as const

type Kind = keyof typeof platforms
const kinds = Object.keys(platforms) as Kind[]
const counted = ['numbered', 'body', 'offset'] as const

const NEWEST = Date.UTC(2026, 10, 20, 12)
/** The n-th row from the newest on; one a minute. */
const rowOf = (kind: Kind, index: number, at = NEWEST - index * 60_000) => platforms[kind].row(100_000 - index, at)
const rowsOf = (kind: Kind, from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => rowOf(kind, from + index))

async function listServer(kind: Kind, answer: (asked: Asked, response: { statusCode: number }) => unknown): Promise<TestServer> {
  let count = 0
  return serve((url, body, response) => answer({ ...platforms[kind].asked(url, body), count: ++count }, response))
}

interface Outcome {
  calls: string[]
  error: string | null
  requests: number
  missing: number
  duplicate: number
}

async function list(kind: Kind, server: TestServer, query: CallQuery = {}, state?: ListingState): Promise<Outcome> {
  const source: Source<string, Call, boolean> = platforms[kind].make(server.url)
  const stream = callLog([source]).list(query, state && { state })
  const calls: string[] = []
  let error: string | null = null
  try {
    for await (const { id } of stream) calls.push(id)
  } catch (reason) {
    if (!isCallspecError(reason)) throw reason
    error = `${reason.code}: ${reason.message}`
  }
  const { missing, duplicate, sources } = await stream.summary()
  expect(sources[0]?.missing).toBe(missing)
  return { calls, error, requests: server.requests.length, missing, duplicate }
}

/** A generator of numbers that is the same in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** 300 rows of which those from 80 to 219 share their stamp and come in another order at each request. */
function tied(kind: Kind, counters: (asked: Asked, rows: number) => object) {
  const draw = random(5)
  return ({ start, size, ...asked }: Asked) => {
    const order = Array.from({ length: 140 }, (_, index) => 80 + index)
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(draw() * (at + 1))
      ;[order[at], order[other]] = [order[other]!, order[at]!]
    }
    const rows = Array.from({ length: 300 }, (_, place) =>
      place >= 80 && place < 220 ? rowOf(kind, order[place - 80]!, NEWEST - 80 * 60_000) : rowOf(kind, place),
    ).slice(start, start + size)
    return platforms[kind].answer(rows, counters({ start, size, ...asked }, rows.length))
  }
}

const withTotal =
  (kind: Kind, total: number) =>
  ({ start }: Asked, rows: number) => ({
    ...platforms[kind].total(total),
    ...(kind === 'cursor' && {
      has_more: start + rows < total,
      next_cursor: start + rows < total ? String(start + rows) : null,
    }),
  })

describe('Rows that share their sort stamp and come in another order at each request', () => {
  it.each(kinds)('are counted as missing where they never came: %s', async (kind) => {
    await using server = await listServer(kind, tied(kind, withTotal(kind, 300)))
    const { calls, error, missing } = await list(kind, server)
    expect(error).toBeNull()
    expect(missing).toBeGreaterThan(0)
    expect(new Set(calls).size + missing).toBe(300)
  })

  it.each(kinds)('are all listed by a strict query, which reads again until the numbers agree: %s', async (kind) => {
    await using server = await listServer(kind, tied(kind, withTotal(kind, 300)))
    const { calls, missing, requests } = await list(kind, server, { strict: true })
    expect(missing).toBe(0)
    expect(new Set(calls).size).toBe(300)
    expect(calls.length).toBe(300)
    expect(requests).toBeLessThan(100)
  })

  it.each(kinds)('cost no request where none ties: %s', async (kind) => {
    await using server = await listServer(kind, (asked) => {
      const rows = rowsOf(kind, asked.start, Math.min(300, asked.start + asked.size))
      return platforms[kind].answer(rows, withTotal(kind, 300)(asked, rows.length))
    })
    const usual = await list(kind, server)
    const strict = await list(kind, server, { strict: true })
    expect(usual).toMatchObject({ error: null, missing: 0 })
    expect(usual.calls).toHaveLength(300)
    expect(strict.requests).toBe(2 * usual.requests)
  })
})

describe('Any list that stands still', () => {
  const drawn = fc.record({
    kind: fc.constantFrom(...kinds),
    total: fc.integer({ min: 0, max: 260 }),
    cap: fc.constantFrom(1, 2, 7, 40, 100),
    from: fc.integer({ min: 0, max: 260 }),
    tied: fc.constantFrom(0, 3, 90, 260),
    seed: fc.integer(),
    strict: fc.boolean(),
  })

  it('gives every row once, or says how many never came, whatever the size of its pages and however many rows change places', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ({ kind, total, cap, from, tied, seed, strict }) => {
        const draw = random(seed)
        const last = Math.min(total, from + tied)
        await using server = await listServer(kind, ({ position, size, start: asked }) => {
          const most = Math.min(size, cap)
          const start = kind === 'offset' || kind === 'cursor' ? asked : (Number(position) - (kind === 'numbered' ? 1 : 0)) * most
          const places = Array.from({ length: total }, (_, place) => place)
          for (let at = last - 1; at > from; at--) {
            const other = from + Math.floor(draw() * (at - from + 1))
            ;[places[at], places[other]] = [places[other]!, places[at]!]
          }
          const rows = places
            .slice(start, start + most)
            .map((place) => rowOf(kind, place, NEWEST - (place >= from && place < last ? from : place) * 60_000))
          return platforms[kind].answer(rows, withTotal(kind, total)({ start, size, position, count: 0 }, rows.length))
        })
        const { calls, error, missing } = await list(kind, server, { strict })
        expect(new Set(calls).size).toBe(calls.length)
        if (error === null) expect(calls.length + missing).toBe(total)
        // Where no row changes places, none is missing, and no reading is given up.
        if (last - from < 2) expect({ error, missing }).toEqual({ error: null, missing: 0 })
      }),
      { numRuns: 250, seed: 20261129 },
    )
  })

  it('of which no row is in order twice is read again by a strict query until all rows came', async () => {
    const draw = random(3)
    await using server = await listServer('numbered', ({ start, size }) => {
      const rows = rowsOf('numbered', 0, 300).toSorted(() => draw() - 0.5)
      return platforms.numbered.answer(rows.slice(start, start + size), { total: 300 })
    })
    const usual = await list('numbered', server)
    expect(usual.calls.length + usual.missing).toBe(300)
    expect(usual.missing).toBeGreaterThan(0)
    expect(await list('numbered', server, { strict: true })).toMatchObject({ error: null, missing: 0 })
  })
})

describe('A total is held against the rows that came', () => {
  it.each(kinds)('and a strict query that reads again in vain says so after a bounded number of requests: %s', async (kind) => {
    await using server = await listServer(kind, (asked) => {
      const rows = rowsOf(kind, asked.start, Math.min(250, asked.start + asked.size))
      const ends = asked.start + rows.length >= 250
      return platforms[kind].answer(rows, {
        ...platforms[kind].total(300),
        ...(kind === 'body' && { has_next_page: !ends }),
        ...(kind === 'offset' && { has_more: !ends }),
        ...(kind === 'numbered' && { last_page: 3 }),
        ...(kind === 'cursor' && { has_more: !ends, next_cursor: ends ? null : String(asked.start + rows.length) }),
      })
    })
    const { calls, missing, requests } = await list(kind, server, { strict: true })
    expect([calls.length, missing]).toEqual([250, 50])
    expect(requests).toBeLessThan(30)
  })

  it.each(counted)('but not while calls vanish, whose total falls: %s', async (kind) => {
    let total = 300
    await using server = await listServer(kind, (asked) => {
      const rows = rowsOf(kind, asked.start, Math.min(total, asked.start + asked.size))
      const said = total
      if (asked.count === 1) total = 260
      return platforms[kind].answer(rows, platforms[kind].total(said))
    })
    expect(await list(kind, server)).toMatchObject({ error: null, missing: 0 })
  })

  it('but not where as many calls arrive at the newest end as vanish', async () => {
    let shift = 0
    await using server = await listServer('offset', (asked) => {
      const at = asked.start - shift
      const rows = rowsOf('offset', at, Math.min(300 - shift, at + asked.size))
      if (asked.count === 1) shift = 20
      return platforms.offset.answer(rows, { total: 300 })
    })
    const { calls, missing, error } = await list('offset', server)
    expect({ missing, error, calls: calls.length }).toEqual({ missing: 0, error: null, calls: 280 })
  })

  it.each(kinds)('where a bad row has come as well, also one that came without an id: %s', async (kind) => {
    await using server = await listServer(kind, (asked) => {
      const rows: unknown[] = rowsOf(kind, asked.start, Math.min(150, asked.start + asked.size))
      if (asked.start === 0) rows[3] = 'no row'
      if (asked.start === 0)
        rows[7] = { ...(rows[7] as object), created_at: 'never', started_at: 'never', start_timestamp: 'never' }
      return platforms[kind].answer(rows, withTotal(kind, 150)(asked, rows.length))
    })
    expect(await list(kind, server)).toMatchObject({ error: null, missing: 0 })
  })

  it('which are told once, also where the list is read again', async () => {
    await using server = await listServer('numbered', (asked) => {
      const rows: unknown[] = rowsOf('numbered', asked.start, Math.min(120, asked.start + asked.size))
      if (asked.start === 0) rows.splice(3, 2, 'no row', { id: 7, created_at: 'never' })
      return platforms.numbered.answer(rows, { total: 150 })
    })
    const source = platforms.numbered.make(server.url)
    const told: string[] = []
    const stream = callLog([source], { onBadRow: ({ reasons }) => told.push(...reasons) }).list({ strict: true })
    for await (const _ of stream);
    expect(told).toHaveLength(2)
    expect(await stream.summary()).toMatchObject({ bad: 2, missing: 30, sources: [{ rereads: 1 }] })
  })

  it.each(kinds)('but not where the reading ends early, by a limit or by a bound: %s', async (kind) => {
    await using server = await listServer(kind, (asked) => {
      const rows = rowsOf(kind, asked.start, Math.min(300, asked.start + asked.size))
      return platforms[kind].answer(rows, withTotal(kind, 300)(asked, rows.length))
    })
    expect(await list(kind, server, { limit: 20 })).toMatchObject({ error: null, missing: 0 })
  })

  it.each(counted)('but not by a reading that was taken up again, which has not seen what came before: %s', async (kind) => {
    await using server = await listServer(kind, (asked) => {
      const rows = rowsOf(kind, asked.start, Math.min(300, asked.start + asked.size))
      return platforms[kind].answer(rows, platforms[kind].total(300))
    })
    const source: Source<string, Call, boolean> = platforms[kind].make(server.url)
    const first = callLog([source]).list({ limit: 150 })
    for await (const _ of first);
    const { calls, missing, error } = await list(kind, server, {}, JSON.parse(JSON.stringify(first.state())))
    expect({ calls: calls.length, missing, error }).toEqual({ calls: 150, missing: 0, error: null })
  })
})

describe('The same page for every number', () => {
  it.each(kinds)('is an error, not a list of its rows: %s', async (kind) => {
    await using server = await listServer(kind, ({ size, count }) =>
      platforms[kind].answer(rowsOf(kind, 0, size), {
        ...platforms[kind].total(1000),
        ...(kind === 'cursor' && { has_more: true, next_cursor: `c${count}` }),
      }),
    )
    const { calls, error, requests } = await list(kind, server)
    expect(error).toMatch(/^unexpected-response: .* (repeats the rows of the page before|bring no new row)/)
    expect(new Set(calls).size).toBe(calls.length)
    expect(requests).toBeLessThan(40)
  })

  it.each(counted)('of a list that ends before that is sure is counted as missing: %s', async (kind) => {
    await using server = await listServer(kind, ({ size }) =>
      platforms[kind].answer(rowsOf(kind, 0, size), platforms[kind].total(200)),
    )
    const { calls, error, missing } = await list(kind, server)
    if (error === null) expect([calls.length, missing]).toEqual([100, 100])
  })

  it('in another order each time is an error as well', async () => {
    const draw = random(7)
    await using server = await listServer('numbered', ({ size }) => {
      const rows = rowsOf('numbered', 0, size)
      return platforms.numbered.answer(
        rows.toSorted(() => draw() - 0.5),
        { total: 100_000 },
      )
    })
    const { error, requests } = await list('numbered', server)
    expect(error).toMatch(/pages in a row bring no new row/)
    expect(requests).toBeLessThan(100)
  })
})

describe('A page that has to be read again', () => {
  it.each(counted)('more than once, because totals of replicas differ, is no page that comes again: %s', async (kind) => {
    let late = 6
    await using server = await listServer(kind, ({ start, size }) => {
      const isBehind = start >= 190 && size > 1 && late-- > 0
      const [first, total] = isBehind ? [1, 299] : [0, 300]
      const rows = rowsOf(kind, first + start, first + Math.min(total, start + size))
      return platforms[kind].answer(rows, platforms[kind].total(total))
    })
    const { calls, error, missing } = await list(kind, server)
    expect({ error, missing, calls: new Set(calls).size }).toEqual({ error: null, missing: 0, calls: 300 })
  })
})

describe('A reading that leads nowhere ends with an error', () => {
  it.each(kinds)('after more than ten empty pages that claim more: %s', async (kind) => {
    await using server = await listServer(kind, ({ start, size, count }) =>
      platforms[kind].answer(count === 1 ? rowsOf(kind, start, start + size) : [], platforms[kind].more(count)),
    )
    const { calls, error, requests } = await list(kind, server, { order: 'arrival' })
    expect(error).toMatch(/^unexpected-response: .* 11 pages in a row are empty but say that rows follow/)
    expect(calls).toHaveLength(100)
    expect(requests).toBeLessThan(40)
  })

  it.each(kinds)('but goes on past ten of them: %s', async (kind) => {
    await using server = await listServer(kind, ({ start, size, count }) => {
      const asked = kind === 'cursor' ? count - 1 : Math.floor((start + 1) / size)
      if (asked > 11)
        return platforms[kind].answer([], { has_more: false, has_next_page: false, last_page: 12, next_cursor: null })
      const rows = asked === 0 || asked === 11 ? rowsOf(kind, asked * size, asked * size + size) : []
      const more = asked < 11
      return platforms[kind].answer(rows, {
        ...platforms[kind].more(count),
        ...(kind === 'numbered' && { last_page: 12, total: null }),
        ...(!more && { has_more: false, has_next_page: false, next_cursor: null }),
      })
    })
    const { calls, error } = await list(kind, server)
    expect(error).toBeNull()
    expect(calls).toHaveLength(200)
  })

  it.each([0, 1, -1, 0.5, Number.POSITIVE_INFINITY, 2 ** 53, 1e308, '1', '0', 'x', null])(
    'and is not blocked by a size of %s',
    async (size) => {
      // As text, because `JSON.stringify` knows no number that is too large.
      const limit = size === Number.POSITIVE_INFINITY ? '1e400' : JSON.stringify(size)
      await using server = await serve((_url, _body, response) => {
        const body = `{"data":${JSON.stringify(rowsOf('offset', 0, 1))},"pagination":{"limit":${limit},"total":1,"has_more":true}}`
        response.setHeader('content-type', 'application/json').end(body)
      })
      const { error, requests } = await list('offset', server)
      expect(error).toMatch(/^unexpected-response/)
      expect(requests).toBeLessThan(40)
    },
  )

  it.each(['1e400', '-1', '0.5', '1e300', '"many"', '{}', 'null'])('and takes no total that is none: %s', async (total) => {
    await using server = await serve((url, _body, response) => {
      const start = Number(url.searchParams.get('offset'))
      const rows = rowsOf('offset', start, Math.min(start + 100, 250))
      const body = `{"data":${JSON.stringify(rows)},"pagination":{"total":${total},"has_more":${start + 100 < 250}}}`
      response.setHeader('content-type', 'application/json').end(body)
    })
    const { calls, error, missing } = await list('offset', server)
    expect({ calls: calls.length, error, missing }).toEqual({ calls: 250, error: null, missing: 0 })
  })

  it.each(kinds)('where one row comes again and again and more is claimed: %s', async (kind) => {
    await using server = await listServer(kind, ({ count }) =>
      platforms[kind].answer(rowsOf(kind, 0, 1), { ...platforms[kind].total(67_885), ...platforms[kind].more(count) }),
    )
    const { error, requests } = await list(kind, server)
    expect(error).toMatch(/^unexpected-response/)
    expect(requests).toBeLessThan(60)
  })

  it.each(kinds)('where rows without an id come again and again and more is claimed: %s', async (kind) => {
    await using server = await listServer(kind, ({ count }) =>
      platforms[kind].answer([{}, { id: null }], { ...platforms[kind].total(67_885), ...platforms[kind].more(count) }),
    )
    const { error, requests } = await list(kind, server)
    expect(error).toMatch(/^unexpected-response: .* pages in a row bring no new row/)
    expect(requests).toBeLessThan(120)
  })

  it('and lets an abort through meanwhile', async () => {
    await using server = await listServer('offset', () =>
      platforms.offset.answer(rowsOf('offset', 0, 1), { limit: 1, total: 1, has_more: true }),
    )
    const source: Source<string, Call, boolean> = platforms.offset.make(server.url)
    const abort = new AbortController()
    let fired = false
    setTimeout(() => {
      fired = true
      abort.abort(new Error('enough'))
    }, 1)
    const reading = (async () => {
      for await (const _ of callLog([source]).list({}, { signal: abort.signal }));
    })()
    await expect(reading).rejects.toThrow()
    await expect.poll(() => fired).toBe(true)
  })
})

describe('Pages that are smaller than was asked for', () => {
  it.each(counted.flatMap((kind) => [1, 2, 3, 50, 99].map((cap) => [kind, cap] as const)))(
    'and name only a total are read to the end: %s, %i rows',
    async (kind, cap) => {
      const total = cap < 50 ? 30 : 250
      await using server = await listServer(kind, ({ position }) => {
        const start = kind === 'offset' ? Number(position) : (Number(position) - (kind === 'numbered' ? 1 : 0)) * cap
        return platforms[kind].answer(rowsOf(kind, start, Math.min(start + cap, total)), platforms[kind].total(total))
      })
      const { calls, error, missing } = await list(kind, server)
      expect({ error, missing, calls: calls.length }).toEqual({ error: null, missing: 0, calls: total })
    },
  )
})

describe('A page behind the end that comes as an error after calls were deleted', () => {
  const refusals = counted.flatMap((kind) => [400, 404, 410, 422].map((status) => [kind, status] as const))
  // Not Autocalls, which documents no body of a 200 that says it failed.
  it.each([...refusals, ['body', 200], ['offset', 200]] as const)('is the end of the list: %s, %i', async (kind, status) => {
    let total = 300
    await using server = await listServer(kind, ({ start, size, count }, response) => {
      if (start > 0 && start >= total) {
        response.statusCode = status
        return { error: 'No such page' }
      }
      const rows = rowsOf(kind, start, Math.min(start + size, total))
      const said = total
      if (count === 1) total = 90
      return platforms[kind].answer(rows, platforms[kind].total(said))
    })
    const { calls, error, missing } = await list(kind, server)
    expect({ error, missing, calls: calls.length }).toEqual({ error: null, missing: 0, calls: 100 })
  })

  it.each(counted)('but stays an error where the list goes on behind it: %s', async (kind) => {
    await using server = await listServer(kind, ({ start, size }, response) => {
      if (start > 90) {
        response.statusCode = 404
        return { message: 'No such page' }
      }
      return platforms[kind].answer(rowsOf(kind, start, start + size), platforms[kind].total(300))
    })
    expect((await list(kind, server)).error).toMatch(/^not-found: /)
  })
})

describe('A cursor list', () => {
  const paged = (pagination: (start: number, more: boolean) => object) =>
    listServer('cursor', ({ start, size }) => {
      const rows = rowsOf('cursor', start, Math.min(start + size, 300))
      return platforms.cursor.answer(rows, pagination(start + rows.length, start + rows.length < 300))
    })

  it.each([
    ['a number', (next: number, more: boolean) => ({ next_cursor: more ? next : null, has_more: more })],
    ['a flag of 1 or 0', (next: number, more: boolean) => ({ next_cursor: String(next), has_more: more ? 1 : 0 })],
    ['a flag as text', (next: number, more: boolean) => ({ next_cursor: more ? String(next) : null, has_more: String(more) })],
    [
      'a flag as "True"',
      (next: number, more: boolean) => ({ next_cursor: more ? String(next) : '', has_more: more ? 'True' : 'False' }),
    ],
    ['no flag, and null at the end', (next: number, more: boolean) => ({ next_cursor: more ? next : null })],
    ['no cursor at the end', (next: number, more: boolean) => ({ has_more: more, ...(more && { next_cursor: String(next) }) })],
  ])('is read to its end by %s', async (_, pagination) => {
    await using server = await paged(pagination)
    const { calls, error } = await list('cursor', server)
    expect({ calls: calls.length, error }).toEqual({ calls: 300, error: null })
  })

  it.each([
    ['another spelling of both', (next: number, more: boolean) => ({ nextCursor: String(next), hasMore: more })],
    ['another place of both', () => ({})],
    ['a flag of 1 and another spelling of the cursor', (next: number) => ({ nextCursor: String(next), has_more: 1 })],
    ['a number too large to be read exactly', () => ({ next_cursor: 2 ** 53 + 2, has_more: true })],
    ['an object', (next: number) => ({ next_cursor: { after: next }, has_more: true })],
    ['an object and no flag', (next: number) => ({ next_cursor: { after: next } })],
    ['a flag that is none', () => ({ has_more: 'perhaps', next_cursor: null })],
  ])('is an error by %s: neither an end nor a next cursor can be read', async (_, pagination) => {
    await using server = await paged(pagination)
    const { calls, error } = await list('cursor', server)
    expect(error).toMatch(/^unexpected-response: butter GET \/api\/calls: /)
    expect(calls.length).toBeLessThanOrEqual(100)
  })
})

describe('A state whose numbers are none', () => {
  const stateOf = (kind: Kind, baseUrl: string, stood: string): ListingState => {
    const source: Source<string, Call, boolean> = platforms[kind].make(baseUrl)
    const state = callLog([source]).list().state()
    const text = JSON.stringify({ ...state, sources: { [source.id]: { watermark: null, lists: ['stood'], order: 'assumed' } } })
    return JSON.parse(text.replace('"stood"', stood))
  }

  it.each([
    '{"position":2,"total":300,"size":0}',
    '{"position":2,"total":300,"size":1e400}',
    '{"position":2,"total":300,"size":-100}',
    '{"position":2,"total":300,"size":0.5}',
    '{"position":2,"total":1e400,"size":100}',
    '{"position":2,"total":-1,"size":100}',
    '{"position":1e400,"total":300,"size":100}',
    '{"position":-1,"total":300,"size":100}',
    '{"position":2,"total":null,"size":0}',
    '{"position":9007199254740991,"total":300,"size":9007199254740991}',
    '{"position":null,"total":300,"size":100}',
  ])('is refused: %s', (stood) => {
    for (const kind of counted) {
      const source: Source<string, Call, boolean> = platforms[kind].make('http://127.0.0.1:1')
      const state = stateOf(kind, 'http://127.0.0.1:1', stood)
      expect(() => callLog([source]).list({}, { state })).toThrowError(`it is damaged at ${source.id}`)
    }
  })

  it.each(counted)('goes on from any place that can be counted, behind the end as well: %s', async (kind) => {
    await using server = await listServer(kind, (asked) => {
      const rows = rowsOf(kind, asked.start, Math.min(300, asked.start + asked.size))
      return platforms[kind].answer(rows, platforms[kind].total(300))
    })
    for (const stood of [
      '{"position":1000000,"total":9007199254740991,"size":1}',
      '{"position":90071992547409,"total":300,"size":100}',
    ]) {
      const before = server.requests.length
      const { error, requests } = await list(kind, server, {}, stateOf(kind, server.url, stood))
      expect(error ?? '').toMatch(/^($|unexpected-response)/)
      expect(requests - before).toBeLessThan(40)
    }
  })

  it('is none where a cursor is a number', async () => {
    const next = [-3, 1.5, 0]
    await using server = await listServer('cursor', ({ position, count }) => {
      const at = position === null ? 0 : next.indexOf(Number(position)) + 1
      const cursor = at < next.length ? next[at] : null
      return platforms.cursor.answer([rowOf('cursor', at)], { next_cursor: cursor, has_more: cursor !== null, count })
    })
    const source: Source<string, Call, boolean> = platforms.cursor.make(server.url)
    const log = callLog([source])
    const got: string[] = []
    let state: ListingState | undefined
    for (let piece = 0; piece < 4; piece++) {
      for await (const page of log.list({ order: 'arrival', limit: 1 }, state && { state }).pages()) {
        got.push(...page.calls.map(({ id }) => id))
        state = JSON.parse(JSON.stringify(page.state))
      }
    }
    expect(new Set(got).size).toBe(4)
  })
})
