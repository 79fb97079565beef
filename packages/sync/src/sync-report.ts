import type { CallspecError } from 'callspec'

/** How syncing one source went. */
export interface SourceReport {
  source: string
  /** `whole`: everything was read; `failed`: it is continued by the next sync. */
  outcome: 'whole' | 'failed'
  /** Calls that were read. */
  calls: number
  /** Calls that were new or had changed. */
  written: number
  requests: number
  /** Rows that could not be mapped; they are in `bad_rows`. */
  bad: number
  /** Calls that never came although the list's total counts them. */
  missing: number
  /** Parts that came, are awaited, and were given up. */
  parts: { here: number; waiting: number; failed: number }
  /** Parts whose request or download failed, which are asked for again, and why the first one did. They are among those that are awaited or given up. */
  unreached: { count: number; because: string | null }
  /** Calls that are over and that no web hook has told of, although they were received since before; `null`: none are received for this source. */
  missed: number | null
  /** Calls that were marked as gone; `null`: not looked for. */
  gone: number | null
  error: CallspecError | null
}

export interface SyncReport {
  /** In the order of the sources. */
  sources: SourceReport[]
}
