import pg from 'pg'
import { SyncError } from '../../sync-error.js'
import type { Store } from '../store.js'
import { connectionOptions, setUp } from './connection.js'
import { migrate } from './migrate.js'
import { shownAddress } from './postgres-address.js'
import { postgresProblem } from './postgres-problem.js'
import { postgresStore } from './postgres-store.js'

/** Transactions side by side; more wait. Locks and streams have connections of their own. */
const CONNECTIONS = 10

export interface PostgresOptions {
  create?: boolean | undefined
  readOnly?: boolean | undefined
}

/** Opens, or with `create` makes, a copy in the first schema of a Postgres database's search path. */
export async function openPostgres(address: string, { create = true, readOnly = false }: PostgresOptions = {}): Promise<Store> {
  const shown = shownAddress(address)
  const pool = new pg.Pool({ ...connectionOptions(address), pipeline: true, max: CONNECTIONS, onConnect: setUp })
  // A connection that the server ends while nobody uses it is replaced by the next one.
  pool.on('error', () => undefined)
  try {
    const client = await pool.connect()
    try {
      await migrate(client, { address: shown, create, readOnly })
    } finally {
      client.release()
    }
  } catch (error) {
    await pool.end()
    throw error instanceof SyncError ? error : postgresProblem(error, shown)
  }
  return postgresStore(pool, { address, shown, readOnly })
}
