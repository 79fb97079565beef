import type { Part, Source } from 'callspec'
import type { Bookmark } from './bookmark.js'
import type { Selection } from './catalog.js'
import type { Message } from './message.js'
import type { TapEvent, TapSourceReport } from './tap-report.js'

/** What reading one source needs. */
export interface SourceTap {
  source: Source
  /** Parts to ask for. */
  include: readonly Part[]
  selection: Selection
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
  /** Writes messages and, after them, the state with this bookmark. */
  write: (messages: readonly Message[], bookmark: Bookmark) => Promise<void>
}
