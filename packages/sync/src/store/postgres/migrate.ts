import type { ClientBase } from 'pg'
import { SyncError } from '../../sync-error.js'
import { MIGRATIONS_TABLE, migrationsFrom, readingProblem, schemaProblem } from '../schema/migrations.js'
import { lockKey } from './lock-key.js'

/** The oldest server that has what the statements need and its makers still mend. */
const OLDEST = 130000

export interface MigrateOptions {
  /** How it may be shown. */
  address: string
  create: boolean
  /** Whether the tables are read as they are. */
  readOnly: boolean
}

/** Checks the server, and brings its tables to the schema of this program. Whoever comes at the same moment waits. */
export async function migrate(client: ClientBase, { address, create, readOnly }: MigrateOptions): Promise<void> {
  const schema = await serverSchema(client, address)
  const known = await versionOf(client)
  if (known === null && !create) {
    throw new SyncError(`${address} has no copy in its schema ${schema}. Make it with callspec sync --to ${address}.`, 'usage')
  }
  const refused = (readOnly ? readingProblem : schemaProblem)(known ?? 0, address)
  if (refused !== undefined) throw new SyncError(refused, 'usage')
  if (readOnly || (known !== null && migrationsFrom(known, 'postgres').length === 0)) return
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE')
  try {
    await client.query('SELECT pg_advisory_xact_lock($1::bigint)', [lockKey('migrations', schema, '').text])
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${MIGRATIONS_TABLE} (version bigint PRIMARY KEY, applied_at timestamptz NOT NULL)`,
    )
    // Another process may have been faster.
    for (const { version, script } of migrationsFrom((await versionOf(client)) ?? 0, 'postgres')) {
      await client.query(script)
      await client.query(`INSERT INTO ${MIGRATIONS_TABLE} VALUES ($1, now())`, [version])
    }
    await client.query('COMMIT')
  } catch (error) {
    // Where the connection is gone, so is the transaction.
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** The first schema of the search path. */
async function serverSchema(client: ClientBase, address: string): Promise<string> {
  const { rows } = await client.query(
    "SELECT current_schema() AS schema, current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding",
  )
  const [{ schema, version, encoding }] = rows as [{ schema: string | null; version: number; encoding: string }]
  if (version < OLDEST) {
    throw new SyncError(`${address} is Postgres ${Math.floor(version / 10000)}. A copy needs Postgres 13 or newer.`, 'usage')
  }
  if (encoding !== 'UTF8') {
    throw new SyncError(`${address} keeps texts as ${encoding}. A copy needs a database with the encoding UTF8.`, 'usage')
  }
  if (schema === null) {
    throw new SyncError(
      `${address} has no schema of its search_path. Create it, or name another one: ?options=-csearch_path%3Dname`,
      'usage',
    )
  }
  return schema
}

/** The version of the tables; `null`: there are none. */
async function versionOf(client: ClientBase): Promise<number | null> {
  const { rows: there } = await client.query(`SELECT to_regclass('${MIGRATIONS_TABLE}') IS NOT NULL AS there`)
  if (!there[0]?.there) return null
  const { rows } = await client.query(`SELECT coalesce(max(version), 0) AS version FROM ${MIGRATIONS_TABLE}`)
  // An aggregate has one row.
  return (rows as [{ version: number }])[0].version
}
