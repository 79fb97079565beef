import { type Call, CHANNELS, DIRECTIONS, PARTS, STATUSES } from 'callspec'
import { OUTCOMES, stats, WEEKDAYS } from 'callspec/stats'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STORES, type TestStores } from '../../sync/test/stores.ts'
import { type ExplorerQuery, emptyQuery, NEWEST_FIRST, SORT_COLUMNS } from '../src/api/explorer-query.ts'
import { toCopyQuery } from '../src/api/to-copy-query.ts'
import { ExplorerData } from '../src/data/explorer-data.ts'
import { PROVIDERS, type SimulatedCopy, simulatedCopy } from './simulated-copy.ts'

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']

describe.each(STORES)('Over a copy in $name', ({ name, start }) => {
  // Both read the same columns; what differs is how their databases give them.
  const numRuns = name === 'SQLite' ? 120 : 40
  let stores: TestStores
  let simulated: SimulatedCopy
  let data: ExplorerData
  let calls: Call[]

  beforeAll(async () => {
    // Over six weeks, in which clocks change in Berlin and New York.
    stores = await start()
    simulated = await simulatedCopy(PROVIDERS, { calls: 70, spacingSeconds: 50_000 }, { include: PARTS }, await stores.address())
    data = new ExplorerData(simulated.copy)
    await data.loaded
    calls = []
    for await (const call of simulated.copy.log().list({ include: PARTS })) calls.push(call)
  })
  afterAll(async () => {
    await data?.close()
    await simulated?.close()
    await stores?.close()
  })

  /** Numbers stand for values that a call of the copy has. */
  const pick = (index: number) => calls[index % calls.length]!
  const search = fc.oneof(
    fc.constantFrom(
      'refund',
      'REFUND thank',
      'refu',
      're',
      'booking',
      'billing agent',
      'Ägent',
      '555',
      '+1 (555) 01',
      '12',
      'nothing like it',
      '—',
    ),
    fc.nat().map((index) => pick(index).id),
    fc.nat().map((index) => pick(index).key),
    fc.nat().map((index) => pick(index).customerNumber ?? '0000'),
    fc.nat().map((index) => (pick(index).customerNumber ?? '0000').slice(-4)),
    fc.nat().map((index) => pick(index).agent?.id?.slice(1, 6) ?? 'x'),
  )

  const members: { [Name in keyof ExplorerQuery]: fc.Arbitrary<ExplorerQuery[Name]> } = {
    since: fc.oneof(
      fc.constantFrom('2026-10-25', '2026-11-01'),
      fc.nat().map((index) => pick(index).occurredAt),
    ),
    until: fc.oneof(fc.constantFrom('2026-11-19', '2026-11-21'), fc.constant('2026-11-18T12:00:00+02:00')),
    timeZone: fc.constantFrom(...ZONES),
    search,
    statuses: fc.uniqueArray(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 4 }),
    direction: fc.constantFrom(...DIRECTIONS),
    channel: fc.constantFrom(...CHANNELS),
    sources: fc.subarray([...PROVIDERS], { minLength: 1 }),
    providers: fc.subarray([...PROVIDERS], { minLength: 1 }),
    agentId: fc.nat().map((index) => pick(index).agent?.id ?? '17'),
    outcome: fc.constantFrom(...OUTCOMES),
    minDurationSeconds: fc.oneof(
      fc.integer({ min: 0, max: 400 }),
      fc.nat().map((index) => pick(index).durationSeconds ?? 0),
    ),
    maxDurationSeconds: fc.oneof(
      fc.integer({ min: 0, max: 900 }),
      fc.nat().map((index) => pick(index).durationSeconds ?? 0),
    ),
    weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    hours: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1 }),
  }

  /** Up to three members. */
  const query: fc.Arbitrary<ExplorerQuery> = fc
    // The keys of the record above are those of a query.
    .subarray(Object.keys(members) as (keyof ExplorerQuery)[], { maxLength: 3 })
    .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, members[name]]))))
    .map((chosen) => {
      const whole = { ...emptyQuery(), ...chosen }
      const isTurned = whole.since !== null && whole.until !== null && whole.since > whole.until.slice(0, 10)
      const { minDurationSeconds: least, maxDurationSeconds: most } = whole
      return {
        ...whole,
        ...(isTurned && { until: null }),
        ...(least !== null && most !== null && least > most && { maxDurationSeconds: null }),
      }
    })

  const logOf = (wanted: ExplorerQuery) => {
    const { sources, query: copied } = toCopyQuery(wanted)
    return { log: simulated.copy.log({ sources, onUnsupported: 'skip' }), copied }
  }

  const keysIn = async (wanted: ExplorerQuery): Promise<string[]> => {
    const { log, copied } = logOf(wanted)
    const keys: string[] = []
    for await (const { key } of log.list(copied)) keys.push(key)
    return keys
  }

  test('the page shows the very calls that the copy lists for the same query, in the same order, and the totals of stats', async () => {
    const sizes: number[] = []
    await fc.assert(
      fc.asyncProperty(query, async (wanted) => {
        const keys = await keysIn(wanted)
        sizes.push(keys.length)
        expect((await data.keys(wanted, NEWEST_FIRST, 0, 1e6)).keys).toEqual(keys)
        const { log, copied } = logOf(wanted)
        const counted = await stats(log, { ...copied, include: ['cost'] }, { by: ['agent'] })
        const { total, agents, otherAgents } = await data.overview(wanted)
        expect(total).toEqual(counted.total)
        const rows = agents.map(({ source, agent, measures }) => ({ by: { source, agent }, ...measures }))
        expect(otherAgents + rows.length).toBe(counted.groups.length)
        const groups = new Map(counted.groups.map((group) => [JSON.stringify(group.by), group]))
        for (const row of rows) expect(row).toEqual(groups.get(JSON.stringify(row.by)))
      }),
      { numRuns },
    )
    // Most queries leave some calls, and not all.
    expect(sizes.filter((size) => size > 0 && size < calls.length).length).toBeGreaterThan(sizes.length / 3)
  })

  test('charts by time, duration and week count every call once, in the zone of the query', async () => {
    await fc.assert(
      fc.asyncProperty(query, async (wanted) => {
        const { total, time, durations, withoutDuration, weekHours, undated } = await data.overview(wanted)
        const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)
        expect(sum(durations.map((bin) => bin.calls)) + withoutDuration).toBe(total.calls)
        expect(sum(weekHours.flat()) + undated).toBe(total.calls)
        expect(sum(time.buckets.flatMap((bucket) => Object.values(bucket.calls))) + undated).toBe(total.calls)
        for (const [index, { at, end }] of time.buckets.entries()) {
          expect(Date.parse(at)).toBeLessThan(Date.parse(end))
          expect(time.buckets[index + 1]?.at ?? end).toBe(end)
        }
        const day = time.buckets.find(({ calls: counts }) => Object.keys(counts).length > 0)
        if (time.unit !== 'day' || !day) return
        // A day of the chart, asked for as a period of days, has as many calls.
        const date = day.at.slice(0, 10)
        const within = await data.overview({ ...wanted, since: date, until: day.end.slice(0, 10) })
        if (wanted.since === null || wanted.since <= date) expect(within.total.calls).toBe(sum(Object.values(day.calls)))
      }),
      { numRuns },
    )
  })

  test('a facet tells how many calls each of its words leaves with everything else of the query', async () => {
    const words = fc.oneof(
      fc.constantFrom(...STATUSES).map((word) => ({ facet: 'status' as const, word, change: { statuses: [word] } })),
      fc.constantFrom(...DIRECTIONS).map((word) => ({ facet: 'direction' as const, word, change: { direction: word } })),
      fc.constantFrom(...CHANNELS).map((word) => ({ facet: 'channel' as const, word, change: { channel: word } })),
      fc.constantFrom(...OUTCOMES).map((word) => ({ facet: 'outcome' as const, word, change: { outcome: word } })),
      fc.constantFrom(...PROVIDERS).map((word) => ({ facet: 'source' as const, word, change: { sources: [word] } })),
      fc.constantFrom(...PROVIDERS).map((word) => ({ facet: 'provider' as const, word, change: { providers: [word] } })),
    )
    await fc.assert(
      fc.asyncProperty(query, words, async (wanted, { facet, word, change }) => {
        const { facets } = await data.overview(wanted)
        const counts: Readonly<Record<string, number>> = facets[facet]
        expect(counts[word] ?? 0).toBe((await keysIn({ ...wanted, ...change })).length)
      }),
      { numRuns },
    )
  })

  test('sorted by any column, the same calls come, those without a value last, and ties newest first', async () => {
    const valueIn = (column: (typeof SORT_COLUMNS)[number], call: Call): string | number | null => {
      if (column === 'agent') return (call.agent?.name ?? call.agent?.id ?? null)?.toLowerCase() ?? null
      if (column === 'endReason') return call.endReason?.code ?? null
      if (column === 'cost') return call.cost ? `${call.cost.unit} ${(Number(call.cost.amount) + 1e6).toFixed(8)}` : null
      if (column === 'outcome') return null
      return call[column]
    }
    const byKey = new Map(calls.map((call) => [call.key, call]))
    for (const column of SORT_COLUMNS.filter((each) => each !== 'outcome')) {
      for (const descending of [false, true]) {
        const { keys } = await data.keys(emptyQuery(), { column, descending }, 0, 1e6)
        const newest = await keysIn(emptyQuery())
        const place = new Map(newest.map((key, index) => [key, index]))
        const expected = newest.toSorted((one, other) => {
          const [a, b] = [valueIn(column, byKey.get(one)!), valueIn(column, byKey.get(other)!)]
          if (a === b) return place.get(one)! - place.get(other)!
          if (a === null || b === null) return a === null ? 1 : -1
          return (a < b ? -1 : 1) * (descending ? -1 : 1)
        })
        expect(keys, `${column} ${descending}`).toEqual(expected)
      }
    }
  })
})
