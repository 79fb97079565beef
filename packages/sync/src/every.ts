import { setTimeout as wait } from 'node:timers/promises'
import type { CallLog, Source } from 'callspec'
import type { Store } from './store/store.js'
import { type SyncOptions, sync } from './sync.js'
import type { SyncReport } from './sync-report.js'

export interface EveryOptions extends SyncOptions {
  /** From the beginning of one sync to that of the next, in milliseconds; up to a tenth more or less, so that many machines spread. */
  everyMs: number
  /** Called after each sync. */
  onSync?: ((report: SyncReport) => void) | undefined
  /** Called when a sync could not write; the next one comes at its time. Without it, the schedule ends with the error. */
  onError?: ((error: unknown) => void) | undefined
}

/** Syncs again and again until the signal aborts. One sync begins after the one before has ended, however long that took. */
export async function syncEvery(from: CallLog<Source> | readonly Source[], store: Store, options: EveryOptions): Promise<void> {
  const { everyMs, onSync, onError, signal } = options
  while (!signal?.aborted) {
    const startedAt = performance.now()
    try {
      const report = await sync(from, store, options)
      onSync?.(report)
    } catch (error) {
      if (signal?.aborted) return
      if (!onError) throw error
      onError(error)
    }
    const due = startedAt + everyMs * (0.9 + 0.2 * Math.random())
    // An abort ends the wait, and with it the schedule.
    await wait(Math.max(0, due - performance.now()), undefined, { signal }).catch(() => undefined)
  }
}
