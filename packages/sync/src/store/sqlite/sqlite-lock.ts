import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { SyncError } from '../../sync-error.js'
import type { Lock, LockOptions, Store } from '../store.js'

/** How often to look whether the holder is done. */
const LOOK_MS = 250

/** A row in the table `locks`. There is no lease to wait for: whether its process still runs is looked up, so a killed one keeps nobody waiting. */
export async function sqliteLock(store: Store, source: string, { signal, onWait }: LockOptions = {}): Promise<Lock> {
  const holder = randomUUID()
  for (let told = false; ; ) {
    signal?.throwIfAborted()
    const taken = await take(store, source, holder)
    if (taken === null) break
    if (!told) onWait?.(taken)
    told = true
    await wait(LOOK_MS, undefined, { signal }).catch(() => signal?.throwIfAborted())
  }
  return {
    async check(statements) {
      const rows = await statements.all('SELECT 1 FROM locks WHERE source = $1 AND holder = $2', [source, holder])
      if (rows.length === 0) throw new SyncError(`Another process has taken over ${source} in ${store.address}.`, 'store')
    },
    release: async () => {
      await store.run('DELETE FROM locks WHERE source = $1 AND holder = $2', [source, holder])
    },
  }
}

/** Takes the lock; who has it if it is taken. */
const take = (store: Store, source: string, holder: string): Promise<string | null> =>
  store.transaction(async ({ all, run }) => {
    const [held] = await all('SELECT host, process, process_began FROM locks WHERE source = $1', [source])
    if (held) {
      const [host, pid, began] = held
      if (runs(String(host), Number(pid), began === null ? null : String(began))) return `process ${pid}${onHost(String(host))}`
      await run('DELETE FROM locks WHERE source = $1', [source])
    }
    await run('INSERT INTO locks (source, holder, host, process, process_began) VALUES ($1, $2, $3, $4, $5)', [
      source,
      holder,
      hostname(),
      process.pid,
      beganAt(process.pid),
    ])
    return null
  })

const onHost = (host: string) => (host === hostname() ? '' : ` on ${host}`)

/** Whether the process that took a lock still runs. Of another machine nothing is known. */
function runs(host: string, pid: number, began: string | null): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Somebody else's process may not be sent a signal, but it is there.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  // Process ids are used again.
  return beganAt(pid) === began
}

/** When a process began, in ticks since the machine did: where Linux tells it. */
function beganAt(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program, in brackets, may hold spaces.
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
