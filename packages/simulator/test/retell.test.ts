// What is Retell's alone: rows without any stamp, typed filters, a cursor in the body.
import { describe, expect, test } from 'vitest'
import { ask, type Json } from './ask.js'
import { start } from './each.js'
import { readAll, readIds } from './read-all.js'

const LIST = '/v3/list-calls'
const post = (body: unknown) => ({ method: 'POST', body })
const refusal = { status: 400, body: { status: 'error', message: 'Invalid request format, please check API reference.' } }
const starts = (rows: Json[]): (number | undefined)[] => rows.map((row) => row.start_timestamp)

test('a listed call has no transcript; the single call has it, its words in seconds from the start', async () => {
  const simulator = await start('retell', { calls: 40 })
  const [row] = (await readAll(simulator)).filter(({ call_status }) => call_status === 'ended')
  expect(Object.keys(row).filter((name) => name.includes('transcript'))).toEqual([])
  const { body } = await ask(simulator, `/v2/get-call/${row.call_id}`)
  expect(body).toMatchObject(row)
  expect(body.transcript.split('\n')[0]).toMatch(/^Agent: Hello, this is/)
  const [{ role, words }] = body.transcript_object
  expect([role, words[0]]).toEqual(['agent', { word: 'Hello,', start: 1, end: 1.25 }])
})

test('a web call has a token and neither direction nor numbers, a phone call the other way round', async () => {
  for (const row of await readAll(await start('retell', { calls: 60 }))) {
    const isWeb = row.call_type === 'web_call'
    expect(['access_token', 'direction', 'from_number', 'to_number'].map((name) => name in row)).toEqual([
      isWeb,
      !isWeb,
      !isWeb,
      !isWeb,
    ])
  }
})

describe('calls that never began', () => {
  test.each(['first', 'last', 'among'])(
    'stand %s in the descending list, and the other way round in the ascending one',
    async (place) => {
      const simulator = await start('retell', { calls: 300, knobs: { 'null-stamps': place } })
      const stamps = starts(await readAll(simulator, {}, 37))
      const there = stamps.filter((stamp) => stamp !== undefined)
      const missing = stamps.length - there.length
      expect(there).toEqual(there.toSorted((one, other) => other - one))
      expect(missing).toBeGreaterThan(20)
      const [head, tail] = [stamps.slice(0, missing), stamps.slice(-missing)]
      const isAll = (part: typeof stamps) => part.every((stamp) => stamp === undefined)
      expect([isAll(head), isAll(tail)]).toEqual([place === 'first', place === 'last'])
      expect(starts(await readAll(simulator, { sort_order: 'ascending' }, 41))).toEqual(stamps.toReversed())
    },
  )

  test('are those that are registered, and those that were not connected unless the knob shows their start', async () => {
    const without = async (setting: string) => {
      const rows = await readAll(await start('retell', { calls: 300, knobs: { 'not-connected-start': setting } }))
      return [...new Set(rows.flatMap((row) => (row.start_timestamp === undefined ? [row.call_status] : [])))].sort()
    }
    expect([await without('absent'), await without('shown')]).toEqual([['not_connected', 'registered'], ['registered']])
  })

  test('match no filter by their start, or every one where the knob keeps them', async () => {
    const filter = { start_timestamp: { type: 'range', op: 'bt', value: [0, 1] } }
    const count = async (setting: string) =>
      starts(await readAll(await start('retell', { calls: 300, knobs: { 'absent-matches': setting } }), filter))
    expect(await count('dropped')).toEqual([])
    const kept = await count('kept')
    expect(new Set(kept)).toEqual(new Set([undefined]))
  })
})

test('range-bounds says whether the two ends of a range count', async () => {
  for (const [bounds, counted] of [
    ['inclusive', 1],
    ['exclusive', 0],
  ] as const) {
    const simulator = await start('retell', { knobs: { 'range-bounds': bounds } })
    const { startedAt } = [...simulator.calls()].find((call) => call.startedAt !== null)!
    for (const value of [
      [startedAt, startedAt! + 1],
      [startedAt! - 1, startedAt],
    ]) {
      const rows = await readAll(simulator, { start_timestamp: { type: 'range', op: 'bt', value } })
      expect(starts(rows).filter((stamp) => stamp === startedAt)).toHaveLength(counted)
    }
  }
})

test('unseen-filters lets the filter by a batch through, and no other', async () => {
  const simulator = await start('retell', { calls: 100, knobs: { 'unseen-filters': 'ignored' } })
  const text = (value: string) => ({ type: 'string', op: 'eq', value })
  expect(await readIds(simulator, { batch_call_id: text('nothing') })).toHaveLength(100)
  expect(await readIds(simulator, { call_id: text('nothing'), batch_call_id: text('nothing') })).toEqual([])
})

test('number-form puts something between the digits, and filters compare what is written', async () => {
  const simulator = await start('retell', { calls: 60, knobs: { 'number-form': 'grouped' } })
  const [{ to_number: to }] = (await readAll(simulator)).filter(({ direction }) => direction === 'outbound')
  expect(to).toMatch(/^\+1 \(555\) 010-\d{4}$/)
  const found = async (value: string) => (await readIds(simulator, { to_number: { type: 'string', op: 'co', value } })).length
  expect([(await found(to)) > 0, await found(to.replace(/\D/g, ''))]).toEqual([true, 0])
})

test('an agent that opts in to it has its recordings signed', async () => {
  for (const row of await readAll(await start('retell', { calls: 200 }))) {
    expect(row.recording_url?.includes('X-Signature') ?? row.opt_in_signed_url).toBe(row.opt_in_signed_url)
  }
})

test('a page continues after its last call, though that has vanished meanwhile', async () => {
  for (const place of ['first', 'last', 'among']) {
    const simulator = await start('retell', { calls: 80, knobs: { 'null-stamps': place } })
    const all = await readIds(simulator)
    for (let at = 10; at < 80; at += 10) {
      const { body } = await ask(simulator, LIST, post({ limit: at }))
      simulator.vanish(all[at - 1]!)
      const { body: next } = await ask(simulator, LIST, post({ limit: 5, pagination_key: body.pagination_key }))
      const left = all.slice(at, at + 5)
      expect(next.items.map(({ call_id }: Json) => call_id)).toEqual(left)
      all.splice(at - 1, 1)
    }
  }
})

test.each([
  ['a key that nobody gave', { pagination_key: 'nonsense' }],
  ['a key beside rows to skip', { pagination_key: 'x', skip: 1 }],
  ['more rows than a page has', { limit: 1001 }],
  ['no rows', { limit: 0 }],
  ['a body that is a list', []],
])('refuses %s', async (_, body) => {
  const answer = await ask(await start('retell'), LIST, post(body))
  expect({ status: answer.status, body: answer.body }).toEqual(refusal)
})

test('counts all that match where it is asked to, whatever the page', async () => {
  const simulator = await start('retell', { calls: 90 })
  const filter_criteria = { call_status: { type: 'enum', op: 'in', value: ['ended'] } }
  const ended = [...simulator.calls()].filter(({ status }) => status === 'ended').length
  const total = async (more: object) => (await ask(simulator, LIST, post({ filter_criteria, limit: 7, ...more }))).body.total
  expect([await total({ include_total: true }), await total({ include_total: true, skip: 30 }), await total({})]).toEqual([
    ended,
    ended,
    undefined,
  ])
})
