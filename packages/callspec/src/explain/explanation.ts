import type { ExplainedAssumption } from '@callspec/provider'

export type { ExplainedAssumption }

import type { RateLimit, WireRequest } from '@callspec/core'
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
  /** Filters that neither the platform nor its rows can meet. */
  unsupported: { name: FilterName; because: string }[]
  /** `true`: the log leaves the source out (`onUnsupported: 'skip'`); `false`: the source fails. */
  skipped: boolean
}

export interface ExplainedSource {
  source: string
  provider: string
  answers: true
  /** The first request of each list that is read; together the lists hold every matching call. None: nothing can match. */
  requests: WireRequest[]
  filters: ExplainedFilter[]
  pages: ExplainedPages
  order: ExplainedOrder
  endsEarly: ExplainedEnd
  /**
   * Milliseconds that the sort stamp has to lie past a call before it is yielded, because a later row might stand before
   * it; `null`: calls are held to the end of the list.
   */
  holdMs: number | null
  include: IncludedPart[]
  /** Undocumented facts that requests, order and mapping rest on. */
  assumptions: ExplainedAssumption[]
  /** What the promise "nothing lost, nothing twice" does not cover here. */
  outsideTheGuarantee: string[]
  /** The limit that is kept, `null`: none. */
  rateLimit: RateLimit | null
  /**
   * Requests for the list while it stands still, without those of `include`. `null`: not known, because no total was
   * given, the reading may end early, or several lists are read.
   */
  expectedRequests: ExpectedRequests | null
}

export interface ExpectedRequests {
  pages: number
  /** Looks at the newest row of a numbered list: whether it stood still while pages were read at once. */
  checks: number
}

export interface ExplainedFilter {
  name: FilterName
  /** As the query says it; a period as `{ since, until }` in RFC 3339. */
  value: unknown
  /** How it is met here. */
  kind: FilterKind
  /** How the platform can meet it; another than `kind` where this value, or a strict query, does not let it. */
  declared: FilterKind
  /** Whether the platform is asked to filter. */
  pushed: boolean
  /** Whether rows carry the field, so that every row is checked here as well. */
  checked: boolean
  /** Wire inputs that stand for it. */
  inputs: string[]
  because: string
  /** Ids of the assumptions that pushing it rests on; none: on the documentation alone. */
  assumptions: string[]
}

export interface ExplainedPages {
  type: 'page' | 'offset' | 'cursor'
  /** Rows asked for per page; `null`: the platform's own number. */
  size: number | null
  /** Most pages under way at once. */
  concurrency: number
  /** How a list that moves while it is read is noticed, and what happens then. */
  moved: string
}

export interface ExplainedOrder {
  /** The stamp that the platform sorts by. */
  by: 'createdAt' | 'startedAt'
  /** `null`: no order to rely on. */
  direction: 'descending' | 'ascending' | null
  documented: boolean
  /** The assumption that stands in for, or limits, the documentation. */
  assumption: string | null
  /** Whether the list runs in the order that the query wants. */
  asWanted: boolean
  /** None: it does not matter how the list runs, and its assumption is not relied on. */
  reliedOnFor: OrderUse[]
}

export interface ExplainedEnd {
  /** Whether the reading can end before the list does. */
  possible: boolean
  /** The sort stamp past which it ends; `null`: only the limit of the query ends it. */
  at: string | null
  /** What an early end rests on; `null`: on nothing. */
  ground: 'documented' | 'assumed' | null
}

export interface IncludedPart {
  part: Part
  /** In every list row, by inputs of the list request, by a request for each call, or not at all: then it is `null`. */
  from: 'row' | 'list' | 'get' | 'never'
  /** Inputs of the list request that bring it. */
  inputs: string[]
  /** One request brings all parts of a call that come from `get`. */
  requestsPerCall: 0 | 1
}
