import { describe, expect, test } from 'vitest'
import type { CallChanges, CallState, ProviderId, SimulatedCall, Simulator } from '../src/index.js'
import { documented } from './all-documented.js'
import { ask, type Json } from './ask.js'
import type { PartOfCall } from './documented.js'
import { providers, start } from './each.js'
import { readAll, readIds } from './read-all.js'
import { validatorOf } from './spec.js'

const NOON = Date.parse('2026-11-20T12:00:00Z')
const MINUTE = 60_000
const ONGOING: CallState[] = ['queued', 'ringing', 'in_progress']

const isNothing = (value: unknown) =>
  value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)

async function rowOf(simulator: Simulator, { id }: SimulatedCall): Promise<Json> {
  const { id: member } = documented[simulator.provider]
  return (await readAll(simulator)).find((row) => String(row[member]) === id)
}

const partOf = async (simulator: Simulator, call: SimulatedCall, { path, of }: PartOfCall): Promise<unknown> =>
  of(path ? (await ask(simulator, path(call.id))).body : await rowOf(simulator, call))

/** Whether the list has a call: some platforms list none that goes on. */
const isListed = (provider: ProviderId, { endedAt }: SimulatedCall): boolean =>
  !documented[provider].listsEnded || endedAt !== null

/** The list shows a call as it is by now, and the single call, where there is one, says the same. */
async function expectShown(simulator: Simulator, { id }: SimulatedCall): Promise<void> {
  const { get, call: of, asRow } = documented[simulator.provider]
  const call = simulator.call(id)!
  const row = await rowOf(simulator, call)
  if (!isListed(simulator.provider, call)) return expect(row).toBeUndefined()
  expect(row).toEqual(simulator.row(call))
  if (!get || !of) return
  const single = of((await ask(simulator, get(id).path)).body)
  const shown = asRow?.(single) ?? single
  const names = Object.keys(row).filter((name) => !asRow || name in shown)
  expect(names.map((name) => [name, shown[name]])).toEqual(names.map((name) => [name, row[name]]))
}

const validators = new Map<ProviderId, Awaited<ReturnType<typeof validatorOf>>>()

/** Every answer about calls is what the spec allows. */
async function expectValid(simulator: Simulator): Promise<void> {
  const validator = validators.get(simulator.provider) ?? (await validatorOf(simulator.provider))
  validators.set(simulator.provider, validator)
  for (const { operation, method, path, body, invalid, status } of documented[simulator.provider].cases(simulator)) {
    if (method !== undefined || invalid || status !== 200) continue
    const answer = await ask(simulator, path, { body })
    expect([path, answer.status]).toEqual([path, expect.not.toSatisfy((code) => code >= 500)])
    // A store of few calls may lack the one that a case is about.
    if (answer.status !== 200) continue
    expect({ path, errors: validator.validateResponse(answer.body, operation, 200).errors }).toEqual({ path, errors: null })
  }
}

describe.each(providers)('%s', (provider) => {
  const { statuses, parts } = documented[provider]
  const hasStates = Object.keys(statuses).length > 0
  const goesOn = Object.values(statuses).some((state) => ONGOING.some((each) => each === state))

  /** Where rows have no status, any call may be. */
  const isCompleted = ({ state }: SimulatedCall) => !hasStates || state === 'completed'

  test('shows a call that is revised as it is then, in the list, in the single call and in calls()', async () => {
    const simulator = await start(provider, { calls: 30 })
    const [call] = simulator.arrive(1, { state: 'queued' })
    expect(call && simulator.call(call.id)).toEqual(call)
    for (const state of ['queued', 'in_progress', 'completed'] as const) {
      const revised = simulator.revise(call!.id, { state })!
      expect(simulator.call(call!.id)).toEqual(revised)
      expect([...simulator.calls()].at(-1)).toEqual(revised)
      await expectShown(simulator, revised)
      // A platform without a word for it says nothing.
      if (state === 'completed') expect(revised.state).toBe(hasStates ? 'completed' : 'unknown')
      else expect(goesOn ? ONGOING : ['unknown']).toContain(revised.state)
      await expectValid(simulator)
    }
  })

  test('shows the duration that it is given, also while the call goes on, where it shows any', async () => {
    const simulator = await start(provider, { calls: 30 })
    const shown = [...simulator.calls()].some(({ durationSeconds }) => durationSeconds !== null)
    const [call] = simulator.arrive(1, { state: 'in_progress', durationSeconds: 12 })
    expect(simulator.call(call!.id)).toMatchObject({ durationSeconds: shown ? 12 : null, state: call!.state })
    await expectShown(simulator, call!)
  })

  test('tells with every change that the call was changed', async () => {
    const simulator = await start(provider, { calls: 3 })
    const [{ id, updatedAt }] = simulator.calls() as Iterable<SimulatedCall> & [SimulatedCall]
    const later = simulator.revise(id, { recording: true })?.updatedAt ?? null
    expect(later === null ? updatedAt : later > updatedAt!).toBe(later === null ? null : true)
    const told = simulator.revise(id, { updatedAt: NOON })?.updatedAt ?? null
    expect(told).toBe(later === null ? null : NOON)
  })

  test('filters a revised call by what it is then', async () => {
    const simulator = await start(provider, { calls: 40 })
    const [{ id }] = simulator.arrive(1, { state: 'queued' }) as [SimulatedCall]
    for (const state of ['queued', 'completed'] as const) {
      const call = simulator.revise(id, { state })!
      // The filters for the words of a call that is over.
      const over = documented[provider].filters({ ...call, ...simulator.revise(id, { state: 'completed' }) })
      simulator.revise(id, { state })
      for (const { filters, keeps } of over) {
        const found = (await readIds(simulator, filters)).includes(id)
        const isKept = isListed(provider, call) && keeps(call, simulator.row(call) as Json)
        expect([filters, found]).toEqual([filters, isKept])
      }
    }
  })

  test.each(parts.map((each) => [each.part, each] as const))('lets the %s come later', async (part, where) => {
    const simulator = await start(provider, { calls: 30 })
    const [call] = simulator.arrive(1, { state: 'completed', [part]: false })
    expect(await partOf(simulator, call!, where)).toSatisfy(isNothing)
    await expectValid(simulator)
    simulator.revise(call!.id, { [part]: true })
    expect(await partOf(simulator, call!, where)).not.toSatisfy(isNothing)
    await expectShown(simulator, call!)
  })

  test('revises no call that is not there', async () => {
    const simulator = await start(provider, { calls: 3 })
    const [{ id }] = [...simulator.calls()] as [SimulatedCall]
    simulator.vanish(id)
    expect([simulator.revise(id, { state: 'completed' }), simulator.call(id)]).toEqual([undefined, undefined])
    expect(simulator.revise('nothing', {})).toBeUndefined()
  })

  test('has with a clock one story for every call: it goes on, ends once, and has its parts after that', async () => {
    let now = NOON
    const simulator = await start(provider, { calls: 20, clock: () => now })
    expect([...simulator.calls()]).toHaveLength(20)
    const [call] = simulator.arrive(1)
    const stories = new Map<string, CallState[]>()
    const createdAt = call!.createdAt ?? call!.startedAt
    // A row without a stamp of creation may have none at all yet.
    expect(createdAt).toBe(documented[provider].hidesCreation && call!.startedAt === null ? null : NOON)
    const order = ['unknown', ...ONGOING]
    for (; now < NOON + 40 * MINUTE; now += 20_000) {
      for (const each of simulator.calls()) {
        const story = stories.get(each.id) ?? []
        if (story.at(-1) !== each.state) stories.set(each.id, [...story, each.state])
      }
    }
    for (const story of stories.values()) {
      const going = story.filter((state, position) => order.includes(state) && (position === 0 || state !== 'unknown'))
      // What goes on goes forward, and one state at most, the last, is over.
      expect(going).toEqual(going.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)))
      expect(story.length - going.length).toBeLessThan(2)
    }
    expect(ONGOING.concat('unknown')).toContain(stories.get(call!.id)?.[0])
    // Five minutes are between two calls, and each of those that arrived is there.
    expect(stories.size).toBeGreaterThan(25)
    const listed = [...stories.keys()].filter((id) => isListed(provider, simulator.call(id)!))
    expect((await readIds(simulator)).toSorted()).toEqual(listed.toSorted())
    await expectShown(simulator, call!)
    await expectValid(simulator)
  })

  test('is the same with a clock for the same seed and time, however often it was asked before', async () => {
    const times = { one: NOON, other: NOON }
    const [one, other] = [
      await start(provider, { calls: 20, clock: () => times.one }),
      await start(provider, { calls: 20, clock: () => times.other }),
    ]
    for (; times.one < NOON + 12 * MINUTE; times.one += 7_000) await readIds(one)
    times.other = times.one
    expect([...other.calls()]).toEqual([...one.calls()])
    expect(await readAll(other)).toEqual(await readAll(one))
  })

  test.each(parts.map((each) => [each.part, each] as const))('has with a clock the %s after the end', async (_, where) => {
    let now = NOON + 60 * MINUTE
    const options = { calls: 1, newest: new Date(NOON).toISOString(), clock: () => now }
    const ended = await start(provider, options)
    const found: SimulatedCall[] = []
    for (const call of ended.calls()) if (isCompleted(call) && !isNothing(await partOf(ended, call, where))) found.push(call)
    const [{ id }] = found as [SimulatedCall]

    now = NOON
    const simulator = await start(provider, options)
    const seen: unknown[] = []
    for (; now < NOON + 60 * MINUTE; now += 15_000) {
      const call = simulator.call(id)
      if (call && isCompleted(call)) seen.push(isNothing(await partOf(simulator, call, where)))
    }
    expect(seen.toSorted((one, other) => Number(other) - Number(one))).toEqual(seen)
    expect([seen[0], seen.at(-1)]).toEqual([true, false])
  })
})

test('a state for which a platform has no word is refused with those that it has', async () => {
  const simulator = await start('talkover', { calls: 1 })
  const [{ id }] = [...simulator.calls()] as [SimulatedCall]
  expect(() => simulator.revise(id, { state: 'canceled' })).toThrow(
    'Invalid state: received "canceled", for which the platform has no word. Pass one of completed, queued, ringing, in_progress, failed, busy, no_answer.',
  )
})

test.each<[object | null, string]>([
  [null, 'Invalid changes: received null. Pass an object.'],
  [{ status: 'completed' }, 'Unknown member of changes: status. Known: state, startedAt, endedAt, updatedAt, durationSeconds, '],
  [{ endedAt: '2026-11-20T12:00:00Z' }, 'Invalid endedAt: received "2026-11-20T12:00:00Z". Pass epoch milliseconds, or null.'],
  [{ startedAt: Number.NaN }, 'Invalid startedAt: received NaN. Pass epoch milliseconds, or null.'],
  [{ updatedAt: null }, 'Invalid updatedAt: received null. Pass epoch milliseconds.'],
  [{ durationSeconds: -1 }, 'Invalid durationSeconds: received -1. Pass a number of 0 or more, or null.'],
  [{ durationSeconds: '67' }, 'Invalid durationSeconds: received "67". Pass a number of 0 or more, or null.'],
  [{ recording: 'late' }, 'Invalid recording: received "late". Pass true or false.'],
])('changes that no call can have are refused, and nothing changes: %j', async (changes, message) => {
  const simulator = await start('butter', { calls: 2 })
  const before = [...simulator.calls()]
  // What the compiler would not let through.
  const wrong = changes as CallChanges
  expect(() => simulator.revise(before[0]!.id, wrong)).toThrow(message)
  expect(() => simulator.arrive(1, wrong)).toThrow(message)
  expect([...simulator.calls()]).toEqual(before)
})

test('a call that is made where there is a clock goes on as the others do', async () => {
  let now = NOON
  const simulator = await start('talkover', { calls: 3, clock: () => now })
  const agentId = [...simulator.calls()][0]?.agent?.id
  const { body } = await ask(simulator, `/agents/${agentId}/call`, { method: 'POST', body: { to: '+15550101001' } })
  expect(simulator.call(body.data.id)).toMatchObject({ state: 'queued', createdAt: NOON, to: '+15550101001' })
  now += 20 * MINUTE
  expect(ONGOING).not.toContain(simulator.call(body.data.id)?.state)
  expect(simulator.call(body.data.id)).toMatchObject({ to: '+15550101001', direction: 'outbound' })
})

test.each([() => Number.NaN, () => Number.POSITIVE_INFINITY])('a clock that tells no time is refused', async (clock) => {
  await expect(start('butter', { clock })).rejects.toThrow('Pass a function that gives epoch milliseconds.')
})
