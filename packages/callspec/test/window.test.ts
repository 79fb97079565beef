import { nextWindow, type Pagination } from '@callspec/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { type Call, type CallQuery, callLog, type ListingState } from '../src/index.js'
import { type PlainRow, plainPlatform } from './plain-platform.js'
import { serve } from './server.js'
import { collect } from './sources.js'

const paginationOf = (inclusive: boolean) =>
  ({
    type: 'cursor',
    in: 'query',
    input: 'until',
    sizeInput: 'limit',
    first: 0,
    maxSize: 4,
    items: [],
    itemId: 'id',
    order: { field: 'created_at', direction: 'descending', documented: false, assumption: 'row-order' },
    next: nextWindow,
    window: { inclusive, maxSize: 64 },
  }) as const satisfies Pagination

/** The input that pages is the one that filters as well. */
const platformOf = (inclusive: boolean) =>
  plainPlatform({
    pagination: paginationOf(inclusive),
    period: {
      kind: 'inexact',
      because: 'since and until take instants',
      pushdown: ({ since, until }) => ({
        query: {
          ...(since !== null && { since: new Date(since).toISOString() }),
          // One more where the bound leaves out its own instant, none less.
          ...(until !== null && { until: new Date(until).toISOString() }),
        },
      }),
    },
  })

const platforms = { true: platformOf(true), false: platformOf(false) }

const stampOf = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12) - minute * 60_000).toISOString()

/** A list by windows over rows that may change; ties come in another order at each request. */
const serveWindows = (rows: () => readonly PlainRow[], inclusive: boolean, before = () => {}) => {
  let draw = 0
  return serve(({ searchParams }) => {
    before()
    const [until, since] = [searchParams.get('until'), searchParams.get('since')]
    const place = (id: string) => (Number(id.slice(1)) * 7919 + draw * 104729) % 1009
    draw++
    return rows()
      .filter(({ created_at: at }) => at !== null)
      .map((row) => ({ row, at: row.created_at! }))
      .filter(({ at }) => (until === null || at < until || (inclusive && at === until)) && (since === null || at >= since))
      .toSorted((a, b) => (a.at === b.at ? place(a.row.id) - place(b.row.id) : a.at < b.at ? 1 : -1))
      .slice(0, Number(searchParams.get('limit')))
      .map(({ row }) => row)
  })
}

const rowsFrom = fc
  .array(fc.nat(30), { maxLength: 60, size: 'max' })
  .map((minutes): PlainRow[] => minutes.map((minute, index) => ({ id: `r${index}`, created_at: stampOf(minute) })))

const matching = (rows: readonly PlainRow[], { since, until }: CallQuery) =>
  rows.filter(
    ({ created_at: at }) => (since === undefined || at! >= String(since)) && (until === undefined || at! < String(until)),
  )

describe('A list by windows of time, read by a log', () => {
  it('gives the calls of any period once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsFrom,
        fc.boolean(),
        fc.record(
          {
            order: fc.constantFrom('newest', 'oldest', 'arrival'),
            since: fc.nat(30).map(stampOf),
            until: fc.nat(30).map(stampOf),
            limit: fc.nat(50),
            strict: fc.boolean(),
          },
          { requiredKeys: ['order'] },
        ),
        async (rows, inclusive, query) => {
          fc.pre(query.since === undefined || query.until === undefined || query.since <= query.until)
          await using server = await serveWindows(() => rows, inclusive)
          const stream = callLog([platforms[`${inclusive}`]({ apiKey: 'k', baseUrl: server.url })]).list(query)
          const calls = await collect(stream)
          const wanted = matching(rows, query)
          expect(calls).toHaveLength(Math.min(wanted.length, query.limit ?? Number.POSITIVE_INFINITY))
          const ids = calls.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          expect(ids.every((id) => wanted.some((row) => row.id === id))).toBe(true)
          const stamps = wanted.map(({ created_at }) => created_at).toSorted()
          const inOrder = query.order === 'oldest' ? stamps : stamps.toReversed()
          if (query.order !== 'arrival') expect(calls.map(({ occurredAt }) => occurredAt)).toEqual(inOrder.slice(0, calls.length))
          expect(await stream.summary()).toMatchObject({ duplicate: 0, bad: 0, outOfOrder: 0, mismatched: 0, contradictory: 0 })
        },
      ),
      { numRuns: 200 },
    )
  })

  it('goes on from a state kept at any call, while calls arrive and vanish', async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsFrom,
        fc.boolean(),
        fc.constantFrom<CallQuery['order']>('newest', 'arrival'),
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6, size: 'max' }),
        fc.array(fc.nat(100), { maxLength: 10, size: 'max' }),
        async (first, inclusive, order, breaks, vanishing) => {
          let rows = first
          const always = new Set(first)
          let arrived = 0
          const before = () => {
            rows = [...rows, { id: `n${arrived}`, created_at: stampOf(-1 - arrived++) }]
            const place = vanishing.shift()
            const gone = place === undefined ? undefined : rows[place % rows.length]
            rows = rows.filter((row) => row !== gone)
            if (gone) always.delete(gone)
          }
          await using server = await serveWindows(() => rows, inclusive, before)
          const got: Call[] = []
          let state: ListingState | undefined
          for (const count of [...breaks, Number.POSITIVE_INFINITY]) {
            const stream = callLog([platforms[`${inclusive}`]({ apiKey: 'k', baseUrl: server.url })]).list({ order }, { state })
            let left = count
            for await (const call of stream) {
              got.push(call)
              if (--left === 0) break
            }
            state = JSON.parse(JSON.stringify(stream.state())) as ListingState
          }
          const ids = got.map(({ id }) => id)
          expect(new Set(ids).size).toBe(ids.length)
          expect([...always].filter(({ id }) => !ids.includes(id))).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })

  it('keeps no more in a state than where the window began', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => ({ id: `r${index}`, created_at: stampOf(index) }))
    await using server = await serveWindows(() => rows, true)
    const stream = callLog([platforms.true({ apiKey: 'k', baseUrl: server.url })]).list({ order: 'arrival' })
    let left = 6
    for await (const _ of stream) if (--left === 0) break
    expect(stream.state().sources['plain']).toEqual({
      watermark: { at: stampOf(5), ids: ['r5'] },
      lists: [{ position: stampOf(3), total: null, size: null }],
      order: 'assumed',
    })
  })

  it('fails, and says which assumption did, where the list runs the other way', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => ({ id: `r${index}`, created_at: stampOf(index) }))
    await using server = await serve(() => rows.toReversed().slice(0, 4))
    const listed = collect(callLog([platforms.true({ apiKey: 'k', baseUrl: server.url })]).list())
    await expect(listed).rejects.toMatchObject({
      code: 'unexpected-response',
      message: expect.stringContaining('rows are not descending by created_at as row-order assumes'),
    })
  })

  it('is explained as one', () => {
    const log = callLog([platforms.true({ apiKey: 'k' })])
    const [explained] = explain(log, { until: '2026-11-20' }, { totals: { plain: 40 } })
    expect(explained).toMatchObject({
      requests: [{ method: 'GET', url: 'https://calls.plain.example/calls?until=2026-11-20T00%3A00%3A00.000Z&limit=4' }],
      pages: {
        type: 'window',
        size: 4,
        concurrency: 1,
        moved:
          'Each page begins at the stamp of the last row of the page before, so arrivals at the newest end and deletions shift no row; repeated rows are dropped by id, and the order is checked row by row.',
      },
      expectedRequests: { pages: 14, checks: 0 },
      outsideTheGuarantee: [
        'Calls whose filtered or sorted fields change while the list is read.',
        'Calls that enter the list anywhere but at its newest end while it is read.',
        'Calls without the stamp that the list is sorted by, unless its first page holds them: no bound in time returns them.',
      ],
    })
  })
})
