import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { SyncError } from '../../sync-error.js'
import type { Lock, LockOptions, Statements } from '../store.js'
import { type LockKey, lockKey } from './lock-key.js'
import { postgresProblem } from './postgres-problem.js'

/** How often to look whether the holder is done. */
const LOOK_MS = 250

export interface LockPlace {
  /** How it may be shown. */
  address: string
  connect: () => Promise<pg.Client>
}

/**
 * An advisory lock of a connection of its own: the server releases it when the connection ends, so a killed process keeps nobody waiting. A row in
 * `locks` says who got it last. Each transaction that relies on the lock keeps that row as it is until its end: whoever takes over waits for what
 * the one before still has under way, which finds another holder from then on.
 */
export async function postgresLock(
  { address, connect }: LockPlace,
  source: string,
  { signal, onWait }: LockOptions = {},
): Promise<Lock> {
  const client = await connect()
  let isLost = false
  client.on('end', () => {
    isLost = true
  })
  try {
    const { rows } = await client.query('SELECT current_schema() AS schema')
    const [{ schema }] = rows as [{ schema: string }]
    const key = lockKey('source', schema, source)
    const holder = randomUUID()
    await take(client, key, { signal, onWait })
    await client.query(ENTER, [source, holder, hostname(), process.pid])
    return {
      async check({ all }: Statements) {
        const held = isLost ? [] : await all(CHECK, [source, holder])
        if (held.length > 0) return
        throw new SyncError(
          `${address}: the connection that keeps ${source} to this sync was lost. Nothing of this step was written; the next sync goes on from there.`,
          'store',
        )
      },
      async release() {
        // So that the next one finds it free at once. Of a connection that is gone it was released already.
        await client
          .query('DELETE FROM locks WHERE source = $1 AND holder = $2', [source, holder])
          .then(() => client.query('SELECT pg_advisory_unlock($1::bigint)', [key.text]))
          .catch(() => undefined)
        await client.end().catch(() => undefined)
      },
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    if (signal?.aborted) throw error
    throw error instanceof SyncError ? error : postgresProblem(error, address)
  }
}

/** Sources whose lock a connection holds. */
export async function lockedSources({ all }: Statements): Promise<ReadonlySet<string>> {
  const [rows, held] = await Promise.all([all('SELECT source, current_schema()::text FROM locks'), all(HELD)])
  const keys = new Set(held.map(([upper, lower]) => `${upper} ${lower}`))
  const locked = rows.filter(([source, schema]) => {
    const { upper, lower } = lockKey('source', String(schema), String(source))
    return keys.has(`${upper} ${lower}`)
  })
  return new Set(locked.map(([source]) => String(source)))
}

const HELD = `SELECT classid::bigint::text, objid::bigint::text FROM pg_locks
WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`

const ENTER = `INSERT INTO locks (source, holder, host, process) VALUES ($1, $2, $3, $4)
ON CONFLICT (source) DO UPDATE SET holder = excluded.holder, host = excluded.host, process = excluded.process`

const CHECK = 'SELECT 1 FROM locks WHERE source = $1 AND holder = $2 FOR SHARE'

async function take(client: pg.Client, key: LockKey, { signal, onWait }: LockOptions): Promise<void> {
  for (let told = false; ; ) {
    signal?.throwIfAborted()
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1::bigint) AS taken', [key.text])
    if (rows[0]?.taken) return
    const holder = told ? undefined : await holderOf(client, key)
    // It may have ended meanwhile.
    if (holder !== undefined) {
      told = true
      onWait?.(holder)
    }
    await wait(LOOK_MS, undefined, { signal }).catch(() => signal?.throwIfAborted())
  }
}

async function holderOf(client: pg.Client, { upper, lower }: LockKey): Promise<string | undefined> {
  const { rows } = await client.query(HOLDER, [upper, lower])
  const [holder] = rows as { pid: number; name: string | null }[]
  if (!holder) return undefined
  const [, own] = /^callspec (process \d+ on .+)$/.exec(holder.name ?? '') ?? []
  if (own !== undefined) return own.replace(` on ${hostname()}`, '')
  return `server process ${holder.pid}${holder.name ? ` (${holder.name})` : ''}`
}

/** Who holds a lock: the server's process, and the name of the program, which only some roles may see. */
const HOLDER = `SELECT pg_locks.pid, application_name AS name FROM pg_locks LEFT JOIN pg_stat_activity ON pg_stat_activity.pid = pg_locks.pid
WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = $1::oid AND objid = $2::oid
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
