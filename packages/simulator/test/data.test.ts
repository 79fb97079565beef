import { describe, expect, test } from 'vitest'
import { documented } from './all-documented.js'
import { ask, type Json } from './ask.js'
import { providers, start } from './each.js'
import { readAll } from './read-all.js'

/** The members that every row has, and those that some rows lack. */
function membersOf(rowMembers: string): [always: string[], sometimes: string[]] {
  const names = rowMembers.split(' ')
  const sometimes = names.filter((name) => name.endsWith('?'))
  return [names.filter((name) => !sometimes.includes(name)), sometimes.map((name) => name.slice(0, -1))]
}

describe.each(providers)('%s', (provider) => {
  const { id: idMember, idForm, otherEnds, rowMembers, rows: rowsOf, deep } = documented[provider]
  const { statuses, hasNoWord, createdKnobs, hidesCreation } = documented[provider]

  test('has the same data for the same seed and other data for another', async () => {
    const [one, same, other] = await Promise.all([1, 1, 2].map((seed) => start(provider, { seed })))
    expect([...(same?.calls() ?? [])]).toEqual([...(one?.calls() ?? [])])
    expect([...(other?.calls() ?? [])]).not.toEqual([...(one?.calls() ?? [])])
  })

  test('lists the rows that row() makes of its calls, with the documented members and no others', async () => {
    const simulator = await start(provider)
    const rows = new Map((await readAll(simulator)).map((row) => [String(row[idMember]), row]))
    const [always, sometimes] = membersOf(rowMembers)
    const seen = new Set<string>()
    for (const call of simulator.calls()) {
      const members = Object.keys(rows.get(call.id)).sort()
      expect(rows.get(call.id)).toEqual(simulator.row(call))
      expect(members.filter((name) => !sometimes.includes(name))).toEqual(always)
      for (const name of members) seen.add(name)
    }
    expect(sometimes.filter((name) => !seen.has(name))).toEqual([])
  })

  test('speaks every documented status word', async () => {
    const simulator = await start(provider, { calls: 1000 })
    const words = new Set([...simulator.calls()].map(({ status }) => status))
    expect([...words].sort()).toEqual(hasNoWord ? [null] : Object.keys(statuses).sort())
  })

  test('has ids of the documented form and numbers from the range for fiction only', async () => {
    const simulator = await start(provider, { calls: 1000 })
    const calls = [...simulator.calls()]
    expect(new Set(calls.map(({ id }) => id)).size).toBe(1000)
    for (const { id, from, to } of calls) {
      expect(id).toMatch(idForm)
      for (const end of [from, to]) if (end !== null && !otherEnds?.test(end)) expect(end).toMatch(/^\+15550[12]0\d{4}$/)
    }
  })

  test('starts a million calls at once and reads a page from their middle', async () => {
    const simulator = await start(provider, { calls: 1_000_000 })
    const [oldest] = simulator.calls()
    const { rows, path, ...init } = deep(oldest!)
    expect(rowsOf((await ask(simulator, path, init)).body)).toHaveLength(rows)
  })

  if (hidesCreation) return
  test('creates calls one after the other, some in the same second, the newest at the given stamp', async () => {
    const simulator = await start(provider, {
      calls: 500,
      newest: '2026-03-01T00:00:00Z',
      ...(createdKnobs && { knobs: createdKnobs }),
    })
    const created = [...simulator.calls()].map(({ createdAt }) => createdAt ?? Number.NaN)
    expect(created).toEqual([...created].sort((one, other) => one - other))
    expect(created.at(-1)).toBe(Date.parse('2026-03-01T00:00:00Z'))
    expect(new Set(created).size).toBeLessThan(500)
    expect(new Set(created).size).toBeGreaterThan(400)
  })
})

test('Butter marks previews as tests without a direction', async () => {
  const simulator = await start('butter')
  const previews = [...simulator.calls()].filter((call) => (simulator.row(call) as Json).call_type === 'preview')
  expect(previews.length).toBeGreaterThan(0)
  for (const { isTest, direction, customerNumber } of previews) {
    expect({ isTest, direction, customerNumber }).toEqual({ isTest: true, direction: 'unknown', customerNumber: null })
  }
})

test('Butter does not mark previews as tests where the knob says that they are none', async () => {
  const simulator = await start('butter', { knobs: { 'preview-calls': 'real' } })
  expect(new Set([...simulator.calls()].map(({ isTest }) => isTest))).toEqual(new Set([false]))
})

test('TalkOver gives answered calls a duration, as its example does, and others that are not completed none', async () => {
  const simulator = await start('talkover', { calls: 1000 })
  const durations = (word: string) =>
    [...simulator.calls()].filter(({ status }) => status === word).map(({ durationSeconds }) => durationSeconds ?? 0)
  expect(durations('answered').length).toBeGreaterThan(0)
  expect(Math.min(...durations('answered'))).toBeGreaterThan(0)
  for (const word of ['initiated', 'ringing', 'failed', 'busy', 'no-answer']) expect(Math.max(...durations(word))).toBe(0)
  const call = [...simulator.calls()].find(({ status }) => status === 'answered')
  const path = `/agents/${call?.agent?.id}/active-call/${encodeURIComponent(call?.to ?? '')}`
  expect((await ask(simulator, path)).body.data).toContainEqual(
    expect.objectContaining({ id: call?.id, duration_seconds: call?.durationSeconds }),
  )
})

test('Autocalls gives web calls no direction and no numbers', async () => {
  const simulator = await start('autocalls')
  const web = [...simulator.calls()].filter(({ channel }) => channel === 'web')
  expect(web.length).toBeGreaterThan(0)
  for (const call of web) {
    expect(call).toMatchObject({ direction: 'unknown', from: null, to: null })
    expect(simulator.row(call)).toMatchObject({ type: 'web', client_phone_number: null, assistant_phone_number: null })
  }
})
