import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { queryPostgres } from './servers/query-postgres.ts'
import { startPostgres, type TestPostgres } from './servers/start-postgres.ts'

/** Where copies are kept in tests: each address is of an empty place of its own. */
export interface TestStores {
  address(): Promise<string>
  close(): Promise<void>
}

/** Both kinds of stores, for `describe.each`. Starting a Postgres may have to install it: give `beforeAll` 300,000 ms. */
export const STORES: readonly { name: 'SQLite' | 'Postgres'; start: () => Promise<TestStores> }[] = [
  { name: 'SQLite', start: startSqlite },
  { name: 'Postgres', start: startPostgresStores },
]

export async function startSqlite(): Promise<TestStores> {
  const folder = await mkdtemp(join(tmpdir(), 'callspec-stores-'))
  let files = 0
  return {
    address: async () => join(folder, `calls-${++files}.db`),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function startPostgresStores(): Promise<TestStores> {
  const server: TestPostgres = await startPostgres({ durable: false })
  const database = await server.database()
  let schemas = 0
  return {
    // A schema takes much less time than a database.
    async address() {
      const schema = `copy_${++schemas}`
      await queryPostgres(database, `CREATE SCHEMA ${schema}`)
      return `${database}?options=-csearch_path%3D${schema}`
    },
    close: () => server.close(),
  }
}
