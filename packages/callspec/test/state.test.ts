import { autocalls, butter } from '@callspec/all'
import { fingerprint } from '@callspec/provider'
import { type Simulator, startSimulator, startSimulators } from '@callspec/simulator'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../src/explain/explain.js'
import { type Call, type CallQuery, callLog, type ListingState } from '../src/index.js'
import { oneList } from './one-list.js'
import { PROVIDERS } from './oracle.js'
import { serve } from './server.js'
import { collect, sourceOf } from './sources.js'

const cases = fc.record({
  calls: fc.integer({ min: 0, max: 450 }),
  seed: fc.integer({ min: 1, max: 1000 }),
  order: fc.constantFrom('newest' as const, 'oldest' as const, 'arrival' as const),
  query: fc.constantFrom<CallQuery>({}, { status: ['completed'] }, { direction: 'inbound', status: ['completed', 'failed'] }),
  pages: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }),
  arrive: fc.integer({ min: 0, max: 150 }),
  vanish: fc.array(fc.noBias(fc.integer({ min: 0, max: 449 })), { maxLength: 40 }),
  chosen: fc.nat(),
})

/** A few providers, each by its own name, so that one more moves no other. */
function chosenBy(number: number): typeof PROVIDERS {
  const some = PROVIDERS.filter((provider) => /[048c]$/.test(fingerprint(`${provider} ${number}`)))
  return some.length > 0 ? some : PROVIDERS
}

/** Reads so many pages in a log of its own, as another process would, and gives the calls and where it stood. */
async function read(
  simulators: Simulator[],
  query: CallQuery,
  pages: number,
  text: string | undefined,
): Promise<{ calls: Call[]; state: string | undefined }> {
  const log = callLog(
    simulators.map((simulator) => sourceOf(simulator)),
    { onUnsupported: 'skip' },
  )
  const state: ListingState | undefined = text === undefined ? undefined : JSON.parse(text)
  const calls: Call[] = []
  let last = text
  let count = 0
  for await (const page of log.list(query, state && { state }).pages()) {
    if (count++ === pages) break
    calls.push(...page.calls)
    last = JSON.stringify(page.state)
  }
  return { calls, state: last }
}

describe('A listing that is cut at any page', () => {
  it('goes on after it in another process: nothing lost, nothing twice, also when calls came and went meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ calls, seed, order, query, chosen, pages, arrive, vanish }) => {
        const simulators = await Promise.all(chosenBy(chosen).map((provider) => startSimulator(provider, { calls, seed })))
        try {
          const asked = { ...query, order }
          // Read from the oldest on, a list may lose calls where some vanish while others arrive; `explain` says so.
          const explained = explain(callLog(simulators.map((simulator) => sourceOf(simulator))), asked)
          const mayVanish = !explained.some(
            (each) => each.answers && each.outsideTheGuarantee.some((text) => text.startsWith('Calls that vanish')),
          )
          const before = (await read(simulators, asked, Number.POSITIVE_INFINITY, undefined)).calls.map(({ key }) => key)
          const got: string[] = []
          let state: string | undefined
          for (const count of pages) {
            const part = await read(simulators, asked, count, state)
            got.push(...part.calls.map(({ key }) => key))
            state = part.state
            for (const simulator of simulators) {
              const ids = [...simulator.calls()].map(({ id }) => id)
              for (const index of mayVanish ? vanish : []) if (ids[index] !== undefined) simulator.vanish(ids[index])
              simulator.arrive(arrive)
            }
          }
          got.push(...(await read(simulators, asked, Number.POSITIVE_INFINITY, state)).calls.map(({ key }) => key))
          const left = new Set(
            simulators.flatMap((simulator) => [...simulator.calls()].map(({ id }) => `${simulator.provider}/${id}`)),
          )
          expect(new Set(got).size).toBe(got.length)
          const yielded = new Set(got)
          expect(before.filter((key) => left.has(key) && !yielded.has(key))).toEqual([])
        } finally {
          await Promise.all(simulators.map((simulator) => simulator.close()))
        }
      }),
      { numRuns: 120, seed: 20261120 },
    )
  })

  it.each(['newest', 'oldest', 'arrival'] as const)(
    'goes on after it, %s first, with all calls of a source that had failed before it gave one',
    async (order) => {
      const { talkover, butter: failing, ...rest } = await startSimulators({ calls: 120 })
      try {
        failing.fault({ fault: '503' })
        const log = callLog([sourceOf(talkover), sourceOf(failing, { retries: 0 })], { onSourceError: () => undefined })
        const stream = log.list({ order })
        const got = (await collect(stream)).map(({ key }) => key)
        failing.clearFaults()
        got.push(...(await collect(log.list({ order }, { state: stream.state() }))).map(({ key }) => key))
        const all = [talkover, failing].flatMap((each) => [...each.calls()].map(({ id }) => `${each.provider}/${id}`))
        expect(got.toSorted()).toEqual(all.toSorted())
      } finally {
        await Promise.all([talkover, failing, ...Object.values(rest)].map((simulator) => simulator.close()))
      }
    },
  )

  it.each(['newest', 'arrival'] as const)(
    'goes on after it, %s first, through the hour that clocks show twice',
    async (order) => {
      // New York goes back from 02:00 to 01:00 on 2026-11-01 at 06:00 UTC, so that 01:00 to 01:59 is shown twice.
      const back = Date.parse('2026-11-01T06:00:00Z')
      const rows = Array.from({ length: 400 }, (_, index) => {
        const at = Date.parse('2026-11-01T08:00:00Z') - index * 60_000
        const shown = new Date(at - (at >= back ? 5 : 4) * 3_600_000).toISOString()
        return { id: 1000 - index, type: 'outbound', status: 'completed', created_at: shown.slice(0, 19).replace('T', ' ') }
      })
      await using server = await serve(({ searchParams }) => {
        const [page, size] = [Number(searchParams.get('page') ?? 1), Number(searchParams.get('per_page'))]
        const data = rows.slice((page - 1) * size, page * size)
        return { data, current_page: page, per_page: size, last_page: Math.ceil(rows.length / size), total: rows.length }
      })
      const got: string[] = []
      let state: ListingState | undefined
      for (let more = true; more; ) {
        more = false
        const options = { token: 't', baseUrl: server.url, timeZone: 'America/New_York', concurrency: 1 }
        for await (const page of callLog([autocalls(options)])
          .list({ order }, { state })
          .pages()) {
          got.push(...page.calls.map(({ id }) => id))
          state = JSON.parse(JSON.stringify(page.state)) as ListingState
          more = true
          break
        }
      }
      expect(got.toSorted()).toEqual(rows.map(({ id }) => String(id)).toSorted())
    },
  )

  it.each(['newest', 'arrival'] as const)(
    'goes on after a call that came too late, %s first, and repeats none that came before it, however often it breaks off',
    async (order) => {
      const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12) - minute * 60_000).toISOString()
      const minutes = Array.from({ length: 300 }, (_, index) => index)
      // One call stands in the list forty places too late.
      minutes.splice(150, 0, ...minutes.splice(110, 1))
      const rows = minutes.map((minute) => ({ call_sid: `call_${minute}`, status: 'completed', created_at: at(minute) }))
      await using server = await serve(({ searchParams }) => {
        const start = Number(searchParams.get('cursor') ?? 0)
        const data = rows.slice(start, start + 30)
        const next = start + 30 < rows.length ? String(start + 30) : null
        return { success: true, data, pagination: { next_cursor: next, has_more: next !== null } }
      })
      const list = (state?: ListingState) => {
        const source = butter({ apiKey: 'k', baseUrl: server.url, rateLimit: null })
        return callLog([source], { startLagMs: 0 }).list({ order }, { state })
      }
      const wanted = (await collect(list())).map(({ id }) => id)
      expect(wanted).toHaveLength(300)
      for (let cut = 151; cut < 220; cut += 3) {
        const got: string[] = []
        let state: ListingState | undefined
        // Twice within the calls that stand between a late one and those before it.
        for (const count of [cut, 4, Number.POSITIVE_INFINITY]) {
          const stream = list(state)
          let left = count
          for await (const { id } of stream) {
            got.push(id)
            if (--left === 0) break
          }
          state = JSON.parse(JSON.stringify(stream.state())) as ListingState
        }
        expect([cut, got.length, new Set(got).size]).toEqual([cut, 300, 300])
      }
    },
  )

  it.each([
    ['another key', { apiKey: 'k-2' }],
    ['another base URL', { baseUrl: 'https://calls.acme.example' }],
  ])('is refused for %s, which may be another account', (_, more) => {
    const listOf = (options: object, state?: ListingState) =>
      callLog([butter({ apiKey: 'k-1', ...options })])
        .list({}, { state })
        .state()
    const state = listOf({})
    expect(() => listOf({}, state)).not.toThrow()
    expect(() => listOf(more, state)).toThrowError(
      'The state cannot be resumed: it is of another base URL or account. Pass the state of the same query and sources, or none to start over.',
    )
  })

  it('holds nothing that a key could be told from', () => {
    const stateOf = (apiKey: string) =>
      JSON.stringify(
        callLog([butter({ apiKey })])
          .list()
          .state(),
      )
    const states = new Map<string, number>()
    // Of so many keys, many share what their states tell.
    for (let key = 0; key < 2000; key++) states.set(stateOf(`k3y-${key}`), key)
    expect(stateOf('k3y-secret')).not.toContain('k3y')
    expect(states.size).toBeLessThan(2000)
    expect(states.size).toBeGreaterThan(1900)
  })

  it('is refused for other assumptions, by which calls would stand elsewhere', () => {
    const listOf = (options: object, state?: ListingState) =>
      callLog([autocalls({ token: 't', ...options })])
        .list({}, { state })
        .state()
    const state = listOf({})
    expect(() => listOf({}, state)).not.toThrow()
    expect(() => listOf({ timeZone: 'Europe/Berlin' }, state)).toThrowError(
      'of another query, or of other sources or assumptions',
    )
    expect(() => listOf({ assumptions: { 'row-order': 'unordered' } }, state)).toThrowError('or of other sources or assumptions')
  })

  it('of a source that lists in no order fails that source alone where the others are to go on', async () => {
    const { talkover, butter: other, ...rest } = await startSimulators({ calls: 30 })
    try {
      const failed: string[] = []
      const sources = [sourceOf(talkover, { assumptions: { 'row-order': 'unordered' } }), sourceOf(other)]
      const log = callLog(sources, { onSourceError: ({ code }, source) => failed.push(`${source} ${code}`) })
      const first = log.list({ order: 'arrival', limit: 5 })
      await collect(first)
      const calls = await collect(log.list({ order: 'arrival' }, { state: first.state() }))
      expect(failed).toEqual(['talkover unsupported'])
      expect(calls.every(({ source }) => source === 'butter')).toBe(true)
      expect(calls.length).toBeGreaterThan(20)
    } finally {
      await Promise.all([talkover, other, ...Object.values(rest)].map((simulator) => simulator.close()))
    }
  })

  it('is refused for another query, other sources, and what is no state', async () => {
    const log = callLog([butter({ apiKey: 'k' })])
    const { state } = { state: log.list({ status: ['completed'] }).state() }
    expect(() => log.list({ status: ['completed'], limit: 5 }, { state })).not.toThrow()
    expect(() => log.list({}, { state })).toThrowError(
      'The state cannot be resumed: it is of another query, or of other sources or assumptions. Pass the state of the same query and sources, or none to start over.',
    )
    expect(() => callLog([butter({ apiKey: 'k', id: 'b' })]).list({ status: ['completed'] }, { state })).toThrowError(
      'of another query, or of other sources or assumptions',
    )
    // What a file may hold.
    expect(() => log.list({}, { state: { version: 7, query: '', sources: {} } as never })).toThrowError(
      'of version 7, this is version 1',
    )
    expect(() => log.list({}, { state: 'x' as never })).toThrowError('not a state of a listing')
  })

  it.each([
    {},
    'x',
    { watermark: 5, lists: [] },
    { watermark: { at: '', ids: [] }, lists: [] },
    { watermark: { at: '2026-11-01T00:00:00.000Z' }, lists: [] },
    { watermark: null, lists: [{ position: {}, total: null, size: null }] },
    { watermark: null, lists: [{ position: 3, total: 'many', size: 100 }] },
    { watermark: null, lists: [{ position: 3, total: null, size: 0 }] },
    { watermark: null, lists: [{ position: 3, total: 1.5, size: null }] },
    { watermark: null, lists: [{ position: Number.POSITIVE_INFINITY, total: null, size: null }] },
    { watermark: null, lists: [{ position: -1, total: null, size: null }] },
    { watermark: null, lists: [{ position: 1e15, total: 1e15, size: 1e15 }] },
    { watermark: null, lists: [{ position: 'a', total: -1, size: 100 }] },
  ])('is refused where it is damaged: %j', (damaged) => {
    const log = callLog([butter({ apiKey: 'k' })])
    const state = { ...log.list().state(), sources: { butter: damaged } }
    // What a file may hold.
    expect(() => log.list({}, { state: state as never })).toThrowError(
      'The state cannot be resumed: it is damaged at butter. Pass the state of the same query and sources, or none to start over.',
    )
  })

  it.each([
    { position: 0, total: 300, size: 100 },
    { position: '2', total: 300, size: 100 },
    { position: 2, total: 300, size: 0 },
    { position: 2, total: 300, size: -100 },
    { position: 2.5, total: 300, size: 100 },
    { position: 1e300, total: 300, size: 100 },
  ])('is refused where no numbered list can stand: %j', (stood) => {
    const log = callLog([autocalls({ token: 't' })])
    // 1e400 in a file is Infinity.
    const infinite = JSON.parse('{"position":2,"total":1e400,"size":100}') as object
    for (const each of [stood, infinite]) {
      const state = { ...log.list().state(), sources: { autocalls: { watermark: null, lists: [each], order: 'assumed' } } }
      expect(() => log.list({}, { state: state as never })).toThrowError('it is damaged at autocalls.')
    }
  })

  it('is small: a place per list and the ids at one instant', async () => {
    const simulators = Object.values(await startSimulators({ calls: 1000 }))
    const { state } = await read(simulators, {}, 6, undefined)
    // A list of an agent has the id of the agent and its piece of time besides.
    const ofAgents = simulators.filter(({ provider }) => oneList(provider).simulator.agents === 1).length * 5
    expect(state!.length).toBeLessThan(200 * simulators.length + 300 * ofAgents)
    await Promise.all(simulators.map((simulator) => simulator.close()))
  })
})
