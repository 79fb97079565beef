import { type Knobs, knobs, type ProviderId, type Simulator, startSimulator } from '@callspec/simulator'
import { describe, expect, it } from 'vitest'
import { type Verdict, type VerifyReport, type VerifyResult, verify } from '../src/verify.js'
import { type MoreOptions, sourceOf } from './sources.js'

const PROVIDERS = Object.keys(knobs) as ProviderId[]

/** 33 days of calls, over the ends of summer time in Europe and America, with one call at a midnight in UTC. */
const WORLD = { calls: 400, spacingSeconds: 7200, newest: '2026-11-20T00:00:00Z' }
const ARRIVALS = 3

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York']

/** Verdict, value found and configuration line of one assumption. */
type Outcome = readonly [Verdict, string | null, string | null]
type Outcomes = Readonly<Record<string, Outcome>>

const OPEN: Outcome = ['untestable', null, null]
const confirmed = (value: string): Outcome => ['confirmed', value, null]
/** Found where nothing had been assumed. */
const learned = (id: string, value: string): Outcome => ['confirmed', value, line(id, value)]
const refuted = (id: string, value: string): Outcome => ['refuted', value, line(id, value)]
const line = (id: string, value: string) => JSON.stringify({ assumptions: { [id]: value } })
const zoneLine = (timeZone: string) => JSON.stringify({ timeZone })

/** What comes of each platform as its simulator is without any knob turned, and with the assumptions at their defaults. */
const UNTURNED: Readonly<Record<ProviderId, Outcomes>> = {
  agentvoice: {
    'started-at': confirmed('always'),
    'null-stamps': OPEN,
    'phone-number-match': confirmed('exact'),
    'date-bounds': learned('date-bounds', 'inclusive'),
  },
  autocalls: {
    'row-order': confirmed('newest-first'),
    'stamp-zone': OPEN,
    'date-filter-stamp': confirmed('created_at'),
    'date-zone': OPEN,
    'date-to': learned('date-to', 'inclusive'),
    'unseen-filters': confirmed('applied'),
    'phone-number-match': confirmed('exact'),
  },
  butter: {
    'row-order': confirmed('newest-first'),
    'last-cursor': learned('last-cursor', 'null'),
    'transcript-speakers': confirmed('agent-and-user'),
  },
  talkover: {
    'row-order': confirmed('newest-first'),
    'date-filter-stamp': confirmed('created_at'),
    'date-zone': ['confirmed', 'UTC', zoneLine('UTC')],
    'date-to': learned('date-to', 'inclusive'),
    'search-by-number': confirmed('contains'),
  },
  zudu: {
    'start-timestamp': confirmed('always'),
    'null-stamps': OPEN,
    'filter-case': confirmed('folded'),
    'call-type-filter': confirmed('applied'),
    'agent-filter': confirmed('array'),
    'transcript-roles': confirmed('user-is-customer'),
    'row-order': confirmed('newest-first'),
  },
}

const SAME: Outcomes = {}
const ROW_ORDER = {
  'newest-first': SAME,
  'oldest-first': { 'row-order': refuted('row-order', 'oldest-first') },
  unordered: { 'row-order': refuted('row-order', 'unordered') },
}
const DATE_TO = {
  inclusive: SAME,
  midnight: { 'date-to': learned('date-to', 'midnight') },
  exclusive: { 'date-to': learned('date-to', 'exclusive') },
}
const DATE_FILTER_STAMP = {
  created_at: SAME,
  updated_at: { 'date-filter-stamp': refuted('date-filter-stamp', 'updated_at') },
}
const NO_DAYS = { 'date-filter-stamp': ['refuted', null, null], 'date-zone': OPEN, 'date-to': OPEN } as const
// Stamps without a zone can be placed in none.
const NO_ZONE = { UTC: SAME, 'Europe/Berlin': SAME, 'America/New_York': SAME }

/** What each value of each knob changes of that. */
const TURNED: Readonly<Record<ProviderId, Readonly<Record<string, Readonly<Record<string, Outcomes>>>>>> = {
  agentvoice: {
    'started-at': {
      always: SAME,
      sometimes: { 'started-at': refuted('started-at', 'sometimes'), 'null-stamps': learned('null-stamps', 'first') },
    },
    'null-stamps': { first: SAME, last: SAME },
    'phone-number-match': { exact: SAME },
    'date-bounds': { inclusive: SAME, exclusive: { 'date-bounds': learned('date-bounds', 'exclusive') } },
    filters: { applied: SAME, ignored: { 'phone-number-match': refuted('phone-number-match', 'unknown'), 'date-bounds': OPEN } },
    total: { true: SAME },
  },
  autocalls: {
    'row-order': ROW_ORDER,
    'stamp-zone': NO_ZONE,
    'date-filter-stamp': DATE_FILTER_STAMP,
    'date-zone': NO_ZONE,
    // Nor can it be told then whether a call is at midnight.
    'date-to': { inclusive: SAME, midnight: { 'date-to': OPEN }, exclusive: { 'date-to': OPEN } },
    'phone-number-match': { exact: SAME },
    'unseen-filters': { applied: SAME, ignored: { 'unseen-filters': refuted('unseen-filters', 'ignored') } },
    brand: {
      autocalls: SAME,
      // Its list writes stamps with a zone and its single call without.
      famulor: { 'stamp-zone': confirmed('UTC'), 'date-zone': learned('date-zone', 'UTC') },
    },
    filters: {
      applied: SAME,
      ignored: {
        ...NO_DAYS,
        'unseen-filters': refuted('unseen-filters', 'ignored'),
        'phone-number-match': refuted('phone-number-match', 'unknown'),
      },
    },
    total: { true: SAME },
  },
  butter: {
    'row-order': ROW_ORDER,
    'last-cursor': {
      null: SAME,
      absent: { 'last-cursor': learned('last-cursor', 'absent') },
      repeated: { 'last-cursor': learned('last-cursor', 'repeated') },
    },
    'transcript-speakers': { 'agent-and-user': SAME },
  },
  talkover: {
    'row-order': ROW_ORDER,
    'date-filter-stamp': DATE_FILTER_STAMP,
    'date-zone': Object.fromEntries(ZONES.map((zone) => [zone, { 'date-zone': ['confirmed', zone, zoneLine(zone)] }])),
    'date-to': DATE_TO,
    'search-by-number': { contains: SAME },
    filters: { applied: SAME, ignored: { ...NO_DAYS, 'search-by-number': refuted('search-by-number', 'unknown') } },
    total: { true: SAME },
  },
  zudu: {
    'start-timestamp': {
      always: SAME,
      sometimes: { 'start-timestamp': refuted('start-timestamp', 'sometimes'), 'null-stamps': learned('null-stamps', 'first') },
    },
    'null-stamps': { first: SAME, last: SAME },
    'filter-case': { folded: SAME, exact: { 'filter-case': refuted('filter-case', 'exact') } },
    'call-type-filter': { applied: SAME, ignored: { 'call-type-filter': refuted('call-type-filter', 'ignored') } },
    'agent-filter': { array: SAME, string: { 'agent-filter': refuted('agent-filter', 'string') } },
    'transcript-roles': { 'user-is-customer': SAME },
    'row-order': ROW_ORDER,
    'applied-filters-echo': { all: SAME, absent: SAME },
    filters: {
      applied: SAME,
      ignored: { 'filter-case': OPEN, 'call-type-filter': refuted('call-type-filter', 'ignored'), 'agent-filter': OPEN },
    },
    total: { true: SAME },
  },
}

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

const outcomesOf = ({ results }: VerifyReport) =>
  Object.fromEntries(
    results.map(({ id, verdict, found, configuration }): [string, Outcome] => [id, [verdict, found, configuration]]),
  )

const resultOf = ({ results }: VerifyReport, id: string): VerifyResult => results.find((result) => result.id === id)!

describe('verify', () => {
  it('has an expectation for every value of every knob', () => {
    const expected = PROVIDERS.map((provider) => [
      provider,
      Object.fromEntries(Object.entries(knobs[provider]).map(([id, knob]) => [id, valuesOf(knob)])),
    ])
    const here = PROVIDERS.map((provider) => [
      provider,
      Object.fromEntries(Object.entries(TURNED[provider]).map(([id, values]) => [id, Object.keys(values)])),
    ])
    expect(here).toEqual(expected)
  })

  describe.each(PROVIDERS)('finds out how %s behaves', (provider) => {
    const cases = Object.entries(TURNED[provider]).flatMap(([id, values]) =>
      Object.entries(values).map(([value, changes]): [string, string, Outcomes] => [id, value, changes]),
    )
    it.each(cases)('with %s = %s', async (id, value, changes) => {
      const { simulator, report } = await verifySimulated(provider, { [id]: value })
      expect(outcomesOf(report)).toEqual({ ...UNTURNED[provider], ...changes })
      expect(report).toMatchObject({ source: provider, provider, requests: simulator.requests.length, failed: 0 })
      expect(report.requests).toBeLessThanOrEqual(20)
      for (const { method, path } of simulator.requests) {
        // Zudu's lists are asked for with a POST that only reads.
        expect(`${method} ${path}`).toMatch(/^GET |^POST \/api\/(calls|phone-numbers\/list)$/)
      }
      expectRedacted(report, simulator)
    })
  })
})

/** Other knobs that have to be turned before a knob shows. */
const SHOWN_BY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'agentvoice null-stamps': { 'started-at': 'sometimes' },
  'zudu null-stamps': { 'start-timestamp': 'sometimes' },
  'autocalls stamp-zone': { brand: 'famulor' },
  'autocalls date-zone': { brand: 'famulor' },
  'autocalls date-to': { brand: 'famulor' },
}

/** For each knob of an assumption: what is true, what is assumed. */
const PAIRS = PROVIDERS.flatMap((provider) =>
  Object.entries(knobs[provider])
    .filter(([id]) => Object.hasOwn(UNTURNED[provider], id))
    .flatMap(([id, knob]) => {
      const values = valuesOf(knob)
      return values.flatMap((truth) => [...values, 'unknown'].map((assumed) => ({ provider, id, truth, assumed })))
    }),
)

/** Values that the specs register; the others have no `unknown`. */
const HAVE_UNKNOWN = [
  'null-stamps',
  'phone-number-match',
  'date-bounds',
  'date-zone',
  'date-to',
  'search-by-number',
  'last-cursor',
  'transcript-roles',
  'transcript-speakers',
]

describe('Whatever is assumed, verify', () => {
  const pairs = PAIRS.filter(({ id, assumed }) => assumed !== 'unknown' || HAVE_UNKNOWN.includes(id))
  it.each(pairs)('finds $truth where $assumed is assumed for $id of $provider', async ({ provider, id, truth, assumed }) => {
    const turned = { ...SHOWN_BY[`${provider} ${id}`], [id]: truth }
    const { report } = await verifySimulated(provider, turned, { assumptions: { [id]: assumed } })
    const { verdict, found, configuration } = resultOf(report, id)
    expect({ verdict, found, configuration }).toEqual({
      verdict: truth === assumed || assumed === 'unknown' ? 'confirmed' : 'refuted',
      found: truth,
      configuration: truth === assumed ? null : provider === 'talkover' && id === 'date-zone' ? zoneLine(truth) : line(id, truth),
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
    // Whether filters and agents behave as assumed, an empty list cannot say; Zudu's other lists can, and so can a last page.
    const told = { butter: ['last-cursor'], zudu: ['row-order'] }[provider as string] ?? []
    expect(results.filter(({ verdict }) => verdict !== 'untestable').map(({ id }) => id)).toEqual(told)
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
    const descriptor = { ...definition.descriptor, assumptions: { 'made-up': 'yes' } }
    const { results } = await verify({ ...source, assumptions: { 'made-up': 'yes' }, definition: { ...definition, descriptor } })
    await simulator.close()
    expect(results).toEqual([
      {
        id: 'made-up',
        assumed: 'yes',
        found: null,
        verdict: 'untestable',
        evidence: 'No check for it is known.',
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
        expect([OPEN, UNTURNED[provider][id]]).toContainEqual(outcome)
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

describe('A failure', () => {
  it('that would befall every request is thrown', async () => {
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
  it('is Markdown with a row per assumption and the lines to paste', async () => {
    const { report } = await verifySimulated('butter', { 'row-order': 'oldest-first' }, { id: 'acme-secret' })
    expect(report.report).toBe(
      [
        '# callspec verify: Butter AI',
        '',
        '- Host: another than the documented ones',
        '- Requests: 6 of at most 20, reads only',
        '',
        '| Assumption | Assumed | Found | Verdict | Evidence |',
        '| --- | --- | --- | --- | --- |',
        ...report.results.map(
          ({ id, assumed, found, verdict, evidence }) =>
            `| \`${id}\` | \`${assumed}\` | \`${found}\` | ${verdict} | ${evidence} |`,
        ),
        '',
        'Configuration of the source, one line per value that differs:',
        '',
        '```json',
        '{"assumptions":{"row-order":"oldest-first"}}',
        '{"assumptions":{"last-cursor":"null"}}',
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
