import { openStore, type Store } from '@callspec/sync'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { CALL_UPSERT, TABLE_COLUMNS } from '../../src/calls/call-table.ts'
import type { ColumnType, Value } from '../../src/store/store.ts'
import type { TestStores } from '../stores.ts'
import { callRow, writeCallRows } from './call-rows.ts'

/** Every array in the one before. */
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

const TEXTS = [
  '',
  ' spaced\t\r\n ',
  'quote \' and " and \\ and \\u0000 and $1 and {a,NULL}',
  'NULL',
  '\\N',
  '😀 ünïcödé \u202Eright to left \uFFFF',
  'NUL \0 inside',
  'half \uD83D of a pair, and the other \uDE00',
  'x'.repeat(1_000_000),
]

/** Texts that no index has, so they may be long. */
const VALUES: { readonly [Type in ColumnType]: readonly Value[] } = {
  text: TEXTS,
  boolean: [true, false],
  stamp: ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '1969-12-31T23:59:59.900Z', '2026-03-29T02:30:00.001Z'],
  number: [0, -1.5, 0.1, 0.30000000000000004, 1e21, 1.7976931348623157e308, 5e-324, 67],
  decimal: ['0.1000000000000000000001', '-12345678901234567890.123456789', '1.50', '0', '1000000000000000000000000000000'],
  integer: [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  json: [
    '{}',
    'null',
    '"text"',
    '[1.5,1e300,true,null,"😀"]',
    JSON.stringify({ nul: 'a\0b', half: '\uD83D', written: '\\u0000', both: '\\\0', pair: '😀', '': { '\0': 1 } }),
    JSON.stringify({ long: 'y'.repeat(1_000_000) }),
    deep(5000),
  ],
}

/** What an index refuses if it is long: the key has the id. */
const INDEXED = new Set(['key', 'id', 'source', 'agent_id', 'digits_1', 'digits_2'])

/** Columns that no platform has a word in. */
const OWN_WORDS = new Set(['row_parts', 'fetched_parts'])
const PART_LISTS: readonly Value[] = ['', ' cost ', ' transcript cost ']

export const valueTests = (stores: () => TestStores) =>
  describe('of each column', () => {
    let store: Store

    beforeAll(async () => {
      store = await openStore(await stores().address())
    })
    afterEach(() => store.run('DELETE FROM calls'))
    afterAll(() => store?.close())

    /** Replaces what a store cannot keep: halves of pairs in UTF-8, and NUL in Postgres. */
    const kept = (text: string) => {
      const whole = text.toWellFormed()
      return store.dialect === 'postgres' ? whole.replaceAll('\0', '\uFFFD') : whole
    }

    function expected(type: ColumnType, value: Value): unknown {
      if (type === 'boolean') return store.dialect === 'sqlite' ? Number(value) : value
      if (type === 'text') return kept(String(value))
      if (type !== 'json') return value
      const reviver = (_: string, member: unknown) => {
        if (typeof member === 'string') return store.dialect === 'postgres' ? kept(member) : member
        if (member === null || typeof member !== 'object' || Array.isArray(member)) return member
        return Object.fromEntries(
          Object.entries(member).map(([name, each]) => [store.dialect === 'postgres' ? kept(name) : name, each]),
        )
      }
      // Of deep JSON only the text is compared: the functions that compare values call themselves.
      return String(value) === deep(5000) ? value : JSON.parse(String(value), reviver)
    }

    const received = (type: ColumnType, value: Value) =>
      type !== 'json' || String(value) === deep(5000) ? value : JSON.parse(String(value))

    test.each(TABLE_COLUMNS)('$name keeps every value of its type, and none', async ({ name, type }) => {
      const values = (OWN_WORDS.has(name) ? PART_LISTS : VALUES[type]).filter(
        (value) => !(INDEXED.has(name) && String(value).length > 1000),
      )
      const rows = values.map((value, index) => callRow({ id: `id-${index}`, [name]: value }))
      // The first ones are written one by one, so that none is chosen by its neighbours.
      for (const row of rows) await store.upsert({ ...CALL_UPSERT, onConflict: '' }, [row])
      const column = name === 'key' || name === 'id' ? 'key, id' : `id, ${name}`
      const read = (await store.all(`SELECT ${column} FROM calls`)).toSorted(byName)
      const wanted = values.map((value, index) => {
        if (name === 'key') return [expected(type, value), `id-${index}`]
        if (name === 'id') return [`butter/${kept(String(value))}`, expected(type, value)]
        return [`id-${index}`, expected(type, value)]
      })
      expect(read.map(([id, value]) => [id, received(type, value ?? null)])).toEqual(wanted.toSorted(byName))
      // All of them in one statement change nothing, whatever the store made of them.
      expect(await writeCallRows(store, rows)).toBe(0)
    })

    test('a call of which nothing is known has null in every column that may be empty', async () => {
      await writeCallRows(store, [callRow({ id: 'one' })])
      const optional = TABLE_COLUMNS.map(({ name }) => name).filter((name) => callRow({})[placeOf(name)] === null)
      expect(optional.length).toBeGreaterThan(25)
      const [row] = await store.all(`SELECT ${optional.join(', ')} FROM calls`)
      expect(row).toEqual(optional.map(() => null))
    })

    test('JSON as a parameter of a statement is kept like that of a row', async () => {
      await writeCallRows(store, [callRow({ id: 'one' })])
      const json = JSON.stringify({ nul: 'a\0b', written: '\\u0000', half: '\uDE00' })
      await store.run('UPDATE calls SET raw_detail = $2 WHERE key = $1', ['butter/one', { json }])
      const [row] = await store.all('SELECT raw_detail FROM calls')
      expect(received('json', row?.[0] ?? null)).toEqual(expected('json', json))
    })
  })

const placeOf = (name: string) => TABLE_COLUMNS.findIndex((column) => column.name === name)

const byName = (one: readonly unknown[], other: readonly unknown[]) => (String(one) < String(other) ? -1 : 1)
