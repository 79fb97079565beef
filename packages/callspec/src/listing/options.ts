import type { CallspecError } from '@callspec/core'
import type { BadRow } from '@callspec/provider'

export interface CallLogOptions {
  /** Called for every row that cannot be mapped. They are counted in the summary either way. */
  onBadRow?: (row: BadRow) => void
  /** Called when a source fails; the others go on. Without it, the listing throws. */
  onSourceError?: (error: CallspecError, source: string) => void
  /** What to do with a source that cannot answer a query: `throw` (default), or `skip` it and name it in the summary. */
  onUnsupported?: 'throw' | 'skip'
  /** How long after its creation a call may start, in milliseconds. Default 24 hours. */
  startLagMs?: number
  /** Most calls to buffer for a list that can only be read in another order. Default 100,000. */
  maxBufferedCalls?: number
}
