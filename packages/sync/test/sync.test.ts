import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { providers } from '@callspec/all'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { openStore, type Store, sync } from '@callspec/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string
let store: Store
let simulator: Simulator

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'callspec-sync-'))
  store = await openStore(join(folder, 'calls.db'))
  simulator = await startSimulator('butter', { calls: 300 })
})

afterEach(async () => {
  await store.close()
  await simulator.close()
  rmSync(folder, { recursive: true })
})

const source = () => providers.butter({ apiKey: simulator.credentials.apiKey ?? '', baseUrl: simulator.baseUrl, rateLimit: null })

const keys = async () => (await store.all('SELECT id FROM calls WHERE gone_at IS NULL ORDER BY id')).map(([id]) => id)
const ids = () => [...simulator.calls()].map(({ id }) => id).sort()

test('a first pass copies every call, and a second one writes none again', async () => {
  const first = await sync([source()], store)
  expect(first.sources).toMatchObject([{ outcome: 'whole', calls: 300, written: 300 }])
  expect(await keys()).toEqual(ids())
  const second = await sync([source()], store)
  expect(second.sources).toMatchObject([{ outcome: 'whole', written: 0 }])
})

test('a later pass takes up new calls and those that changed', async () => {
  await sync([source()], store)
  const [made] = simulator.arrive(1, { state: 'in_progress' })
  await sync([source()], store)
  expect(await store.all('SELECT status FROM calls WHERE id = $1', [made?.id ?? ''])).toEqual([['in_progress']])
  simulator.revise(made?.id ?? '', { state: 'completed', durationSeconds: 67 })
  const { sources } = await sync([source()], store)
  expect(sources[0]?.written).toBe(1)
  expect(await store.all('SELECT status, duration_seconds FROM calls WHERE id = $1', [made?.id ?? ''])).toEqual([
    ['completed', 67],
  ])
})

test('only a whole strict pass marks a call as gone, and one that comes back is there again', async () => {
  await sync([source()], store)
  const { id } = [...simulator.calls()][7]!
  simulator.vanish(id)
  await sync([source()], store)
  expect(await keys()).toContain(id)
  const { sources } = await sync([source()], store, { prune: true })
  expect(sources[0]?.gone).toBe(1)
  expect(await keys()).toEqual(ids())
})

test('a source that fails keeps its watermark and stops no other', async () => {
  const other = await startSimulator('talkover', { calls: 20 })
  const well = providers.talkover({ token: other.credentials.token ?? '', baseUrl: other.baseUrl, rateLimit: null })
  const wrong = providers.butter({ apiKey: 'wrong', baseUrl: simulator.baseUrl })
  const { sources } = await sync([wrong, well], store)
  await other.close()
  expect(sources).toMatchObject([
    { source: 'butter', outcome: 'failed', error: { code: 'unauthorized' } },
    { source: 'talkover', outcome: 'whole', calls: 20 },
  ])
  expect(await store.all('SELECT id, watermark IS NULL FROM sources ORDER BY id')).toEqual([
    ['butter', 1],
    ['talkover', 0],
  ])
})

test('another key is another account: its source is read again from the beginning', async () => {
  await sync([source()], store)
  const told: unknown[] = []
  const other = providers.butter({
    apiKey: simulator.credentials.apiKey ?? '',
    baseUrl: simulator.baseUrl,
    timeZone: 'Europe/Berlin',
  })
  await sync([other], store, { onEvent: (event) => told.push(event) })
  expect(told).toContainEqual({ type: 'reading-again', source: 'butter', because: 'its time zone changed' })
  expect(told.at(-1)).toMatchObject({ type: 'done', report: { calls: 300 } })
})

test('a part that comes late is asked for again at its times, and then given up', async () => {
  let now = Date.parse('2026-11-20T12:00:00Z')
  const clock = () => now
  const [late, never] = simulator.arrive(2, { state: 'completed', transcript: false })
  const pass = async () => (await sync([source()], store, { include: ['transcript'], now: clock })).sources[0]?.parts
  const stateOf = (id = '') => store.all("SELECT state, attempts, reason FROM parts WHERE key = 'butter/' || $1", [id])
  await pass()
  expect(await stateOf(late?.id)).toEqual([['not_yet', 1, 'the platform had none']])
  now += 30_000
  expect(await pass()).toEqual({ here: 0, waiting: 0, failed: 0 })
  simulator.revise(late?.id ?? '', { transcript: true })
  now += 30_000
  await pass()
  expect(await stateOf(late?.id)).toEqual([['here', 2, null]])
  expect(await stateOf(never?.id)).toEqual([['not_yet', 2, 'the platform had none']])
  for (const minutes of [5, 30, 120, 720, 1440]) {
    now = Date.parse('2026-11-20T12:00:00Z') + minutes * 60_000
    await pass()
  }
  expect(await stateOf(never?.id)).toEqual([['failed', 7, 'the platform had none']])
})

test('a pass that asks for fewer parts keeps those that the copy has', async () => {
  const other = await startSimulator('agentvoice', { calls: 60 })
  const { apiKey = '', organizationId = '' } = other.credentials
  const asking = providers.agentvoice({ apiKey, organizationId, baseUrl: other.baseUrl, rateLimit: null })
  const transcripts = () => store.all('SELECT count(*) FROM calls WHERE transcript_text IS NOT NULL')
  await sync([asking], store, { include: ['transcript'] })
  const before = await transcripts()
  expect(before[0]?.[0]).toBeGreaterThan(0)
  await sync([asking], store, { prune: true })
  expect(await transcripts()).toEqual(before)
  await other.close()
})

test('parts of calls that were copied before anybody wanted them are asked for too', async () => {
  await sync([source()], store)
  expect(await store.all('SELECT count(*) FROM parts')).toEqual([[0]])
  await sync([source()], store, { include: ['transcript', 'recording'], lookBackMs: 0 })
  const final = await store.all('SELECT count(*) FROM calls WHERE is_final')
  expect(await store.all("SELECT count(*) FROM parts WHERE part = 'transcript'")).toEqual(final)
  expect(await store.all("SELECT count(*) FROM parts WHERE part = 'recording' AND state = 'never'")).toEqual(final)
  const talked = await store.all("SELECT count(*) FROM parts WHERE part = 'transcript' AND state = 'here'")
  expect(talked[0]?.[0]).toBeGreaterThan(0)
  expect(await store.all('SELECT count(DISTINCT key) FROM turns')).toEqual(talked)
})

test('where one source failed, no call of another is marked as gone', async () => {
  const other = await startSimulator('talkover', { calls: 20 })
  const well = providers.talkover({ token: other.credentials.token ?? '', baseUrl: other.baseUrl, rateLimit: null })
  await sync([source(), well], store)
  other.vanish([...other.calls()][3]!.id)
  const told: unknown[] = []
  const wrong = providers.butter({ apiKey: 'wrong', baseUrl: simulator.baseUrl })
  const { sources } = await sync([wrong, well], store, { prune: true, onEvent: (event) => told.push(event) })
  expect(sources[1]).toMatchObject({ outcome: 'whole', gone: null })
  expect(told).toContainEqual({ type: 'not-pruned', source: 'talkover', because: 'butter failed' })
  expect(await store.all('SELECT count(*) FROM calls WHERE gone_at IS NOT NULL')).toEqual([[0]])
  expect((await sync([source(), well], store, { prune: true })).sources).toMatchObject([{ gone: 0 }, { gone: 1 }])
  await other.close()
})

test('a pass counts its requests and rows over interruptions, with those for parts', async () => {
  simulator.fault({ fault: '403-html', at: [3] })
  await sync([source()], store)
  expect(await store.all('SELECT requests, rows, outcome FROM passes')).toEqual([[3, 200, 'stopped']])
  simulator.clearFaults()
  const { sources } = await sync([source()], store, { include: ['transcript'] })
  expect(sources[0]?.parts.here).toBeGreaterThan(0)
  const passes = await store.all('SELECT requests, rows FROM passes ORDER BY id')
  // It reads its last page once more, to go on from there.
  expect(passes[0]).toEqual([5, 400])
  expect(passes.reduce((sum, [requests]) => sum + Number(requests), 0)).toBe([...simulator.requests].length)
})
