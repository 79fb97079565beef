import type { Send } from '@callspec/core'
import type { Call, ListOrder } from '@callspec/provider'
import type { Cut } from '../listing/state.js'
import type { Trust } from '../query/order-guarantees.js'
import type { Plan } from '../query/plan.js'
import type { Verdict } from '../query/residual-filter.js'
import type { Standing } from './checkpoint.js'
import type { SeenIds } from './seen-ids.js'
import type { SourceSummary } from './summary.js'

/** A row that is no call, with why. */
export interface BadRow {
  source: string
  provider: string
  /** Of the call; `null`: the row does not tell it. */
  id: string | null
  /** One reason per member that is not what the spec says. */
  reasons: string[]
  raw: unknown
}

/** What the reading of one source shares. */
export interface Run {
  plan: Plan
  summary: SourceSummary
  /** Sends and counts. */
  send: Send
  signal: AbortSignal
  /** Lets go of what the source waits for. */
  stop: (reason: unknown) => void
  predicate: (call: Call) => Verdict
  onBadRow: ((row: BadRow) => void) | undefined
  /** Ids that came, over all requests of the source. */
  seen: SeenIds
  /** Pages to have under way at once. */
  concurrency: number
  trust: Trust
  /** The stamp by which calls of this source are cut off in a state: what they are yielded by. */
  cutBy: 'occurredAt' | ListOrder['by']
  /** Whether two such stamps do not tell which call stands before the other. */
  areAlike: (one: string, other: string) => boolean
  /** Whether a call with the first stamp was yielded before one with the second. */
  isPast: (stamp: string, cut: string) => boolean
  /** Calls that an earlier reading yielded. */
  wasYielded: (call: Call) => boolean
  /** Where the calls that were yielded end; `null`: none yet. */
  cut: Cut | null
  /** Ids of yielded calls that lack the stamp. */
  undated: string[]
  /** Where each of the source's lists stands. */
  standings: Standing[]
}
