import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join, relative } from 'node:path'
import { type ProviderId, type Simulator, startSimulator } from '@callspec/simulator'
import { erase, openStore, type Store, sync } from '@callspec/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sourceOf } from './source-of.js'

const START = Date.parse('2026-11-20T12:00:00Z')
const DAY_MS = 24 * 3_600_000

let folder: string
let recordings: string
let store: Store
let simulator: Simulator
let now: number

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'callspec-files-'))
  recordings = join(folder, 'recordings')
  store = await openStore(join(folder, 'calls.db'))
  now = START
})

afterEach(async () => {
  await store.close()
  await simulator.close()
  rmSync(folder, { recursive: true })
})

const start = async (provider: ProviderId) => {
  simulator = await startSimulator(provider, { calls: 40, recordings: { mostSeconds: 1 } })
}
const pass = async () =>
  (await sync([sourceOf(simulator, { retries: 0 })], store, { recordings, now: () => now })).sources[0]?.parts
const recorded = () => [...simulator.calls()].filter(({ id }) => simulator.recording(id) !== undefined)

async function expectFiles(): Promise<void> {
  const rows = await store.all(
    "SELECT calls.id, parts.file, parts.bytes, parts.content_type FROM parts JOIN calls ON calls.key = parts.key WHERE part = 'file' AND parts.state = 'here'",
  )
  const final = new Set((await store.all('SELECT id FROM calls WHERE is_final')).map(([id]) => id))
  const due = recorded().filter(({ id }) => final.has(id))
  expect(due.length).toBeGreaterThan(0)
  expect(rows.map(([id]) => id).sort()).toEqual(due.map(({ id }) => id).sort())
  for (const [id, file, bytes, type] of rows) {
    const truth = simulator.recording(String(id))
    expect(readFileSync(String(file)).equals(truth!)).toBe(true)
    expect(bytes).toBe(truth!.length)
    expect(type).toMatch(/^(audio|video)\//)
    expect(statSync(String(file)).mode & 0o777).toBe(0o600)
  }
  expect(readdirSync(recordings).length).toBe(rows.length)
}

test.each(['agentvoice', 'autocalls', 'retell', 'vapi', 'zudu'] as const)(
  'the recordings of %s are downloaded once, whole and private',
  async (provider) => {
    await start(provider)
    await pass()
    await expectFiles()
    const before = [...simulator.requests].filter(({ storage }) => storage).length
    await pass()
    expect([...simulator.requests].filter(({ storage }) => storage).length).toBe(before)
  },
)

test('a download that fails is tried again at its times, and one whose address expired gets a fresh one', async () => {
  await start('retell')
  simulator.fault({ fault: '500', operation: 'recording', at: [1] })
  simulator.fault({ fault: 'recording-expired', operation: 'recording', at: [2] })
  await pass()
  expect(await store.all("SELECT reason, attempts FROM parts WHERE part = 'file' AND state = 'not_yet'")).toEqual([
    [expect.stringContaining('500'), 1],
  ])
  now += 61_000
  await pass()
  await expectFiles()
})

test('erasing a call deletes the file of its recording', async () => {
  await start('zudu')
  await pass()
  const count = readdirSync(recordings).length
  const { files } = await erase(store, { before: new Date(now + 86_400_000) })
  expect(files).toBe(count)
  expect(readdirSync(recordings)).toEqual([])
})

test('a folder for recordings is known by its whole path, so that whoever erases may run in another one', async () => {
  await start('retell')
  await sync([sourceOf(simulator)], store, { recordings: relative(process.cwd(), recordings), now: () => now })
  await expectFiles()
  const files = await store.all('SELECT file FROM parts WHERE file IS NOT NULL')
  expect(files.every(([file]) => isAbsolute(String(file)))).toBe(true)
})

test('parts that a clock put off, which was ahead and is set back, are asked for again', async () => {
  await start('retell')
  const [call] = simulator.arrive(1, { state: 'completed', transcript: false })
  const ask = async () => {
    await sync([sourceOf(simulator)], store, { include: ['transcript'], now: () => now })
    const [row] = await store.all("SELECT attempts, first_asked_at, due_at FROM parts WHERE part = 'transcript' AND key = $1", [
      `retell/${call?.id}`,
    ])
    return row
  }
  now = START + 365 * DAY_MS
  expect((await ask())?.[0]).toBe(1)
  now = START + 60_000
  expect(await ask()).toEqual([2, new Date(now).toISOString(), new Date(now + 60_000).toISOString()])
  expect((await ask())?.[0]).toBe(2)
  // Those of a whole list, too.
  expect(await store.all('SELECT whole_list_at FROM sources')).toEqual([[new Date(now).toISOString()]])
})

test('a clock that is set back while parts are asked for asks for none twice', async () => {
  await start('retell')
  const [call] = simulator.arrive(1, { state: 'completed', transcript: false })
  await sync([sourceOf(simulator)], store, {
    include: ['transcript'],
    now: () => now,
    onEvent: ({ type }) => {
      if (type === 'page') now = START - 2 * 3_600_000
    },
  })
  expect(simulator.requests.filter(({ path }) => path.endsWith(`/${call?.id}`)).length).toBeLessThanOrEqual(1)
})

test('erasing a call removes what a download that broke off left of its recording', async () => {
  simulator = await startSimulator('retell', { calls: 40, recordings: { mostSeconds: 120 } })
  simulator.fault({ fault: 'connection-dropped-in-body', operation: 'recording' })
  await pass()
  expect(readdirSync(recordings).some((name) => name.endsWith('.part'))).toBe(true)
  expect((await erase(store, { sources: ['retell'] })).files).toBe(0)
  expect(readdirSync(recordings)).toEqual([])
})
