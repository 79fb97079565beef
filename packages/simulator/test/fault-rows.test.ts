import { describe, expect, test } from 'vitest'
import type { CallWire } from '../src/define-simulator.js'
import { type FaultName, type FaultRule, faults, type ProviderId, type SimulatedCall, type Simulator } from '../src/index.js'
import { simulators } from '../src/simulators.js'
import { documented } from './all-documented.js'
import { ask, type Json } from './ask.js'
import { providers, start } from './each.js'
import { rawAsk } from './raw.js'
import { readAll } from './read-all.js'

type Row = Record<string, unknown>

const each = (row: Row, change: (name: string, value: unknown) => unknown): Row =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      const changed = change(name, value)
      return changed === undefined ? [] : [[name, changed]]
    }),
  )

/** What each fault makes of a row. */
const altered: Partial<Record<FaultName, (row: Row, provider: ProviderId) => Row>> = {
  'unknown-enum': (row, provider) =>
    each(row, (name, value) => (documented[provider].words.includes(name) ? 'word-of-a-later-version' : value)),
  'null-fields': (row, provider) => each(row, (name, value) => (isKept(provider, name) ? value : null)),
  'missing-fields': (row, provider) => each(row, (name, value) => (isKept(provider, name) ? value : undefined)),
  'empty-texts': (row, provider) => each(row, (name, value) => (isKept(provider, name) ? value : '')),
  'empty-arrays': (row, provider) => each(row, (name, value) => (isKept(provider, name) ? value : [])),
  'unset-stamps': (row, provider) =>
    each(row, (name, value) => {
      if (isKept(provider, name) || value === null) return value
      if (isMailDate(value)) return 'Mon, 01 Jan 0001 00:00:00 +0000'
      if (!isStampName(name, provider)) return value
      return isIso(value) ? '0001-01-01T00:00:00Z' : typeof value === 'string' ? value : 0
    }),
  'stamps-without-offset': (row, provider) =>
    each(row, (name, value) =>
      isStampName(name, provider) && isIso(value) ? value.replace(/T|Z/g, (letter) => (letter === 'T' ? ' ' : '')) : value,
    ),
  'numbers-as-texts': (row, provider) =>
    each(row, (name, value) =>
      name !== documented[provider].id && ['number', 'boolean'].includes(typeof value) ? `${value}` : value,
    ),
  'epoch-seconds': (row, provider) =>
    each(row, (name, value) => (isStampName(name, provider) && typeof value === 'number' ? Math.floor(value / 1000) : value)),
  'wrong-types': (row, provider) =>
    each(row, (name, value) => (name === documented[provider].id ? value : Array.isArray(value) ? {} : [value])),
  'extra-fields': (row) => ({
    ...JSON.parse('{"__proto__":{"polluted":true}}'),
    constructor: { prototype: { polluted: true } },
    toString: 'text',
    hasOwnProperty: null,
    later_version: { list: [1, '2', null] },
    ...row,
  }),
  'number-forms': (row) => JSON.parse(JSON.stringify(row), (_, value) => (/^\+\d{7,}$/.test(value) ? numberForms(value) : value)),
}

/** By its last digit, from 0 on. */
const numberForms = (number: string) =>
  [
    `sip:${number}@203.0.113.5:5060;user=phone`,
    `"Desk 2" <sips:${number};isub=3@pbx.example.com>;tag=4`,
    number.replace('+', 'sip:').concat('@203.0.113.5'),
    `tel:${number};ext=12`,
    number.replace(/^\+(.)(...)/, 'tel:+$1-$2-'),
    `${number},,123#`,
    `${number}x12`,
    number.replace(/^\+(.)(...)(.*)/, '+$1 ($2) $3 ext. 12'),
    number.replace('+', '00'),
    number.replace('+', ''),
  ][Number(number.at(-1))]

const isMailDate = (value: unknown) => typeof value === 'string' && /^[A-Z][a-z]{2}, \d\d [A-Z]/.test(value)

const isIso = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)

const isStampName = (name: string, provider: ProviderId) =>
  /(_at|At|_time|_timestamp|_end)$|^ended$/.test(name) || documented[provider].stamps.includes(name)

const isKept = (provider: ProviderId, name: string): boolean =>
  name === documented[provider].id || documented[provider].stamps.includes(name)

const plain = (row: unknown): Row => JSON.parse(JSON.stringify(row))

/** Newest first, as all platforms list when no knob is turned. */
const newestFirst = (simulator: Simulator): SimulatedCall[] => {
  const calls = [...simulator.calls()]
  return calls.sort((one, other) => at(other) - at(one) || other.index - one.index)
}
const at = (call: SimulatedCall): number =>
  call.startedAt !== null && call.createdAt === null ? call.startedAt : (call.createdAt ?? 0)

const cases = providers.flatMap((provider) =>
  Object.entries(altered).flatMap(([fault, alter]) =>
    faults[provider].some((name) => name === fault) ? [{ provider, fault, alter }] : [],
  ),
)

describe.each(cases)('$fault at $provider', ({ provider, fault, alter }) => {
  // The keys of `altered` are names of faults.
  const rule: FaultRule = { fault: fault as FaultName }

  test('alters every third call of a list, and isAltered tells which', async () => {
    const simulator = await start(provider, { calls: 60, faults: [rule] })
    const rows: Row[] = await readAll(simulator, {}, 25)
    const calls = [...simulator.calls()]
    const byId = new Map(calls.map((call) => [call.id, call]))
    const expected = rows.map((row) => {
      const call = byId.get(String(row[documented[provider].id]))!
      const own = plain(simulator.row(call))
      return simulator.isAltered(call) ? plain(alter(own, provider)) : own
    })
    expect(rows).toEqual(expected)
    expect(rows.map((row) => JSON.stringify(row))).toEqual(expected.map((row) => JSON.stringify(row)))
    const indexes = calls.filter((call) => simulator.isAltered(call)).map(({ index }) => index)
    const [first = -1] = indexes
    expect(indexes).toEqual(Array.from({ length: 20 }, (_, position) => first + 3 * position))
    expect(first).toBeLessThan(3)
    expect(calls.filter((call) => simulator.isAltered(call, fault as FaultName)).map(({ index }) => index)).toEqual(indexes)
    expect(calls.filter((call) => simulator.isAltered(call, '500'))).toEqual([])
  })

  test('alters the same calls when they are asked for one by one', async () => {
    const { get, call: callOf } = documented[provider]
    if (!get || !callOf) return expect(Object.values(simulators[provider].calls.operations)).not.toContain('get')
    const simulator = await start(provider, { calls: 9, faults: [rule] })
    const untouched = await start(provider, { calls: 9 })
    const single = async (from: Simulator, call: SimulatedCall): Promise<Row> => {
      const { body } = await rawAsk(from, get(call.id))
      return callOf(JSON.parse(body))
    }
    for (const call of simulator.calls()) {
      const own = await single(untouched, call)
      const received = await single(simulator, call)
      expect(JSON.stringify(received)).toBe(JSON.stringify(simulator.isAltered(call) ? plain(alter(own, provider)) : own))
    }
    expect([...simulator.calls()].filter((call) => simulator.isAltered(call))).toHaveLength(3)
  })
})

test('the distance between altered calls can be set, and so can the only member that is altered', async () => {
  const simulator = await start('butter', { calls: 8, faults: [{ fault: 'wrong-types', value: 1, at: [1] }] })
  simulator.fault({ fault: 'missing-fields', value: 'call_sid', at: [2] })
  simulator.fault({ fault: 'null-fields', value: 'no_such_member', at: [3] })
  const rows = async (): Promise<Row[]> => (await ask(simulator, '/api/calls')).body.data
  expect((await rows()).map(({ status }) => status)).toEqual(newestFirst(simulator).map(({ status }) => [status]))
  const own = newestFirst(simulator).map((call) => plain(simulator.row(call)))
  const withoutId = await rows()
  expect(withoutId).toEqual(
    newestFirst(simulator).map((call, position) => {
      const { call_sid, ...rest } = own[position]!
      return simulator.isAltered(call, 'missing-fields') ? rest : { call_sid, ...rest }
    }),
  )
  expect(withoutId.filter((row) => !('call_sid' in row)).length).toBeGreaterThan(1)
  expect(await rows()).toEqual(own)
  expect([...simulator.calls()].some((call) => simulator.isAltered(call, 'null-fields'))).toBe(false)
})

test('another seed alters other calls', async () => {
  const first = async (seed: number): Promise<number> => {
    const simulator = await start('butter', { calls: 50, seed, faults: [{ fault: 'null-fields', value: 50 }] })
    await ask(simulator, '/api/calls')
    return [...simulator.calls()].findIndex((call) => simulator.isAltered(call))
  }
  expect(await first(1)).toBe(await first(1))
  expect(new Set([await first(1), await first(2), await first(3)]).size).toBe(3)
})

test.each(providers)('a refusal of %s passes a row fault untouched', async (provider) => {
  const simulator = await start(provider, { faults: [{ fault: 'null-fields' }] })
  const { list, get } = documented[provider]
  const request = get?.('00000000-0000-4000-8000-000000000000') ?? list
  const refused = (from: Simulator) => ask(from, request.path, { ...request, ...(!get && { headers: {} }) })
  const { status, body } = await refused(simulator)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(body).toEqual((await refused(await start(provider))).body)
})

test.each(providers.filter((provider) => documented[provider].get))(
  'another call of %s comes whole, in place of the one asked for',
  async (provider) => {
    const { get } = documented[provider]
    const simulator = await start(provider, { calls: 3 })
    const read = async ({ id }: { id: string }) => (await ask(simulator, get!(id).path, get!(id))).body
    const calls = newestFirst(simulator)
    const own = await Promise.all(calls.map(read))
    simulator.fault({ fault: 'another-call' })
    for (const [index, call] of calls.entries()) {
      const answered = await read(call)
      expect(answered).not.toEqual(own[index])
      expect(own).toContainEqual(answered)
    }
  },
)

test.each(providers)('JSON of any depth stands in the first row of %s', async (provider) => {
  const simulator = await start(provider, { calls: 5, faults: [{ fault: 'deep-json', value: 50_000, times: 1 }] })
  const { body } = await rawAsk(simulator, documented[provider].list)
  const own = await rawAsk(simulator, documented[provider].list)
  const nested = '['.repeat(50_000) + ']'.repeat(50_000)
  expect(body.split(nested)).toHaveLength(2)
  expect(body.replace(`,"later_version":${nested}`, '')).toBe(own.body)
  expect(newestFirst(simulator).map((call) => simulator.isAltered(call, 'deep-json'))).toEqual([true, false, false, false, false])
})

const countersOf = (provider: ProviderId): NonNullable<CallWire['counters']> => {
  const calls: CallWire = simulators[provider].calls
  return calls.counters ?? {}
}

describe('a repeated page', () => {
  const numbered = providers.filter((provider) => documented[provider].page)
  const read = async (simulator: Simulator, page: number): Promise<Json> => {
    const { path, ...init } = documented[simulator.provider].page!(page)
    return (await ask(simulator, path, init)).body
  }

  test('is tried wherever pages are told by number or offset', () => {
    expect(numbered).toEqual(providers.filter((provider) => ['page', 'offset'].includes(documented[provider].pagesBy)))
  })

  test.each(numbered)('of %s is the one before, with its counters', async (provider) => {
    const simulator = await start(provider)
    const [first, second] = [await read(simulator, 0), await read(simulator, 1)]
    simulator.fault({ fault: 'repeated-page' })
    expect(await read(simulator, 1)).toEqual(first)
    expect(await read(simulator, 2)).toEqual(second)
    expect(await read(simulator, 0)).toEqual(first)
  })

  test.each(numbered)('of %s can come under the counters of the one asked for', async (provider) => {
    const { rows } = documented[provider]
    const simulator = await start(provider)
    const [first, wanted] = [await read(simulator, 0), await read(simulator, 1)]
    rows(wanted).splice(0, Number.POSITIVE_INFINITY, ...rows(first))
    simulator.fault({ fault: 'repeated-page', value: 'rows' })
    expect(await read(simulator, 1)).toEqual(wanted)
  })

  test('of a list with cursors is the first', async () => {
    const simulator = await start('butter')
    const first = (await ask(simulator, '/api/calls?limit=10')).body
    const cursor = encodeURIComponent(first.pagination.next_cursor)
    simulator.fault({ fault: 'repeated-page' })
    expect((await ask(simulator, `/api/calls?limit=10&cursor=${cursor}`)).body).toEqual(first)
  })
})

describe('pages that do not add up', () => {
  const numbered = providers.filter((provider) => documented[provider].page)
  const read = async (simulator: Simulator, page: number): Promise<Json> => {
    const { path, ...init } = documented[simulator.provider].page!(page)
    return (await ask(simulator, path, init)).body
  }
  const idsOf = (provider: ProviderId, body: Json): unknown[] =>
    documented[provider].rows(body).map((row) => row[documented[provider].id])

  test.each(numbered)('of %s hold the rows of the first under the counters of the page asked for', async (provider) => {
    const { rows } = documented[provider]
    const simulator = await start(provider)
    const [first, wanted] = [await read(simulator, 0), await read(simulator, 2)]
    rows(wanted).splice(0, Number.POSITIVE_INFINITY, ...rows(first))
    simulator.fault({ fault: 'first-page-again' })
    expect(await read(simulator, 2)).toEqual(wanted)
  })

  test.each(numbered)('of %s begin with rows of the page before, in place of their own', async (provider) => {
    const simulator = await start(provider)
    const [first, second] = [idsOf(provider, await read(simulator, 0)), idsOf(provider, await read(simulator, 1))]
    simulator.fault({ fault: 'tied-rows', value: 3 })
    expect(idsOf(provider, await read(simulator, 0))).toEqual(first)
    expect(idsOf(provider, await read(simulator, 1))).toEqual([...first.slice(-3), ...second.slice(3)])
  })

  test.each(numbered)('of %s are small and name nothing but the total', async (provider) => {
    const simulator = await start(provider)
    const whole = await read(simulator, 0)
    simulator.fault({ fault: 'small-pages', value: 4 })
    const small = await read(simulator, 0)
    expect(idsOf(provider, small)).toEqual(idsOf(provider, whole).slice(0, 4))
    for (const [name, path] of Object.entries(countersOf(provider))) {
      const member = path.reduce<Json>((value, part) => value?.[part], small)
      expect(member).toBe(name === 'total' ? 200 : undefined)
    }
  })

  test.each(numbered)('of %s are empty and claim more', async (provider) => {
    const simulator = await start(provider)
    simulator.fault({ fault: 'endless-pages' })
    const body = await read(simulator, 1)
    expect(idsOf(provider, body)).toEqual([])
    const { total = [], hasMore } = countersOf(provider)
    const member = (path: readonly string[]) => path.reduce<Json>((value, part) => value?.[part], body)
    if (total.length > 0) expect(member(total)).toBe(1e9)
    if (hasMore) expect(member(hasMore)).toBe(true)
  })

  test.each(numbered)('of %s are refused behind the end, and nowhere else', async (provider) => {
    const { path, ...init } = documented[provider].page!(20)
    const simulator = await start(provider)
    simulator.fault({ fault: 'refused-behind-the-end', value: 422 })
    expect((await ask(simulator, path, init)).status).toBe(422)
    const last = documented[provider].page!(19)
    expect((await ask(simulator, last.path, last)).status).toBe(200)
  })

  test('of Butter have flags as numbers, counters as texts, broken cursors, another spelling, or new cursors without rows', async () => {
    const simulator = await start('butter')
    const page = async (cursor: string): Promise<Json> => (await ask(simulator, `/api/calls?limit=10${cursor}`)).body
    const { next_cursor } = (await page('')).pagination
    const rule = async (fault: FaultName, cursor = '') => {
      simulator.clearFaults()
      simulator.fault({ fault })
      return (await page(cursor && `&cursor=${encodeURIComponent(cursor)}`)).pagination
    }
    expect(await rule('flags-as-numbers')).toEqual({ next_cursor, has_more: 1, page_size: 10 })
    expect(await rule('counters-as-texts')).toEqual({ next_cursor, has_more: 'true', page_size: '10' })
    expect(await rule('broken-cursor')).toEqual({ next_cursor: '\ud800', has_more: true, page_size: 10 })
    expect(await rule('other-spelling')).toEqual({ nextCursor: next_cursor, hasMore: true, pageSize: 10 })
    expect((await rule('endless-pages', next_cursor)).next_cursor).toBe(`${next_cursor}=`)
  })
})

test('a repeated cursor is the one that was used', async () => {
  const simulator = await start('butter')
  const page = async (cursor?: string): Promise<Json> =>
    (await ask(simulator, `/api/calls?limit=10${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)).body
  const first = await page()
  const used = first.pagination.next_cursor
  const second = await page(used)
  simulator.fault({ fault: 'repeated-cursor' })
  expect(await page()).toEqual(first)
  expect(await page(used)).toEqual({ ...second, pagination: { ...second.pagination, next_cursor: used } })
  expect(second.pagination.next_cursor).not.toBe(used)
})
