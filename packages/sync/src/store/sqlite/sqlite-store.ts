import { closeSync, existsSync, openSync, statSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { SyncError } from '../../sync-error.js'
import { MIGRATIONS_TABLE, migrationsFrom, readingProblem, schemaProblem, TABLE_NAMES } from '../schema/migrations.js'
import type { Cells, Parameter, Statements, Store, Upsert } from '../store.js'
import { lockedSources, sqliteLock } from './sqlite-lock.js'

/** How long to wait for another process that is writing. */
const BUSY_MS = 60_000

/** SQLite itself would keep the whole process waiting, and with it whoever writes in the same one: past this, the wait is a timer's. */
const BLOCKING_MS = 20

/** Memory for pages of the file. Keys have no order, so a page of calls changes a hundred pages of their index. */
const CACHE_KB = 16_000

/** Pages of 4 KB in the write-ahead file before they are moved to the file itself: those that changed several times are moved once. */
const CHECKPOINT_PAGES = 4000

/** Rows in one chunk of a stream. */
const CHUNK = 500

/** Statements that are kept for a stream of the same text. */
const MOST_IDLE = 50

export interface SqliteOptions {
  create?: boolean | undefined
  readOnly?: boolean | undefined
}

/** Opens, or with `create` makes, a copy in an SQLite file. */
export function openSqlite(file: string, { create = true, readOnly = false }: SqliteOptions = {}): Store {
  // SQLite would take these for something else than a path.
  if (/^(|file:.*|:memory:)$/is.test(file)) {
    throw new SyncError(`No copy can be kept at "${file}". Name a file by its path, like calls.db.`, 'usage')
  }
  const isNew = !existsSync(file)
  if (isNew && !create) throw new SyncError(`${file} does not exist. Make it with callspec sync --to ${file}.`, 'usage')
  // A copy holds what people said. The files of write-ahead mode get the permissions that this one has when they are made.
  if (isNew) makePrivate(file)
  const database = open(file, readOnly ? prepareReading : prepareWriting)
  return createStore(database, file, readOnly)
}

function open(file: string, prepare: (database: DatabaseSync, file: string) => void): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    // SQLite would say no more than that it cannot open it.
    const there = statSync(file, { throwIfNoEntry: false })
    if (there && !there.isFile())
      throw new SyncError(`${file} is ${there.isDirectory() ? 'a folder' : 'no file'}. Name a file.`, 'usage')
    const opened = new DatabaseSync(file, { timeout: BUSY_MS })
    database = opened
    whenFree(() => prepare(opened, file))
    database.exec(
      `PRAGMA busy_timeout = ${BLOCKING_MS}; PRAGMA cache_size = -${CACHE_KB}; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
    )
    return database
  } catch (error) {
    database?.close()
    throw problem(error, file)
  }
}

function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600))
  } catch {
    // SQLite says what is wrong.
  }
}

function prepareWriting(database: DatabaseSync, file: string): void {
  refuseForeign(database, file)
  // In write-ahead mode, a killed process leaves whole transactions only. `secure_delete`: what is erased leaves no trace in the file.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON')
  migrate(database, file)
}

/** Leaves a database of somebody else alone that has tables of the same names. */
function refuseForeign(database: DatabaseSync, file: string): void {
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')").all()
  const there = new Set(names.map(({ name }) => String(name)))
  const taken = TABLE_NAMES.find((name) => there.has(name))
  if (taken === undefined || there.has(MIGRATIONS_TABLE)) return
  throw new SyncError(`${file} has a table ${taken} that is not of a copy. Nothing was changed. Name another file.`, 'usage')
}

/** Opened without `readOnly`, so that the files of write-ahead mode, which every reader needs beside it, go away when it is closed. */
function prepareReading(database: DatabaseSync, file: string): void {
  database.exec('PRAGMA query_only = ON')
  const found = database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(MIGRATIONS_TABLE)
  const refused = readingProblem(found ? versionOf(database) : 0, file)
  if (refused !== undefined) throw new SyncError(refused, 'usage')
}

/** The schema's; 0: none. */
function versionOf(database: DatabaseSync): number {
  const row = database.prepare(`SELECT coalesce(max(version), 0) AS version FROM ${MIGRATIONS_TABLE}`).get()
  return Number(row?.version)
}

function migrate(database: DatabaseSync, file: string): void {
  database.exec(`CREATE TABLE IF NOT EXISTS ${MIGRATIONS_TABLE} (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL) STRICT`)
  const version = versionOf(database)
  const refused = schemaProblem(version, file)
  if (refused !== undefined) throw new SyncError(refused, 'usage')
  if (migrationsFrom(version, 'sqlite').length === 0) return
  database.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been faster.
    for (const { version, script } of migrationsFrom(versionOf(database), 'sqlite')) {
      database.exec(script)
      database.prepare(`INSERT INTO ${MIGRATIONS_TABLE} VALUES (?, ?)`).run(version, new Date().toISOString())
    }
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

function createStore(database: DatabaseSync, file: string, readOnly: boolean): Store {
  const prepared = new Map<string, Prepared>()
  /** Statements of streams that have ended, of a store that is only read. */
  const idle = new Map<string, Prepared>()
  const prepare = (sql: string): Prepared => {
    const statement = prepared.get(sql) ?? prepareIn(database, sql)
    prepared.set(sql, statement)
    return statement
  }
  const statements: Statements = {
    dialect: 'sqlite',
    // With arrays asked for, rows are arrays of what SQLite holds.
    async all(sql, parameters = []) {
      const { statement, values } = prepare(sql)
      return statement.all(...values(parameters)) as unknown as Cells[]
    },
    async run(sql, parameters = []) {
      const { statement, values } = prepare(sql)
      return Number(statement.run(...values(parameters)).changes)
    },
    async upsert(upsert, rows) {
      // A placeholder for each cell, in their order.
      const { statement } = prepare(insertOf(upsert))
      let changes = 0
      for (const row of rows) {
        const cells = row.map(bound)
        if (upsert.unlessIn !== undefined) cells.push(cells[0] ?? null)
        changes += Number(statement.run(...cells).changes)
      }
      return changes
    },
  }

  // One connection, so a transaction keeps all other statements waiting.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work).catch((error: unknown) => {
      throw problem(error, file)
    })
    last = result.catch(() => undefined)
    return result
  }

  const store: Store = {
    address: file,
    dialect: 'sqlite',
    all: (sql, parameters) => inTurn(() => notBusy(() => statements.all(sql, parameters))),
    run: (sql, parameters) => inTurn(() => notBusy(() => statements.run(sql, parameters))),
    // It may take several statements.
    upsert: (upsert, rows) => inTransaction(() => statements.upsert(upsert, rows)),
    transaction: inTransaction,
    async *stream(sql, parameters = []) {
      // A connection of its own reads the state of one moment, whatever is written meanwhile. Where nothing is written, the one that is there does.
      const reader = readOnly ? database : new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS })
      // The same statement may be read twice at a time.
      const reading = idle.get(sql) ?? prepareIn(reader, sql)
      idle.delete(sql)
      let chunk: Cells[] = []
      try {
        for (const row of reading.statement.iterate(...reading.values(parameters))) {
          // As above.
          chunk.push(row as unknown as Cells)
          if (chunk.length < CHUNK) continue
          yield chunk
          chunk = []
        }
        if (chunk.length > 0) yield chunk
      } catch (error) {
        throw problem(error, file)
      } finally {
        if (!readOnly) reader.close()
        else if (idle.size < MOST_IDLE) idle.set(sql, reading)
      }
    },
    lock: (source, options) => sqliteLock(store, source, options),
    // Of other connections, and of this one.
    revision: async () => JSON.stringify([await store.all('PRAGMA data_version'), await store.all('SELECT total_changes()')]),
    lockedSources: () => lockedSources(store),
    // Deleted rows are overwritten at once (`secure_delete`), but their old pages stay in the write-ahead file.
    purge: () => inTurn(async () => database.exec('PRAGMA wal_checkpoint(TRUNCATE)')),
    close: () => inTurn(async () => database.close()),
  }
  return store

  function inTransaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    return inTurn(async () => {
      await notBusy(async () => database.exec('BEGIN IMMEDIATE'))
      try {
        const result = await work(statements)
        database.exec('COMMIT')
        return result
      } catch (error) {
        // A full disk has ended the transaction already.
        if (database.isTransaction) database.exec('ROLLBACK')
        throw error
      }
    })
  }
}

/** Tries again while another connection is writing. */
async function notBusy<Result>(work: () => Promise<Result>): Promise<Result> {
  const until = Date.now() + BUSY_MS
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error
    }
    await wait(BLOCKING_MS)
  }
}

/** Of all kinds: their number is in the lowest byte, such as while another connection restores the write-ahead file. */
const isBusy = (error: unknown) => ((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY

const SQLITE_BUSY = 5

/** SQLite does not wait by itself where two connections turn the same new file to write-ahead mode. */
function whenFree(work: () => void): void {
  const until = Date.now() + BUSY_MS
  for (;;) {
    try {
      work()
      return
    } catch (error) {
      if (!isBusy(error) || Date.now() > until) throw error
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BLOCKING_MS)
  }
}

interface Prepared {
  statement: StatementSync
  /** What stands for its placeholders, in their order. */
  values(parameters: readonly Parameter[]): SQLInputValue[]
}

/** `$1` → `?`: Node binds numbered parameters by their number from 24 on. `IN $1` takes the members of a list, which travels as JSON. */
function prepareIn(database: DatabaseSync, sql: string): Prepared {
  const order: number[] = []
  const text = sql.replace(/\bIN \$(\d+)/g, 'IN (SELECT value FROM json_each($$$1))').replace(/\$(\d+)/g, (_, number: string) => {
    order.push(Number(number) - 1)
    return '?'
  })
  const statement = database.prepare(text)
  statement.setReturnArrays(true)
  // SQLite refuses what is missing: `undefined` is no value.
  return { statement, values: (parameters) => order.map((index) => bound(parameters[index]!)) }
}

function insertOf({ table, columns, onConflict, unlessIn }: Upsert): string {
  const names = columns.map(({ name }) => name).join(', ')
  const values = columns.map((_, index) => `$${index + 1}`).join(', ')
  if (unlessIn === undefined) return `INSERT INTO ${table} (${names}) VALUES (${values}) ${onConflict}`
  // The first cell once more, at the end.
  return `INSERT INTO ${table} (${names}) SELECT ${values} WHERE NOT EXISTS (SELECT 1 FROM ${unlessIn} WHERE key = $${columns.length + 1}) ${onConflict}`
}

function bound(value: Parameter): SQLInputValue {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'object' || value === null) return value
  return 'json' in value ? value.json : JSON.stringify(value)
}

const CANNOT_OPEN = 14
const NO_DATABASE = 26

function problem(error: unknown, file: string): unknown {
  // What SQLite throws has these.
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string }
  if (code !== 'ERR_SQLITE_ERROR') return error
  if (errcode === CANNOT_OPEN) {
    return new SyncError(`${file} cannot be opened. Name a file in a folder that exists and that you may write to.`, 'usage')
  }
  if (errcode === NO_DATABASE) return new SyncError(`${file} is no database of SQLite. Name another file.`, 'usage')
  return new SyncError(`${file}: ${message}. Nothing of this step was written.`, 'store', { cause: error })
}
