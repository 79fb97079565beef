import type { ExplainedAssumption } from '@callspec/provider'

export type { ExplainedAssumption }

import type { RateLimit, RecordingAccess, WireRequest } from '@callspec/core'
import type { FilterKind, FilterName, Part } from '@callspec/provider'
import type { OrderUse } from '../query/order-guarantees.js'

export type { OrderUse }

/** How one source meets a query. JSON-safe. */
export type SourceExplanation = ExplainedSource | RefusedSource

/** A source that cannot answer the query. */
export interface RefusedSource {
  source: string
  provider: string
  answers: false
  /** Filters that neither the platform nor its rows support. */
  unsupported: { name: FilterName; because: string }[]
  /** `true`: the log skips the source (`onUnsupported: 'skip'`); `false`: the source fails. */
  skipped: boolean
}

export interface ExplainedSource {
  source: string
  provider: string
  answers: true
  /** The first request of each list that is read. Together the lists hold every matching call; none: nothing can match. */
  requests: WireRequest[]
  filters: ExplainedFilter[]
  pages: ExplainedPages
  order: ExplainedOrder
  endsEarly: ExplainedEnd
  /**
   * A call is held back until the sort stamp is this many milliseconds past it, because a later row might belong before it;
   * `null`: calls are held back to the end of the list.
   */
  holdMs: number | null
  include: IncludedPart[]
  /** Undocumented facts that requests, order and mapping rely on. */
  assumptions: ExplainedAssumption[]
  /** What the promise "nothing lost, nothing twice" does not cover for this query. */
  outsideTheGuarantee: string[]
  /** The rate limit that is kept; `null`: none. */
  rateLimit: RateLimit | null
  /**
   * Requests for the list if it does not change, without those of `include`. `null`: unknown, because no total was given,
   * the reading may end early, or several lists are read.
   */
  expectedRequests: ExpectedRequests | null
}

export interface ExpectedRequests {
  pages: number
  /** Requests for the newest row of a numbered list, to see whether it changed while pages were fetched in parallel. */
  checks: number
}

export interface ExplainedFilter {
  name: FilterName
  /** The value in the query; a period as `{ since, until }` in RFC 3339. */
  value: unknown
  /** How this query's filter is met. */
  kind: FilterKind
  /** How the platform can meet it; differs from `kind` if this value, or a strict query, rules that out. */
  declared: FilterKind
  /** Whether the platform is asked to filter. */
  pushed: boolean
  /** Whether rows carry the field, so every row is checked here as well. */
  checked: boolean
  /** Wire inputs that express it. */
  inputs: string[]
  because: string
  /** Ids of the assumptions that its pushdown relies on; none: on the documentation alone. */
  assumptions: string[]
}

export interface ExplainedPages {
  /** `window`: by the stamp of the last row, which bounds the next request. */
  type: 'page' | 'offset' | 'cursor' | 'window'
  /** Rows requested per page; `null`: the platform's default. */
  size: number | null
  /** Most pages fetched in parallel. */
  concurrency: number
  /** How a change of the list while it is read is noticed, and what happens then. */
  moved: string
}

export interface ExplainedOrder {
  /** The stamp that the platform sorts by. */
  by: 'createdAt' | 'startedAt'
  /** `null`: no order to rely on. */
  direction: 'descending' | 'ascending' | null
  documented: boolean
  /** The assumption that replaces, or limits, the documentation. */
  assumption: string | null
  /** Whether the list is in the order that the query wants. */
  asWanted: boolean
  /** What the order is used for; none: it does not matter, and its assumption is not relied on. */
  reliedOnFor: OrderUse[]
}

export interface ExplainedEnd {
  /** Whether the reading can end before the list does. */
  possible: boolean
  /** The sort stamp past which it ends; `null`: only the query's limit ends it. */
  at: string | null
  /** What an early end relies on; `null`: nothing. */
  ground: 'documented' | 'assumed' | null
}

export interface IncludedPart {
  part: Part
  /** In every list row, by inputs of the list request, by one request per call, or not at all (then it is `null`). */
  from: 'row' | 'list' | 'get' | 'never'
  /** Inputs of the list request that bring it. */
  inputs: string[]
  /** One request brings all parts of a call that come from `get`. */
  requestsPerCall: 0 | 1
  /** What it takes to open the address of a recording; absent where that is not documented, and for other parts. */
  access?: RecordingAccess
}
