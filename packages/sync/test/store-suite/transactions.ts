import { openStore, type Store } from '@callspec/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestStores } from '../stores.ts'
import { callRow, keysIn, writeCallRows } from './call-rows.ts'

export function transactionTests(stores: () => TestStores): void {
  let store: Store
  let address: string

  beforeEach(async () => {
    address = await stores().address()
    store = await openStore(address)
  })
  afterEach(() => store.close())

  test('a transaction counts as a whole or not at all', async () => {
    const failed = store.transaction(async (statements) => {
      await writeCallRows(statements, [callRow({ id: 'one' })])
      await statements.run('INSERT INTO erased (key, erased_at) VALUES ($1, $2)', ['butter/two', '2026-11-20T12:00:00.000Z'])
      throw new Error('the work failed')
    })
    await expect(failed).rejects.toThrow('the work failed')
    expect(await keysIn(store)).toEqual([])
    expect(await store.all('SELECT key FROM erased')).toEqual([])
    // It goes on with the next one.
    await store.transaction((statements) => writeCallRows(statements, [callRow({ id: 'one' })]))
    expect(await keysIn(store)).toEqual(['butter/one'])
  })

  test('what a statement could not write is an error of one line that names the copy', async () => {
    const failed = store.transaction(async ({ run }) => {
      await run('INSERT INTO erased (key, erased_at) VALUES ($1, $2)', ['butter/one', null])
    })
    await expect(failed).rejects.toMatchObject({ name: 'SyncError', code: 'store', message: expect.stringMatching(/^\S.*$/) })
    const message = await failed.catch((error: Error) => error.message)
    expect(message).toContain(store.address)
    expect(message).not.toContain('postgres-password')
    expect(message).not.toContain('\n')
  })

  test('nobody sees the rows of a transaction before its end', async () => {
    const other = await openStore(address)
    await store.transaction(async (statements) => {
      await writeCallRows(statements, [callRow({ id: 'one' })])
      expect(await keysIn(other)).toEqual([])
    })
    expect(await keysIn(other)).toEqual(['butter/one'])
    await other.close()
  })

  test('transactions of several sources and programs at the same time all count', async () => {
    const others = await Promise.all([openStore(address), openStore(address)])
    const all = [store, ...others]
    const pages = Array.from({ length: 60 }, (_, page) => page)
    await Promise.all(
      pages.map((page) =>
        all[page % 3]!.transaction(async (statements) => {
          const rows = Array.from({ length: 20 }, (_, row) => callRow({ id: `${page}-${row}`, source: `source-${page % 6}` }))
          await writeCallRows(statements, rows)
        }),
      ),
    )
    const [counts] = await store.all('SELECT count(*), count(DISTINCT source), count(DISTINCT key) FROM calls')
    expect(counts).toEqual([1200, 6, 1200])
    await Promise.all(others.map((other) => other.close()))
  })

  test('a stream gives the rows of the moment when it began, whatever is written meanwhile', async () => {
    await writeCallRows(
      store,
      Array.from({ length: 1700 }, (_, row) => callRow({ id: String(row).padStart(4, '0') })),
    )
    const seen: unknown[] = []
    for await (const chunk of store.stream('SELECT id, status FROM calls WHERE source = $1 ORDER BY id', ['butter'])) {
      seen.push(...chunk)
      await store.run("UPDATE calls SET status = 'failed'")
      await store.run('DELETE FROM calls WHERE id >= $1', ['1000'])
      await writeCallRows(store, [callRow({ id: '1500', status: 'busy' }), callRow({ id: '9999' })])
    }
    expect(seen).toEqual(Array.from({ length: 1700 }, (_, row) => [String(row).padStart(4, '0'), 'completed']))
  })

  test('a stream that nobody reads to its end keeps nobody waiting', async () => {
    await writeCallRows(
      store,
      Array.from({ length: 1200 }, (_, row) => callRow({ id: String(row) })),
    )
    for (let time = 0; time < 20; time++) for await (const _ of store.stream('SELECT id FROM calls')) break
    expect(await store.run('DELETE FROM calls')).toBe(1200)
  })
}
