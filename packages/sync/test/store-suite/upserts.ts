import { openStore, type Store } from '@callspec/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestStores } from '../stores.ts'
import { callRow, keysIn, writeCallRows } from './call-rows.ts'

export function upsertTests(stores: () => TestStores): void {
  let store: Store

  beforeEach(async () => {
    store = await openStore(await stores().address())
  })
  afterEach(() => store.close())

  /** What the store itself says about when and where each row was written last. */
  const versions = () =>
    store.dialect === 'postgres'
      ? store.all('SELECT key, xmin::text, ctid::text, written_at FROM calls ORDER BY key')
      : store.all('SELECT key, written_at FROM calls ORDER BY key')

  test('rows are inserted, changed ones are updated, and the others are not written at all', async () => {
    const rows = [callRow({ id: 'one', cost_amount: '1.50', cost_unit: 'usd' }), callRow({ id: 'two', is_test: false })]
    expect(await writeCallRows(store, rows)).toBe(2)
    const before = await versions()
    const later = { written_at: '2026-11-21T00:00:00.000Z' }
    const again = [
      callRow({ id: 'one', cost_amount: '1.50', cost_unit: 'usd', ...later }),
      callRow({ id: 'two', is_test: false, ...later }),
    ]
    expect(await writeCallRows(store, again)).toBe(0)
    expect(await versions()).toEqual(before)
    const changed = [again[0]!, callRow({ id: 'two', is_test: true, ...later }), callRow({ id: 'three', ...later })]
    expect(await writeCallRows(store, changed)).toBe(2)
    expect((await versions())[0]).toEqual(before[0])
    expect(await store.all('SELECT id, written_at FROM calls ORDER BY id')).toEqual([
      ['one', '2026-11-20T13:00:00.000Z'],
      ['three', '2026-11-21T00:00:00.000Z'],
      ['two', '2026-11-21T00:00:00.000Z'],
    ])
  })

  test.each(['raw', 'duration_seconds', 'ended_at', 'agent_name', 'is_final'])(
    'a change of %s alone is written',
    async (name) => {
      const changes = {
        raw: '{"a":1}',
        duration_seconds: 0.5,
        ended_at: '2026-11-20T12:00:01.000Z',
        agent_name: ' ',
        is_final: false,
      }
      await writeCallRows(store, [callRow({ id: 'one' })])
      // One of the names above.
      const change = { [name]: changes[name as keyof typeof changes] }
      expect(await writeCallRows(store, [callRow({ id: 'one', ...change })])).toBe(1)
      expect(await writeCallRows(store, [callRow({ id: 'one', ...change })])).toBe(0)
      expect(await writeCallRows(store, [callRow({ id: 'one' })])).toBe(1)
    },
  )

  test('of a key that comes twice in one page, the later row stays', async () => {
    const rows = ['queued', 'ringing', 'completed'].map((status) => callRow({ id: 'one', status }))
    expect(await writeCallRows(store, [rows[0]!, callRow({ id: 'two' }), rows[1]!, rows[2]!])).toBe(4)
    expect(await store.all('SELECT id, status FROM calls ORDER BY id')).toEqual([
      ['one', 'completed'],
      ['two', 'completed'],
    ])
  })

  test('a page of no rows is nothing to write, and one of 5,000 is written as a whole', async () => {
    expect(await writeCallRows(store, [])).toBe(0)
    const rows = Array.from({ length: 5000 }, (_, row) => callRow({ id: String(row), raw: JSON.stringify({ row }) }))
    expect(await writeCallRows(store, rows)).toBe(5000)
    expect(await store.all("SELECT id, raw FROM calls WHERE id = '4711'")).toEqual([
      ['4711', expect.stringMatching(/^\{"row": ?4711\}$/)],
    ])
  })

  test('a list of texts is looked up as it is, however long it is', async () => {
    const odd = ['a,b', "it's", '"quoted"', '{brace}', 'back\\slash', 'NULL', '', '😀', '%']
    await writeCallRows(
      store,
      odd.map((id) => callRow({ id, key: `butter/${id}` })),
    )
    const many = [...odd, ...Array.from({ length: 20_000 }, (_, number) => `no ${number}`)]
    const found = await store.all('SELECT id FROM calls WHERE id IN $1 AND source = $2', [many, 'butter'])
    expect(found.map(([id]) => id).sort()).toEqual(odd.toSorted())
    expect(await store.all('SELECT id FROM calls WHERE id IN $1', [[]])).toEqual([])
    expect(await store.all('SELECT id FROM calls WHERE id NOT IN $1', [odd.slice(1)])).toEqual([['a,b']])
    expect(await store.run('DELETE FROM calls WHERE id IN $1', [odd.slice(1)])).toBe(odd.length - 1)
    expect(await keysIn(store)).toEqual(['butter/a,b'])
  })
}
