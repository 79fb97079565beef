import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { openStore } from '@callspec/sync'
import pg from 'pg'
import { PAGE_ROWS } from './job.ts'

type Row = readonly SQLInputValue[]

/** The rows of `calls` with their columns, as they are in a copy. */
export interface Rows {
  columns: string[]
  rows: Row[]
}

export async function readRows(address: string): Promise<Rows> {
  const store = await openStore(address, { create: false })
  const columns = await store.all(
    store.dialect === 'sqlite'
      ? "SELECT name FROM pragma_table_info('calls') ORDER BY cid"
      : "SELECT column_name::text FROM information_schema.columns WHERE table_name = 'calls' AND table_schema = current_schema() ORDER BY ordinal_position",
  )
  const rows: Row[] = []
  // In the order of the list, as a sync writes them. SQLite has no other values than it takes.
  for await (const chunk of store.stream('SELECT * FROM calls ORDER BY list_rank')) rows.push(...(chunk as Row[]))
  await store.close()
  return { columns: columns.map(([name]) => String(name)), rows }
}

/** The bare loop: a transaction for each page, with nothing around it. */
export const insertRows = (address: string, rows: Rows): Promise<number> =>
  address.startsWith('postgres') ? insertIntoPostgres(address, rows) : insertIntoSqlite(address, rows)

async function insertIntoSqlite(file: string, { columns, rows }: Rows): Promise<number> {
  const database = new DatabaseSync(file)
  // As the store sets them.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON')
  const insert = database.prepare(`INSERT INTO calls (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  for (let row = 0; row < rows.length; row += PAGE_ROWS) {
    database.exec('BEGIN IMMEDIATE')
    for (const cells of rows.slice(row, row + PAGE_ROWS)) insert.run(...cells)
    database.exec('COMMIT')
  }
  database.close()
  return rows.length
}

async function insertIntoPostgres(connectionString: string, { columns, rows }: Rows): Promise<number> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  for (let row = 0; row < rows.length; row += PAGE_ROWS) {
    const page = rows.slice(row, row + PAGE_ROWS)
    const places = page.map((_, line) => `(${columns.map((_, column) => `$${line * columns.length + column + 1}`).join(', ')})`)
    await client.query('BEGIN')
    await client.query({
      name: `insert ${page.length}`,
      text: `INSERT INTO calls (${columns.join(', ')}) VALUES ${places.join(', ')}`,
      values: page.flat(),
    })
    await client.query('COMMIT')
  }
  await client.end()
  return rows.length
}
