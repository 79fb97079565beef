import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulator } from '@callspec/simulator'
import { openStore, type Store, sync } from '@callspec/sync'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accountOf, expectCopy, listRequests, startButter } from './butter.ts'
import { startProcess } from './processes/start-process.ts'
import { giveTo, serverUser } from './servers/server-user.ts'
import { startPostgres, type TestPostgres } from './servers/start-postgres.ts'
import { type SmallDisk, smallDisk } from './small-disk.ts'
import { sourceOf } from './source-of.ts'

const DAY_MS = 86_400_000

let folder: string
let simulator: Simulator

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'callspec-chaos-'))
  simulator = await startButter(1500)
})
afterEach(async () => {
  await simulator.close()
  rmSync(folder, { recursive: true })
})

/** Syncs until the copy cannot be written; the error. */
const failureOf = (store: Store): Promise<unknown> =>
  sync([sourceOf(simulator)], store).then(
    () => undefined,
    (error: unknown) => error,
  )

/** One line of the store, and no password in it. */
function expectStoreError(error: unknown, says: RegExp): void {
  expect(error).toMatchObject({ name: 'SyncError', code: 'store', message: expect.stringMatching(says) })
  expect(String(error)).not.toMatch(/\n|postgres-password/)
}

describe('a copy in SQLite', () => {
  test('stops where the disk is full, and goes on from its last page when there is room', async () => {
    const disk: SmallDisk = smallDisk(folder, 3)
    try {
      const address = join(disk.folder, 'calls.db')
      const store = await openStore(address)
      expectStoreError(await failureOf(store), /calls\.db: .*(full|disk)/)
      const [before] = await store.all('SELECT calls FROM passes')
      const [there] = await store.all('SELECT count(*) FROM calls')
      expect(there).toEqual(before)
      expect(Number(there?.[0])).toBeLessThan(1500)
      await store.close()

      disk.grow(64)
      simulator.requests.clear()
      const again = await openStore(address)
      const { sources } = await sync([sourceOf(simulator)], again)
      expect(sources).toMatchObject([{ outcome: 'whole' }])
      expect(await again.all('SELECT outcome, calls FROM passes WHERE id = 1')).toEqual([['whole', 1500]])
      await expectCopy(again, simulator)
      await again.close()
    } finally {
      disk.remove()
    }
  })

  test('is right when two programs sync it at the same time, and both end well', async () => {
    const address = join(folder, 'calls.db')
    const processes = [1, 2].map(() => startProcess('run-sync.ts', { ...accountOf(simulator), address, include: ['transcript'] }))
    const ended = await Promise.all(processes.map(async ({ exit, errors }) => [await exit, errors()]))
    expect(ended).toEqual([
      [0, ''],
      [0, ''],
    ])
    const store = await openStore(address)
    await expectCopy(store, simulator, { turns: true })
    expect(await store.all('SELECT outcome FROM passes')).toEqual([['whole'], ['whole']])
    await store.close()
  })

  test.each([
    ['of this machine', hostname()],
    ['of another container', 'elsewhere'],
  ])('takes the lock of a process %s that ended, at once', async (_, host) => {
    const store = await openStore(join(folder, 'calls.db'))
    await store.run('INSERT INTO locks (source, holder, host, process) VALUES ($1, $2, $3, $4)', [
      'butter',
      'somebody',
      host,
      process.pid,
    ])
    const waited: string[] = []
    const lock = await store.lock('butter', { onWait: (holder) => waited.push(holder) })
    expect(waited).toEqual([])
    await store.transaction((statements) => lock.check(statements))
    await lock.release()
    await store.close()
    expect(readdirSync(folder)).toEqual(['calls.db'])
  })

  test('removes what killed processes left beside it, but nothing of those that run', async () => {
    const store = await openStore(join(folder, 'calls.db'))
    const running = await store.lock('zudu')
    writeFileSync(join(folder, 'calls.db-holder-killed'), '')
    const lock = await store.lock('butter')
    expect(readdirSync(folder).filter((name) => name.includes('-holder-')).length).toBe(2)
    expect(readdirSync(folder)).not.toContain('calls.db-holder-killed')
    await store.transaction((statements) => running.check(statements))
    await lock.release()
    await running.release()
    await store.close()
  })

  test('waits for a process of another container that runs, and says who it is', async () => {
    const store = await openStore(join(folder, 'calls.db'))
    const lock = await store.lock('butter')
    await store.run("UPDATE locks SET host = 'elsewhere'")
    const controller = new AbortController()
    const waiting = store.lock('butter', { signal: controller.signal, onWait: (holder) => controller.abort(new Error(holder)) })
    await expect(waiting).rejects.toThrow(`process ${process.pid} on elsewhere`)
    await lock.release()
    await store.close()
    expect(readdirSync(folder)).toEqual(['calls.db'])
  })
})

describe('a copy in Postgres', () => {
  let server: TestPostgres

  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.close())

  test.each(['kill', 'fast'] as const)(
    'stops in one line when its server ends (%s) in the middle of a pass, and goes on from the last page',
    async (how) => {
      const store = await openStore(await server.database())
      let pages = 0
      let stopping: Promise<void> | undefined
      const stopped = sync([sourceOf(simulator)], store, {
        onEvent({ type }) {
          if (type !== 'page' || ++pages !== 5) return
          // No page comes before the server has ended.
          simulator.fault({ fault: 'slow', value: 2000, times: 3 })
          stopping = server.stop(how)
        },
      })
      expectStoreError(await stopped.catch((error: unknown) => error), /^postgres:\/\/postgres@127\.0\.0\.1:\d+\/test_\d+: /)
      await stopping
      expectStoreError(await failureOf(store), /ECONNREFUSED/)
      await server.start()
      simulator.requests.clear()
      const { sources } = await sync([sourceOf(simulator)], store)
      expect(sources).toMatchObject([{ outcome: 'whole' }])
      const passes = await store.all('SELECT outcome, calls FROM passes ORDER BY id')
      expect(passes[0]).toEqual(['whole', 1500])
      expect(listRequests(simulator)).toBeLessThanOrEqual(15 - 4 + 2 + Math.ceil(Number(passes[1]?.[1]) / 100) + 1)
      await expectCopy(store, simulator)
      await store.close()
    },
  )

  test('whose lock is lost writes nothing more, and another program takes over', async () => {
    const address = await server.database()
    const [store, other] = await Promise.all([openStore(address), openStore(address)])
    const lock = await store.lock('butter')
    await store.transaction(async (statements) => {
      await lock.check(statements)
      await other.all(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()",
      )
      let taken = false
      const next = other.lock('butter').then(async (another) => {
        taken = true
        await another.release()
      })
      // It waits for what is under way.
      await statements.all('SELECT pg_sleep(0.5)')
      expect(taken).toBe(false)
      next.catch(() => undefined)
    })
    await other.lock('butter').then((another) => another.release())
    const late = store.transaction((statements) => lock.check(statements))
    expectStoreError(await late.catch((error: unknown) => error), /the connection that keeps butter to this sync was lost/)
    await lock.release()
    await Promise.all([store.close(), other.close()])
  })

  test('stops in one line where its disk is full, and goes on when there is room', async () => {
    const disk = smallDisk(folder, 3)
    try {
      giveTo(serverUser(), disk.folder)
      giveTo(serverUser(), folder)
      await query(server.url, `CREATE TABLESPACE small LOCATION '${disk.folder}'`)
      await query(server.url, 'CREATE DATABASE small TABLESPACE small')
      const store = await openStore(server.url.replace(/postgres$/, 'small'))
      expectStoreError(await failureOf(store), /No space left on device\. Make room/)
      disk.grow(200)
      const { sources } = await sync([sourceOf(simulator)], store)
      expect(sources).toMatchObject([{ outcome: 'whole' }])
      expect(await store.all('SELECT outcome, calls FROM passes WHERE id = 1')).toEqual([['whole', 1500]])
      await expectCopy(store, simulator)
      await store.close()
      await query(server.url, 'DROP DATABASE small')
      await query(server.url, 'DROP TABLESPACE small')
    } finally {
      disk.remove()
    }
  })

  test.each([
    [
      'with a wrong password',
      (url: string) => url.replace('postgres-password', 'postgres-password-2'),
      /password authentication failed/,
    ],
    ['that is not there', (url: string) => url.replace(/postgres$/, 'nowhere'), /database "nowhere" does not exist\. Create it/],
    ['on a port where nobody listens', (url: string) => url.replace(/:\d+\//, ':1/'), /ECONNREFUSED.*Check host and port/],
  ])('%s cannot be opened, which is said in one line', async (_, wrong, says) => {
    expectStoreError(await openStore(wrong(server.url)).catch((error: unknown) => error), says)
  })

  test('where the role may create no tables cannot be made, which is said in one line', async () => {
    const url = await server.database()
    await query(url, "CREATE ROLE reader LOGIN PASSWORD 'postgres-password'")
    await query(url, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC')
    const reader = url.replace('postgres:postgres-password', 'reader:postgres-password')
    expectStoreError(await openStore(reader).catch((error: unknown) => error), /permission denied for schema public/)
    const owner = await openStore(url)
    await query(url, 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader')
    const store = await openStore(reader, { create: false })
    expect(await store.all('SELECT count(*) FROM calls')).toEqual([[0]])
    await Promise.all([store.close(), owner.close()])
  })

  test('that keeps texts in another encoding is refused', async () => {
    await query(server.url, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    await expect(openStore(server.url.replace(/postgres$/, 'latin'))).rejects.toThrow('needs a database with the encoding UTF8')
  })

  test('is never named with its password', async () => {
    const wrong = openStore('postgres://me:secret#word@localhost/calls')
    await expect(wrong).rejects.toMatchObject({ code: 'usage', message: expect.not.stringContaining('secret') })
    const store = await openStore(`${server.url}?application_name=mine`)
    expect(store.address).toBe(server.url.replace(':postgres-password', ''))
    await store.close()
  })
})

describe('a clock', () => {
  const START = Date.parse('2026-11-20T12:00:00Z')

  test.each([
    ['set back by ten days', -10 * DAY_MS],
    ['set back by an hour', -3_600_000],
    ['that goes on', DAY_MS],
  ])('%s after a pass that was days ahead loses no call', async (_, offset) => {
    const store = await openStore(join(folder, 'calls.db'))
    // Of the first pass, the clock was twelve days ahead of the platform's.
    await sync([sourceOf(simulator)], store, { now: () => START + 12 * DAY_MS })
    const made = simulator.arrive(3, { state: 'in_progress' })
    await sync([sourceOf(simulator)], store, { now: () => START + offset })
    await expectCopy(store, simulator)
    for (const { id } of made) simulator.revise(id, { state: 'completed', durationSeconds: 5 })
    await sync([sourceOf(simulator)], store, { now: () => START + offset + 60_000 })
    await expectCopy(store, simulator)
    await store.close()
  })
})

async function query(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(sql)
  await client.end()
}
