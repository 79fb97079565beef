import { existsSync } from 'node:fs'
import { SyncError } from '../sync-error.js'
import type { Store } from './store.js'

export interface OpenOptions {
  /** Whether a copy that does not exist is made. Default `true`. */
  create?: boolean | undefined
  /** Whether nothing is written, not even a later schema. Default `false`. */
  readOnly?: boolean | undefined
}

/** Endings of the files that `@callspec/export` writes: whoever names one for a copy wants that. */
const EXPORTED = ['.csv', '.xlsx', '.parquet', '.ndjson', '.vcon.json']

/** Opens the copy at a path of an SQLite file, or at an address like `postgres://user@host/database`. */
export async function openStore(address: string, { create = true, readOnly = false }: OpenOptions = {}): Promise<Store> {
  if (/^postgres(ql)?:\/\//i.test(address)) {
    // Only now: a copy in SQLite needs no `pg`.
    const { openPostgres } = await import('./postgres/open-postgres.js')
    return openPostgres(address, { create: create && !readOnly, readOnly })
  }
  const [, scheme] = /^([a-z][a-z\d+.-]+):\/\//i.exec(address) ?? []
  if (scheme !== undefined) {
    throw new SyncError(
      `No copy can be kept at ${scheme}://. Name an SQLite file, or an address that begins with postgres://.`,
      'usage',
    )
  }
  const ending = EXPORTED.find((known) => address.toLowerCase().endsWith(known))
  if (ending !== undefined && create && !readOnly && !existsSync(address)) {
    throw new SyncError(`${address}: ${ending} is an ending of export. Name the copy like calls.db.`, 'usage')
  }
  const { openSqlite } = await loadSqlite()
  return openSqlite(address, { create: create && !readOnly, readOnly })
}

/** Only now: a copy in Postgres needs no SQLite, which Node has since 22.13, and with full-text search and rows as lists since 22.16. */
async function loadSqlite(): Promise<typeof import('./sqlite/sqlite-store.js')> {
  const sqlite = await import('node:sqlite').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_UNKNOWN_BUILTIN_MODULE') throw error
  })
  if (sqlite && 'setReturnArrays' in sqlite.StatementSync.prototype) return import('./sqlite/sqlite-store.js')
  throw new SyncError(
    `A copy in a file of SQLite needs Node 22.16 or newer, with its SQLite; this is ${process.versions.node}. Update Node, or name a Postgres database.`,
    'usage',
  )
}
