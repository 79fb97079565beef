import { startSimulator } from '@callspec/simulator'
import { type Copy, type CopyQuery, openCopy, openStore, sync } from '@callspec/sync'
import { type Call, PARTS } from 'callspec'
import { outcomeOf } from 'callspec/stats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sourceOf } from './source-of.ts'
import { STORES, type TestStores } from './stores.ts'

/** What was said, or is written about a call. */
const textOf = ({ transcript, transcriptText, analysis }: Call): string =>
  [...(transcript?.length ? transcript.map(({ text }) => text) : [transcriptText ?? '']), analysis?.summary ?? '']
    .join(' ')
    .toLowerCase()

const hasWord = (call: Call, beginning: string) => new RegExp(`\\b${beginning}`).test(textOf(call))

const numbersOf = ({ from, to, customerNumber, agentNumber }: Call) =>
  [from, to, customerNumber, agentNumber].map((number) => number?.replace(/\D/g, '') ?? '')

const berlin = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', weekday: 'long', hour: '2-digit', hourCycle: 'h23' })
function clockOf({ occurredAt }: Call): { weekday: string; hour: number } | null {
  if (occurredAt === null) return null
  const parts = Object.fromEntries(berlin.formatToParts(Date.parse(occurredAt)).map(({ type, value }) => [type, value]))
  return { weekday: (parts.weekday ?? '').toLowerCase(), hour: Number(parts.hour) }
}

/** Queries, and the same in code. */
const QUERIES: { query: CopyQuery; matches: (call: Call) => boolean }[] = [
  { query: { search: 'REFUND' }, matches: (call) => hasWord(call, 'refund') },
  { query: { search: 'refu thank' }, matches: (call) => hasWord(call, 'refu') && hasWord(call, 'thank') },
  // Two letters are a word of their own.
  { query: { search: 're' }, matches: (call) => hasWord(call, 're\\b') || namesHave(call, 're') },
  { query: { search: 'ling Agent' }, matches: (call) => namesHave(call, 'ling agent') },
  { query: { search: '+1 (555) 0101' }, matches: (call) => numbersOf(call).some((digits) => digits.includes('15550101')) },
  {
    query: { search: '1010' },
    matches: (call) => numbersOf(call).some((digits) => digits.includes('1010')) || idsHave(call, '1010'),
  },
  { query: { search: "' OR 1=1 --" }, matches: (call) => hasWord(call, 'or\\b') && hasWord(call, '1\\b') },
  { query: { search: '"refund"* NOT' }, matches: (call) => hasWord(call, 'refund') && hasWord(call, 'not') },
  { query: { search: '%' }, matches: () => false },
  {
    query: { minDurationSeconds: 60, maxDurationSeconds: 120.5 },
    matches: ({ durationSeconds }) => within(durationSeconds, 60, 120.5),
  },
  { query: { outcome: 'answered' }, matches: (call) => outcomeOf(call) === 'answered' },
  {
    query: { outcome: 'no_answer', providers: ['retell'] },
    matches: (call) => outcomeOf(call) === 'no_answer' && call.provider === 'retell',
  },
  { query: { outcome: 'unknown' }, matches: (call) => outcomeOf(call) === 'unknown' },
  { query: { outcome: 'failed', status: 'failed' }, matches: (call) => outcomeOf(call) === 'failed' },
  {
    query: { weekdays: ['sunday', 'monday'], hours: [0, 23], timeZone: 'Europe/Berlin' },
    matches: (call) => ['sunday', 'monday'].includes(clockOf(call)?.weekday ?? '') && [0, 23].includes(clockOf(call)?.hour ?? -1),
  },
  { query: { hours: [] }, matches: () => false },
]

const within = (seconds: number | null, least: number, most: number) => seconds !== null && seconds >= least && seconds <= most
const namesHave = ({ agent }: Call, text: string) => [agent?.name, agent?.id].some((name) => name?.toLowerCase().includes(text))
const idsHave = ({ id, agent }: Call, text: string) => id === text || (agent?.id?.includes(text) ?? false)

describe.each(STORES)('A copy in $name', ({ start }) => {
  let stores: TestStores
  let copy: Copy
  let all: Call[]

  beforeAll(async () => {
    stores = await start()
    const address = await stores.address()
    const simulators = await Promise.all(
      (['retell', 'vapi', 'autocalls', 'zudu'] as const).map((name) =>
        startSimulator(name, { calls: 150, spacingSeconds: 9000 }),
      ),
    )
    const store = await openStore(address)
    await sync(
      simulators.map((simulator) => sourceOf(simulator)),
      store,
      { include: PARTS },
    )
    await store.close()
    await Promise.all(simulators.map((simulator) => simulator.close()))
    copy = await openCopy(address)
    all = []
    for await (const call of copy.log().list({ include: PARTS })) all.push(call)
  })
  afterAll(async () => {
    await copy?.close()
    await stores?.close()
  })

  test('lists the calls that its own filters and its search mean, in order, also with a limit and backwards', async () => {
    for (const { query, matches } of QUERIES) {
      const keys = all.filter(matches).map(({ key }) => key)
      expect(await keysOf(query), JSON.stringify(query)).toEqual(keys)
      expect(await keysOf({ ...query, limit: 3 }), JSON.stringify(query)).toEqual(keys.slice(0, 3))
      expect((await keysOf({ ...query, order: 'oldest' })).sort(), JSON.stringify(query)).toEqual([...keys].sort())
    }
    expect(QUERIES.filter(({ matches }) => all.some(matches)).length).toBeGreaterThan(10)
  })

  test('goes on after any call of such a listing', async () => {
    const query: CopyQuery = { hours: [8, 9, 10, 11, 12], search: 'agent' }
    const stream = copy.log().list({ ...query, limit: 5 })
    const first: string[] = []
    for await (const { key } of stream) first.push(key)
    const rest: string[] = []
    for await (const { key } of copy.log().list(query, { state: stream.state() })) rest.push(key)
    expect([...first, ...rest]).toEqual(await keysOf(query))
    expect(rest.length).toBeGreaterThan(5)
  })

  test('finds a call by its id, by its key, and without regard to where digits are parted', async () => {
    const call = all.find(({ customerNumber }) => customerNumber !== null)!
    // A whole id leaves its call alone, whatever else has it in its words or numbers.
    for (const { id } of new Map(all.map((each) => [each.source, each])).values())
      expect(await keysOf({ search: ` ${id} ` })).toEqual(all.filter((each) => each.id === id).map(({ key }) => key))
    expect(await keysOf({ search: call.key })).toEqual([call.key])
    const spaced = call.customerNumber!.replace(/(\d{3})/g, '$1 ')
    expect(await keysOf({ search: spaced })).toEqual(
      all
        .filter((each) => numbersOf(each).some((digits) => digits.includes(call.customerNumber!.slice(1))))
        .map(({ key }) => key),
    )
  })

  test('refuses what it cannot understand, in one line', () => {
    const mistakes: [unknown, string][] = [
      [{ search: ' ' }, 'Invalid search: received " ". Pass a text to look for.'],
      [{ minDurationSeconds: -1 }, 'Invalid minDurationSeconds: received -1. Pass seconds, from 0 on.'],
      [{ maxDurationSeconds: '9' }, 'Invalid maxDurationSeconds: received "9". Pass seconds, from 0 on.'],
      [{ outcome: 'good' }, 'Invalid outcome: received "good". Pass one of answered, no_answer, failed, unknown.'],
      [
        { weekdays: ['mon'] },
        'Invalid weekdays: received "mon". Pass one of monday, tuesday, wednesday, thursday, friday, saturday, sunday.',
      ],
      [{ hours: [24] }, 'Invalid hours: received 24. Pass numbers from 0 to 23.'],
      [{ providers: 'butter' }, 'Invalid providers: received butter. Pass a list.'],
      [{ providers: ['nope'] }, 'Invalid providers: received "nope". Pass one of autocalls'],
      [{ serach: 'x' }, 'Unknown member of a query: serach.'],
    ]
    // Wrong on purpose.
    for (const [query, message] of mistakes) expect(() => copy.log().list(query as CopyQuery)).toThrow(message)
  })

  async function keysOf(query: CopyQuery): Promise<string[]> {
    const keys: string[] = []
    for await (const { key } of copy.log({ onUnsupported: 'skip' }).list(query)) keys.push(key)
    return keys
  }
})
