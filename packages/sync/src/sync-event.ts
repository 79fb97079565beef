import type { CallspecError, Part } from 'callspec'
import type { SourceReport } from './sync-report.js'

/** What happens during a sync, as it happens. */
export type SyncEvent =
  /** Another process syncs this source; the sync waits for it. */
  | { type: 'waiting'; source: string; holder: string }
  /** The source is read from the beginning, and why. */
  | { type: 'reading-again'; source: string; because: string }
  /** An interrupted pass goes on where it stopped. */
  | { type: 'resumed'; source: string; startedAt: string; calls: number }
  /** Its requests wait, for two seconds or longer: for a rate limit, a pause that the platform asked for, or before another try. */
  | { type: 'waiting-for'; source: string; until: string; because: string }
  /** `total`: rows that the list says it has for this pass; `null`: it does not say. */
  | { type: 'page'; source: string; calls: number; written: number; total: number | null }
  /** Parts of calls were asked for. */
  | { type: 'parts'; source: string; here: number; waiting: number; failed: number }
  /** The platform never has a part that was asked for. */
  | { type: 'never'; source: string; part: Part }
  /** Calls were not looked at for being gone, and why. */
  | { type: 'not-pruned'; source: string; because: string }
  | { type: 'failed'; source: string; error: CallspecError }
  | { type: 'done'; source: string; report: SourceReport }
