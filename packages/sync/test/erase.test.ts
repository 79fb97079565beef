import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { providers } from '@callspec/all'
import { type Simulator, startSimulator } from '@callspec/simulator'
import { erase, openStore, type Store, sync } from '@callspec/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string
let file: string
let store: Store
let simulator: Simulator

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'callspec-erase-'))
  file = join(folder, 'calls.db')
  store = await openStore(file)
  simulator = await startSimulator('butter', { calls: 300 })
  await pass()
})

afterEach(async () => {
  await store.close()
  await simulator.close()
  rmSync(folder, { recursive: true })
})

const source = () => providers.butter({ apiKey: simulator.credentials.apiKey ?? '', baseUrl: simulator.baseUrl, rateLimit: null })
const pass = () => sync([source()], store, { include: ['transcript'] })
const count = async (sql: string) => Number((await store.all(sql))[0]?.[0])

test("erasing a person's number removes their calls for good, and nobody else's", async () => {
  const [first] = await store.all('SELECT customer_number FROM calls WHERE turn_count > 0 LIMIT 1')
  const number = String(first?.[0])
  const own = [...simulator.calls()].filter(({ from, to }) => from === number || to === number)
  expect(own.length).toBeGreaterThan(0)

  expect(await erase(store, { phoneNumber: number, dryRun: true })).toEqual({ calls: own.length, files: 0, badRows: 0 })
  expect(await count('SELECT count(*) FROM calls')).toBe(300)

  expect(await erase(store, { phoneNumber: number })).toEqual({ calls: own.length, files: 0, badRows: 0 })
  expect(await count('SELECT count(*) FROM calls')).toBe(300 - own.length)
  expect(await count('SELECT count(*) FROM turns WHERE key NOT IN (SELECT key FROM calls)')).toBe(0)
  expect(await count('SELECT count(*) FROM parts WHERE key NOT IN (SELECT key FROM calls)')).toBe(0)

  await sync([source()], store, { prune: true, include: ['transcript'] })
  expect(await count('SELECT count(*) FROM calls')).toBe(300 - own.length)
  const bytes = readFileSync(file).toString('latin1') + readFileSync(`${file}-wal`).toString('latin1')
  expect(bytes).not.toContain(number)
})

test('erasing what is older than an instant leaves what is not', async () => {
  const calls = [...simulator.calls()]
  const middle = new Date(calls[150]!.startedAt ?? calls[150]!.createdAt!)
  const older = await count(`SELECT count(*) FROM calls WHERE occurred_at < '${middle.toISOString()}'`)
  expect(older).toBeGreaterThan(0)
  expect((await erase(store, { before: middle })).calls).toBe(older)
  expect(await count('SELECT count(*) FROM calls')).toBe(300 - older)
  await sync([source()], store, { prune: true })
  expect(await count('SELECT count(*) FROM calls')).toBe(300 - older)
})

test('a request to erase that names nothing is refused', async () => {
  await expect(erase(store, {})).rejects.toThrow('Nothing says what to erase. Pass phoneNumber, before or sources.')
  await expect(erase(store, { phoneNumber: 'x' })).rejects.toThrow('Pass + and 3 to 15 digits, like +15551234567.')
})

test('a row that could not be mapped is erased by the number in it, and does not come back with the next pass', async () => {
  simulator.fault({ fault: 'wrong-types', value: 'agent_id' })
  const other = await openStore(join(folder, 'other.db'))
  try {
    await sync([source()], other)
    const [row] = await other.all("SELECT id, raw FROM bad_rows WHERE raw LIKE '%+1555%' LIMIT 1")
    const [number = ''] = /\+1555\d+/.exec(String(row?.[1])) ?? []
    const like = `SELECT count(*) FROM bad_rows WHERE raw LIKE '%${number}%'`
    const bad = Number((await other.all(like))[0]?.[0])
    expect(bad).toBeGreaterThan(0)

    expect((await erase(other, { phoneNumber: number, dryRun: true })).badRows).toBe(bad)
    expect((await erase(other, { phoneNumber: number })).badRows).toBe(bad)
    await sync([source()], other, { prune: true })
    expect(await other.all(like)).toEqual([[0]])

    expect((await erase(other, { sources: ['butter'] })).badRows).toBeGreaterThan(0)
    expect(await other.all('SELECT count(*) FROM bad_rows')).toEqual([[0]])
  } finally {
    await other.close()
  }
})
