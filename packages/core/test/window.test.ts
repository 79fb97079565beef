import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createProviderClient, type Descriptor, nextWindow, type Pagination } from '../src/index.js'
import { all, failure } from './acme.js'
import { answerJson, startServer } from './server.js'

interface Row {
  id: string
  at: string | number
}

/** A list by windows whose upper, or lower, bound is called `bound`. */
function windows({ inclusive = true, ask = 4, max = 16, ...more }: Pick<Partial<Pagination>, 'order'> & WindowOptions = {}) {
  const pagination = {
    type: 'cursor',
    in: 'query',
    input: 'bound',
    sizeInput: 'limit',
    first: 0,
    maxSize: ask,
    items: [],
    itemId: 'id',
    order: { field: 'at', direction: 'descending', documented: false, assumption: 'row-order' },
    next: nextWindow,
    window: { inclusive, maxSize: max },
    ...more,
  } as const satisfies Pagination
  return {
    id: 'acme',
    name: 'Acme',
    baseUrl: 'https://api.acme.example',
    brands: {},
    credentials: {},
    rateLimit: null,
    assumptions: { 'row-order': ['newest-first'] },
    zoneAssumptions: [],
    operations: { 'GET /calls': { pagination } },
  } as const satisfies Descriptor
}

interface WindowOptions {
  inclusive?: boolean
  ask?: number
  max?: number
}

interface Paths {
  '/calls': {
    get: {
      parameters: { query?: { bound?: string; limit?: number; agent?: string } }
      responses: { 200: { headers: object; content: { 'application/json': Row[] } } }
    }
  }
}

const clientOf = (descriptor: ReturnType<typeof windows>, baseUrl: string) =>
  createProviderClient<Paths, typeof descriptor>(descriptor, { baseUrl, retries: 0 })

/** The instant of a stamp in microseconds, worked out without the code under test. */
function microseconds(at: string | number): number {
  if (typeof at === 'number') return at * 1000
  const [, seconds, fraction = ''] = /^(.{19})(?:\.(\d+))?/.exec(at)!
  return Date.parse(`${seconds!.replace(' ', 'T')}Z`) * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6))
}

interface ListOptions {
  inclusive?: boolean
  ascending?: boolean
  /** Most rows of an answer, whatever is asked for. */
  cap?: number
  /** Places rows of one instant anew at each request. */
  shuffle?: () => number
  /** Called before each request is answered. */
  before?: () => void
  /** A row as it is answered. */
  show?: (row: Row) => unknown
}

/** A real server with a list by windows over rows that a test may change meanwhile. */
function listServer(rows: () => readonly Row[], options: ListOptions = {}) {
  const { inclusive = true, ascending = false, cap = 1000, shuffle = () => 0, before, show = (row) => row } = options
  const sign = ascending ? 1 : -1
  return startServer((response, { url }) => {
    before?.()
    const query = new URL(url, 'http://host').searchParams
    const bound = query.get('bound')
    const edge = bound === null ? null : microseconds(/^\d+$/.test(bound) ? Number(bound) : bound)
    const matching = rows()
      .map((row) => ({ row, us: microseconds(row.at), place: shuffle() }))
      .filter(({ us }) => edge === null || sign * (us - edge) > 0 || (inclusive && us === edge))
      .toSorted((a, b) => sign * (a.us - b.us) || a.place - b.place)
    answerJson(
      response,
      matching.slice(0, Math.min(Number(query.get('limit')), cap)).map(({ row }) => show(row)),
    )
  })
}

const BASE = Date.UTC(2026, 10, 20, 12)

/** One instant in each of the forms that platforms write it in. */
const forms: Record<string, (us: number) => string | number> = {
  milliseconds: (us) => new Date(BASE + us).toISOString(),
  // Two of these may share a millisecond.
  microseconds: (us) =>
    new Date(BASE + Math.floor(us / 4)).toISOString().replace('Z', `${String((us % 4) * 250).padStart(3, '0')}Z`),
  'mixed digits': (us) => new Date(BASE + us).toISOString().replace('Z', ['Z', '000Z', '0000+00:00'][us % 3]!),
  seconds: (us) => new Date(BASE + us * 1000).toISOString().replace('.000', ''),
  'no zone': (us) => new Date(BASE + us * 1000).toISOString().slice(0, 19).replace('T', ' '),
  epoch: (us) => BASE + us,
}

const settings = fc.record({
  form: fc.constantFrom(...Object.keys(forms)),
  inclusive: fc.boolean(),
  ascending: fc.boolean(),
  ask: fc.integer({ min: 1, max: 6 }),
  max: fc.integer({ min: 6, max: 12 }),
  seed: fc.nat(),
})

/** A generator of numbers that is the same in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const direction = (ascending: boolean) =>
  ({ field: 'at', direction: ascending ? 'ascending' : 'descending', documented: true }) as const

describe('A list that is read by windows of time', () => {
  test('gives every row once and in order, whatever ties: any stamps, bounds, sizes and places within an instant', async () => {
    let [exact, full] = [0, 0]
    await fc.assert(
      fc.asyncProperty(
        settings,
        fc.oneof(fc.array(fc.nat(2), { maxLength: 50, size: 'max' }), fc.array(fc.nat(20), { maxLength: 60, size: 'max' })),
        fc.boolean(),
        async ({ form, inclusive, ascending, ask, max, seed }, instants, isStable) => {
          const rows = instants.map((us, index): Row => ({ id: `r${index}`, at: forms[form]!(us) }))
          const shuffle = isStable ? undefined : random(seed)
          await using server = await listServer(() => rows, { inclusive, ascending, ...(shuffle && { shuffle }) })
          const descriptor = windows({ inclusive, ask, max, order: direction(ascending) })
          const listed = all(clientOf(descriptor, server.origin).paginate('/calls'))
          const groups = Map.groupBy(rows, ({ at }) => microseconds(at))
          // Nothing behind as many rows of one instant as may be asked for can be reached.
          if ([...groups.values()].some(({ length }) => length >= max)) {
            const error = await failure(listed)
            expect(error.code).toBe('unexpected-response')
            expect(error.message).toMatch(/rows at .* fill a window of limit \d+, so later rows cannot be reached/)
            full++
            return
          }
          const got = await listed
          expect(got.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
          const stamps = got.map(({ at }) => microseconds(at))
          expect(stamps).toEqual(stamps.toSorted((a, b) => (ascending ? a - b : b - a)))
          for (const { url } of server.received) {
            expect(Number(new URL(url, 'http://host').searchParams.get('limit'))).toBeLessThanOrEqual(max)
          }
          exact++
        },
      ),
      { numRuns: 300 },
    )
    expect([exact > 50, full > 50]).toEqual([true, true])
  })

  test('stays exact while calls arrive at its newest end and vanish anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        settings,
        fc.array(fc.nat(40), { maxLength: 60, size: 'max' }),
        fc.array(fc.record({ arrive: fc.nat(4), vanish: fc.nat(100), vanishes: fc.boolean() }), { maxLength: 20, size: 'max' }),
        async ({ inclusive, ask, seed }, instants, changes) => {
          let rows = instants.map((us, index): Row => ({ id: `r${index}`, at: forms['milliseconds']!(us) }))
          const always = new Set(rows)
          const seen = new Set(rows)
          let newest = 41
          const before = () => {
            const change = changes.shift()
            if (!change) return
            for (let count = 0; count < change.arrive; count++) {
              const row = { id: `n${newest}`, at: forms['milliseconds']!(newest++) }
              rows = [...rows, row]
              seen.add(row)
            }
            const gone = change.vanishes ? rows[change.vanish % (rows.length || 1)] : undefined
            if (!gone) return
            rows = rows.filter((row) => row !== gone)
            always.delete(gone)
          }
          await using server = await listServer(() => rows, { inclusive, before, shuffle: random(seed) })
          const got = await all(clientOf(windows({ inclusive, ask, max: 100 }), server.origin).paginate('/calls'))
          const ids = got.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          expect([...always].filter(({ id }) => !ids.includes(id))).toEqual([])
          expect(ids.filter((id) => ![...seen].some((row) => row.id === id))).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })

  test('goes on from the token of any page, in another process', async () => {
    await fc.assert(
      fc.asyncProperty(
        settings,
        fc.array(fc.nat(20), { maxLength: 40, size: 'max' }),
        fc.nat(6),
        async (setting, instants, every) => {
          const { form, inclusive, ascending, ask, seed } = setting
          const rows = instants.map((us, index): Row => ({ id: `r${index}`, at: forms[form]!(us) }))
          await using server = await listServer(() => rows, { inclusive, ascending, shuffle: random(seed) })
          const client = clientOf(windows({ inclusive, ask, max: 100, order: direction(ascending) }), server.origin)
          const got: Row[] = []
          let token: string | undefined
          for (;;) {
            let left = every
            let last: string | null = null
            for await (const page of client.paginate('/calls', { ...(token !== undefined && { token }) }).pages()) {
              got.push(...page.items)
              last = page.token
              if (left-- === 0) break
            }
            if (last === null) break
            token = last
          }
          expect(got.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
        },
      ),
      { numRuns: 200 },
    )
  })

  test('is read to its end where the platform gives fewer rows than it is asked for, or says that it cannot be', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 6 }),
        fc.array(fc.nat(30), { minLength: 8, maxLength: 60, size: 'max' }),
        fc.boolean(),
        fc.nat(),
        async (cap, instants, inclusive, seed) => {
          const rows = instants.map((us, index): Row => ({ id: `r${index}`, at: forms['milliseconds']!(us) }))
          const groups = Map.groupBy(rows, ({ at }) => at)
          const newest = rows.reduce((one, other) => (one.at > other.at ? one : other))
          // By an exclusive bound, a first response of one instant cannot be told from a list that holds no more.
          fc.pre(inclusive || groups.get(newest.at)!.length < cap)
          await using server = await listServer(() => rows, { inclusive, cap, shuffle: random(seed) })
          const listed = all(clientOf(windows({ inclusive, ask: 10, max: 20 }), server.origin).paginate('/calls'))
          if ([...groups.values()].some(({ length }) => length >= cap)) {
            const got = await listed.then(
              (items) => items.length,
              () => 'refused',
            )
            expect([rows.length, 'refused']).toContain(got)
          } else expect((await listed).map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
        },
      ),
      { numRuns: 300 },
    )
  })

  test.each([2, 3, 4, 7, 16])(
    'is refused where the platform gives %i rows at most and more share the newest instant',
    async (cap) => {
      const rows = [9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8].map(
        (ms, index): Row => ({ id: `r${index}`, at: new Date(BASE + ms).toISOString() }),
      )
      await using server = await listServer(() => rows, { cap })
      const { message } = await failure(all(clientOf(windows({ ask: 3 }), server.origin).paginate('/calls')))
      expect(message).toContain('so later rows cannot be reached')
    },
  )

  test.each([1, 2, 3, 4, 7])('of %i rows of one instant is read to its end', async (count) => {
    const rows = Array.from({ length: count }, (_, index): Row => ({ id: `r${index}`, at: new Date(BASE).toISOString() }))
    await using server = await listServer(() => rows)
    const listed = await all(clientOf(windows({ ask: 3 }), server.origin).paginate('/calls'))
    expect(listed.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  })

  test('gives a row once whose stamp cannot be read, although it stands where two windows meet', async () => {
    const rows = [9, 8, 8, 7, 6, 6, 5].map((ms, index): Row => ({ id: `r${index}`, at: new Date(BASE + ms).toISOString() }))
    const show = (row: Row) => (row.id === 'r1' || row.id === 'r5' ? { ...row, at: ['none'] } : row)
    await using server = await listServer(() => rows, { show })
    const listed = await all(clientOf(windows({ ask: 3 }), server.origin).paginate('/calls'))
    expect(listed.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  })
})

const at = (text: string) => `2026-11-20T12:00:${text}Z`
const row = (id: string, text: string): Row => ({ id, at: at(text) })

describe('The requests of a list by windows', () => {
  test('repeat the stamp of the last row as it was received, and keep the other filters', async () => {
    const rows = [row('a', '03.123456'), row('b', '02.5'), row('c', '01')]
    await using server = await listServer(() => rows)
    const client = clientOf(windows({ ask: 2 }), server.origin)
    expect(await all(client.paginate('/calls', { params: { query: { agent: 'x' } } }))).toEqual(rows)
    expect(server.received.map(({ url }) => decodeURIComponent(url))).toEqual([
      '/calls?agent=x&limit=2',
      `/calls?agent=x&limit=2&bound=${at('02.5')}`,
      `/calls?agent=x&limit=2&bound=${at('01')}`,
    ])
  })

  test('begin with the bound of the caller, and go on with what is narrower', async () => {
    const rows = [row('a', '03'), row('b', '02'), row('c', '01')]
    await using server = await listServer(() => rows)
    const client = clientOf(windows({ ask: 2 }), server.origin)
    const query = { bound: at('02') }
    expect((await all(client.paginate('/calls', { params: { query } }))).map(({ id }) => id)).toEqual(['b', 'c'])
    expect(server.received.map(({ url }) => decodeURIComponent(url))).toEqual([
      `/calls?bound=${at('02')}&limit=2`,
      `/calls?bound=${at('01')}&limit=2`,
    ])
  })

  test('keep the bound of the caller while a first window of one instant grows', async () => {
    const rows = Array.from({ length: 5 }, (_, index) => row(`a${index}`, '02')).concat(row('b', '01'), row('c', '05'))
    await using server = await listServer(() => rows)
    const client = clientOf(windows({ ask: 2 }), server.origin)
    const listed = await all(client.paginate('/calls', { params: { query: { bound: at('04') } } }))
    expect(listed.map(({ id }) => id)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'b'])
    expect(server.received.map(({ url }) => decodeURIComponent(url))).toEqual([
      `/calls?bound=${at('04')}&limit=2`,
      `/calls?bound=${at('04')}&limit=4`,
      `/calls?bound=${at('04')}&limit=8`,
      `/calls?bound=${at('01')}&limit=2`,
    ])
  })

  test('begin at the stamp before the last one where the bound leaves out its own instant', async () => {
    const rows = [row('a', '03'), row('b', '02'), row('c', '01'), row('d', '01')]
    await using server = await listServer(() => rows, { inclusive: false })
    const client = clientOf(windows({ ask: 3, inclusive: false }), server.origin)
    expect((await all(client.paginate('/calls'))).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
    expect(server.received.map(({ url }) => decodeURIComponent(url))).toEqual([
      '/calls?limit=3',
      `/calls?limit=3&bound=${at('02')}`,
      `/calls?limit=3&bound=${at('01')}`,
    ])
  })
})

describe('A list by windows is refused, rather than read in part,', () => {
  const refusal = async (rows: Row[], options: ListOptions, descriptor = windows({ ask: 2 })) => {
    await using server = await listServer(() => rows, options)
    const { code, message } = await failure(all(clientOf(descriptor, server.origin).paginate('/calls')))
    expect(code).toBe('unexpected-response')
    return message.replace('. Try again, and report it if it persists.', '')
  }
  const three = [row('a', '03'), row('b', '02'), row('c', '01')]

  test('where it runs the other way than is assumed', async () => {
    const message = 'acme GET /calls: rows are not descending by at as row-order assumes'
    expect(await refusal(three, { ascending: true })).toBe(message)
    // Also where no page shows two of its rows.
    expect(await refusal(three, { ascending: true }, windows({ ask: 1 }))).toBe(message)
  })

  test('where the platform ignores the bound', async () => {
    await using server = await startServer((response) => answerJson(response, three.slice(0, 2)))
    const { message } = await failure(all(clientOf(windows({ ask: 2 }), server.origin).paginate('/calls')))
    expect(message).toContain(`bound ${at('02')} lets through a row at ${at('03')}`)
  })

  test('where a bound that should leave out its own instant does not', async () => {
    expect(await refusal(three, { inclusive: true }, windows({ ask: 2, inclusive: false }))).toBe(
      `acme GET /calls: bound ${at('03')} lets through a row at ${at('03')}`,
    )
  })

  test('where one instant fills the largest window', async () => {
    const many = Array.from({ length: 20 }, (_, index) => row(`a${index}`, '02'))
    expect(await refusal([...many, ...three], {})).toBe(
      `acme GET /calls: 16 rows at ${at('02')} fill a window of limit 16, so later rows cannot be reached`,
    )
  })

  test('where the answer is no array', async () => {
    await using server = await startServer((response) => answerJson(response, { calls: [] }))
    const { message } = await failure(all(clientOf(windows(), server.origin).paginate('/calls')))
    expect(message).toContain('expected an array at the root, received object')
  })
})

test('rows of a window without a stamp or an id come once', async () => {
  const rows: unknown[] = [
    { id: 'x' },
    { at: at('03') },
    { id: 'a', at: at('03') },
    { id: 'y', at: null },
    { id: 'b', at: at('01') },
  ]
  await using server = await startServer((response, { url }) => {
    const bound = new URL(url, 'http://host').searchParams.get('bound')
    answerJson(response, bound === null ? rows : rows.filter((one) => String((one as Row).at) <= bound && (one as Row).at))
  })
  expect(await all(clientOf(windows({ ask: 5 }), server.origin).paginate('/calls'))).toEqual(rows)
})

test('a token of windows that holds anything else is refused', async () => {
  await using server = await listServer(() => [row('a', '03'), row('b', '02'), row('c', '01')])
  const client = clientOf(windows({ ask: 2 }), server.origin)
  const [page] = await all(client.paginate('/calls').pages())
  expect(JSON.parse(decodeURIComponent(page!.token!))).toEqual({
    path: '/calls',
    at: { bound: at('02'), ids: ['b'], size: 2 },
    size: 2,
  })
  for (const odd of [{ bound: 1 }, { size: 0, ids: [] }, { size: 2, ids: 'b' }, []]) {
    const token = encodeURIComponent(JSON.stringify({ path: '/calls', at: odd, size: 2 }))
    expect((await failure(all(client.paginate('/calls', { token })))).code).toBe('invalid-request')
  }
})
