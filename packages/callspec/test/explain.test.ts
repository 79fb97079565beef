import { autocalls, butter, retell, talkover, twilio, vapi, zudu } from '@callspec/all'
import { type Descriptor, nextNumbered, pagedOperation } from '@callspec/core'
import { defineProvider } from '@callspec/provider'
import { startSimulator } from '@callspec/simulator'
import { describe, expect, it } from 'vitest'
import { type ExplainedSource, explain } from '../src/explain/explain.js'
import { type CallLogOptions, type CallQuery, callLog, type Source } from '../src/index.js'
import { PROVIDERS } from './oracle.js'
import { collect, providers, sourceOf } from './sources.js'

/** What is said of one source that answers. */
function explained(source: Source, query: CallQuery, options: CallLogOptions = {}): ExplainedSource {
  const [first] = explain(callLog([source], options), query)
  if (!first?.answers) throw new Error(`${source.id} is said to have no answer`)
  return first
}

const butterSource = () => butter({ apiKey: 'secret-key' })
const zuduSource = () => zudu({ apiKey: 'secret-key', apiSecret: 'secret-secret' })

describe('How long calls are kept', () => {
  const DAY_MS = 86_400_000
  const kept = (source: Source, days?: number) =>
    explained(source, days === undefined ? {} : { since: new Date(Date.now() - days * DAY_MS) }).retention

  it('is told of a query that reaches further back than accounts keep calls, unless they are set otherwise', () => {
    const source = vapi({ apiKey: 'k' })
    const text = 'Pay-as-you-go accounts keep calls for up to 14 days; an Enterprise plan sets its own time.'
    expect(kept(source)).toEqual({ days: 14, text })
    expect(kept(source, 15)).toEqual({ days: 14, text })
    expect(kept(source, 13)).toBeNull()
  })

  it('is always told where accounts keep them for ever, unless they are set otherwise', () => {
    const text = 'For ever, unless an agent is set to keep its calls for 1 to 730 days from their start.'
    expect(kept(retell({ apiKey: 'k' }), 1)).toEqual({ days: null, text })
  })

  it('is not told where it is not documented, nor are limits', () => {
    expect(kept(butterSource())).toBeNull()
    expect(explained(butterSource(), {}).limits).toBeNull()
  })

  it('is told beside limits of another kind', () => {
    const { limits, retention } = explained(twilio({ accountSid: 'AC0', authToken: 't' }), {})
    expect(limits).toBe('Requests at once are limited per account (429, code 20429); how many is not documented.')
    expect(retention?.days).toBe(395)
  })
})

describe('explain', () => {
  it('tells everything of a source whose order is assumed, and nothing secret', () => {
    const source = talkover({ id: 'acme', token: 'secret-key', concurrency: 3, rateLimit: { requests: 5, perSeconds: 1 } })
    const query = { since: '2026-11-01', status: ['completed', 'failed'], include: ['transcript'] } as const
    const explanations = explain(callLog([source]), query)
    expect(explanations).toEqual([
      {
        source: 'acme',
        provider: 'talkover',
        answers: true,
        requests: ['completed', 'failed'].map((status) => ({
          method: 'GET',
          url: `https://app.talkover.ai/api/v1/calls?date_from=2026-10-31&status=${status}&per_page=100&page=1`,
          headers: ['Authorization'],
          body: null,
        })),
        inputs: [],
        ruledOut: [],
        filters: [
          {
            name: 'period',
            value: { since: '2026-11-01T00:00:00.000Z', until: null },
            kind: 'inexact',
            declared: 'inexact',
            pushed: true,
            checked: true,
            inputs: ['date_from'],
            because: 'date_from and date_to take days; their zone and whether date_to counts are not documented',
            assumptions: ['date-filter-stamp'],
          },
          {
            name: 'status',
            value: ['completed', 'failed'],
            kind: 'exact',
            declared: 'exact',
            pushed: true,
            checked: true,
            inputs: ['status'],
            because: 'status takes one documented word; in_progress is filtered here, because two pages disagree on its word',
            assumptions: [],
          },
        ],
        pages: {
          type: 'page',
          size: 100,
          concurrency: 3,
          moved:
            'Pages are fetched in parallel, then checked against the total and the newest row; changed ones are read again, one by one.',
        },
        order: {
          by: 'createdAt',
          direction: 'descending',
          documented: false,
          assumption: 'row-order',
          asWanted: true,
          startsLater: false,
          reliedOnFor: ['early-end', 'order-of-calls', 'changes', 'state'],
        },
        endsEarly: { possible: true, at: '2026-10-31T00:00:00.000Z', ground: 'assumed' },
        holdMs: 0,
        include: [{ part: 'transcript', from: 'never', inputs: [], requestsPerCall: 0 }],
        assumptions: [
          {
            id: 'date-filter-stamp',
            text: 'The stamp that `date_from` and `date_to` are compared with.',
            source: 'The list page does not say which of its two stamps the date filters read.',
            value: 'created_at',
            default: 'created_at',
          },
          {
            id: 'row-order',
            text: 'Lists run from the newest to the oldest `created_at`.',
            source:
              'The list page names no order and no sort parameter; the two rows of its example run from the older to the newer.',
            value: 'newest-first',
            default: 'newest-first',
          },
        ],
        outsideTheGuarantee: [
          'Calls whose filtered or sorted fields change while the list is read.',
          'Calls that share their sort stamp and change places between requests; those that never come are counted as missing.',
          'Calls that enter the list anywhere but at its newest end.',
          'Lists with a wrong total.',
          'Any call that arrives or vanishes while the list is read, if row-order does not hold.',
          'Calls listed more than 24 hours too late: reading has ended by then.',
        ],
        rateLimit: { requests: 5, perSeconds: 1 },
        limits: null,
        retention: null,
        expectedRequests: null,
      },
    ])
    expect(JSON.parse(JSON.stringify(explanations))).toEqual(explanations)
    expect(JSON.stringify(explanations)).not.toContain('secret')
  })

  it('names sources that cannot answer, with every filter that stands in the way', () => {
    const query = { isTest: true, campaignId: '7', status: 'completed' } as const
    const refused = {
      source: 'zudu',
      provider: 'zudu',
      answers: false,
      unsupported: [
        { name: 'isTest', because: 'neither rows nor filters distinguish tests from real calls' },
        { name: 'campaignId', because: 'neither rows nor filters of the list name a batch' },
      ],
    }
    expect(explain(callLog([zuduSource()]), query)).toEqual([{ ...refused, skipped: false }])
    expect(explain(callLog([zuduSource()], { onUnsupported: 'skip' }), query)).toEqual([{ ...refused, skipped: true }])
  })

  it('names a source among them whose platform is known not to apply a filter that no row can stand in for', () => {
    const source = autocalls({ token: 'secret', assumptions: { 'unseen-filters': 'ignored' } })
    expect(explain(callLog([source, butterSource()]), { agentId: '7' })).toMatchObject([
      {
        source: 'autocalls',
        answers: false,
        unsupported: [{ name: 'agentId', because: 'assistant_id, which rows do not repeat' }],
      },
      { source: 'butter', answers: true },
    ])
  })

  it('refuses what list refuses, and totals that are none', () => {
    const log = callLog([butterSource()])
    expect(() => explain(log, { limit: -1 })).toThrowError('Invalid limit: received -1. Pass a whole number from 0 on.')
    expect(() => explain(log, {}, { totals: { butter: 1.5 } })).toThrowError(
      'Invalid total of butter: received 1.5. Pass a whole number from 0 on.',
    )
  })
})

describe('Clocks that change', () => {
  it('are named where a period rests on stamps without an offset', () => {
    const sentence =
      'Calls at a time that the clocks of Europe/Berlin show twice or skip: they are listed if either reading is in the period.'
    const outside = (timeZone: string, query: CallQuery) => {
      const { outsideTheGuarantee } = explained(autocalls({ token: 't', timeZone }), query)
      return outsideTheGuarantee.filter((text) => text.includes('clocks'))
    }
    expect(outside('Europe/Berlin', { since: '2026-10-01' })).toEqual([sentence])
    expect(outside('Europe/Berlin', {})).toEqual([])
    expect(outside('UTC', { since: '2026-10-01' })).toEqual([])
  })
})

describe('An assumption', () => {
  const BUTTER_WORDS = ['preview-calls = test', 'tool-end-call = agent-hangup']
  const ids = (source: Source, query: CallQuery) =>
    explained(source, query).assumptions.map(({ id, value }) => `${id} = ${value}`)

  it.each([
    ['by which every row is read', autocalls({ token: 't' }), {}, ['stamp-zone = UTC', 'row-order = newest-first']],
    [
      'whose value was configured',
      autocalls({ token: 't', timeZone: 'Europe/Berlin' }),
      { since: '2026-11-01' },
      ['stamp-zone = Europe/Berlin', 'date-filter-stamp = created_at', 'date-zone = Europe/Berlin', 'row-order = newest-first'],
    ],
    [
      'that a strict query avoids',
      autocalls({ token: 't' }),
      { since: '2026-11-01', strict: true },
      ['stamp-zone = UTC', 'row-order = newest-first'],
    ],
    [
      'by which a part is read',
      butterSource(),
      { include: ['transcript'] },
      [...BUTTER_WORDS, 'transcript-speakers = agent-and-user', 'row-order = newest-first'],
    ],
    ['of a part that was not asked for', butterSource(), {}, [...BUTTER_WORDS, 'row-order = newest-first']],
    ['of a filter', zuduSource(), { channel: 'web' }, ['call-type-filter = applied', 'started-at = always']],
    ['of an order on which nothing rests', butterSource(), { order: 'oldest' }, BUTTER_WORDS],
    // What the explanation names, the summary of the listing names too: both read the plan.
  ] as const)('%s is named, and only where something rests on it', (_, source, query, expected) => {
    expect(ids(source, query)).toEqual(expected)
  })

  const descriptor = {
    id: 'in-house',
    name: 'In-house',
    baseUrl: 'https://calls.example.com',
    brands: {},
    credentials: {},
    rateLimit: null,
    assumptions: { 'row-order': ['newest-first'], 'own-zone': ['UTC'] },
    zoneAssumptions: [],
    operations: {
      'GET /calls': {
        pagination: {
          type: 'offset',
          next: nextNumbered,
          in: 'query',
          input: 'offset',
          sizeInput: 'limit',
          first: 0,
          maxSize: 50,
          items: ['data'],
          itemId: 'id',
          order: { field: 'created_at', direction: 'descending', documented: false, assumption: 'row-order' },
          total: [['total']],
        },
      },
    },
  } as const satisfies Descriptor

  it('of a provider of one’s own is told in its own words, or by its id', () => {
    const { definition } = butter
    const inHouse = defineProvider<typeof descriptor, { id: string; created_at: string }>({
      ...definition,
      descriptor,
      createClient: () => ({ send: () => Promise.reject(new Error('explain sends nothing')), baseUrl: descriptor.baseUrl }),
      list: '/calls',
      map: () => {
        throw new Error('explain maps nothing')
      },
      // Butter's filters and order ask for nothing that this platform does not register.
      filters: definition.filters as never,
      stamps: { createdAt: 'created_at' },
      get: undefined,
      mapAssumes: { row: ['own-zone'] },
      assumptions: {
        'row-order': {
          kind: 'row-order',
          text: 'Rows run\nfrom new to old.',
          source: 'Asked the makers.',
        },
      },
    })
    expect(explained(inHouse(), {}).assumptions).toEqual([
      { id: 'own-zone', text: 'own-zone', source: '', value: 'UTC', default: 'UTC' },
      {
        id: 'row-order',
        text: 'Rows run from new to old.',
        source: 'Asked the makers.',
        value: 'newest-first',
        default: 'newest-first',
      },
    ])
  })
})

describe('An order', () => {
  const talkoverSource = talkover({ token: 't' })
  it.each([
    ['an early end', butterSource(), { since: '2026-11-02' }, ['early-end', 'order-of-calls', 'state']],
    ['no early end in a strict query', butterSource(), { since: '2026-11-02', strict: true }, ['order-of-calls', 'state']],
    ['what a limit ends', butterSource(), { limit: 5 }, ['early-end', 'order-of-calls', 'state']],
    ['going on alone, where a strict query holds all calls', butterSource(), { limit: 5, strict: true }, ['state']],
    ['going on alone, as pages land', butterSource(), { order: 'arrival' }, ['state']],
    ['nothing, where a list by cursor runs the other way', butterSource(), { order: 'oldest' }, []],
    ['noticing changes, where a list with a total does', talkoverSource, { order: 'oldest' }, ['changes']],
    ['nothing, where there is none', talkover({ token: 't', assumptions: { 'row-order': 'unordered' } }), {}, []],
  ] as const)('is relied on for %s', (_, source, query, expected) => {
    expect(explained(source, query).order.reliedOnFor).toEqual(expected)
  })
})

describe('An early end', () => {
  it.each([
    ['no bound and no limit: none', butterSource(), {}, { possible: false, at: null, ground: null }],
    [
      'since, on a documented order by the start',
      zuduSource(),
      { since: '2026-11-02' },
      { possible: true, at: '2026-11-02T00:00:00.000Z', ground: 'documented' },
    ],
    [
      'since, on an assumed order: a day further',
      butterSource(),
      { since: '2026-11-02' },
      { possible: true, at: '2026-11-01T00:00:00.000Z', ground: 'assumed' },
    ],
    [
      'since, but oldest first',
      zuduSource(),
      { since: '2026-11-02', order: 'oldest' },
      { possible: false, at: null, ground: null },
    ],
    [
      'until, oldest first',
      zuduSource(),
      { until: '2026-11-02', order: 'oldest' },
      { possible: true, at: '2026-11-02T00:00:00.000Z', ground: 'documented' },
    ],
    ['since, strictly', butterSource(), { since: '2026-11-02', strict: true }, { possible: false, at: null, ground: null }],
    ['a limit', butterSource(), { limit: 5 }, { possible: true, at: null, ground: 'assumed' }],
    ['a limit, as pages land', butterSource(), { limit: 5, order: 'arrival' }, { possible: true, at: null, ground: null }],
    [
      'a limit, but the list runs the other way',
      butterSource(),
      { limit: 5, order: 'oldest' },
      { possible: false, at: null, ground: null },
    ],
    ['a limit, strictly', butterSource(), { limit: 5, strict: true }, { possible: false, at: null, ground: null }],
  ] as const)('by %s', (_, source, query, expected) => {
    expect(explained(source, query).endsEarly).toEqual(expected)
  })

  it('is drawn as far on as the log says', () => {
    const { endsEarly, outsideTheGuarantee } = explained(butterSource(), { since: '2026-11-02' }, { startLagMs: 3_600_000 })
    expect(endsEarly.at).toBe('2026-11-01T23:00:00.000Z')
    expect(outsideTheGuarantee.slice(-2)).toEqual([
      'Calls listed more than 1 hour too late: reading has ended by then.',
      'Calls that start more than 1 hour after they were created.',
    ])
  })
})

describe('Calls', () => {
  const DAY = 24 * 60 * 60 * 1000
  it.each([
    ['not, where the list is in order', talkover({ token: 't' }), {}, 0],
    ['a day, where they start later than they were created', butterSource(), {}, DAY],
    ['to the end, where the list runs the other way', butterSource(), { order: 'oldest' }, null],
    ['not, as pages land', butterSource(), { order: 'arrival' }, 0],
    [
      'to the end, where a strict query has a limit and the order is assumed',
      talkover({ token: 't' }),
      { limit: 5, strict: true },
      null,
    ],
  ] as const)('are held back %s', (_, source, query, expected) => {
    expect(explained(source, query).holdMs).toBe(expected)
  })
})

describe('Parts', () => {
  it('come in the row, by inputs of the list, by a request for each call, or not at all', () => {
    const include = ['transcript', 'analysis', 'recording', 'cost'] as const
    const from = (source: Source) => explained(source, { include }).include
    expect(from(butterSource())).toEqual([
      { part: 'transcript', from: 'get', inputs: [], requestsPerCall: 1 },
      { part: 'analysis', from: 'never', inputs: [], requestsPerCall: 0 },
      { part: 'recording', from: 'never', inputs: [], requestsPerCall: 0 },
      { part: 'cost', from: 'row', inputs: [], requestsPerCall: 0 },
    ])
  })
})

describe('The number of requests', () => {
  it('tells pages from checks that a numbered list stood still', () => {
    const of = (source: Source, total: number) => {
      const [explanation] = explain(callLog([source]), {}, { totals: { [source.id]: total } })
      return explanation?.answers && explanation.expectedRequests
    }
    expect(of(talkover({ token: 't' }), 100)).toEqual({ pages: 1, checks: 0 })
    expect(of(talkover({ token: 't' }), 250)).toEqual({ pages: 3, checks: 1 })
    expect(of(butterSource(), 250)).toEqual({ pages: 3, checks: 0 })
  })

  // Sizes about the ends of pages and of spans: six pages at once by default, then twelve.
  const TOTALS = [0, 1, 99, 100, 101, 199, 200, 201, 298, 299, 700, 701, 1301, 1900, 1901, 2500, 2600, 3101, 3700, 5300, 5600]

  /** Pages at once, where not six. */
  const CONCURRENCY: Readonly<Record<string, number>> = { autocalls: 1, zudu: 2 }
  // Without a documented size of pages nobody can tell, nor where an account is as many lists as it has agents, or pieces of time.
  const sized = PROVIDERS.filter((provider) => {
    const { descriptor, list } = providers[provider].definition
    const sizes = Object.values(descriptor.operations).map(({ pagination }) => pagination?.maxSize)
    const { parents, longestPeriod } = pagedOperation(descriptor, list).pagination
    return !sizes.includes(null) && !parents && !longestPeriod
  })
  const each = sized.map((provider) => [provider, CONCURRENCY[provider] ?? 6] as const)

  it.each(each)('that a list of %s takes with %d at once is what explain expects', async (provider, concurrency) => {
    const took: Record<number, number> = {}
    const expected: Record<number, number | null> = {}
    for (const total of TOTALS) {
      const simulator = await startSimulator(provider, { calls: total })
      try {
        const log = callLog([sourceOf(simulator, { concurrency })])
        const [explanation] = explain(log, {}, { totals: { [provider]: total } })
        const requests = explanation?.answers ? explanation.expectedRequests : null
        expected[total] = requests && requests.pages + requests.checks
        await collect(log.list())
        took[total] = simulator.requests.length
      } finally {
        await simulator.close()
      }
    }
    expect(expected).toEqual(took)
  })

  it.each([
    ['without a total', {}, {}],
    ['where several lists are read', { status: ['failed', 'busy'] }, { talkover: 100 }],
    ['where the reading may end early', { limit: 5 }, { talkover: 100 }],
  ] as const)('is not known %s', (_, query, totals) => {
    const [explanation] = explain(callLog([talkover({ token: 't' })]), query, { totals })
    expect(explanation?.answers && explanation.expectedRequests).toBeNull()
  })

  it('is none where nothing can match or nothing was asked for', () => {
    for (const query of [{ status: 'canceled' }, { limit: 0 }] as const) {
      expect(explained(talkover({ token: 't' }), query)).toMatchObject({
        requests: [],
        expectedRequests: { pages: 0, checks: 0 },
      })
    }
  })
})
