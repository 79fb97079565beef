import { agentvoice, autocalls, butter, talkover, zudu } from '@callspec/all'
import { plainDecimal, Reader } from '@callspec/provider'
import { type FaultRule, faults, startSimulator } from '@callspec/simulator'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BadRow, type Call, type CallQuery, callLog, type Source, type Summary } from '../src/index.js'
import { PROVIDERS } from './oracle.js'
import { serve } from './server.js'
import { collect, sourceOf } from './sources.js'

/** A row as it may come over the wire, whatever the spec says of it. */
type Row = Record<string, unknown>

/** A call without what was received for it. */
type Said = Omit<Call, 'raw'>

async function listed(source: Source, query: CallQuery = {}): Promise<{ calls: Said[]; bad: BadRow[]; summary: Summary }> {
  const bad: BadRow[] = []
  const stream = callLog([source], { onBadRow: (row) => bad.push(row) }).list(query)
  const calls = (await collect(stream)).map(({ raw: _, ...call }) => call)
  return { calls, bad, summary: await stream.summary() }
}

describe.each(PROVIDERS)('Rows of %s', (provider) => {
  const read = async (faults: FaultRule[], query?: CallQuery) => {
    const simulator = await startSimulator(provider, { calls: 40, seed: 9, faults })
    try {
      const { calls, ...rest } = await listed(sourceOf(simulator), query)
      // Each simulator has a port of its own.
      const recordingUrl = (call: Said) => call.recordingUrl?.replace(simulator.baseUrl, '')
      return {
        calls: calls.map((call) => ('recordingUrl' in call ? { ...call, recordingUrl: recordingUrl(call) } : call)),
        ...rest,
      }
    } finally {
      await simulator.close()
    }
  }

  it.each(['numbers-as-texts', 'stamps-without-offset'] as const)('mean the same with %s', async (fault) => {
    const { calls, summary } = await read([{ fault, value: 1 }])
    expect(calls).toEqual((await read([])).calls)
    const simulator = await startSimulator(provider, { calls: 1 })
    const rows = JSON.stringify([...simulator.calls()].map((call) => simulator.row(call)))
    await simulator.close()
    const isZoned = fault === 'stamps-without-offset' && /"\d{4}-\d\d-\d\dT[^"]*Z"/.test(rows)
    expect([summary.bad, summary.unzoned > 0]).toEqual([0, isZoned])
  })

  it.each(['empty-texts', 'empty-arrays'] as const)('say nothing by %s', async (fault) => {
    const empty = await read([{ fault, value: 1 }], { include: ['analysis', 'transcript', 'cost', 'recording'] })
    const withoutTurns = ({ transcript, rawDetail: _, ...call }: Said) => ({ ...call, transcript: transcript?.length || null })
    const { calls } = await read([{ fault: 'null-fields', value: 1 }], {
      include: ['analysis', 'transcript', 'cost', 'recording'],
    })
    expect(empty.calls.map(withoutTurns)).toEqual(calls.map(withoutTurns))
    expect([empty.calls.length, empty.summary.bad, empty.summary.incomplete]).toEqual([40, 0, 0])
  })

  it('have no stamp where one stands for none', async () => {
    const { calls } = await read([{ fault: 'unset-stamps', value: 1 }])
    const { calls: whole } = await read([])
    const placed = new Set(['createdAt', 'startedAt'])
    const without = (call: Said) =>
      Object.fromEntries(
        Object.entries(call).map(([name, value]) => [name, /edAt$/.test(name) && !placed.has(name) ? null : value]),
      )
    expect(calls.map(without)).toEqual(whole.map(without))
    for (const { endedAt, updatedAt } of calls) expect([endedAt, updatedAt]).toEqual([null, null])
  })
})

const EPOCH = PROVIDERS.filter((provider) => faults[provider].includes('epoch-seconds'))

it.each(EPOCH)('Rows of %s are bad where milliseconds are seconds, and never of 1970', async (provider) => {
  const simulator = await startSimulator(provider, { calls: 40, faults: [{ fault: 'epoch-seconds', value: 1 }] })
  const { calls, bad } = await listed(sourceOf(simulator))
  await simulator.close()
  expect([calls, bad.length]).toEqual([[], 40])
  for (const { reasons } of bad)
    expect(reasons.join()).toMatch(/ is a large number, expected a stamp in epoch milliseconds, from/)
})

const STAMP = '2026-03-09T10:00:00Z'
const END = { data: [], pagination: { next_cursor: null, has_more: false } }
const butterAt = (baseUrl: string) => butter({ apiKey: 'k', baseUrl })
const butterRow = (more: Row): Row => ({ call_sid: 'call_a', created_at: STAMP, start_time: STAMP, ...more })

/** Calls of Butter from rows that came over the wire. */
async function fromButter(...rows: Row[]) {
  await using server = await serve(() => ({ ...END, data: rows }))
  return await listed(butterAt(server.url))
}

describe('A value that says nothing', () => {
  const nothing = [null, '', ' ', '\t', [], {}]
  const words = [false, 'Invalid date', 'null', 'NULL', 'None', 'nil', 'undefined', 'NaN', 'N/A', '-', '--']

  it.each([...nothing, ...words].map((value) => ({ value })))(
    'is null for every reader but that of texts: $value',
    ({ value }) => {
      const reader = new Reader(() => '')
      // What a platform may send.
      const odd = value as never
      for (const name of ['number', 'decimal', 'stamp', 'epoch', 'epochSeconds'] as const) {
        expect((reader[name] as (value: unknown) => unknown).call(reader, value), name).toBeNull()
      }
      expect(reader.flag(odd)).toBe(value === false ? false : null)
      // What holds no member has none.
      expect([reader.child(odd) ?? {}, reader.list(odd) ?? []]).toEqual([{}, []])
      expect(reader.problems).toEqual([])
    },
  )

  it.each(nothing.map((value) => ({ value })))('is null as a text and as an id: $value', ({ value }) => {
    const reader = new Reader(() => 'it')
    expect([reader.text(value as never), reader.id(value as never), reader.problems]).toEqual([null, null, []])
    expect(reader.requiredId(value as never)).toBe('')
    expect(reader.problems).toHaveLength(1)
  })

  it('is a text where the word is one: people are called Null', () => {
    expect([new Reader(() => '').text('Null'), new Reader(() => '').text(' - ')]).toEqual(['Null', ' - '])
  })

  it('costs no call', async () => {
    const row = { id: 'a', created_at: STAMP, duration: '', is_testing: '', agent: [], ended_at: '', direction: [], sid: {} }
    const pagination = { current_page: 1, last_page: 1, per_page: 100, total: 1 }
    await using server = await serve(() => ({ success: true, data: [row], pagination }))
    const { calls, bad } = await listed(talkover({ token: 't', baseUrl: server.url }))
    expect([calls.length, bad]).toEqual([1, []])
    const [{ durationSeconds, isTest, agent, endedAt, direction, carrierId }] = calls as [Said]
    expect({ durationSeconds, isTest, agent, endedAt, direction, carrierId }).toEqual({
      durationSeconds: null,
      isTest: null,
      agent: null,
      endedAt: null,
      direction: 'unknown',
      carrierId: null,
    })
  })

  it('is no turn of a transcript, and no summary', () => {
    const { transcript, analysis } = zudu.toCall({
      call_id: 'call_a',
      start_timestamp: 1703097600000,
      transcript_object: [null, '', [], {}, { role: 'assistant', content: 'Hello', timestamp: '' }] as never,
      call_analysis: { call_summary: '', user_sentiment: ' ' },
    })
    const said = { speaker: 'agent', text: 'Hello', at: null, offsetSeconds: null }
    expect([transcript, analysis]).toEqual([[{ speaker: 'unknown', text: '', at: null, offsetSeconds: null }, said], null])
    const evaluation = { sentiment: '' }
    expect(autocalls.toCall({ id: 1, created_at: STAMP, evaluation, transcript: ' ' }).analysis).toBeNull()
  })
})

describe('A stamp that stands for none', () => {
  const texts = [
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00.0000000',
    '0001-01-01 00:00:00+00',
    '0000-00-00 00:00:00',
    '0000-00-00',
    '0000-00-00T00:00:00.000000Z',
    '-0001-11-30T00:00:00.000000Z',
    '1970-01-01T00:00:00Z',
    '1970-01-01T01:00:00+01:00',
    '1969-12-31T19:00:00-05:00',
    '1970-01-01 00:00:00',
    '1900-01-01T00:00:00',
    '1899-12-30T00:00:00Z',
    '9999-12-31T23:59:59.9999999Z',
    '0',
  ]

  it.each([...texts, 0, -62135596800000])('is null: %j', async (start_time) => {
    const { calls, bad, summary } = await fromButter(butterRow({ start_time, updated_at: start_time }))
    expect(bad).toEqual([])
    expect(calls.map(({ startedAt, updatedAt, occurredAt }) => [startedAt, updatedAt, occurredAt])).toEqual([
      [null, null, '2026-03-09T10:00:00.000Z'],
    ])
    expect(summary.unzoned).toBe(0)
  })

  it.each([
    0,
    -1,
    -62135596800000,
    -62135596800,
    253402300799999,
    253402214400000,
    '253402300799000',
    '0',
    '-62135596800000',
    '0001-01-01T00:00:00Z',
    '0000-00-00 00:00:00',
  ])('is null where stamps are epoch milliseconds: %j', (start) => {
    const row = { call_id: 'call_a', start_timestamp: start as never, created_at: 1703097600000 }
    const { startedAt, occurredAt } = zudu.toCall(row)
    expect([startedAt, occurredAt]).toEqual([null, '2023-12-20T18:40:00.000Z'])
  })

  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'])('is null in a row that is read in %s', (timeZone) => {
    for (const updated_at of [...texts, '0050-06-01 12:00:00', '0099-12-31 23:59:59']) {
      expect(autocalls.toCall({ id: 1, created_at: '2026-03-09 10:00:00', updated_at }, { timeZone }).updatedAt).toBeNull()
    }
  })

  it('leaves the call within any period that its other stamp is in', async () => {
    await using server = await serve(() => ({ ...END, data: [butterRow({ start_time: '0001-01-01T00:00:00Z' })] }))
    const { calls } = await listed(butterAt(server.url), { since: '2026-03-09', until: '2026-03-10' })
    expect(calls.map(({ id }) => id)).toEqual(['call_a'])
  })

  it.each(['1970-01-20T17:04:57.600Z', '1970-01-20 17:04:57', '1970-01-02T00:00:00Z', '1999-12-31T23:59:59Z'])(
    'is no other of before 2000, such as the platform makes of seconds that it takes for milliseconds: %s',
    async (start_time) => {
      const { calls, bad } = await fromButter(butterRow({ start_time }))
      expect(calls).toEqual([])
      expect(bad.map(({ id, reasons }) => [id, reasons])).toEqual([
        ['call_a', ['start_time is a text of another form, expected a stamp from 2000 on']],
      ])
    },
  )
})

it('An epoch stamp reads as text as it reads as a number', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer(), fc.integer({ min: Date.UTC(2000), max: Date.UTC(2100) })), (at) => {
      const [number, text] = [new Reader(() => ''), new Reader(() => '')]
      expect(text.epoch(String(at))).toBe(number.epoch(at))
      expect(text.epochSeconds(String(at / 1000))).toBe(number.epochSeconds(at / 1000))
      expect(text.problems.length).toBe(number.problems.length)
    }),
  )
})

describe('An epoch stamp in another unit', () => {
  it.each([1703097600, 1703097600000000, 1, '1703097600', 4102444800000])('is bad where it is milliseconds: %j', (start) => {
    const row = { call_id: 'call_a', start_timestamp: start as never, created_at: 1703097600000 }
    expect(() => zudu.toCall(row)).toThrowError(
      /^zudu: call "call_a" cannot be mapped: start_timestamp is .*, expected a stamp in epoch milliseconds, from 2000 to 2099\.$/,
    )
  })

  it('is bad where it is seconds, and read where it is not', () => {
    const turn = (timestamp: unknown) =>
      autocalls.toCall({ id: 1, created_at: STAMP, transcript: [{ sender: 'bot', text: 'Hi', timestamp }] as never })
    expect(() => turn(1754055268525)).toThrowError(
      'autocalls: call "1" cannot be mapped: transcript.0.timestamp is a large number, expected a stamp in epoch seconds, from 2000 to 2099.',
    )
    for (const timestamp of [1754055268.525861, '1754055268.525861']) {
      expect(turn(timestamp).transcript?.[0]?.at).toBe('2025-08-01T13:34:28.526Z')
    }
    expect(turn(0).transcript?.[0]?.at).toBeNull()
  })
})

describe('An id that is a number', () => {
  it('is that id as a text, of an agent, a campaign, a contact and a carrier as well as of a call', async () => {
    await using server = await serve(() => ({
      data: [{ id: 7, sid: 8, created_at: STAMP, agent: { id: 12, name: 'Ada' }, agent_id: 12, campaign_id: 13, contact_id: 14 }],
      pagination: { total: 1, limit: 100, offset: 0, has_more: false, current_page: 1, last_page: 1, per_page: 100 },
    }))
    const baseUrl = server.url
    const ids = async (source: Source, query?: CallQuery) =>
      (await listed(source, query)).calls.map(({ id, carrierId, agent, campaign, contact }) => [
        id,
        carrierId,
        agent?.id,
        campaign?.id,
        contact?.id,
      ])
    expect(await ids(talkover({ token: 't', baseUrl }), { agentId: '12' })).toEqual([['7', '8', '12', undefined, undefined]])
    expect(await ids(agentvoice({ apiKey: 'k', organizationId: 'o', baseUrl }))).toEqual([['7', null, '12', '13', '14']])
    const { calls } = await fromButter(butterRow({ agent_id: 12 }))
    expect(calls.map(({ agent }) => agent)).toEqual([{ id: '12', name: null }])
    const row = { call_id: 'call_a', agent_id: 12, start_timestamp: 1703097600000, telephony_identifier: { call_sid: 8 } }
    expect(zudu.toCall(row as never)).toMatchObject({ agent: { id: '12' }, carrierId: '8' })
  })
})

it('A list of nothing is written as null, and gives no call', async () => {
  const empty = { pagination: { total: 0, has_more: false, next_cursor: null, last_page: 1 }, data: null, total: 0, last_page: 1 }
  const nested = { status: 'success', error: null, data: { calls: null, pagination: { total_count: 0, has_next_page: false } } }
  await using server = await serve(({ pathname }) => (pathname === '/api/calls' && !isButter ? nested : empty))
  let isButter = false
  const baseUrl = server.url
  const sources: Source[] = [
    zudu({ apiKey: 'k', apiSecret: 's', baseUrl }),
    talkover({ token: 't', baseUrl }),
    agentvoice({ apiKey: 'k', organizationId: 'o', baseUrl }),
    autocalls({ token: 't', baseUrl }),
    butterAt(baseUrl),
  ]
  for (const source of sources) {
    isButter = source.provider === 'butter'
    const { calls, summary } = await listed(source)
    expect([source.provider, calls, summary.failedSources]).toEqual([source.provider, [], []])
  }
})

describe('A number that is written as a text', () => {
  it.each([
    ['67', 67],
    [' 67 ', 67],
    ['120.50', 120.5],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['5.', 5],
    ['+5', 5],
    ['1e2', 100],
    ['0', 0],
    ['1E-3', 0.001],
  ])('is that number: %j', async (duration_seconds, seconds) => {
    const { calls } = await fromButter(butterRow({ duration_seconds }))
    expect(calls.map(({ durationSeconds }) => durationSeconds)).toEqual([seconds])
  })

  it.each(['0x10', '1,5', '67s', '1e', '.', 'e5', '1e400', '1 000', 'Infinity', '٣', '1_000', true, [[5]], { a: 1 }])(
    'is none, and names the call: %j',
    async (duration_seconds) => {
      const { calls, bad } = await fromButter(butterRow({ duration_seconds }))
      expect([calls, bad.map(({ id }) => id)]).toEqual([[], ['call_a']])
      expect(bad[0]!.reasons).toEqual([expect.stringMatching(/^duration_seconds is .*, expected a number$/)])
    },
  )

  it.each([
    [1, true],
    ['1', true],
    ['true', true],
    ['TRUE', true],
    [0, false],
    ['0', false],
    ['False ', false],
  ])('is true or false where that is documented: %j', (value, flag) => {
    expect(talkover.toCall({ id: 'a', created_at: STAMP, is_testing: value } as never).isTest).toBe(flag)
  })

  it.each([2, 'yes', 'on', [[true]]])('is neither true nor false: %j', (value) => {
    expect(() => talkover.toCall({ id: 'a', created_at: STAMP, is_testing: value } as never)).toThrowError(
      'expected true or false.',
    )
  })
})

describe('A decimal', () => {
  it.each([
    ['0.02000000', '0.02000000'],
    ['1e-5', '0.00001'],
    ['1.50E-05', '0.0000150'],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['5.', '5'],
    ['+12.35', '12.35'],
    ['1.5e3', '1500'],
    ['0.5e1', '5'],
    ['12.345e1', '123.45'],
    [1e-7, '0.0000001'],
    [0, '0'],
    ['0', '0'],
  ])('is written plainly: %j', async (total_cost, amount) => {
    const { calls } = await fromButter(butterRow({ total_cost }))
    expect(calls.map(({ cost }) => cost)).toEqual([{ amount, unit: 'credits' }])
  })

  it.each(['$0.02', '0,02', '1e9999', '1e', 'e5', '.', '1.2.3', '--5'])('is none: %j', async (total_cost) => {
    const { calls, bad } = await fromButter(butterRow({ total_cost }))
    expect([calls, bad[0]?.reasons]).toEqual([[], ['total_cost is a text of another form, expected a decimal number']])
  })

  it('keeps its value and its digits, however it is written', () => {
    const digits = (minLength: number) =>
      fc.array(fc.constantFrom(...'0123456789'), { minLength, maxLength: 12 }).map((all) => all.join(''))
    const parts = fc.tuple(fc.constantFrom('', '-', '+'), digits(0), digits(0), fc.option(fc.integer({ min: -20, max: 20 })))
    fc.assert(
      fc.property(parts, ([sign, whole, fraction, exponent]) => {
        fc.pre(whole !== '' || fraction !== '')
        const written = `${sign}${whole}${fraction && `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`
        const plain = plainDecimal(written)
        expect(plain, written).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/)
        expect(Number(plain), written).toBe(Number(written))
        const significant = (text: string) => text.replace(/^[-+]|\.|e.*$/g, '').replace(/^0+|0+$/g, '')
        expect(significant(plain!), written).toBe(significant(written))
      }),
      { numRuns: 5000, seed: 20261129 },
    )
  })
})

describe('Another form of a stamp', () => {
  it.each([
    '2026-03-09 10:00:00+00:00',
    '2026-03-09T10:00:00+00',
    '2026-03-09 10:00:00+00',
    '2026-03-09 10:00:00.000000+0000',
    '2026-03-09t10:00:00z',
    '2026-03-09T10:00:00,000Z',
    '2026-03-09T10:00:00.000000000000Z',
    '2026-03-09T10:00Z',
    '2026-03-09T12:00+02',
    '2026-03-09 15:30:00 +0530',
    '2026-03-09 10:00:00 UTC',
    '2026-03-09T09:59:60Z',
  ])('is as good as the full one: %s', async (created_at) => {
    const { calls, summary } = await fromButter(butterRow({ created_at }))
    expect(calls.map(({ createdAt }) => createdAt)).toEqual(['2026-03-09T10:00:00.000Z'])
    expect([summary.unzoned, summary.bad]).toEqual([0, 0])
  })

  it('is as good as the full one, whatever is left out or written otherwise', () => {
    const forms = fc.record({
      ms: fc.integer({ min: Date.UTC(2000), max: Date.UTC(2099) }),
      between: fc.constantFrom('T', 't', ' '),
      point: fc.constantFrom('.', ','),
      finer: fc.stringMatching(/^\d{0,9}$/),
      offset: fc.constantFrom('Z', 'z', '+00', '+0000', '+00:00', '-00:00', ' UTC', ' +00:00'),
    })
    fc.assert(
      fc.property(forms, ({ ms, between, point, finer, offset }) => {
        const full = new Date(ms).toISOString()
        const written = full.slice(0, 10) + between + full.slice(11, 19) + point + full.slice(20, 23) + finer + offset
        expect(new Reader(() => '').stamp(written), written).toBe(full)
      }),
      { numRuns: 5000, seed: 20261129 },
    )
  })
})

describe('A bound between two milliseconds', () => {
  it('parts the calls as half open periods do: each is in one of two that meet', async () => {
    const at = (ms: number) => `2026-03-09T10:00:00.${String(ms).padStart(3, '0')}`
    const rows = Array.from({ length: 5 }, (_, ms) => butterRow({ call_sid: `call_${ms}`, start_time: `${at(ms)}Z` }))
    await using server = await serve(() => ({ ...END, data: rows }))
    const ids = async (query: CallQuery) => (await listed(butterAt(server.url), query)).calls.map(({ id }) => id).toSorted()
    const all = rows.map(({ call_sid }) => call_sid)
    for (const [bound, before] of [
      [`${at(2)}Z`, 2],
      [`${at(2)}000Z`, 2],
      [`${at(2)}0001Z`, 3],
      [`${at(2)}9Z`, 3],
      ['2026-03-09T12:00:00,002000001+02', 3],
      ['2026-03-09T09:59:59.9999999999Z', 0],
    ] as const) {
      expect([bound, await ids({ until: bound }), await ids({ since: bound })]).toEqual([
        bound,
        all.slice(0, before),
        all.slice(before),
      ])
    }
  })
})
