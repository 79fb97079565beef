import type { Part, Source } from 'callspec'
import type { Lock, Store } from '../store/store.js'
import type { SyncEvent } from '../sync-event.js'
import type { SourceReport } from '../sync-report.js'

/** What syncing one source needs. */
export interface SourceSync {
  source: Source
  store: Store
  lock: Lock
  /** Parts to ask for. */
  include: readonly Part[]
  lookBackMs: number
  /** The first stamp to copy from; `null`: all calls. */
  since: string | null
  prune: boolean
  /** Folder for recordings; `null`: none are downloaded. */
  recordings: string | null
  startLagMs: number | undefined
  signal: AbortSignal | undefined
  now: () => number
  tell: (event: SyncEvent) => void
  /** Counts over all passes of this sync. */
  report: SourceReport
}

export const stampOf = (ms: number): string => new Date(ms).toISOString()
