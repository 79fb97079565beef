import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStore } from '@callspec/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callspec-sqlite-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

test('all files of a new copy are private while it is written, too', async () => {
  const store = await openStore(join(folder, 'calls.db'))
  const files = readdirSync(folder)
  expect(files.sort()).toEqual(['calls.db', 'calls.db-shm', 'calls.db-wal'])
  for (const file of files) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  await store.close()
})

test("somebody else's database with a table of the same name is refused and left as it is", async () => {
  const file = join(folder, 'other.db')
  const other = new DatabaseSync(file)
  other.exec('CREATE TABLE calls (name TEXT)')
  other.close()
  const before = readFileSync(file)
  await expect(openStore(file)).rejects.toMatchObject({
    code: 'usage',
    message: `${file} has a table calls that is not of a copy. Nothing was changed. Name another file.`,
  })
  expect(readFileSync(file)).toEqual(before)
})

test.each(['', ':memory:', 'file:calls.db'])('"%s" is no path of a copy', async (address) => {
  await expect(openStore(address)).rejects.toMatchObject({
    code: 'usage',
    message: `No copy can be kept at "${address}". Name a file by its path, like calls.db.`,
  })
})

test('a copy that is named by a link is locked for whoever names it by itself', async () => {
  const file = join(folder, 'calls.db')
  const store = await openStore(file)
  symlinkSync(file, join(folder, 'link.db'))
  const linked = await openStore(join(folder, 'link.db'))
  const lock = await store.lock('north')
  const stop = new AbortController()
  const waits = linked.lock('north', { signal: stop.signal, onWait: (holder) => stop.abort(new Error(`waits for ${holder}`)) })
  await expect(waits).rejects.toThrow(`waits for process ${process.pid}`)
  await store.transaction((statements) => lock.check(statements))
  await lock.release()
  await linked.close()
  await store.close()
})
