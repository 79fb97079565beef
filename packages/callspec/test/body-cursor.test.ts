import { createProviderClient, nextCursor, type Pagination } from '@callspec/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { type Call, type CallQuery, callLog, type ListingState } from '../src/index.js'
import { type PlainRow, plainPlatform } from './plain-platform.js'
import { serve } from './server.js'
import { collect } from './sources.js'

const pagination = {
  type: 'cursor',
  in: 'body',
  input: 'pagination_key',
  sizeInput: 'limit',
  first: 0,
  maxSize: 5,
  items: ['items'],
  itemId: 'id',
  order: {
    field: 'created_at',
    direction: 'descending',
    documented: true,
    askedBy: { descending: { sort_order: 'descending' }, ascending: { sort_order: 'ascending' } },
  },
  next: nextCursor,
  nextCursor: ['pagination_key'],
} as const satisfies Pagination

const criteria = (filter: object) => ({ body: { filter_criteria: filter } })

/** A period as one typed filter object in epoch milliseconds, and a second filter beside it. */
const filters = {
  period: {
    kind: 'inexact',
    because: 'created takes one end, or a range whose ends may count',
    pushdown: ({ since, until }: { since: number | null; until: number | null }) =>
      criteria({
        created:
          since === null
            ? { type: 'number', op: 'lt', value: until }
            : until === null
              ? { type: 'number', op: 'ge', value: since }
              : { type: 'range', op: 'bt', value: [since, until] },
      }),
  },
} as const

const withFlag = { ...pagination, hasMore: [['has_more']] } as const
const platforms = {
  flagged: plainPlatform({ operation: 'POST /list', pagination: withFlag, ...filters }),
  bare: plainPlatform({ operation: 'POST /list', pagination, ...filters }),
}

const stampOf = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12) - minute * 60_000).toISOString()

interface Asked {
  filter_criteria?: { created?: { op: 'lt' | 'ge' | 'bt'; value: number | [number, number] } }
  sort_order?: 'ascending' | 'descending'
  limit: number
  pagination_key?: string
}

/** How the last page tells that it is the last. */
const ends = {
  'the key is null': { pagination_key: null },
  'the key is absent': {},
  'the flag is false': { has_more: false },
  'the flag is false beside a key': { has_more: false, pagination_key: 'again' },
} as const

type End = keyof typeof ends
const isFlagged = (end: End) => 'has_more' in ends[end]

const serveList = (rows: readonly PlainRow[], end: End, bodies: Asked[] = []) =>
  serve((_, text) => {
    const asked: Asked = JSON.parse(text)
    bodies.push(asked)
    const created = asked.filter_criteria?.created
    const [low, high] = [created?.value].flat()
    const matching = rows.filter(({ created_at }) => {
      const at = Date.parse(created_at!)
      if (!created) return true
      return created.op === 'lt' ? at < low! : at >= low! && (created.op === 'ge' || at <= high!)
    })
    const sorted = matching.toSorted((a, b) => (a.created_at! < b.created_at! ? 1 : -1))
    if (asked.sort_order === 'ascending') sorted.reverse()
    const start = Number(asked.pagination_key?.slice(1) ?? 0)
    const next = start + asked.limit
    const more = next < sorted.length
    const rest = more ? { pagination_key: `k${next}`, ...(isFlagged(end) && { has_more: true }) } : ends[end]
    return { items: sorted.slice(start, next), ...rest }
  })

const rowsFrom = fc
  .array(fc.nat(40), { maxLength: 30, size: 'max' })
  .map((minutes): PlainRow[] => minutes.map((minute, index) => ({ id: `r${index}`, created_at: stampOf(minute) })))

const endFrom = fc.constantFrom(...(Object.keys(ends) as End[]))

describe('A POST list with a cursor in its body', () => {
  it('gives the calls of any period once, however it tells its end', async () => {
    await fc.assert(
      fc.asyncProperty(
        rowsFrom,
        endFrom,
        fc.record(
          {
            order: fc.constantFrom('newest', 'oldest', 'arrival'),
            since: fc.nat(40).map(stampOf),
            until: fc.nat(40).map(stampOf),
          },
          { requiredKeys: ['order'] },
        ),
        async (rows, end, query) => {
          fc.pre(query.since === undefined || query.until === undefined || query.since <= query.until)
          await using server = await serveList(rows, end)
          const platform = platforms[isFlagged(end) ? 'flagged' : 'bare']
          const stream = callLog([platform({ apiKey: 'k', baseUrl: server.url })]).list(query)
          const ids = (await collect(stream)).map(({ id }) => id)
          const wanted = rows.filter(
            ({ created_at: at }) =>
              (query.since === undefined || at! >= query.since) && (query.until === undefined || at! < query.until),
          )
          expect(ids.toSorted()).toEqual(wanted.map(({ id }) => id).toSorted())
          expect(await stream.summary()).toMatchObject({ duplicate: 0, bad: 0, outOfOrder: 0, mismatched: 0 })
        },
      ),
      { numRuns: 200 },
    )
  })

  it('goes on from a state, and from the token of any page', async () => {
    await fc.assert(
      fc.asyncProperty(rowsFrom, endFrom, fc.integer({ min: 1, max: 12 }), async (rows, end, count) => {
        await using server = await serveList(rows, end)
        const platform = platforms[isFlagged(end) ? 'flagged' : 'bare']
        const got: Call[] = []
        let state: ListingState | undefined
        for (const most of [count, count, Number.POSITIVE_INFINITY]) {
          const stream = callLog([platform({ apiKey: 'k', baseUrl: server.url })]).list({}, { state })
          let left = most
          for await (const call of stream) {
            got.push(call)
            if (--left === 0) break
          }
          state = JSON.parse(JSON.stringify(stream.state())) as ListingState
        }
        expect(got.map(({ id }) => id).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())

        const { descriptor } = platform.definition
        const client = createProviderClient<never, typeof descriptor>(descriptor, { apiKey: 'k', baseUrl: server.url } as never)
        const read: unknown[] = []
        let token: string | null | undefined
        do {
          const pages = client.paginate('/list' as never, { body: {}, ...(token && { token }) } as never).pages()
          const { value } = await pages[Symbol.asyncIterator]().next()
          read.push(...(value?.items ?? []))
          token = value?.token
        } while (token)
        expect(read).toHaveLength(rows.length)
      }),
      { numRuns: 100 },
    )
  })

  it('carries typed filters, order, size and cursor in one body', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => ({ id: `r${index}`, created_at: stampOf(index) }))
    const bodies: Asked[] = []
    await using server = await serveList(rows, 'the key is null', bodies)
    const query: CallQuery = { since: stampOf(30), until: stampOf(0), order: 'oldest' }
    await collect(callLog([platforms.bare({ apiKey: 'k', baseUrl: server.url })]).list(query))
    const created = { type: 'range', op: 'bt', value: [Date.parse(stampOf(30)), Date.parse(stampOf(0))] }
    const body = { filter_criteria: { created }, sort_order: 'ascending', limit: 5 }
    expect(bodies).toEqual([body, { ...body, pagination_key: 'k5' }])
    const [explained] = explain(callLog([platforms.bare({ apiKey: 'k' })]), query)
    // The filter is one input, though it travels as an object.
    expect(explained).toMatchObject({
      filters: [{ name: 'period', inputs: ['created'] }],
      requests: [{ body: JSON.stringify(body) }],
    })
  })

  it('is refused where the last page says neither', async () => {
    await using server = await serve(() => ({ items: [{ id: 'r1', created_at: stampOf(0) }] }))
    const listed = collect(callLog([platforms.flagged({ apiKey: 'k', baseUrl: server.url })]).list())
    await expect(listed).rejects.toThrowError('the page has neither an end nor a next cursor')
  })
})

describe('Two filters that want one member of the body', () => {
  it('are not written over each other: the second is met here', async () => {
    const platform = plainPlatform({
      operation: 'POST /list',
      pagination,
      ...filters,
      status: { kind: 'exact', because: 'made up', pushdown: () => criteria({ created: { type: 'string' } }) },
      channel: { kind: 'exact', because: 'made up', pushdown: () => criteria({ type: { type: 'enum' } }) },
    })
    const [explained] = explain(callLog([platform({ apiKey: 'k' })]), {
      since: stampOf(0),
      status: 'completed',
      channel: 'phone',
    })
    expect(explained).toMatchObject({
      filters: [
        { name: 'period', kind: 'inexact', pushed: true, inputs: ['created'] },
        { name: 'status', kind: 'local', pushed: false, inputs: [] },
        { name: 'channel', kind: 'exact', pushed: true, inputs: ['type'] },
      ],
    })
    const { filter_criteria } = JSON.parse(String((explained as { requests: { body: string }[] }).requests[0]!.body))
    expect(filter_criteria).toEqual({
      created: { type: 'number', op: 'ge', value: Date.parse(stampOf(0)) },
      type: { type: 'enum' },
    })
  })
})
