import type { Call, Part, Source } from 'callspec'
import type { Bookmark } from './bookmark.js'
import type { TapEvent, TapSourceReport } from './tap-report.js'

/** What is wanted of each call. If it differs from what the bookmark was written for, the source is read again. */
export interface Asked {
  fingerprint: string
  /** What may have changed, in words. */
  words: string
}

/** What reading one source needs. */
export interface SourceTap {
  source: Source
  /** Parts to ask for. */
  include: readonly Part[]
  asked: Asked
  /** The first stamp to read from; `null`: all calls. */
  since: string | null
  lookBackMs: number
  startLagMs: number | undefined
  signal: AbortSignal
  now: () => number
  tell: (event: TapEvent) => void
  report: TapSourceReport
  /** What an earlier run left. */
  before: Bookmark | undefined
  /** Takes calls and, after them, the bookmark to go on from. */
  write: (calls: readonly Call[], bookmark: Bookmark) => Promise<void>
}
