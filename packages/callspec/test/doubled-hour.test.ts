import { agentvoice, autocalls, talkover } from '@callspec/all'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallLogOptions, type CallQuery, callLog, type ListingState } from '../src/index.js'
import { serve, type TestServer } from './server.js'
import { collect } from './sources.js'

const MINUTE = 60_000
const at = (stamp: string) => Date.parse(stamp)

/** Clocks that show summer and winter time: `back` is when they are put back. */
interface Clocks {
  zone: string
  back: number
  summerHours: number
}

const BERLIN: Clocks = { zone: 'Europe/Berlin', back: at('2026-10-25T01:00:00Z'), summerHours: 2 }
const NEW_YORK: Clocks = { zone: 'America/New_York', back: at('2025-11-02T06:00:00Z'), summerHours: -4 }

const shown = (instant: number, { back, summerHours }: Clocks) =>
  new Date(instant + (summerHours - (instant < back ? 0 : 1)) * 60 * MINUTE).toISOString().slice(0, 19).replace('T', ' ')

/** Autocalls with pages of 25 rows, newest first: a call a minute. */
function serveCalls(instants: readonly number[], write: (instant: number) => string): Promise<TestServer> {
  const rows = instants.map((instant, index) => ({
    id: index + 1,
    type: 'web',
    status: 'ended',
    created_at: write(instant),
  }))
  rows.reverse()
  return serve(({ searchParams }) => {
    const page = Number(searchParams.get('page') ?? 1)
    const data = rows.slice((page - 1) * 25, page * 25)
    return { data, current_page: page, per_page: 25, last_page: Math.ceil(rows.length / 25), total: rows.length }
  })
}

const minutes = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index * MINUTE)

describe('In the hour that clocks show twice', () => {
  const INSTANTS = minutes(at('2026-10-25T00:00:00Z'), 181)
  const isDoubled = (instant: number) => Math.abs(instant + 1 - BERLIN.back) <= 60 * MINUTE
  let server: TestServer
  beforeAll(async () => {
    server = await serveCalls(INSTANTS, (instant) => shown(instant, BERLIN))
  })
  afterAll(() => server[Symbol.asyncDispose]())

  const list = async (query: CallQuery, options: CallLogOptions = {}) => {
    const source = autocalls({ token: 't', baseUrl: server.url, timeZone: BERLIN.zone })
    const stream = callLog([source], options).list(query)
    const instants = (await collect(stream)).map(({ id }) => INSTANTS[Number(id) - 1]!)
    return { instants, summary: await stream.summary() }
  }

  it('no call of a period is lost, and those that may lie in it are counted', async () => {
    const { instants, summary } = await list({ since: '2026-10-25T01:00:00Z' })
    expect(INSTANTS.filter((instant) => instant >= BERLIN.back && !instants.includes(instant))).toEqual([])
    // Those of the first time round look the same.
    expect(instants).toHaveLength(181)
    expect([summary.ambiguous, summary.sources[0]!.ambiguous, summary.bad, summary.outOfOrder]).toEqual([120, 120, 0, 0])
  })

  it('no period of any kind loses a call, in any order, wherever the reading may end', async () => {
    const bound = fc.option(fc.integer({ min: -10, max: 190 }), { nil: undefined })
    const order = fc.constantFrom('newest' as const, 'oldest' as const, 'arrival' as const)
    await fc.assert(
      fc.asyncProperty(bound, bound, order, fc.boolean(), async (one, other, order, strict) => {
        const [since, until] = one !== undefined && other !== undefined && one > other ? [other, one] : [one, other]
        const stamp = (minute: number | undefined) =>
          minute === undefined ? undefined : new Date(INSTANTS[0]! + minute * MINUTE).toISOString()
        const query = { since: stamp(since), until: stamp(until), order, strict }
        const { instants, summary } = await list(query, { startLagMs: 0 })
        const wanted = INSTANTS.filter(
          (instant) => !(query.since && instant < at(query.since)) && !(query.until && instant >= at(query.until)),
        )
        const got = new Set(instants)
        expect(got.size).toBe(instants.length)
        if (since !== undefined && since === until) return
        expect(wanted.filter((instant) => !got.has(instant))).toEqual([])
        expect(instants.filter((instant) => !wanted.includes(instant) && !isDoubled(instant))).toEqual([])
        expect([summary.outOfOrder, summary.missing]).toEqual([0, 0])
      }),
      { numRuns: 100, seed: 20261025 },
    )
  })

  it('is none in UTC', async () => {
    const source = autocalls({ token: 't', baseUrl: server.url })
    const stream = callLog([source]).list()
    await collect(stream)
    expect(await stream.summary()).toMatchObject({ calls: 181, ambiguous: 0, unzoned: 0 })
  })
})

describe('In the hour that clocks skip', () => {
  it('a stamp is one of two instants, listed for either and counted', async () => {
    // On 2026-03-29 Berlin goes from 02:00 to 03:00 at 01:00 UTC.
    await using server = await serveCalls([at('2026-03-29T00:00:00Z'), 0], (instant) =>
      instant === 0 ? '2026-03-29 02:30:00' : '2026-03-29 01:00:00',
    )
    const source = autocalls({ token: 't', baseUrl: server.url, timeZone: 'Europe/Berlin' })
    const listed = async (since: string, until: string) => {
      const stream = callLog([source]).list({ since, until })
      return [(await collect(stream)).map(({ id }) => id), (await stream.summary()).ambiguous]
    }
    expect(await listed('2026-03-29T00:15:00Z', '2026-03-29T00:45:00Z')).toEqual([['2'], 1])
    expect(await listed('2026-03-29T01:15:00Z', '2026-03-29T01:45:00Z')).toEqual([['2'], 1])
    expect(await listed('2026-03-29T00:31:00Z', '2026-03-29T01:29:00Z')).toEqual([[], 1])
  })
})

describe('A stamp that lost its offset', () => {
  const page = (rows: object[]) => ({
    data: rows,
    pagination: { total: rows.length, limit: 100, offset: 0, has_more: false, current_page: 1, last_page: 1, per_page: 100 },
  })

  it('is read in the zone of the source, given and counted; the hour that clocks show twice is counted too', async () => {
    const rows = [
      { id: 'b', created_at: '2026-10-25 02:30:00', ended_at: '2026-10-25T02:31:00' },
      { id: 'a', created_at: '2026-10-24T10:00:00.5', ended_at: '2026-10-24T10:01:00+00' },
    ]
    await using server = await serve(() => page(rows))
    const options = { baseUrl: server.url, timeZone: 'Europe/Berlin' }
    for (const source of [
      talkover({ token: 't', ...options }),
      agentvoice({ apiKey: 'k', organizationId: '123e4567-e89b-12d3-a456-426614174000', ...options }),
    ]) {
      const stream = callLog([source]).list({ until: '2026-10-25T01:00:00Z' })
      expect((await collect(stream)).map(({ id, occurredAt, endedAt }) => [id, occurredAt, endedAt])).toEqual([
        ['b', '2026-10-25T00:30:00.000Z', '2026-10-25T00:31:00.000Z'],
        ['a', '2026-10-24T08:00:00.500Z', '2026-10-24T10:01:00.000Z'],
      ])
      expect(await stream.summary()).toMatchObject({ bad: 0, unzoned: 3, ambiguous: 1 })
    }
  })

  it('is read in UTC where the source has no zone', async () => {
    await using server = await serve(() => page([{ id: 'a', created_at: '2026-10-25 02:30:00' }]))
    const stream = callLog([talkover({ token: 't', baseUrl: server.url })]).list()
    expect((await collect(stream)).map(({ createdAt }) => createdAt)).toEqual(['2026-10-25T02:30:00.000Z'])
    expect(await stream.summary()).toMatchObject({ bad: 0, unzoned: 1, ambiguous: 0 })
  })

  it.each(['UTC', 'Europe/Berlin', 'America/New_York'])('hides no missing call where it is read in %s', async (timeZone) => {
    // The list repeats a page in place of the one after it.
    const rows = Array.from({ length: 200 }, (_, index) => ({
      id: `${index}`,
      created_at: new Date(Date.parse('2026-03-09T10:00:00Z') - index * MINUTE).toISOString().slice(0, 19),
    }))
    await using server = await serve(({ searchParams }) => {
      const [current_page, per_page] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('per_page'))]
      const start = per_page === 100 ? 0 : (current_page - 1) * per_page
      const data = rows.slice(start, start + per_page)
      return { success: true, data, pagination: { current_page, per_page, last_page: 200 / per_page, total: 200 } }
    })
    const stream = callLog([talkover({ token: 't', baseUrl: server.url, timeZone })]).list()
    await collect(stream).catch(() => undefined)
    expect(await stream.summary()).toMatchObject({ rows: 200, calls: 100, missing: 100 })
  })

  it('is read in the zone that toCall is given', () => {
    // What a platform may send.
    const row = { id: 'a', created_at: '2026-07-01 12:00:00' } as Parameters<typeof talkover.toCall>[0]
    expect(talkover.toCall(row, { timeZone: 'America/New_York' }).createdAt).toBe('2026-07-01T16:00:00.000Z')
    expect(talkover({ token: 't', timeZone: 'America/New_York' }).toCall(row).createdAt).toBe('2026-07-01T16:00:00.000Z')
    expect(talkover.toCall(row).createdAt).toBe('2026-07-01T12:00:00.000Z')
  })
})

describe('A listing that is cut in the hour that clocks show twice', () => {
  it.each(['newest', 'oldest', 'arrival'] as const)(
    'goes on after any call, %s first, also where another year had such an hour',
    async (order) => {
      const twice = [NEW_YORK, { ...NEW_YORK, back: at('2026-11-01T06:00:00Z') }]
      const instants = twice.flatMap(({ back }) => minutes(back - 100 * MINUTE, 200))
      await using server = await serveCalls(instants, (instant) =>
        shown(instant, twice[instant < at('2026-06-01T00:00:00Z') ? 0 : 1]!),
      )
      const log = callLog([autocalls({ token: 't', baseUrl: server.url, timeZone: NEW_YORK.zone })])
      for (const cut of [1, 45, 70, 130, 199, 245, 270, 290, 330, 399]) {
        const first = log.list({ order, limit: cut })
        const got = (await collect(first)).map(({ id }) => id)
        const state = JSON.parse(JSON.stringify(first.state())) as ListingState
        got.push(...(await collect(log.list({ order }, { state }))).map(({ id }) => id))
        expect(got.toSorted()).toEqual(instants.map((_, index) => `${index + 1}`).toSorted())
      }
    },
  )
})
