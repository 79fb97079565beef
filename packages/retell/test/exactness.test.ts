// What the log makes of Retell's list, against rules written a second time by hand, whatever the documentation leaves open.
import { type SimulatedCall, type Simulator, startSimulator } from '@callspec/simulator'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Call, type CallQuery, callLog, type ListingState } from '../../callspec/src/index.js'
import { retell } from '../src/index.js'

const settings = fc.record({
  'null-stamps': fc.constantFrom('among', 'first', 'last'),
  'last-cursor': fc.constantFrom('null', 'absent', 'repeated'),
  'range-bounds': fc.constantFrom('inclusive', 'exclusive'),
  'not-connected-start': fc.constantFrom('absent', 'shown'),
  'absent-matches': fc.constantFrom('dropped', 'kept'),
})

/** A bound at the very stamp of a call, or a millisecond beside it. */
const bound = fc.record({ place: fc.nat(), beside: fc.integer({ min: -1, max: 1 }) })

const filters = {
  status: fc.uniqueArray(fc.constantFrom('queued', 'in_progress', 'completed', 'no_answer', 'busy', 'failed', 'ringing'), {
    minLength: 1,
    maxLength: 3,
  }),
  direction: fc.constantFrom('inbound', 'outbound', 'unknown'),
  channel: fc.constantFrom('phone', 'phone', 'web', 'web', 'chat'),
  phoneNumber: fc.nat(),
  agentId: fc.nat(),
  campaignId: fc.nat(),
}

type Drawn = Partial<{
  [Name in keyof typeof filters]: (typeof filters)[Name] extends fc.Arbitrary<infer Value> ? Value : never
}> & {
  since?: { place: number; beside: number }
  until?: { place: number; beside: number }
  order?: 'newest' | 'oldest' | 'arrival'
  strict?: boolean
}

/** Two filters at most beside a period: more leave no call over. */
const queries: fc.Arbitrary<Drawn> = fc
  .subarray(Object.keys(filters) as (keyof typeof filters)[], { maxLength: 2 })
  .chain((keys) =>
    fc.tuple(
      fc.record(Object.fromEntries(keys.map((key) => [key, filters[key]]))),
      fc.record(
        { since: bound, until: bound, order: fc.constantFrom('newest', 'oldest', 'arrival'), strict: fc.boolean() },
        { requiredKeys: [] },
      ),
    ),
  )
  // Each key carries the values of its own filter.
  .map(([some, rest]) => ({ ...some, ...rest }) as Drawn)

type Question = Omit<CallQuery, 'since' | 'until' | 'status'> & { since?: string; until?: string; status?: string[] }

/** Puts values of the store in the place of what was drawn. */
function settle({ since, until, phoneNumber, agentId, campaignId, ...rest }: Drawn, calls: readonly SimulatedCall[]): Question {
  const pick = <Value>(values: readonly (Value | null | undefined)[], place: number) => {
    const there = values.filter((value) => value !== null && value !== undefined)
    return there[place % Math.max(1, there.length)]
  }
  const instant = (drawn: typeof since) => {
    const at =
      drawn &&
      pick(
        calls.map(({ startedAt }) => startedAt),
        drawn.place,
      )
    return drawn && at ? new Date(at + drawn.beside).toISOString() : undefined
  }
  const [from, to] = [instant(since), instant(until)].toSorted()
  const number =
    phoneNumber === undefined
      ? undefined
      : pick(
          calls.map(({ customerNumber }) => customerNumber),
          phoneNumber,
        )
  const agent =
    agentId === undefined
      ? undefined
      : pick(
          calls.map((call) => call.agent?.id),
          agentId,
        )
  const batch =
    campaignId === undefined
      ? undefined
      : pick(
          calls.map(({ hidden }) => hidden.campaignId),
          campaignId,
        )
  return {
    ...rest,
    ...(since && from && { since: from }),
    ...(until && (to ?? from) && { until: (to ?? from)! }),
    ...(number && { phoneNumber: number }),
    ...(agent && { agentId: agent }),
    ...(batch && { campaignId: batch }),
  } as Question
}

function answers(call: SimulatedCall, asked: Question): boolean {
  const { since, until, status, direction, channel, phoneNumber, agentId, campaignId } = asked
  const at = call.startedAt
  return (
    (since === undefined || (at !== null && at >= Date.parse(since))) &&
    (until === undefined || (at !== null && at < Date.parse(until))) &&
    (status === undefined || status.includes(call.state)) &&
    (direction === undefined || call.direction === direction) &&
    (channel === undefined || call.channel === channel) &&
    (phoneNumber === undefined || call.customerNumber === phoneNumber) &&
    (agentId === undefined || call.agent?.id === agentId) &&
    (campaignId === undefined || call.hidden.campaignId === campaignId)
  )
}

/** Those with a stamp in order, then those without; equal ones in any order. */
function inOrder(calls: readonly (number | null)[], order: Question['order']): (number | null)[] {
  const dated = calls.filter((at) => at !== null).toSorted((a, b) => (order === 'oldest' ? a - b : b - a))
  return [...dated, ...calls.filter((at) => at === null)]
}

const sourceOf = ({ baseUrl, credentials }: Simulator, id: string, assumptions = {}) =>
  retell({ id, baseUrl, apiKey: credentials.apiKey ?? '', assumptions })

async function withSimulators<Value>(
  seeds: readonly number[],
  calls: number,
  knobs: Record<string, string>,
  use: (simulators: Simulator[]) => Promise<Value>,
): Promise<Value> {
  const simulators = await Promise.all(seeds.map((seed) => startSimulator('retell', { calls, seed, knobs, spacingSeconds: 30 })))
  try {
    return await use(simulators)
  } finally {
    await Promise.all(simulators.map((simulator) => simulator.close()))
  }
}

const cases = fc.record({
  knobs: settings,
  query: queries,
  calls: fc.integer({ min: 0, max: 700 }),
  seeds: fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 2 }),
  limit: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
  told: fc.boolean(),
  stops: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
})

describe('Any query over one account or two', () => {
  it('gives what the same rules over the store give, those without a stamp last, and counts them', async () => {
    await fc.assert(
      fc.asyncProperty(cases, ({ knobs, query, calls, seeds, limit, told }) =>
        withSimulators(seeds, calls, knobs, async (simulators) => {
          const asked = settle(query, [...simulators[0]!.calls()])
          // What is known of the two ends of a range saves the width.
          const known = told ? { 'range-bounds': knobs['range-bounds'] } : {}
          const sources = simulators.map((simulator, place) => sourceOf(simulator, `s${place}`, known))
          const stream = callLog(sources).list({
            ...(asked as CallQuery),
            limit,
          })
          const got: Call[] = []
          for await (const call of stream) got.push(call)
          const wanted = simulators.flatMap((simulator, place) =>
            [...simulator.calls()].flatMap((call) =>
              answers(call, asked) ? [{ key: `s${place}/${call.id}`, at: call.startedAt }] : [],
            ),
          )
          const count = Math.min(limit ?? Number.POSITIVE_INFINITY, wanted.length)
          const keys = new Set(wanted.map(({ key }) => key))
          expect(got.filter(({ key }) => !keys.has(key))).toEqual([])
          expect([got.length, new Set(got.map(({ key }) => key)).size]).toEqual([count, count])
          if (asked.order !== 'arrival') {
            const ats = got.map(({ occurredAt }) => (occurredAt === null ? null : Date.parse(occurredAt)))
            expect(ats).toEqual(
              inOrder(
                wanted.map(({ at }) => at),
                asked.order,
              ).slice(0, count),
            )
          }
          const { bad, mismatched, missing, outOfOrder, undated } = await stream.summary()
          expect([bad, mismatched, missing, outOfOrder]).toEqual([0, 0, 0, 0])
          // A filter that lets calls without a stamp through shows more of them than match.
          if (limit === undefined) expect(undated).toBeGreaterThanOrEqual(wanted.filter(({ at }) => at === null).length)
        }),
      ),
      { numRuns: 120, seed: 20261129 },
    )
  })

  it('gives each call once when it is broken off and taken up again, however often', async () => {
    await fc.assert(
      fc.asyncProperty(cases, ({ knobs, query, calls, seeds, stops }) =>
        withSimulators(seeds, calls, knobs, async (simulators) => {
          const asked = settle(query, [...simulators[0]!.calls()]) as CallQuery
          const log = () => callLog(simulators.map((simulator, place) => sourceOf(simulator, `s${place}`)))
          const whole: string[] = []
          for await (const { key } of log().list(asked)) whole.push(key)
          const parts: string[] = []
          let state: ListingState | undefined
          for (const stop of [...stops, Number.POSITIVE_INFINITY]) {
            let pages = 0
            for await (const page of log().list(asked, { state }).pages()) {
              parts.push(...page.calls.map(({ key }) => key))
              // As another process gets it.
              state = JSON.parse(JSON.stringify(page.state))
              if (++pages >= stop) break
            }
          }
          expect(parts.toSorted()).toEqual(whole.toSorted())
        }),
      ),
      { numRuns: 50, seed: 20261129 },
    )
  })
})

describe('A list that changes while it is read', () => {
  it('gives every call that was there throughout, and none twice', async () => {
    const events = fc.array(
      fc.record({ arrive: fc.integer({ min: 0, max: 9 }), vanish: fc.array(fc.nat(899), { maxLength: 9 }) }),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    await fc.assert(
      fc.asyncProperty(
        settings,
        events,
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom('newest', 'oldest', 'arrival'),
        (knobs, changes, seed, order) =>
          withSimulators([seed], 900, knobs, async ([simulator]) => {
            const { baseUrl, credentials } = simulator!
            const before = [...simulator!.calls()].map(({ id }) => id)
            const left = [...changes]
            const source = retell({
              baseUrl,
              apiKey: credentials.apiKey ?? '',
              async fetch(request) {
                const { arrive = 0, vanish = [] } = left.shift() ?? {}
                simulator!.arrive(arrive)
                for (const place of vanish) simulator!.vanish(before[place]!)
                return fetch(request)
              },
            })
            const got: string[] = []
            for await (const { id } of callLog([source]).list({ order: order as 'newest' })) got.push(id)
            expect(new Set(got).size).toBe(got.length)
            const after = new Set([...simulator!.calls()].map(({ id }) => id))
            expect(before.filter((id) => after.has(id) && !got.includes(id))).toEqual([])
          }),
      ),
      { numRuns: 40, seed: 20261129 },
    )
  })

  it.each(['list', 'get'] as const)('says so where a cursor comes back or a call is gone: %s', async (what) => {
    await withSimulators([3], 500, {}, async ([simulator]) => {
      const log = callLog([sourceOf(simulator!, 'retell')])
      if (what === 'list') {
        simulator!.fault({ fault: 'repeated-cursor' })
        const read = async () => {
          for await (const _ of log.list());
        }
        await expect(read()).rejects.toThrow('the next cursor was used before')
        return
      }
      const [{ id }] = simulator!.calls() as Iterable<SimulatedCall> & [SimulatedCall]
      simulator!.vanish(id)
      await expect(log.get('retell', id)).rejects.toMatchObject({ code: 'not-found', status: 422 })
    })
  })

  it('names the transcript of a call that vanished between the list and the single call as missing', async () => {
    await withSimulators([3], 40, {}, async ([simulator]) => {
      const { baseUrl, credentials } = simulator!
      const gone = [...simulator!.calls()].find(({ state }) => state === 'completed')!.id
      const source = retell({
        baseUrl,
        apiKey: credentials.apiKey ?? '',
        fetch(request) {
          if (request.url.includes('get-call')) simulator!.vanish(gone)
          return fetch(request)
        },
      })
      const stream = callLog([source]).list({ include: ['transcript'] })
      const missing: string[] = []
      for await (const call of stream) if (call.missing) missing.push(call.id)
      expect(missing).toEqual([gone])
      expect((await stream.summary()).sources[0]?.incompleteBecause?.code).toBe('not-found')
    })
  })
})
