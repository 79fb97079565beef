import { nextCursor, nextNumbered, type Pagination } from '@callspec/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Call, type CallQuery, callLog, type ListingState, type Source } from '../src/index.js'
import { type PlainRow, plainPlatform } from './plain-platform.js'
import { serve } from './server.js'
import { collect } from './sources.js'

const COMMON = {
  in: 'query',
  sizeInput: 'limit',
  maxSize: 5,
  items: ['rows'],
  itemId: 'id',
  order: { field: 'created_at', direction: 'descending', documented: true },
} as const

const lists = {
  page: { ...COMMON, type: 'page', next: nextNumbered, input: 'page', first: 1, total: [['total']], size: ['limit'] },
  offset: { ...COMMON, type: 'offset', next: nextNumbered, input: 'offset', first: 0, total: [['total']] },
  cursor: { ...COMMON, type: 'cursor', next: nextCursor, input: 'cursor', first: 0, nextCursor: ['next'] },
} as const satisfies Record<string, Pagination>

type Kind = keyof typeof lists

const platforms = Object.fromEntries(
  Object.entries(lists).map(([kind, pagination]) => [kind, plainPlatform({ pagination })]),
  // One per kind.
) as Record<Kind, ReturnType<typeof plainPlatform>>

/** A server of every kind of list; the path prefix says whose rows. */
const serveRows = (rows: Record<string, readonly PlainRow[]>) =>
  serve(({ pathname, searchParams }) => {
    const own = rows[pathname.split('/')[1]!]!
    const limit = Number(searchParams.get('limit'))
    const page = searchParams.get('page')
    const start =
      page === null ? Number(searchParams.get('offset') ?? searchParams.get('cursor') ?? 0) : (Number(page) - 1) * limit
    const end = start + limit
    return { rows: own.slice(start, end), total: own.length, limit, next: end < own.length ? String(end) : null }
  })

const stampOf = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12) - minute * 60_000).toISOString()

/** A list that is in order but for undated rows, which stand anywhere. */
const rowsOf = (prefix: string) =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 30 }) }, { weight: 1, arbitrary: fc.constant(null) }), {
      maxLength: 40,
      size: 'max',
    })
    .map((minutes): PlainRow[] => {
      const dated = minutes.filter((minute) => minute !== null).toSorted((a, b) => a - b)
      let next = 0
      return minutes.map((minute, index) => ({
        id: `${prefix}${index}`,
        created_at: minute === null ? null : stampOf(dated[next++]!),
      }))
    })

const query = fc.record(
  {
    order: fc.constantFrom('newest', 'oldest', 'arrival'),
    since: fc.constant(stampOf(20)),
    until: fc.constant(stampOf(5)),
    limit: fc.nat(50),
    strict: fc.boolean(),
  },
  { requiredKeys: ['order'] },
)

/** Ids in the order that is wanted; worked out from the rows themselves. */
function wanted(rows: readonly PlainRow[][], { order, since, until }: CallQuery): string[] {
  const matching = rows.flat().filter(({ created_at: at }) => {
    if (at === null) return since === undefined && until === undefined
    return (since === undefined || at >= String(since)) && (until === undefined || at < String(until))
  })
  if (order === 'arrival') return matching.map(({ id }) => id)
  const sign = order === 'oldest' ? 1 : -1
  return matching
    .toSorted(({ created_at: a }, { created_at: b }) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null)
      return a === b ? 0 : a < b ? -sign : sign
    })
    .map(({ id }) => id)
}

const stampsOf = (calls: readonly Call[]) => calls.map(({ occurredAt }) => occurredAt)

describe('Calls without any stamp', () => {
  it('come last in every order, match no period and are counted, wherever they stand in any kind of list', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Kind>('page', 'offset', 'cursor'),
        rowsOf('a'),
        rowsOf('b'),
        query,
        async (kind, first, second, asked) => {
          await using server = await serveRows({ a: first, b: second })
          const sources = ['a', 'b'].map((id) => platforms[kind]({ id, apiKey: 'k', baseUrl: `${server.url}/${id}` }))
          const stream = callLog(sources as Source[]).list(asked)
          const calls = await collect(stream)
          const all = wanted([first, second], asked)
          const ids = calls.map(({ id }) => id)
          expect(ids).toHaveLength(Math.min(all.length, asked.limit ?? Number.POSITIVE_INFINITY))
          expect(new Set(ids).size).toBe(ids.length)
          expect(ids.every((id) => all.includes(id))).toBe(true)
          const stamps = new Map([...first, ...second].map((row) => [row.id, row.created_at]))
          if (asked.order !== 'arrival') {
            expect(stampsOf(calls)).toEqual(all.slice(0, ids.length).map((id) => stamps.get(id)))
          }
          const { undated, bad, outOfOrder } = await stream.summary()
          expect([bad, outOfOrder]).toEqual([0, 0])
          if (asked.limit === undefined && asked.since === undefined && asked.until === undefined) {
            expect(undated).toBe([...stamps.values()].filter((stamp) => stamp === null).length)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('are listed once when a listing breaks off anywhere and goes on from its state', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Kind>('page', 'offset', 'cursor'),
        rowsOf('a'),
        rowsOf('b'),
        fc.constantFrom<CallQuery['order']>('newest', 'oldest', 'arrival'),
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6, size: 'max' }),
        async (kind, first, second, order, breaks) => {
          await using server = await serveRows({ a: first, b: second })
          const got: Call[] = []
          let state: ListingState | undefined
          for (const count of [...breaks, Number.POSITIVE_INFINITY]) {
            const sources = ['a', 'b'].map((id) => platforms[kind]({ id, apiKey: 'k', baseUrl: `${server.url}/${id}` }))
            const stream = callLog(sources as Source[]).list({ order }, { state })
            let left = count
            for await (const call of stream) {
              got.push(call)
              if (--left === 0) break
            }
            state = JSON.parse(JSON.stringify(stream.state())) as ListingState
          }
          const ids = got.map(({ id }) => id)
          expect(ids.toSorted()).toEqual(wanted([first, second], { order }).toSorted())
          if (order === 'arrival') return
          const dated = stampsOf(got).filter((stamp) => stamp !== null)
          expect(dated).toEqual(order === 'oldest' ? dated.toSorted() : dated.toSorted().toReversed())
          expect(
            stampsOf(got)
              .slice(dated.length)
              .every((stamp) => stamp === null),
          ).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('are refused where there are more of them than may be held back to the end', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({ id: `a${index}`, created_at: index < 20 ? null : stampOf(index) }))
    await using server = await serveRows({ a: rows })
    const source = platforms.cursor({ apiKey: 'k', baseUrl: `${server.url}/a` })
    const listed = (order: CallQuery['order']) => collect(callLog([source], { maxBufferedCalls: 10 }).list({ order }))
    await expect(listed('newest')).rejects.toThrowError(
      "plain cannot be read newest first without holding more than 10 calls. Narrow the period, use order 'arrival', or raise maxBufferedCalls.",
    )
    expect(await listed('arrival')).toHaveLength(30)
  })

  it('are no reason to say that a platform did not filter by a period as it documents', async () => {
    const rows = [
      { id: 'a1', created_at: null },
      { id: 'a2', created_at: stampOf(0) },
      { id: 'a3', created_at: stampOf(30) },
    ]
    await using server = await serveRows({ a: rows })
    const exact = plainPlatform({
      pagination: lists.cursor,
      period: { kind: 'exact', because: 'since', pushdown: ({ since }) => ({ query: { since } }) },
    })
    const stream = callLog([exact({ apiKey: 'k', baseUrl: `${server.url}/a` })]).list({ since: stampOf(10) })
    expect((await collect(stream)).map(({ id }) => id)).toEqual(['a2'])
    expect(await stream.summary()).toMatchObject({ undated: 1, mismatched: 1 })
  })
})
