import type { Target } from '../job.ts'
import type { FaultContender } from './client.ts'

/** What a contender is to do. */
export type Task =
  /** Read the list to its end. */
  | { do: 'list' }
  /** Read the list, and abort after some time. */
  | { do: 'abort'; afterMs: number }
  /** Get these calls, some at a time, whatever the outcome of each. */
  | { do: 'get'; ids: readonly string[]; atOnce: number }
  | { do: 'make' }
  /** Nothing: only be printed. */
  | { do: 'print' }

export interface FaultJob {
  contender: FaultContender
  configured: boolean
  target: Target
  task: Task
}

/** A contender's final report. */
export interface FaultReport {
  /** `endless`: more rows than there are. `memory`: more than a gibibyte. */
  ended: 'done' | 'error' | 'endless' | 'memory'
  /** Ids as the rows had them. */
  ids: unknown[]
  /** Rows reported as bad. */
  reported: number
  /** The error's class, with its status or code if it has one. */
  error: string
  /** It rejected with the reason of the caller's own signal. */
  ownReason: boolean
  /** Time from the abort to the end; null if nothing was aborted before the end. */
  sinceAbortMs: number | null
  /** The error, or the client, printed in any usual way holds the key. */
  keyPrinted: boolean
  /** How many requests began. */
  begun: number
  /** Highest resident set of the process. */
  peakMb: number
}

/** The report of a contender that did nothing. */
export const emptyReport = (): Omit<FaultReport, 'ended'> => ({
  ids: [],
  reported: 0,
  error: '',
  ownReason: false,
  sinceAbortMs: null,
  keyPrinted: false,
  begun: 0,
  peakMb: 0,
})
