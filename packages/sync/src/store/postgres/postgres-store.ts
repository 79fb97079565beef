import type pg from 'pg'
import { SyncError } from '../../sync-error.js'
import type { Cells, Parameter, Statements, Store } from '../store.js'
import { connect } from './connection.js'
import { arraysOf, insertOf, statementsOf } from './insert.js'
import { lockedSources, postgresLock } from './postgres-lock.js'
import { postgresProblem } from './postgres-problem.js'
import { storable } from './storable.js'

/** Tables that hold what people said. */
const PURGED = 'calls, turns, parts, bad_rows'

/** Rows in one chunk of a stream. */
const CHUNK = 500

export interface PostgresPlace {
  /** With its password. */
  address: string
  /** As it may be shown. */
  shown: string
  /** Whether nothing is written to it. */
  readOnly: boolean
}

type Run = (query: pg.QueryArrayConfig) => Promise<pg.QueryArrayResult>

/** The store of a database that has its tables. */
export function postgresStore(pool: pg.Pool, { address, shown, readOnly }: PostgresPlace): Store {
  /** An error of the database as one line. */
  const told = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => {
      throw postgresProblem(error, shown)
    })
  const on =
    (client: pg.ClientBase): Run =>
    (query) =>
      told(client.query(query))
  const pooled = statementsOn((query) => told(pool.query(query)))

  return {
    ...pooled,
    address: shown,
    // It may take several statements.
    upsert: (upsert, rows) => inTransaction(({ upsert: write }) => write(upsert, rows)),
    transaction: inTransaction,
    async *stream(sql, parameters = []) {
      // A connection of its own: a reader that is slow, or reads several at a time, keeps no writer waiting. Where nothing is written, there is none.
      const lent = readOnly ? await told(pool.connect()) : null
      const client = lent ?? (await told(connect(address)))
      let isWhole = false
      try {
        const run = on(client)
        await run(plain('BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY'))
        await run({ ...plain(`DECLARE rows NO SCROLL CURSOR FOR ${inPostgres(sql)}`), values: parameters.map(storable) })
        for (;;) {
          const { rows } = await run(plain(`FETCH ${CHUNK} FROM rows`))
          // As `all`.
          if (rows.length > 0) yield rows as Cells[]
          if (rows.length === CHUNK) continue
          await run(plain('COMMIT'))
          isWhole = true
          return
        }
      } finally {
        if (lent) lent.release(!isWhole)
        else await client.end().catch(() => undefined)
      }
    },
    lock: (source, options) => postgresLock({ address: shown, connect: () => told(connect(address)) }, source, options),
    // Also of other databases of the server.
    revision: async () => String((await pooled.all('SELECT txid_current_snapshot()::text'))[0]?.[0]),
    lockedSources: () => lockedSources(pooled),
    // What a deleted row was stays in its place until a vacuum; older copies may be in the write-ahead log and in backups.
    purge: async () => {
      await told(pool.query(`VACUUM ${PURGED}`))
    },
    close: () => pool.end(),
  }

  async function inTransaction<Result>(work: (statements: Statements) => Promise<Result>): Promise<Result> {
    const client = await told(pool.connect())
    let isUsable = true
    try {
      const run = on(client)
      // The first statement goes out behind it, without waiting for its answer.
      const begun = run(plain('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE'))
      begun.catch(() => undefined)
      const result = await work(statementsOn(run))
      await begun
      const { command } = await run(plain('COMMIT'))
      // The server says so where a statement failed and nobody told.
      if (command !== 'COMMIT')
        throw new SyncError(`${shown}: a statement had failed. Nothing of this step was written.`, 'store')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        isUsable = false
      })
      throw error
    } finally {
      client.release(!isUsable)
    }
  }
}

function statementsOn(run: Run): Statements {
  const query = (sql: string, parameters: readonly Parameter[]) =>
    run({ text: inPostgres(sql), values: parameters.map(storable), rowMode: 'array' })
  return {
    dialect: 'postgres',
    // Read by the types of `value-types.ts`.
    all: async (sql, parameters = []) => (await query(sql, parameters)).rows as Cells[],
    run: async (sql, parameters = []) => (await query(sql, parameters)).rowCount ?? 0,
    async upsert(upsert, rows) {
      let written = 0
      for (const each of statementsOf(upsert, rows)) {
        const { rowCount } = await run({ ...insertOf(upsert), values: arraysOf(upsert, each), rowMode: 'array' })
        written += rowCount ?? 0
      }
      return written
    },
  }
}

const plain = (text: string): pg.QueryArrayConfig => ({ text, rowMode: 'array' })

/** `IN $1` takes the members of a list. */
const inPostgres = (sql: string) => sql.replace(/\bNOT IN (\$\d+)/g, '<> ALL($1)').replace(/\bIN (\$\d+)/g, '= ANY($1)')
