import type { PlannedCut, RateLimit, RecordingAccess, Retention, WireRequest } from '@callspec/core'
import type { DetailName, ExplainedAssumption, Included, PartFrom } from '@callspec/provider'
import type { PlannedPages, SourcePlan, UnsupportedPlan } from '../query/plan.js'

export type { PlannedParents as ExplainedParents } from '@callspec/core'
export type { ExplainedAssumption } from '@callspec/provider'
export type { OrderUse, PlannedEnd, PlannedOrder } from '../query/order-guarantees.js'
export type { PlannedFilter as ExplainedFilter } from '../query/plan.js'

/** How one source answers a query. JSON-safe. */
export type SourceExplanation = ExplainedSource | UnsupportedSource

/** A source that cannot answer the query. */
export interface UnsupportedSource extends UnsupportedPlan {
  /** `true`: the log skips the source (`onUnsupported: 'skip'`); `false`: the source fails. */
  skipped: boolean
}

/** The plan of a source and its wire requests; a period is in RFC 3339. */
export interface ExplainedSource extends Omit<SourcePlan, 'requests' | 'pages' | 'cut' | 'assumptions'> {
  /**
   * The first request of each list that is read. Together the lists hold every matching call; none: nothing can match. Where each parent has a
   * list of its own, `{agent_id}` stands for the id of any.
   */
  requests: WireRequest[]
  pages: ExplainedPages
  /** The pieces of time that a list is read by; absent: it is read as a whole. */
  pieces?: ExplainedPieces
  include: IncludedPart[]
  /** Undocumented facts that requests, order and mapping rely on. */
  assumptions: ExplainedAssumption[]
  /** What the promise "nothing lost, nothing twice" does not cover for this query. */
  outsideTheGuarantee: string[]
  /** The rate limit that is kept; `null`: none. */
  rateLimit: RateLimit | null
  /** Other documented limits, in words; `null`: none. */
  limits: string | null
  /** After which time calls may be gone, if the query reaches so far back; `null`: it does not, or none is documented. */
  retention: Retention | null
  /**
   * Requests for the list if it does not change, without those of `include`. `null`: unknown, because no total was given,
   * the reading may end early, or several lists, or a list by pieces of time, are read. Of a list read by windows of time, if no two calls share a stamp.
   */
  expectedRequests: ExpectedRequests | null
}

export interface ExpectedRequests {
  pages: number
  /** Requests for the newest row of a numbered list, to see whether it changed while pages were fetched in parallel. */
  checks: number
}

export interface ExplainedPages extends PlannedPages {
  /** How a change of the list while it is read is noticed, and what happens then. */
  moved: string
}

/** As planned; both ends are in RFC 3339. */
export interface ExplainedPieces extends Omit<PlannedCut, 'since' | 'until'> {
  /** `null`: from the creation of each parent on. */
  since: string | null
  /** `null`: until now. */
  until: string | null
}

export interface IncludedPart {
  part: Included
  /** In every list row, by inputs of the list request, by one request per call, by requests of its own, or not at all (then it is `null`). */
  from: PartFrom
  /** Inputs of the list request that bring it. */
  inputs: string[]
  /** One request brings all parts of a call that come from `get`. `several`: as many as the call has pages, files or the like. */
  requestsPerCall: 0 | 1 | 'several'
  /** Of `details`: the members of a call that they are. */
  members?: DetailName[]
  /** What it takes to open a recording's address; absent if not documented, and for other parts. */
  access?: RecordingAccess
}
