import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { SyncError } from '../../sync-error.js'
import type { Lock, LockOptions, Store } from '../store.js'
import { createPresence, isLocked, isPresent } from './presence.js'

/** How often to look whether the holder is done. */
const LOOK_MS = 250

/** A row in the table `locks`. There is no lease to wait for: whether its process still runs is looked up, so a killed one keeps nobody waiting. */
export async function sqliteLock(store: Store, source: string, { signal, onWait }: LockOptions = {}): Promise<Lock> {
  const holder = randomUUID()
  const presence = createPresence(store.address, holder)
  try {
    for (let told = false; ; ) {
      signal?.throwIfAborted()
      const taken = await take(store, source, holder)
      if (taken === null) break
      if (!told) onWait?.(taken)
      told = true
      await wait(LOOK_MS, undefined, { signal }).catch(() => signal?.throwIfAborted())
    }
  } catch (error) {
    presence.end()
    throw error
  }
  return {
    async check(statements) {
      const rows = await statements.all('SELECT 1 FROM locks WHERE source = $1 AND holder = $2', [source, holder])
      if (rows.length === 0) throw new SyncError(`Another process has taken over ${source} in ${store.address}.`, 'store')
    },
    async release() {
      try {
        await store.run('DELETE FROM locks WHERE source = $1 AND holder = $2', [source, holder])
      } finally {
        presence.end()
      }
    },
  }
}

/** Sources whose holder still runs. Nothing is changed, not even what a killed process left. */
export async function lockedSources(store: Store): Promise<ReadonlySet<string>> {
  const rows = await store.all('SELECT source, holder FROM locks')
  return new Set(rows.filter(([, holder]) => isLocked(store.address, String(holder))).map(([source]) => String(source)))
}

/** Takes the lock; who has it if it is taken. */
const take = (store: Store, source: string, holder: string): Promise<string | null> =>
  store.transaction(async ({ all, run }) => {
    const [held] = await all('SELECT holder, host, process FROM locks WHERE source = $1', [source])
    if (held) {
      const [other, host, pid] = held
      if (isPresent(store.address, String(other))) return `process ${pid}${host === hostname() ? '' : ` on ${host}`}`
      await run('DELETE FROM locks WHERE source = $1', [source])
    }
    await run('INSERT INTO locks (source, holder, host, process) VALUES ($1, $2, $3, $4)', [
      source,
      holder,
      hostname(),
      process.pid,
    ])
    return null
  })
