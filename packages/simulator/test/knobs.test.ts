import { describe, expect, test } from 'vitest'
import type { ProviderId, SimulatedCall, Simulator } from '../src/index.js'
import { ask, type Json } from './ask.js'
import { start } from './each.js'
import { readAll, readIds } from './read-all.js'

const ids = (calls: Iterable<SimulatedCall>): string[] => [...calls].map(({ id }) => id)

describe('row-order', () => {
  test.each(['autocalls', 'butter', 'talkover'] as const)('turns and shuffles the list of %s', async (provider) => {
    const oldest = await start(provider, { knobs: { 'row-order': 'oldest-first' } })
    const expected = ids(oldest.calls())
    expect(await readIds(oldest)).toEqual(expected)
    expect(await readIds(await start(provider))).toEqual([...expected].reverse())
    const unordered = await start(provider, { knobs: { 'row-order': 'unordered' } })
    const shuffled = await readIds(unordered, {}, 7)
    expect([...shuffled].sort()).toEqual([...expected].sort())
    expect(shuffled).not.toEqual(expected)
    expect(shuffled).not.toEqual([...expected].reverse())
    expect(await readIds(unordered, {}, 30)).toEqual(shuffled)
  })

  test('turns the short lists of Zudu, whose calls have a documented order', async () => {
    const names = async (simulator: Simulator): Promise<string[]> =>
      (await ask(simulator, '/api/agents')).body.data.agents.map((agent: Json) => agent.agent_name)
    const newest = await names(await start('zudu'))
    expect(await names(await start('zudu', { knobs: { 'row-order': 'oldest-first' } }))).toEqual([...newest].reverse())
  })

  test('does not disturb the cursor of Butter, whichever it is', async () => {
    for (const order of ['newest-first', 'oldest-first', 'unordered']) {
      const simulator = await start('butter', { calls: 50, knobs: { 'row-order': order } })
      const all = await readIds(simulator)
      expect(await readIds(simulator, {}, 3)).toEqual(all)
    }
  })
})

describe.each(['talkover', 'autocalls'] as const)('the day filters of %s', (provider) => {
  const options = { calls: 400, spacingSeconds: 1800 }
  const read = async (knobs: Record<string, string>, filter: string): Promise<string[]> => {
    const simulator = await start(provider, { ...options, knobs })
    const [name = '', value = ''] = filter.split('=')
    return (await readIds(simulator, { [name]: value })).sort()
  }
  const kept = async (keeps: (call: SimulatedCall) => boolean): Promise<string[]> =>
    ids([...(await start(provider, options)).calls()].filter(keeps)).sort()
  const at = (stamp: string): number => Date.parse(stamp)

  test('read the stamp that date-filter-stamp names', async () => {
    const updated = await kept(({ updatedAt }) => (updatedAt ?? 0) >= at('2026-11-18T00:00:00Z'))
    const created = await kept(({ createdAt }) => (createdAt ?? 0) >= at('2026-11-18T00:00:00Z'))
    expect(updated).not.toEqual(created)
    expect(await read({}, 'date_from=2026-11-18')).toEqual(created)
    expect(await read({ 'date-filter-stamp': 'updated_at' }, 'date_from=2026-11-18')).toEqual(updated)
  })

  test.each([
    ['Pacific/Kiritimati', '2026-11-17T10:00:00Z'],
    ['Pacific/Honolulu', '2026-11-18T10:00:00Z'],
    ['America/St_Johns', '2026-11-18T03:30:00Z'],
  ])('begin their days in %s', async (zone, midnight) => {
    expect(await read({ 'date-zone': zone }, 'date_from=2026-11-18')).toEqual(
      await kept(({ createdAt }) => (createdAt ?? 0) >= at(midnight)),
    )
    expect(await read({ 'date-zone': zone, 'date-to': 'exclusive' }, 'date_to=2026-11-18')).toEqual(
      await kept(({ createdAt }) => (createdAt ?? 0) < at(midnight)),
    )
  })

  test('keep the days of a zone that changes its clocks', async () => {
    // Berlin leaves summer time on 25 October 2026, so that day has 25 hours.
    const options = { calls: 200, spacingSeconds: 900, newest: '2026-10-26T12:00:00Z', knobs: { 'date-zone': 'Europe/Berlin' } }
    const simulator = await start(provider, options)
    const day = await readIds(simulator, { date_from: '2026-10-25', date_to: '2026-10-25' })
    const expected = [...simulator.calls()].filter(
      ({ createdAt }) => (createdAt ?? 0) >= at('2026-10-24T22:00:00Z') && (createdAt ?? 0) < at('2026-10-25T23:00:00Z'),
    )
    expect(day.sort()).toEqual(ids(expected).sort())
  })

  test('let date_to through as far as the knob says', async () => {
    // The newest call stands at midnight exactly.
    const newest = '2026-11-18T00:00:00Z'
    const count = async (dateTo: string, filters: Record<string, string>): Promise<number> =>
      (await readIds(await start(provider, { ...options, newest, knobs: { 'date-to': dateTo } }), filters)).length
    const named = { date_to: '2026-11-18' }
    const dayBefore = { date_to: '2026-11-17' }
    expect([await count('inclusive', named), await count('inclusive', dayBefore)]).toEqual([400, 399])
    expect([await count('midnight', named), await count('exclusive', named)]).toEqual([400, 399])
    expect(await count('midnight', dayBefore)).toBeLessThan(399)
    expect(await count('inclusive', { date_from: '2026-11-18' })).toBe(1)
  })
})

describe('stamps that are missing', () => {
  const cases = [
    ['agentvoice', 'started-at', (row: Json) => row.started_at, { order_by: 'started_at' }],
    ['zudu', 'started-at', (row: Json) => row.start_timestamp, { sort_by: 'start_timestamp' }],
  ] as const

  test.each(cases)('stand first or last in the descending list of %s', async (provider, knob, stampOf, sort) => {
    expect((await readAll(await start(provider, { calls: 300 }))).map(stampOf)).not.toContain(null)
    for (const place of ['first', 'last']) {
      const simulator = await start(provider, { calls: 300, knobs: { [knob]: 'sometimes', 'null-stamps': place } })
      const stamps = (await readAll(simulator)).map(stampOf)
      const missing = stamps.filter((stamp) => stamp === null).length
      expect(missing).toBeGreaterThan(3)
      expect(missing).toBeLessThan(24)
      const there = stamps.filter((stamp) => stamp !== null)
      expect(there).toEqual([...there].sort().reverse())
      const nulls = new Array(missing).fill(null)
      expect(stamps).toEqual(place === 'first' ? [...nulls, ...there] : [...there, ...nulls])
      const upwards = await readAll(simulator, {
        ...sort,
        [provider === 'zudu' ? 'sort_order' : 'order']: provider === 'zudu' ? 'ascending' : 'asc',
      })
      expect(upwards.map(stampOf)).toEqual([...stamps].reverse())
    }
  })

  test('never match the date filters of AgentVoice', async () => {
    const simulator = await start('agentvoice', { calls: 300, knobs: { 'started-at': 'sometimes' } })
    for (const filter of [{ from: '2000-01-01' }, { to: '2100-01-01' }]) {
      const rows = await readAll(simulator, filter)
      expect(rows.map((row) => row.started_at)).not.toContain(null)
      expect(rows.length).toBeLessThan(300)
    }
  })

  test('leave rows of Zudu without any stamp, unless its other pages are followed, which show the creation', async () => {
    const members = async (knobs: Record<string, string>) =>
      (await readAll(await start('zudu', { knobs: { 'started-at': 'sometimes', ...knobs } })))
        .filter((row) => row.start_timestamp === null)
        .map((row) => [typeof row.created_at, typeof row.updated_at])
    const undated = await members({})
    expect(undated.length).toBeGreaterThan(0)
    expect(undated).toEqual(undated.map(() => ['undefined', 'undefined']))
    expect(await members({ 'creation-stamps': 'shown' })).toEqual(undated.map(() => ['number', 'number']))
  })
})

test('date-bounds says whether AgentVoice counts the instant itself', async () => {
  for (const [bounds, counted] of [
    ['inclusive', 1],
    ['exclusive', 0],
  ] as const) {
    const simulator = await start('agentvoice', { knobs: { 'date-bounds': bounds } })
    const call = [...simulator.calls()][100]
    const instant = new Date(call?.startedAt ?? 0).toISOString()
    expect(await readIds(simulator, { from: instant, to: instant })).toHaveLength(counted)
  }
})

test('last-cursor says what Butter holds on its last page', async () => {
  const last = async (setting: string): Promise<[unknown, string]> => {
    const simulator = await start('butter', { calls: 15, knobs: { 'last-cursor': setting } })
    const cursor = (await ask(simulator, '/api/calls?limit=10')).body.pagination.next_cursor
    return [(await ask(simulator, `/api/calls?limit=10&cursor=${encodeURIComponent(cursor)}`)).body.pagination, cursor]
  }
  expect((await last('null'))[0]).toEqual({ next_cursor: null, has_more: false, page_size: 5 })
  expect((await last('absent'))[0]).toEqual({ has_more: false, page_size: 5 })
  const [repeated, cursor] = await last('repeated')
  expect(repeated).toEqual({ next_cursor: cursor, has_more: false, page_size: 5 })
})

test('stamp-zone moves the clock of Autocalls', async () => {
  const read = async (zone: string): Promise<string[]> => {
    const simulator = await start('autocalls', { calls: 1, newest: '2026-07-01T12:00:00Z', knobs: { 'stamp-zone': zone } })
    const id = [...simulator.calls()][0]?.id
    return [
      (await ask(simulator, '/user/calls')).body.data[0].created_at,
      (await ask(simulator, `/user/calls/${id}`)).body.created_at,
    ]
  }
  expect(await read('UTC')).toEqual(['2026-07-01 12:00:00', '2026-07-01 12:00:00'])
  expect(await read('America/Sao_Paulo')).toEqual(['2026-07-01 09:00:00', '2026-07-01 09:00:00'])
  expect(await read('Europe/Berlin')).toEqual(['2026-07-01 14:00:00', '2026-07-01 14:00:00'])
})

test('brand gives Autocalls the shapes of Famulor', async () => {
  const simulator = await start('autocalls', { knobs: { brand: 'famulor' } })
  const rows = await readAll(simulator)
  const talked = rows.find(({ status }) => status === 'ended_by_customer')
  expect(talked.transcript[0]).toEqual({
    text: expect.any(String),
    type: 'transcript',
    sender: 'bot',
    timestamp: expect.any(Number),
  })
  expect(talked.transcript[1].sender).toBe('human')
  const secondsIn = talked.transcript[0].timestamp - Date.parse(talked.created_at) / 1000
  expect(secondsIn).toBeGreaterThan(0)
  expect(secondsIn).toBeLessThan(60)
  expect(talked.evaluation).toEqual([{ name: 'settled', type: 'bool', value: true, description: expect.any(String) }])
  expect(talked.total_cost).toMatch(/^\d+\.\d{8}$/)
  expect(talked.carrier_cost).toMatch(/^\d+\.\d{8}$/)
  expect(talked.created_at).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
  expect(rows.map(({ variables }) => variables)).toContainEqual([])
  expect(rows.map(({ answered_by }) => answered_by)).toContain(null)
  const single = (await ask(simulator, `/user/calls/${talked.id}`)).body
  expect(single.created_at).toBe(talked.created_at.replace('T', ' ').replace('Z', ''))
  const made = await ask(simulator, '/user/make_call', {
    method: 'POST',
    body: { phone_number: '+15550101001', assistant_id: 311 },
  })
  expect(made.body).toEqual({ message: 'Call initiated successfully', call_id: expect.any(Number), status: 'initiated' })

  const own = (await readAll(await start('autocalls'))).find(({ status }) => status === 'ended_by_customer')
  expect([typeof own.transcript, typeof own.total_cost]).toEqual(['string', 'number'])
  expect(own.evaluation).toEqual({ sentiment: 'positive', outcome: 'settled', score: 8 })
})

describe('the filter knobs of Zudu', () => {
  const post = (simulator: Simulator, filter_criteria: unknown) =>
    ask(simulator, '/api/calls', { method: 'POST', body: { limit: 100, filter_criteria } })
  const count = async (simulator: Simulator, filter: unknown): Promise<number> =>
    (await post(simulator, filter)).body.data.pagination.total_count

  test('filter-case folds the words of call_status or takes them as they are', async () => {
    const folded = await start('zudu')
    const exact = await start('zudu', { knobs: { 'filter-case': 'exact' } })
    const ended = [...folded.calls()].filter(({ status }) => status === 'ENDED').length
    expect(await count(folded, { call_status: ['ended'] })).toBe(ended)
    expect(await count(exact, { call_status: ['ended'] })).toBe(0)
    expect(await count(exact, { call_status: ['ENDED'] })).toBe(ended)
  })

  test('call-type-filter may be ignored, and is then not echoed', async () => {
    const simulator = await start('zudu', { knobs: { 'call-type-filter': 'ignored' } })
    const { data } = (await post(simulator, { call_type: ['WEB_CALL'], call_status: ['ENDED'] })).body
    expect(data.applied_filters).toEqual({ call_status: ['ENDED'] })
    expect(await count(simulator, { call_type: ['WEB_CALL'] })).toBe(200)
  })

  test('agent-filter takes an array or a string and refuses the other', async () => {
    const array = await start('zudu')
    const string = await start('zudu', { knobs: { 'agent-filter': 'string' } })
    const id = [...array.calls()][0]?.agent?.id
    expect(await count(string, { agent_id: id })).toBe(await count(array, { agent_id: [id] }))
    expect(await post(string, { agent_id: [id] })).toMatchObject({ status: 400, body: { error: 'agent_id must be a string' } })
    expect(await post(array, { agent_id: id })).toMatchObject({
      status: 400,
      body: { error: 'agent_id must be an array of strings' },
    })
  })

  test('applied-filters-echo may be partial, as in the example of the page', async () => {
    const simulator = await start('zudu', { knobs: { 'applied-filters-echo': 'partial' } })
    const duration_ms = { lower_threshold: 30000, upper_threshold: 300000 }
    const { data } = (await post(simulator, { call_status: ['ended'], duration_ms })).body
    expect(data.applied_filters).toEqual({ duration_ms })
    expect(new Set(data.calls.map((row: Json) => row.call_status))).toEqual(new Set(['ENDED']))
    expect((await post(simulator, { call_status: ['ended'] })).body.data.applied_filters).toEqual({})
  })

  test('applied-filters-echo may be absent', async () => {
    const simulator = await start('zudu', { knobs: { 'applied-filters-echo': 'absent' } })
    expect((await post(simulator, { call_status: ['ended'] })).body.data).not.toHaveProperty('applied_filters')
    expect(await count(simulator, { call_status: ['ended'] })).toBeLessThan(200)
  })
})

test.each<[ProviderId, Record<string, unknown>]>([
  ['agentvoice', { call_type: 'inbound' }],
  ['autocalls', { type: 'inbound', date_from: '2026-11-20' }],
  ['talkover', { direction: 'inbound', search: '+15550101007' }],
  ['zudu', { call_status: ['ended'] }],
])('%s passes over every filter where filters are ignored', async (provider, filters) => {
  const simulator = await start(provider, { knobs: { filters: 'ignored' } })
  expect(await readIds(simulator, filters)).toEqual(await readIds(simulator))
  expect((await readIds(await start(provider), filters)).length).toBeLessThan(200)
})

test('ignored filters are not echoed by Zudu, and the agent in the path of TalkOver is no filter', async () => {
  const zudu = await start('zudu', { knobs: { filters: 'ignored' } })
  const body = { filter_criteria: { call_status: ['ended'] } }
  expect((await ask(zudu, '/api/calls', { method: 'POST', body })).body.data.applied_filters).toEqual({})
  const talkover = await start('talkover', { knobs: { filters: 'ignored' } })
  const agentId = [...talkover.calls()][0]?.agent?.id
  const { pagination } = (await ask(talkover, `/agents/${agentId}/calls?status=completed`)).body
  expect(pagination.total).toBe([...talkover.calls()].filter(({ agent }) => agent?.id === agentId).length)
})
