import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startSimulator } from '../src/index.js'
import { ask, type Json } from './ask.js'
import { providers, start } from './each.js'
import { readIds } from './read-all.js'

describe.each(providers)('%s', (provider) => {
  test('yields every call exactly once, whatever the size of the pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 45 }),
        fc.integer(),
        async (calls, size, seed) => {
          const simulator = await startSimulator(provider, { calls, seed })
          try {
            const ids = [...simulator.calls()].map(({ id }) => id)
            expect((await readIds(simulator, {}, size)).sort()).toEqual(ids.sort())
          } finally {
            await simulator.close()
          }
        },
      ),
      { numRuns: 15 },
    )
  })

  test('lists calls that arrive and leaves out calls that vanish', async () => {
    const simulator = await start(provider, { calls: 30 })
    const before = await readIds(simulator)
    const arrived = simulator.arrive(3)
    expect(simulator.vanish(before[10] ?? '')).toBe(true)
    expect(simulator.vanish(before[10] ?? '')).toBe(false)
    expect(simulator.vanish('nothing')).toBe(false)
    const after = await readIds(simulator)
    expect(new Set(after)).toEqual(new Set([...before.filter((_, position) => position !== 10), ...arrived.map(({ id }) => id)]))
    expect(after).toHaveLength(32)
    // Newest first: what arrived stands at the front.
    expect(new Set(after.slice(0, 3))).toEqual(new Set(arrived.map(({ id }) => id)))
    expect([...simulator.calls()].map(({ id }) => id).sort()).toEqual([...after].sort())
  })
})

test('TalkOver counts pages from 1 and has null bounds on an empty page', async () => {
  const simulator = await start('talkover', { calls: 45 })
  expect((await ask(simulator, '/calls')).body.pagination).toEqual({
    current_page: 1,
    last_page: 3,
    per_page: 20,
    total: 45,
    from: 1,
    to: 20,
  })
  expect((await ask(simulator, '/calls?page=3')).body.pagination).toEqual({
    current_page: 3,
    last_page: 3,
    per_page: 20,
    total: 45,
    from: 41,
    to: 45,
  })
  const beyond = (await ask(simulator, '/calls?page=4&per_page=100')).body
  expect(beyond.data).toEqual([])
  expect(beyond.pagination).toEqual({ current_page: 4, last_page: 1, per_page: 100, total: 45, from: null, to: null })
})

test('TalkOver calls the counters of agents meta', async () => {
  const { body } = await ask(await start('talkover'), '/agents?per_page=2&page=3')
  expect(Object.keys(body)).toEqual(['success', 'data', 'meta'])
  expect(body.meta).toEqual({ current_page: 3, per_page: 2, total: 5, last_page: 3 })
})

test('AgentVoice says whether rows follow', async () => {
  const simulator = await start('agentvoice', { calls: 120 })
  expect((await ask(simulator, '/calls')).body.pagination).toEqual({ total: 120, limit: 50, offset: 0, has_more: true })
  expect((await ask(simulator, '/calls?offset=70')).body.pagination).toEqual({
    total: 120,
    limit: 50,
    offset: 70,
    has_more: false,
  })
  expect((await ask(simulator, '/calls?limit=10&offset=500')).body).toEqual({
    data: [],
    pagination: { total: 120, limit: 10, offset: 500, has_more: false },
  })
})

test('Zudu counts pages from 0 and sorts by start, newest first', async () => {
  const simulator = await start('zudu', { calls: 120 })
  const { body } = await ask(simulator, '/api/calls', { method: 'POST', body: { page: 2, limit: 50 } })
  expect(body.data.calls).toHaveLength(20)
  expect({ ...body, data: { ...body.data, organization_id: '', calls: [] } }).toEqual({
    message: 'Calls retrieved successfully',
    status: 'success',
    error: null,
    data: {
      organization_id: '',
      calls: [],
      pagination: { page: 2, limit: 50, total_count: 120, total_pages: 3, has_next_page: false, has_previous_page: true },
      returned_count: 20,
      sort_order: 'descending',
      sort_by: 'start_timestamp',
      applied_filters: {},
    },
  })
})

test.each([
  ['start_timestamp', (row: Json) => row.start_timestamp],
  ['end_timestamp', (row: Json) => row.end_timestamp],
  ['call_duration', (row: Json) => row.call_duration],
  ['call_id', (row: Json) => row.call_id],
])('Zudu sorts by %s in both directions', async (sort_by, value) => {
  const simulator = await start('zudu', { calls: 90 })
  const read = async (sort_order: string): Promise<Json[]> =>
    (await ask(simulator, '/api/calls', { method: 'POST', body: { limit: 100, sort_by, sort_order } })).body.data.calls
  const ascending = await read('ascending')
  const values = ascending.map(value).filter((each) => each !== null)
  expect(values).toEqual([...values].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)))
  expect((await read('descending')).map(({ id }) => id)).toEqual(ascending.map(({ id }) => id).reverse())
})

test.each(['started_at', 'ended_at', 'created_at'])('AgentVoice orders by %s in both directions', async (order_by) => {
  const simulator = await start('agentvoice', { calls: 90, spacingSeconds: 5 })
  const read = async (order: string): Promise<Json[]> =>
    (await ask(simulator, `/calls?limit=100&order_by=${order_by}&order=${order}`)).body.data
  const ascending = await read('asc')
  expect(ascending.map((row) => row[order_by])).toEqual(ascending.map((row) => row[order_by]).sort())
  expect((await read('desc')).map(({ id }) => id)).toEqual(ascending.map(({ id }) => id).reverse())
})

test('AgentVoice orders differently by start than by creation', async () => {
  const simulator = await start('agentvoice', { calls: 90, spacingSeconds: 5 })
  const ids = async (order_by: string): Promise<string[]> => readIds(simulator, { order_by })
  expect(await ids('started_at')).not.toEqual(await ids('created_at'))
})

test('Autocalls answers with the whole paginator of Laravel at the top level', async () => {
  const simulator = await start('autocalls', { calls: 45 })
  const path = `${simulator.baseUrl}/user/calls`
  const { data, ...rest } = (await ask(simulator, '/user/calls?page=2')).body
  expect(data).toHaveLength(15)
  expect(rest).toEqual({
    current_page: 2,
    first_page_url: `${path}?page=1`,
    from: 16,
    last_page: 3,
    last_page_url: `${path}?page=3`,
    links: [
      { url: `${path}?page=1`, label: '&laquo; Previous', active: false },
      { url: `${path}?page=1`, label: '1', active: false },
      { url: `${path}?page=2`, label: '2', active: true },
      { url: `${path}?page=3`, label: '3', active: false },
      { url: `${path}?page=3`, label: 'Next &raquo;', active: false },
    ],
    next_page_url: `${path}?page=3`,
    path,
    per_page: 15,
    prev_page_url: `${path}?page=1`,
    to: 30,
    total: 45,
  })
})

test.each([
  [1, '1 2 3 4 5 6 7 8 9 10 ... 39 40'],
  [20, '1 2 ... 17 18 19 20 21 22 23 ... 39 40'],
  [40, '1 2 ... 31 32 33 34 35 36 37 38 39 40'],
])('Autocalls leaves out far links on page %i of 40', async (page, labels) => {
  const simulator = await start('autocalls', { calls: 40 })
  const { links } = (await ask(simulator, `/user/calls?per_page=1&page=${page}`)).body
  expect(
    links
      .slice(1, -1)
      .map(({ label }: { label: string }) => label)
      .join(' '),
  ).toBe(labels)
})

test('Butter continues after the call in the cursor, so that arrivals shift nothing', async () => {
  const simulator = await start('butter', { calls: 30 })
  const all = await readIds(simulator)
  const first = (await ask(simulator, '/api/calls?limit=10')).body
  expect(first.pagination).toEqual({ next_cursor: expect.any(String), has_more: true, page_size: 10 })
  expect(JSON.parse(atob(first.pagination.next_cursor))).toEqual({ call_sid: all[9] })
  simulator.arrive(5)
  simulator.vanish(all[9] ?? '')
  const next = (await ask(simulator, `/api/calls?limit=20&cursor=${encodeURIComponent(first.pagination.next_cursor)}`)).body
  expect(next.data.map((row: Json) => row.call_sid)).toEqual(all.slice(10))
  expect(next.pagination).toEqual({ next_cursor: null, has_more: false, page_size: 20 })
})
