import { type Knobs, knobs, type ProviderId, type SimulatedCall, type Simulator, startSimulator } from '@callspec/simulator'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { documented } from '../../callspec/test/all-documented.js'
import { serve } from '../../callspec/test/server.js'
import { type MoreOptions, providers, sourceOf } from '../../callspec/test/sources.js'
import {
  confirmed,
  learned,
  line,
  OPEN,
  type Outcome,
  type Outcomes,
  registeredValues,
  ZONES,
  zoneLine,
} from '../../callspec/test/verify-outcomes.js'
import manifest from '../package.json' with { type: 'json' }
import { checkOf } from '../src/checks/catalogue.js'
import { type VerifyReport, type VerifyResult, verify } from '../src/index.js'

const PROVIDERS = Object.keys(knobs) as ProviderId[]

/** 33 days of calls, over the ends of summer time in Europe and America, with one call at a midnight in UTC. */
const WORLD = { calls: 400, spacingSeconds: 7200, newest: '2026-11-20T00:00:00Z' }
const ARRIVALS = 3

// The day after, so that what is read back from now on is there.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T00:00:00Z') })
})
afterAll(() => {
  vi.useRealTimers()
})

const valuesOf = ({ values }: Knobs[string]) => (values === 'time-zone' ? ZONES : [...values])

async function verifySimulated(
  provider: ProviderId,
  turned: Readonly<Record<string, string>> = {},
  more: MoreOptions & { maxRequests?: number; world?: object } = {},
): Promise<{ simulator: Simulator; report: VerifyReport }> {
  const { maxRequests = 20, world, ...options } = more
  const simulator = await startSimulator(provider, { ...WORLD, ...world, knobs: turned })
  try {
    simulator.arrive(ARRIVALS)
    return { simulator, report: await verify(sourceOf(simulator, options), { maxRequests }) }
  } finally {
    await simulator.close()
  }
}

/** Knobs of the storage of recordings, from which nothing is downloaded here. */
const STORAGE = ['recording-ranges', 'recording-type', 'recording-length', 'recording-etag']

const outcomesOf = ({ results }: VerifyReport) =>
  Object.fromEntries(
    results.map(({ id, verdict, found, configuration }): [string, Outcome] => [id, [verdict, found, configuration]]),
  )

const resultOf = ({ results }: VerifyReport, id: string): VerifyResult => results.find((result) => result.id === id)!

describe('verify', () => {
  it('has an expectation for every value of every knob', () => {
    const expected = PROVIDERS.map((provider) => [
      provider,
      Object.fromEntries(
        Object.entries(knobs[provider])
          .filter(([id]) => !STORAGE.includes(id))
          .map(([id, knob]) => [id, valuesOf(knob).toSorted()]),
      ),
    ])
    const here = PROVIDERS.map((provider) => [
      provider,
      Object.fromEntries(
        Object.entries(documented[provider].verify.turned).map(([id, values]) => [id, Object.keys(values).toSorted()]),
      ),
    ])
    expect(here).toEqual(expected)
  })

  describe.each(PROVIDERS)('finds out how %s behaves', (provider) => {
    const cases = Object.entries(documented[provider].verify.turned).flatMap(([id, values]) =>
      Object.entries(values).map(([value, changes]): [string, string, Outcomes] => [id, value, changes]),
    )
    it.each(cases)('with %s = %s', async (id, value, changes) => {
      const { simulator, report } = await verifySimulated(provider, { [id]: value })
      expect(outcomesOf(report)).toEqual({ ...documented[provider].verify.unturned, ...changes })
      expect(report).toMatchObject({ source: provider, provider, requests: simulator.requests.length, failed: 0 })
      expect(report.requests).toBeLessThanOrEqual(20)
      const { operations } = providers[provider].definition.descriptor
      for (const { method, path } of simulator.requests) {
        const operation = `${method} ${path.slice(documented[provider].path.length)}`
        // Some lists are asked for with a POST that only reads.
        expect([operation, method === 'GET' || operations[operation]?.safe]).toEqual([operation, true])
      }
      expectRedacted(report, simulator)
    })
  })
})

/** For each knob of an assumption: what is true, what is assumed. */
const PAIRS = PROVIDERS.flatMap((provider) =>
  Object.entries(knobs[provider])
    .filter(([id]) => checkOf(providers[provider].definition, id) && Object.hasOwn(documented[provider].verify.unturned, id))
    .flatMap(([id, knob]) => {
      const registered = registeredValues(providers[provider].definition.descriptor, id)
      // A knob may stand at what no spec registers: `turned` above says what is found then.
      const values = valuesOf(knob).filter((value) => registered?.includes(value) ?? true)
      // A zone may always be unknown, a word only where it is registered so.
      const mayBeUnknown = registered?.includes('unknown') ?? true
      const assumable = mayBeUnknown ? [...values, 'unknown'] : values
      return values.flatMap((truth) => assumable.map((assumed) => ({ provider, id, truth, assumed })))
    }),
)

/** Whether `timeZone` sets this assumption and no other. */
const isOnlyZone = (provider: ProviderId, id: string) => {
  const { zoneAssumptions } = providers[provider].definition.descriptor
  return zoneAssumptions.length === 1 && zoneAssumptions[0] === id
}

describe('Whatever is assumed, verify', () => {
  it.each(PAIRS)('finds $truth where $assumed is assumed for $id of $provider', async ({ provider, id, truth, assumed }) => {
    const turned = { ...documented[provider].verify.shownBy?.[id], [id]: truth }
    const { report } = await verifySimulated(provider, turned, { assumptions: { [id]: assumed } })
    const { verdict, found, configuration } = resultOf(report, id)
    expect({ verdict, found, configuration }).toEqual({
      verdict: truth === assumed || assumed === 'unknown' ? 'confirmed' : 'refuted',
      found: truth,
      configuration: truth === assumed ? null : isOnlyZone(provider, id) ? zoneLine(truth) : line(id, truth),
    })
  })

  it('confirms a zone under another name of the same clocks', async () => {
    const { report } = await verifySimulated('talkover', { 'date-zone': 'Europe/Berlin' }, { timeZone: 'Europe/Paris' })
    expect(outcomesOf(report)['date-zone']).toEqual(confirmed('Europe/Paris'))
  })

  it('does not tell zones apart whose clocks differ only at times without calls', async () => {
    const world = { newest: '2026-11-20T00:00:00Z', spacingSeconds: 1800 }
    const { report } = await verifySimulated('talkover', { 'date-zone': 'Africa/Lagos' }, { timeZone: 'Europe/Berlin', world })
    const { verdict, found, configuration, evidence } = resultOf(report, 'date-zone')
    expect({ verdict, found, configuration }).toEqual({ verdict: 'untestable', found: null, configuration: null })
    expect(evidence).toMatch(/zones that differ within a year explain them, \+01:00 \(/)
  })

  it('falls back on no zone where the assumed one is wrong and several are possible', async () => {
    const world = { newest: '2026-11-20T00:00:00Z', spacingSeconds: 1800 }
    const { report } = await verifySimulated('talkover', { 'date-zone': 'Africa/Lagos' }, { timeZone: 'Asia/Tokyo', world })
    expect(outcomesOf(report)['date-zone']).toEqual(['refuted', null, line('date-zone', 'unknown')])
  })

  it('tells midnight from exclusive only by a call at midnight, and either from inclusive without one', async () => {
    const world = { newest: '2026-11-20T00:07:00Z' }
    const { report } = await verifySimulated(
      'talkover',
      { 'date-to': 'midnight' },
      { assumptions: { 'date-to': 'inclusive' }, world },
    )
    expect(outcomesOf(report)['date-to']).toEqual(['refuted', null, line('date-to', 'exclusive')])
    const other = await verifySimulated('talkover', { 'date-to': 'midnight' }, { assumptions: { 'date-to': 'exclusive' }, world })
    expect(outcomesOf(other.report)['date-to']).toEqual(OPEN)
  })

  it('refutes a zone of stamps that would put calls into the future', async () => {
    const world = { newest: new Date().toISOString() }
    const { report } = await verifySimulated('autocalls', { 'stamp-zone': 'Pacific/Kiritimati' }, { world })
    expect(outcomesOf(report)['stamp-zone']).toEqual(['refuted', null, null])
  })
})

describe('Where the data do not tell, verify says so', () => {
  it.each(PROVIDERS)('for a %s account without calls', async (provider) => {
    const simulator = await startSimulator(provider, { calls: 0 })
    const { results } = await verify(sourceOf(simulator))
    await simulator.close()
    // Whether filters and agents behave as assumed, an empty list cannot say.
    const { emptyTells = [] } = documented[provider].verify
    expect(results.filter(({ verdict }) => verdict !== 'untestable').map(({ id }) => id)).toEqual(emptyTells)
  })

  it.each(PROVIDERS)('for three calls of %s, and refutes nothing that holds', async (provider) => {
    const simulator = await startSimulator(provider, { calls: 3 })
    const { results } = await verify(sourceOf(simulator))
    await simulator.close()
    expect(results.filter(({ verdict }) => verdict === 'refuted')).toEqual([])
  })

  it('refutes an order by few calls without naming another', async () => {
    const simulator = await startSimulator('talkover', { calls: 4, knobs: { 'row-order': 'oldest-first' } })
    const report = await verify(sourceOf(simulator))
    await simulator.close()
    expect(outcomesOf(report)['row-order']).toEqual(['refuted', null, line('row-order', 'unordered')])
  })

  it('for an assumption that no check is known for', async () => {
    const simulator = await startSimulator('butter', { calls: 3 })
    const source = sourceOf(simulator)
    const { definition } = source
    const descriptor = { ...definition.descriptor, assumptions: { 'made-up': ['yes'] } }
    const { results } = await verify({ ...source, assumptions: { 'made-up': 'yes' }, definition: { ...definition, descriptor } })
    await simulator.close()
    expect(results).toEqual([
      {
        id: 'made-up',
        assumed: 'yes',
        found: null,
        verdict: 'untestable',
        evidence: 'There is no check for it.',
        configuration: null,
      },
    ])
  })
})

describe('The budget', () => {
  const budgets = PROVIDERS.flatMap((provider) => [1, 2, 3, 5, 8, 13].map((maxRequests) => ({ provider, maxRequests })))
  it.each(budgets)(
    'of $maxRequests requests is kept for $provider, and what it does not reach is untestable',
    async ({ provider, maxRequests }) => {
      const { simulator, report } = await verifySimulated(provider, {}, { maxRequests })
      expect(simulator.requests.length).toBe(report.requests)
      expect(report.requests).toBeLessThanOrEqual(maxRequests)
      for (const [id, outcome] of Object.entries(outcomesOf(report))) {
        expect([OPEN, documented[provider].verify.unturned[id]]).toContainEqual(outcome)
      }
    },
  )

  it.each([0, 21, 1.5, Number.NaN])('cannot be %s', async (maxRequests) => {
    const simulator = await startSimulator('butter', { calls: 3 })
    const verified = verify(sourceOf(simulator), { maxRequests })
    await expect(verified).rejects.toMatchObject({
      code: 'invalid-configuration',
      message: `Invalid maxRequests: received ${maxRequests}. Pass a whole number from 1 to 20.`,
    })
    expect(simulator.requests).toHaveLength(0)
    await simulator.close()
  })

  it('suffices for an account that takes thousands of calls a day', async () => {
    const { report } = await verifySimulated(
      'talkover',
      {},
      { world: { calls: 20_000, spacingSeconds: 30, newest: '2026-11-20T12:00:00Z' } },
    )
    const { 'row-order': order, 'date-filter-stamp': stamp, 'date-to': last } = outcomesOf(report)
    expect([order, stamp, last?.[0]]).toEqual([confirmed('newest-first'), confirmed('created_at'), 'confirmed'])
  })
})

describe('A filter that misses calls', () => {
  const losing = (parameter: string): MoreOptions => ({
    fetch: (request) => {
      const url = new URL(request.url)
      const value = url.searchParams.get(parameter)
      if (value !== null) url.searchParams.set(parameter, value.replace('+', '00'))
      return fetch(new Request(url, request))
    },
  })

  it.each([
    ['agentvoice', 'phone_number', 'phone-number-match'],
    ['autocalls', 'phone_number', 'phone-number-match'],
    ['talkover', 'search', 'search-by-number'],
  ] as const)('of %s is found out', async (provider, parameter, id) => {
    const { report } = await verifySimulated(provider, {}, losing(parameter))
    expect(outcomesOf(report)[id]).toEqual(['refuted', null, line(id, 'unknown')])
  })
})

describe('A platform of hand-made rows', () => {
  const rowsOf = (number: (index: number) => string, names: (index: number) => [shown: string, id: number]) =>
    Array.from({ length: 300 }, (_, index) => {
      const [assistant_name, assistant] = names(index)
      const created_at = new Date(Date.parse('2026-11-20T00:00:00Z') - index * 3_600_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ')
      return {
        row: {
          id: 1000 - index,
          type: 'outbound',
          status: 'completed',
          client_phone_number: number(index),
          assistant_name,
          campaign_name: index % 2 ? 'X' : 'Y',
          created_at,
        },
        assistant,
        campaign: index % 2,
      }
    })

  /** Answers as Autocalls does, comparing numbers by `meets`. */
  async function verifyRows(rows: ReturnType<typeof rowsOf>, meets: (number: string, asked: string) => boolean) {
    await using server = await serve(({ pathname, searchParams }) => {
      if (pathname.includes('assistants'))
        return {
          data: [
            { id: 2, name: 'Sales now' },
            { id: 1, name: 'Booking' },
          ],
        }
      if (pathname.includes('campaigns'))
        return {
          data: [
            { id: 1, name: 'X' },
            { id: 0, name: 'Y' },
          ],
        }
      const of = (name: string) => searchParams.get(name)
      const found = rows.filter(
        ({ row, assistant, campaign }) =>
          (!of('phone_number') || meets(row.client_phone_number, of('phone_number')!)) &&
          (!of('assistant_id') || assistant === Number(of('assistant_id'))) &&
          (!of('campaign_id') || campaign === Number(of('campaign_id'))),
      )
      const [page, size] = [Number(of('page') ?? 1), Number(of('per_page'))]
      const data = found.slice((page - 1) * size, page * size).map(({ row }) => row)
      return {
        data,
        current_page: page,
        per_page: size,
        last_page: Math.max(1, Math.ceil(found.length / size)),
        total: found.length,
      }
    })
    const report = await verify(providers.autocalls({ token: 't', baseUrl: server.url }))
    return {
      report,
      asked: server.requests.flatMap((line) => new URL(line.slice(4), server.url).searchParams.get('phone_number') ?? []),
    }
  }

  const digits = (text: string) => text.replace(/\D/g, '')
  const twoNames = (index: number): [string, number] => (index % 2 ? ['Booking', 1] : ['Sales now', 2])

  it('that compares the digits of numbers confirms the filter, also where rows write them with and without +', async () => {
    const number = (index: number) => (index % 5 ? `+1555020${1000 + index}` : index % 10 ? '15550101777' : '+15550101777')
    const { report } = await verifyRows(rowsOf(number, twoNames), (one, other) => digits(one) === digits(other))
    expect(outcomesOf(report)['phone-number-match']).toEqual(confirmed('exact'))
  })

  it('whose commonest caller is no number is not asked for it', async () => {
    const number = (index: number) => (index % 12 ? `+1555020${1000 + (index % 60)}` : 'anonymous')
    const { report, asked } = await verifyRows(rowsOf(number, twoNames), (one, other) => one === other)
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter((each) => !/^\+\d+$/.test(each))).toEqual([])
    expect(outcomesOf(report)['phone-number-match']).toEqual(confirmed('exact'))
  })

  it('whose assistant has another name than before is not said to ignore the filter', async () => {
    const renamed = (index: number): [string, number] => (index % 2 ? ['Booking', 1] : [index < 100 ? 'Sales now' : 'Sales', 2])
    const { report } = await verifyRows(
      rowsOf((index) => `+1555020${1000 + index}`, renamed),
      (one, other) => one === other,
    )
    expect(outcomesOf(report)['unseen-filters']).toEqual(OPEN)
  })

  it('that redirects each request is asked twenty times in all', async () => {
    const simulator = await startSimulator('butter', { ...WORLD, calls: 3000 })
    let received = 0
    await using server = await serve(async (url, _, response) => {
      received++
      if (!url.pathname.endsWith('/')) {
        response.writeHead(307, { location: `${url.pathname}/${url.search}` }).end()
        return undefined
      }
      const answer = await fetch(`${simulator.baseUrl}${url.pathname.slice(0, -1)}${url.search}`, {
        headers: { 'x-api-key': simulator.credentials['apiKey'] ?? '' },
      })
      return answer.json()
    })
    const report = await verify(sourceOf({ ...simulator, baseUrl: server.url }))
    await simulator.close()
    expect({ received, told: report.requests }).toEqual({ received: 20, told: 20 })
  })
})

describe('A search of TalkOver that reads the caller alone', () => {
  /** Twelve calls, each of them one of these pairs. */
  async function searched(pairs: readonly (readonly [from: string, to: string])[]) {
    const rows = Array.from({ length: 12 }, (_, index) => {
      const [from, to] = pairs[index % pairs.length]!
      const at = new Date(Date.parse('2026-11-20T12:00:00Z') - index * 3_600_000).toISOString()
      return { id: `call-${index}`, sid: `CA${index}`, from, to, direction: 'inbound', status: 'completed', created_at: at }
    })
    await using server = await serve(({ searchParams }) => {
      const search = searchParams.get('search')
      const data = rows.filter(({ from }) => search === null || from.includes(search))
      return { success: true, data, pagination: { current_page: 1, last_page: 1, per_page: 100, total: data.length } }
    })
    return outcomesOf(await verify(providers.talkover({ token: 't', baseUrl: server.url })))['search-by-number']
  }

  const [customer, other, agent] = ['+15550101001', '+15550101002', '+15550201001'] as const

  it('is not confirmed by numbers that only called', async () => {
    const callees = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((last) => `+155502020${String(last).padStart(2, '0')}`)
    expect(await searched(callees.map((to, index) => [index % 2 ? customer : other, to]))).toEqual(OPEN)
  })

  it('is refuted by a number that was only called', async () => {
    expect(await searched([[customer, agent]])).toEqual(['refuted', null, line('search-by-number', 'unknown')])
    expect(
      await searched([
        [customer, agent],
        [agent, other],
      ]),
    ).toEqual(['refuted', null, line('search-by-number', 'unknown')])
  })

  it('is not confirmed by calls from a number to itself', async () => {
    expect(await searched([[customer, customer]])).toEqual(OPEN)
  })
})

it.each([
  ['is refuted where customers called or were called more than once', 3, ['refuted', null, line('search-by-number', 'unknown')]],
  ['is not confirmed where none did', 12, OPEN],
] as const)('A search of TalkOver that reads the numbers of agents alone %s', async (_, customers, outcome) => {
  const agents = ['+15550201001', '+15550201002']
  const rows = Array.from({ length: 12 }, (_, index) => {
    const isIn = index % 4 < 2
    const [agent, customer] = [agents[index % 2]!, `+155501010${10 + (index % customers)}`]
    const at = new Date(Date.parse('2026-11-20T12:00:00Z') - index * 3_600_000).toISOString()
    const [from, to] = isIn ? [customer, agent] : [agent, customer]
    return { id: `call-${index}`, sid: `CA${index}`, from, to, direction: isIn ? 'inbound' : 'outbound', created_at: at }
  })
  await using server = await serve(({ searchParams }) => {
    const search = searchParams.get('search')
    const data = rows.filter(({ from, to }) => search === null || (agents.includes(search) && [from, to].includes(search)))
    return { success: true, data, pagination: { current_page: 1, last_page: 1, per_page: 100, total: data.length } }
  })
  const report = await verify(providers.talkover({ token: 't', baseUrl: server.url }))
  expect(outcomesOf(report)['search-by-number']).toEqual(outcome)
})

it.each([
  ['agentvoice', 'date-bounds', 1],
  ['zudu', 'filter-case', 30],
] as const)('A platform that lets all through shows nothing where all calls pass: %s, %s', async (provider, id, calls) => {
  const simulator = await startSimulator(provider, { calls, knobs: { filters: 'ignored' } })
  for (const call of simulator.calls()) simulator.revise(call.id, { state: 'completed' })
  const report = await verify(sourceOf(simulator))
  await simulator.close()
  expect(outcomesOf(report)[id]).toEqual(OPEN)
})

it.each(['talkover', 'autocalls'] as const)('Days that all calls pass tell nothing of a filter by days: %s', async (provider) => {
  for (const [calls, spacingSeconds] of [
    [2, 3600],
    [3, 600],
    [150, 60],
    [5, 40_000],
  ] as const) {
    for (let seed = 1; seed <= 5; seed++) {
      const simulator = await startSimulator(provider, { calls, spacingSeconds, seed, knobs: { filters: 'ignored' } })
      const found = outcomesOf(await verify(sourceOf(simulator)))
      await simulator.close()
      expect([found['date-zone'], found['date-to']]).toEqual([OPEN, OPEN])
      expect(['untestable', 'refuted']).toContain(found['date-filter-stamp']?.[0])
    }
  }
})

it.each([
  ['Europe/Berlin', 1],
  ['America/New_York', -5],
  [undefined, 1],
])('Stamps of TalkOver that lost their offset place no day of its filters in a zone: %s', async (timeZone, hours) => {
  const rows = Array.from({ length: 150 }, (_, index) => {
    const created_at = new Date(Date.parse('2026-01-20T10:00:00Z') - index * 2_400_000 + hours * 3_600_000)
    const stamp = created_at.toISOString().slice(0, 19)
    return { id: `call-${index}`, direction: 'inbound', created_at: stamp, updated_at: stamp }
  })
  await using server = await serve(({ searchParams }) => {
    const { page = 1, date_from: from = '', date_to: to = '9' } = Object.fromEntries(searchParams)
    const found = rows.filter(({ created_at }) => created_at.slice(0, 10) >= from && created_at.slice(0, 10) <= to)
    const data = found.slice((Number(page) - 1) * 100, Number(page) * 100)
    const last_page = Math.max(1, Math.ceil(found.length / 100))
    return { success: true, data, pagination: { current_page: Number(page), last_page, per_page: 100, total: found.length } }
  })
  const zone = timeZone === undefined ? {} : { timeZone }
  const found = outcomesOf(await verify(providers.talkover({ token: 't', baseUrl: server.url, rateLimit: null, ...zone })))
  expect([found['date-zone'], found['date-to']]).toEqual([OPEN, learned('date-to', 'inclusive')])
})

describe('A call that vanishes before it is asked for', () => {
  it.each([
    ['talkover', 'search', 'search-by-number', ({ from, to }) => [from, to]],
    ['agentvoice', 'phone_number', 'phone-number-match', ({ customerNumber }) => [customerNumber]],
    ['autocalls', 'phone_number', 'phone-number-match', ({ customerNumber }) => [customerNumber]],
    ['agentvoice', 'from', 'date-bounds', ({ startedAt }) => [new Date(startedAt ?? 0).toISOString()]],
  ] satisfies [ProviderId, string, string, (call: SimulatedCall) => (string | null)[]][])(
    'at %s by %s refutes nothing of %s',
    async (provider, parameter, id, valuesIn) => {
      const simulator = await startSimulator(provider, { calls: 90 })
      const source = sourceOf(simulator, {
        fetch: (request) => {
          const value = new URL(request.url).searchParams.get(parameter)
          const asked = [...simulator.calls()].find((call) => valuesIn(call).includes(value))
          if (asked) simulator.vanish(asked.id)
          return fetch(request)
        },
      })
      const outcome = outcomesOf(await verify(source))[id]
      await simulator.close()
      expect(outcome).toEqual(OPEN)
    },
  )
})

describe('A failure', () => {
  it('that would inject every request is thrown', async () => {
    const simulator = await startSimulator('talkover', { calls: 3 })
    const source = sourceOf({ ...simulator, credentials: { token: 'another' } })
    await expect(verify(source)).rejects.toMatchObject({ code: 'unauthorized', source: 'talkover' })
    expect(simulator.requests).toHaveLength(1)
    await simulator.close()
  })

  it('of one request is not tried again, leaves what rested on it untestable, and is counted', async () => {
    let sent = 0
    const fetchButCalls = async (request: Request) => {
      sent++
      const isCall = new URL(request.url).pathname.includes('call_')
      return isCall ? Response.json({ error: 'gone' }, { status: 500 }) : fetch(request)
    }
    const { report } = await verifySimulated('butter', {}, { fetch: fetchButCalls })
    expect(resultOf(report, 'transcript-speakers')).toMatchObject({
      verdict: 'untestable',
      evidence: 'A request that it needs failed (server).',
    })
    expect({ requests: report.requests, failed: report.failed }).toEqual({ requests: sent, failed: 1 })
    expect(outcomesOf(report)['row-order']).toEqual(confirmed('newest-first'))
  })

  it('is no failure where the caller ends the verification', async () => {
    const simulator = await startSimulator('zudu', { calls: 400 })
    const controller = new AbortController()
    const source = sourceOf(simulator, {
      fetch: (request) => {
        if (simulator.requests.length === 2) controller.abort('enough')
        return fetch(request)
      },
    })
    await expect(verify(source, { signal: controller.signal })).rejects.toBe('enough')
    await expect(verify(source, { signal: AbortSignal.abort('before') })).rejects.toBe('before')
    expect(simulator.requests).toHaveLength(2)
    await simulator.close()
  })
})

describe('The report', () => {
  it('is Markdown with the day, the version, a row per assumption and what to paste', async () => {
    const today = () => new Date().toISOString().slice(0, 10)
    const days = [today()]
    const { report } = await verifySimulated('butter', { 'row-order': 'oldest-first' }, { id: 'acme-secret' })
    days.push(today())
    const [, date] = /^- Date: (.+)$/m.exec(report.report) ?? []
    expect(days).toContain(date)
    expect(report.report).toBe(
      [
        '# callspec verify: Butter AI',
        '',
        `- Date: ${date}`,
        `- callspec: ${manifest.version}`,
        '- Host: not a documented one',
        '- Requests: 6 of at most 20, reads only',
        '',
        '| Assumption | Assumed | Found | Verdict | Evidence |',
        '| --- | --- | --- | --- | --- |',
        ...report.results.map(
          ({ id, assumed, found, verdict, evidence }) =>
            `| \`${id}\` | \`${assumed}\` | ${found === null ? '–' : `\`${found}\``} | ${verdict} | ${evidence} |`,
        ),
        '',
        'Configuration of the source, if it differs:',
        '',
        '```json',
        '{',
        '  "assumptions": {',
        '    "row-order": "oldest-first",',
        '    "last-cursor": "null"',
        '  }',
        '}',
        '```',
        '',
      ].join('\n'),
    )
  })

  it('names a documented host', async () => {
    const simulator = await startSimulator('butter', { calls: 3 })
    const source = sourceOf(simulator)
    const { report } = await verify({ ...source, baseUrl: 'https://api.getbutter.ai' })
    await simulator.close()
    expect(report).toContain('- Host: api.getbutter.ai\n')
  })
})

/** Everything in the store that tells of a person, an account or a single call. */
function expectRedacted({ report, results }: VerifyReport, simulator: Simulator): void {
  const text = report + JSON.stringify(results)
  const secrets = new Set<string>([new URL(simulator.baseUrl).host, ...Object.values(simulator.credentials)])
  for (const call of simulator.calls()) {
    const {
      id,
      carrierId,
      from,
      to,
      customerNumber,
      agentNumber,
      agent,
      campaign,
      contact,
      recordingUrl,
      hidden,
      createdAt,
      startedAt,
    } = call
    const names = [agent?.id, agent?.name, campaign?.id, campaign?.name, contact?.id, contact?.name, contact?.email]
    const stamps = [createdAt, startedAt].flatMap((at) =>
      at === null ? [] : [String(at), new Date(at).toISOString().slice(0, 19)],
    )
    // Agents and campaigns of Autocalls have ids of two and three digits, which counts may have by chance.
    const ids = [hidden.agentId, hidden.campaignId].filter((hiddenId) => (hiddenId?.length ?? 0) > 3)
    for (const secret of [id, carrierId, from, to, customerNumber, agentNumber, recordingUrl, ...names, ...stamps, ...ids]) {
      if (secret) secrets.add(secret)
    }
  }
  expect([...secrets].filter((secret) => text.includes(secret))).toEqual([])
  expect(secrets.size).toBeGreaterThan(400)
}
