import { toZoned } from '@callspec/provider'
import { knobs, type Simulator, startSimulators } from '@callspec/simulator'
import { type CountedCall, type CountedLog, type Measures, OUTCOMES, outcomeOf, STATS_BY, stats } from 'callspec/stats'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Call, CallspecError, callLog, STATUSES, type Summary } from '../src/index.js'
import { newSourceSummary, sumUp } from '../src/read/summary.js'
import { DecimalSum } from '../src/stats/decimal-sum.js'
import { localClock } from '../src/stats/local-clock.js'
import { expectedCall } from './expected-call.js'
import { collect, sourceOf } from './sources.js'

type Said = Partial<Call> & { source?: string }

let next = 0

/** A call that says this and nothing else. */
function callOf({ source = 'main', ...said }: Said = {}): CountedCall {
  const id = said.id ?? `c${++next}`
  // `expectedCall` has every member of a call but the platform's own row.
  return { ...(expectedCall('butter', { ...said, id }) as CountedCall), key: `${source}/${id}`, source }
}

/** A log of these calls. */
function logOf(calls: readonly CountedCall[], asked: unknown[] = []): CountedLog {
  return {
    list(query) {
      asked.push(query)
      const summary = async (): Promise<Summary> => sumUp([newSourceSummary({ id: 'main', provider: 'butter' })])
      return {
        summary,
        async *[Symbol.asyncIterator]() {
          yield* calls
        },
      }
    },
  }
}

const NOTHING: Measures = {
  calls: 0,
  minutes: null,
  seconds: null,
  averageSeconds: null,
  withoutDuration: 0,
  answered: 0,
  noAnswer: 0,
  failed: 0,
  unknown: 0,
  answerRate: null,
  cost: {},
  withoutCost: 0,
  costNotAsked: 0,
}

const bys = async (calls: readonly CountedCall[], by: Parameters<typeof stats>[2]) =>
  (await stats(logOf(calls), {}, by)).groups.map((group) => ({ ...group.by, calls: group.calls }))

describe('what is counted', () => {
  test('names the sources of which no call has a duration', async () => {
    const calls = [
      callOf({ durationSeconds: 0 }),
      callOf({ durationSeconds: null }),
      callOf({ source: 'untimed', durationSeconds: null }),
      callOf({ source: 'also', durationSeconds: null }),
    ]
    expect((await stats(logOf(calls))).sourcesWithoutDuration).toEqual(['also', 'untimed'])
    expect((await stats(logOf([]))).sourcesWithoutDuration).toEqual([])
  })

  test('calls by source: minutes, outcomes, average and cost, each with what is unknown', async () => {
    const calls = [
      callOf({ status: 'completed', answeredBy: 'human', durationSeconds: 120.5, cost: { amount: '0.10', unit: 'USD' } }),
      callOf({ status: 'completed', answeredBy: 'machine', durationSeconds: 0.1, cost: { amount: '0.20', unit: 'USD' } }),
      callOf({ status: 'completed', durationSeconds: 0.2, cost: { amount: '3', unit: 'credits' } }),
      callOf({ status: 'busy' }),
      callOf({ status: 'failed', durationSeconds: 0 }),
      callOf({ source: 'other', status: 'no_answer' }),
      callOf({ source: 'other', status: 'completed', answeredBy: 'human', durationSeconds: 60 }),
    ]
    const { groups, total } = await stats(logOf(calls), {}, { by: ['source'] })
    const main: Measures = {
      calls: 5,
      minutes: 120.8 / 60,
      seconds: '120.8',
      averageSeconds: 120.8 / 4,
      withoutDuration: 1,
      answered: 2,
      noAnswer: 1,
      failed: 1,
      unknown: 1,
      answerRate: null,
      cost: { USD: '0.30', credits: '3' },
      withoutCost: 2,
      costNotAsked: 0,
    }
    expect(groups).toEqual([
      { by: { source: 'main' }, ...main },
      {
        by: { source: 'other' },
        ...NOTHING,
        calls: 2,
        minutes: 1,
        seconds: '60',
        averageSeconds: 60,
        withoutDuration: 1,
        answered: 1,
        noAnswer: 1,
        answerRate: 0.5,
        withoutCost: 2,
      },
    ])
    expect(total).toEqual({
      ...main,
      calls: 7,
      minutes: 180.8 / 60,
      seconds: '180.8',
      averageSeconds: 180.8 / 5,
      withoutDuration: 2,
      answered: 3,
      noAnswer: 2,
      withoutCost: 4,
    })
  })

  test('a cost that only include brings is not asked for, one that could not be fetched was', async () => {
    const unasked = callOf()
    delete unasked.cost
    const failed = { ...unasked, missing: ['cost' as const] }
    const { total } = await stats(logOf([unasked, failed, callOf({ cost: null })]))
    expect(total).toEqual({ ...NOTHING, calls: 3, withoutDuration: 3, unknown: 3, withoutCost: 3, costNotAsked: 1 })
  })

  test('without by, all calls are one group, also if there are none', async () => {
    const { groups, total } = await stats(logOf([]))
    expect(total).toEqual(NOTHING)
    expect(groups).toEqual([{ by: {}, ...NOTHING }])
    expect((await stats(logOf([]), {}, { by: ['day'] })).groups).toEqual([])
  })

  test('calls come as pages land, unless a limit makes the order matter', async () => {
    const asked: unknown[] = []
    const log = logOf([], asked)
    await stats(log, { since: '2026-11-01' })
    await stats(log, { limit: 5 })
    await stats(log, { limit: 5, order: 'oldest' })
    expect(asked).toEqual([{ since: '2026-11-01', order: 'arrival' }, { limit: 5 }, { limit: 5, order: 'oldest' }])
  })
})

describe('whether somebody answered', () => {
  // One line a status; a column each for answeredBy null, unknown, human and machine.
  test.each([
    ['queued', 'unknown', 'unknown', 'answered', 'answered'],
    ['ringing', 'unknown', 'unknown', 'answered', 'answered'],
    ['in_progress', 'unknown', 'unknown', 'answered', 'answered'],
    ['completed', 'unknown', 'unknown', 'answered', 'answered'],
    ['no_answer', 'no_answer', 'no_answer', 'answered', 'answered'],
    ['busy', 'no_answer', 'no_answer', 'answered', 'answered'],
    ['canceled', 'no_answer', 'no_answer', 'answered', 'answered'],
    ['failed', 'failed', 'failed', 'answered', 'answered'],
    ['unknown', 'unknown', 'unknown', 'answered', 'answered'],
  ] as const)('is told of a call that is %s by its status and answeredBy', (status, ...expected) => {
    const told = [null, 'unknown', 'human', 'machine'] as const
    expect(told.map((answeredBy) => outcomeOf({ status, answeredBy, endReason: null }))).toEqual(expected)
  })

  test.each([
    ['customer_hangup', 'unknown'],
    ['agent_hangup', 'unknown'],
    ['api', 'unknown'],
    ['voicemail', 'unknown'],
    ['transferred', 'unknown'],
    ['no_answer', 'no_answer'],
    ['busy', 'no_answer'],
    ['timeout', 'unknown'],
    ['error', 'unknown'],
    ['other', 'unknown'],
    ['unknown', 'unknown'],
  ] as const)('is told of a completed call by the end reason %s: %s', (code, expected) => {
    const endReason = { code, raw: code }
    expect(outcomeOf({ status: 'completed', answeredBy: null, endReason })).toBe(expected)
    expect(outcomeOf({ status: 'completed', answeredBy: 'human', endReason })).toBe('answered')
    expect(outcomeOf({ status: 'failed', answeredBy: null, endReason })).toBe('failed')
  })

  test('gives a rate only where it is told of every call', async () => {
    const told = [callOf({ status: 'completed', answeredBy: 'human' }), callOf({ status: 'busy' }), callOf({ status: 'failed' })]
    expect((await stats(logOf(told))).total.answerRate).toBe(1 / 3)
    expect((await stats(logOf([...told, callOf({ status: 'completed' })]))).total.answerRate).toBeNull()
  })
})

describe('groups by time', () => {
  // 23:30 in UTC is the next day in Berlin, where clocks went back on 25 October, a Sunday.
  const stamps = ['2026-10-24T23:30:00.000Z', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z', '2026-10-31T23:30:00.000Z']
  const calls = [...stamps.map((startedAt) => callOf({ startedAt })), callOf()]

  test('are days on the clock of the time zone, in order, and undated calls last', async () => {
    expect(await bys(calls, { by: ['day'] })).toEqual([
      { day: '2026-10-24', calls: 1 },
      { day: '2026-10-25', calls: 2 },
      { day: '2026-10-31', calls: 1 },
      { day: null, calls: 1 },
    ])
    expect(await bys(calls, { by: ['day'], timeZone: 'Europe/Berlin' })).toEqual([
      { day: '2026-10-25', calls: 3 },
      { day: '2026-11-01', calls: 1 },
      { day: null, calls: 1 },
    ])
  })

  test('are hours on the clock, also the one that it shows twice', async () => {
    expect(await bys(calls, { by: ['hour'], timeZone: 'Europe/Berlin' })).toEqual([
      { hour: '00', calls: 1 },
      { hour: '01', calls: 1 },
      { hour: '02', calls: 2 },
      { hour: null, calls: 1 },
    ])
  })

  test('are weeks by their Monday, months, and weekdays from Monday on', async () => {
    expect(await bys(calls, { by: ['month', 'week', 'weekday'], timeZone: 'Europe/Berlin' })).toEqual([
      { month: '2026-10', week: '2026-10-19', weekday: 'sunday', calls: 3 },
      { month: '2026-11', week: '2026-10-26', weekday: 'sunday', calls: 1 },
      { month: null, week: null, weekday: null, calls: 1 },
    ])
    const monday = callOf({ startedAt: '2026-10-26T12:00:00.000Z' })
    expect((await bys([...calls, monday], { by: ['weekday'] })).map(({ weekday }) => weekday)).toEqual([
      'monday',
      'saturday',
      'sunday',
      null,
    ])
  })

  test('take the time zone of the query where they have none', async () => {
    const { groups } = await stats(logOf(calls), { timeZone: 'Europe/Berlin' }, { by: ['month'] })
    expect(groups.map(({ by }) => by.month)).toEqual(['2026-10', '2026-11', null])
  })

  test('are right to the second at which clocks change', async () => {
    // Liberia moved its clocks by 44 minutes and 30 seconds at the beginning of 7 January 1972.
    const liberia = ['1972-01-07T00:44:29.000Z', '1972-01-07T00:44:30.000Z'].map((startedAt) => callOf({ startedAt }))
    expect(await bys(liberia, { by: ['day', 'hour'], timeZone: 'Africa/Monrovia' })).toEqual([
      { day: '1972-01-06', hour: '23', calls: 1 },
      { day: '1972-01-07', hour: '00', calls: 1 },
    ])
  })
})

describe('groups by agent', () => {
  const agent = (id: string | null, name: string | null) => ({ agent: { id, name } })

  test('are one for a renamed agent, named as in its latest call, in whatever order they come', async () => {
    const calls = [
      callOf({ startedAt: '2026-11-02T00:00:00.000Z', ...agent('a1', 'New name') }),
      callOf({ startedAt: '2026-11-01T00:00:00.000Z', ...agent('a1', 'Old name') }),
      callOf({ startedAt: '2026-11-03T00:00:00.000Z', ...agent('a1', null) }),
    ]
    const expected = [{ source: 'main', agent: { id: 'a1', name: 'New name' }, calls: 3 }]
    expect(await bys(calls, { by: ['agent'] })).toEqual(expected)
    expect(await bys(calls.toReversed(), { by: ['agent'] })).toEqual(expected)
  })

  test('are two where two sources use the same id, and one per name where there is no id', async () => {
    const calls = [
      callOf(agent('7', 'Sales')),
      callOf(agent('7', 'Sales')),
      callOf({ source: 'other', ...agent('7', 'Support') }),
      callOf(agent(null, '7')),
      callOf(),
    ]
    expect(await bys(calls, { by: ['agent'] })).toEqual([
      { source: 'main', agent: { id: '7', name: 'Sales' }, calls: 2 },
      { source: 'main', agent: { id: null, name: '7' }, calls: 1 },
      { source: 'main', agent: null, calls: 1 },
      { source: 'other', agent: { id: '7', name: 'Support' }, calls: 1 },
    ])
  })

  test('stay together before their days, the agent with most calls first', async () => {
    const on = (day: number, id: string) => callOf({ startedAt: `2026-11-0${day}T08:00:00.000Z`, campaign: { id, name: null } })
    const calls = [on(1, 'a'), on(2, 'b'), on(1, 'b'), on(3, 'b')]
    const of = (id: string) => ({ source: 'main', campaign: { id, name: null }, calls: 1 })
    expect(await bys(calls, { by: ['campaign', 'day'] })).toEqual([
      { ...of('b'), day: '2026-11-01' },
      { ...of('b'), day: '2026-11-02' },
      { ...of('b'), day: '2026-11-03' },
      { ...of('a'), day: '2026-11-01' },
    ])
  })
})

test('groups by other words have the values of the call', async () => {
  const call = callOf({
    status: 'completed',
    direction: 'inbound',
    channel: 'web',
    isTest: false,
    endReason: { code: 'customer_hangup', raw: 'x' },
    answeredBy: 'human',
  })
  const by = ['provider', 'status', 'direction', 'channel', 'isTest', 'endReason', 'answeredBy', 'outcome'] as const
  expect(await bys([call, callOf()], { by })).toEqual([
    {
      provider: 'butter',
      status: 'completed',
      direction: 'inbound',
      channel: 'web',
      isTest: false,
      endReason: 'customer_hangup',
      answeredBy: 'human',
      outcome: 'answered',
      calls: 1,
    },
    {
      provider: 'butter',
      status: 'unknown',
      direction: 'unknown',
      channel: 'unknown',
      isTest: null,
      endReason: null,
      answeredBy: null,
      outcome: 'unknown',
      calls: 1,
    },
  ])
})

describe('a mistake', () => {
  test.each([
    [{ by: ['colour'] }, /^Invalid by: received "colour"\. Pass one of source, provider, agent, /],
    [{ by: 'day' }, /^Invalid by: received day\. Pass a list like \['source', 'day'\]\.$/],
    [{ timeZone: 'Berlin' }, /^Invalid timeZone: received "Berlin"\. Pass an IANA zone like Europe\/Berlin\.$/],
  ])('in %j is one line that says what to do', async (options, text) => {
    const counted = stats(logOf([]), {}, options as Parameters<typeof stats>[2])
    await expect(counted).rejects.toThrow(text)
    await expect(counted).rejects.toMatchObject({ code: 'invalid-query' })
    await expect(counted).rejects.toBeInstanceOf(CallspecError)
  })
})

/** The digits of a decimal text at a scale, by way of a plain long addition. */
const scaled = (text: string, scale: number) => {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(scale, '0'))
}

describe('for all calls', () => {
  const decimal = fc
    .tuple(fc.maxSafeInteger(), fc.nat({ max: 999_999 }), fc.integer({ min: 1, max: 6 }))
    .map(([whole, fraction, digits]) => `${whole}.${String(fraction).padStart(6, '0').slice(0, digits)}`)

  test('a sum is exact', () => {
    fc.assert(
      fc.property(fc.array(decimal), (amounts) => {
        const sum = new DecimalSum()
        for (const amount of amounts) expect(sum.add(amount)).toBe(true)
        expect(scaled(String(sum), 6)).toBe(amounts.reduce((all, amount) => all + scaled(amount, 6), 0n))
      }),
    )
  })

  test('a sum takes numbers by their digits, however they are written, and nothing else', () => {
    const sum = new DecimalSum()
    for (const value of [0.1, 0.2, 1e-7, 1e21, '-0.30', -0]) expect(sum.add(value)).toBe(true)
    for (const value of ['', '1,5', 'NaN', Number.NaN, Number.POSITIVE_INFINITY]) expect(sum.add(value)).toBe(false)
    expect(String(sum)).toBe('1000000000000000000000.0000001')
  })

  test('a sum is exact where numbers are not', () => {
    const sum = new DecimalSum()
    for (const value of [Number.MAX_SAFE_INTEGER, 1, '9007199254740993', 0.25, '-0.05']) sum.add(value)
    expect(String(sum)).toBe('18014398509481985.20')
  })

  test('a local clock shows what clocks in the zone show', () => {
    const zones = [
      'America/New_York',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Pacific/Apia',
      'Africa/Monrovia',
    ]
    const instant = fc.integer({ min: Date.UTC(1960), max: Date.UTC(2040) })
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.array(instant), fc.nat({ max: 86_400_000 }), (zone, instants, later) => {
        const clock = localClock(zone)
        for (const at of instants.flatMap((first) => [first, first + later])) expect(clock(at)).toBe(toZoned(at, zone))
      }),
    )
  })

  const callArbitrary = fc
    .record({
      source: fc.constantFrom('a', 'b'),
      status: fc.constantFrom(...STATUSES),
      answeredBy: fc.constantFrom('human', 'machine', 'unknown', null),
      startedAt: fc.option(
        fc
          .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
          .map((date) => date.toISOString()),
      ),
      durationSeconds: fc.option(fc.integer({ min: 0, max: 1e6 }).map((ms) => ms / 1000)),
      cost: fc.option(fc.record({ amount: decimal, unit: fc.constantFrom('USD', 'EUR', 'credits') })),
      agent: fc.option(fc.record({ id: fc.constantFrom('1', '2'), name: fc.constantFrom('x', 'y', null) })),
    })
    .map((said) => callOf(said))

  test('the groups add up to the total, in any order of the calls', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(callArbitrary),
        fc.uniqueArray(fc.constantFrom(...STATS_BY)),
        fc.constantFrom('UTC', 'America/New_York', 'Asia/Kathmandu'),
        async (calls, by, timeZone) => {
          const { groups, total } = await stats(logOf(calls), {}, { by, timeZone })
          expect(await stats(logOf(calls.toReversed()), {}, { by, timeZone })).toMatchObject({ groups, total })
          const sum = (read: (group: Measures) => number) => groups.reduce((all, group) => all + read(group), 0)
          expect(total.calls).toBe(calls.length)
          expect(total.answered + total.noAnswer + total.failed + total.unknown).toBe(calls.length)
          for (const name of ['calls', 'withoutDuration', 'answered', 'noAnswer', 'failed', 'unknown', 'withoutCost'] as const) {
            expect(sum((group) => group[name])).toBe(total[name])
          }
          const exact = (texts: readonly (string | null | undefined)[]) =>
            texts.reduce((all, text) => all + scaled(text ?? '0', 6), 0n)
          expect(exact(groups.map(({ seconds }) => seconds))).toBe(exact([total.seconds]))
          for (const unit of ['USD', 'EUR', 'credits']) {
            expect(exact(groups.map(({ cost }) => cost[unit]))).toBe(exact([total.cost[unit]]))
          }
        },
      ),
    )
  })
})

describe('over every provider', () => {
  let simulators: Record<string, Simulator>

  beforeAll(async () => {
    simulators = await startSimulators({ calls: 120 })
  })

  afterAll(() => Promise.all(Object.values(simulators).map((simulator) => simulator.close())))

  test('the numbers are those of the calls that the log lists', async () => {
    const log = callLog(Object.values(simulators).map((simulator) => sourceOf(simulator)))
    const calls = await collect(log.list({ include: ['cost'] }))
    const { groups, summary } = await stats(log, { include: ['cost'] }, { by: ['source', 'outcome'] })
    expect(summary).toMatchObject({ failedSources: [], bad: 0, calls: calls.length })
    expect(new Set(groups.map(({ by }) => by.source))).toEqual(new Set(Object.keys(knobs)))
    for (const source of Object.keys(knobs)) {
      for (const outcome of OUTCOMES) {
        const own = calls.filter((call) => call.source === source && outcomeOf(call) === outcome)
        const group = groups.find(({ by }) => by.source === source && by.outcome === outcome)
        expect(group?.calls ?? 0).toBe(own.length)
        const seconds = own.reduce((all, { durationSeconds }) => all + (durationSeconds ?? 0), 0)
        expect(group?.minutes ?? 0).toBeCloseTo(seconds / 60, 6)
        expect(group?.withoutCost ?? 0).toBe(own.filter(({ cost }) => !cost).length)
      }
    }
  })

  test('a platform that never says who answered has no answered call', async () => {
    const { groups } = await stats(callLog([sourceOf(simulators.butter!)]), {}, { by: ['status'] })
    expect(groups.find(({ by }) => by.status === 'completed')).toMatchObject({ answered: 0, noAnswer: 0, failed: 0 })
    for (const { answered } of groups) expect(answered).toBe(0)
  })

  test('a cost that was not asked for is counted as such', async () => {
    const log = callLog([sourceOf(simulators.zudu!), sourceOf(simulators.talkover!)])
    const { groups } = await stats(log, {}, { by: ['source'] })
    expect(groups.map(({ by, withoutCost, costNotAsked }) => [by.source, withoutCost, costNotAsked])).toEqual([
      ['talkover', 120, 0],
      ['zudu', 120, 120],
    ])
  })

  test('a source that fails is named, and the others are counted', async () => {
    const [butter, retell] = [simulators.butter!, simulators.retell!]
    const broken = sourceOf({ ...butter, credentials: { apiKey: 'wrong' } })
    const errors: string[] = []
    const log = callLog([broken, sourceOf(retell)], { onSourceError: (_, source) => errors.push(source) })
    const { total, summary } = await stats(log, {}, { by: ['source'] })
    expect({ calls: total.calls, failed: summary.failedSources, errors }).toEqual({
      calls: 120,
      failed: ['butter'],
      errors: ['butter'],
    })
    await expect(stats(callLog([broken]))).rejects.toMatchObject({ code: 'unauthorized' })
  })
})
