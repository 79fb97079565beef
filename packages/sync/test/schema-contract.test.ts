import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore, type Store } from '@callspec/sync'
import { CALL_COLUMNS } from 'callspec/columns'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TABLE_COLUMNS } from '../src/calls/call-table.ts'
import { STORES, type TestStores } from './stores.ts'

const page = readFileSync(join(import.meta.dirname, '../../../docs/copy.md'), 'utf8')

/** What the page says about a table or view: the cells of its rows, without the code marks of the first. */
const documented = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const name = /^`(\w+)`/.exec(section)?.[1] ?? ''
      const key = [...(/ Key: (.*)\.$/m.exec(section)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, column]) => column)
      const rows = [...section.matchAll(/^\| `(\w+)` \| ([^|]*) \|(?: ([^|]*) \|)? /gm)].map(([, column, one, other]) => ({
        column,
        one,
        other,
      }))
      return [name, { key, rows }] as const
    }),
)
const VIEWS = ['agents', 'calls_per_day', 'costs']
const TABLES = [...documented.keys()].filter((name) => !VIEWS.includes(name)).sort()

test('the columns of calls on the page are those that are written, in the same order', () => {
  const names = documented.get('calls')?.rows.map(({ column }) => column)
  expect(names).toEqual([...TABLE_COLUMNS.map(({ name }) => name), 'gone_at'])
  expect(names?.slice(0, CALL_COLUMNS.length)).toEqual(CALL_COLUMNS.map(({ name }) => name))
})

describe.each(STORES)('docs/copy.md and a copy in $name agree on', ({ name: kind, start }) => {
  const dialect = kind === 'SQLite' ? 'sqlite' : 'postgres'
  let stores: TestStores
  let store: Store

  beforeAll(async () => {
    stores = await start()
    store = await openStore(await stores.address())
  })
  afterAll(async () => {
    await store?.close()
    await stores?.close()
  })

  const names = async (type: 'table' | 'view') => {
    const rows =
      dialect === 'sqlite'
        ? await store.all(
            "SELECT name FROM sqlite_schema WHERE type = $1 AND name NOT LIKE '%\\_text%' ESCAPE '\\' AND name NOT LIKE 'sqlite_%'",
            [type],
          )
        : await store.all(
            'SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = $1',
            [type === 'table' ? 'BASE TABLE' : 'VIEW'],
          )
    return rows.map(([name]) => name).sort()
  }

  /** Name and type of each column, in order. */
  const columns = (table: string) =>
    dialect === 'sqlite'
      ? store.all(
          `SELECT name, type || CASE WHEN "notnull" = 1 AND (pk = 0 OR $1) THEN ' NOT NULL' ELSE '' END FROM pragma_table_info('${table}') ORDER BY cid`,
          [!(documented.get(table)?.key.length === 1)],
        )
      : store.all(
          `SELECT column_name::text, replace(data_type, 'timestamp with time zone', 'timestamptz') || CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END
FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`,
          [table],
        )

  const keyOf = async (table: string) => {
    const rows =
      dialect === 'sqlite'
        ? await store.all(`SELECT name FROM pragma_table_info('${table}') WHERE pk > 0 ORDER BY pk`)
        : await store.all(
            `SELECT column_name::text FROM information_schema.key_column_usage
WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`,
            [table],
          )
    return rows.map(([name]) => name)
  }

  test('the tables and views', async () => {
    expect(await names('table')).toEqual(TABLES)
    expect(await names('view')).toEqual(VIEWS)
  })

  test.each(TABLES)('the columns, types and key of %s', async (table) => {
    const { rows, key } = documented.get(table)!
    expect(await columns(table)).toEqual(rows.map(({ column, one, other }) => [column, dialect === 'sqlite' ? one : other]))
    expect(await keyOf(table)).toEqual(key)
  })

  test.each(VIEWS)('the columns of the view %s', async (view) => {
    const { rows } = documented.get(view)!
    const there = await columns(view)
    expect(there.map(([name]) => name)).toEqual(rows.map(({ column }) => column))
    if (dialect === 'postgres') {
      expect(there.map(([, type]) => type)).toEqual(
        rows.map(({ one }) => one?.replace('timestamp with time zone', 'timestamptz')),
      )
    }
  })

  test('the example queries, which run', async () => {
    const examples = [...page.matchAll(/^```sql\n(.*?)^```$/gms)].flatMap(([, block]) => {
      const parts = (block ?? '').split(/^-- (SQLite|Postgres)\n/m)
      return parts.length === 1 ? [block ?? ''] : [parts[parts.indexOf(kind) + 1] ?? '']
    })
    expect(examples).toHaveLength(5)
    for (const example of examples) expect(await store.all(example)).toEqual([])
  })
})
