import type { Parent, Send } from '@callspec/core'
import type { BadRow, MappedRow, Source } from '@callspec/provider'
import type { SourcePlan } from '../query/plan.js'
import type { CheckedQuery } from '../query/query.js'
import type { ResidualFilter } from '../query/residual-filter.js'
import type { SeenIds } from './seen-ids.js'
import type { SourceCheckpoint } from './source-checkpoint.js'
import type { Track } from './source-progress.js'
import type { SourceSummary } from './summary.js'

/** What the lists of one source share while they are read. */
export interface SourceReading {
  source: Source
  query: CheckedQuery
  plan: SourcePlan
  summary: SourceSummary
  track: Track
  /** Epoch milliseconds of its beginning. */
  startedAt: number
  checkpoint: SourceCheckpoint
  /** Sends, counts, and notes what is waited for. */
  send: Send
  /** Cancels the source's requests. */
  cancel: AbortController
  /** Maps the rows of one parent's list, or of the account's. */
  mapper: (parent: Parent | undefined) => (row: unknown) => MappedRow
  filter: ResidualFilter
  /** Of calls whose details were fetched; `undefined`: no filter needs them. */
  detailFilter: ResidualFilter | undefined
  onBadRow: ((row: BadRow) => void) | undefined
  /** Ids that came, in any of its lists. */
  seen: SeenIds
}
