import { CallspecError, type PagedOperation, pagedOperation, wirePageRequest } from '@callspec/core'
import type { Part, Source } from '@callspec/provider'
import { explainAssumption, inputNames, sourceFailure, toInit } from '@callspec/provider'
import type { CallLogOptions } from '../listing/log.js'
import { DEFAULT_START_LAG_MS, reliedOn, type Trust, trustOf } from '../query/order-guarantees.js'
import { filtersOf, isUnsupported, type Plan, planSource, wantedFilters } from '../query/plan.js'
import { type CallQuery, type CheckedQuery, checkQuery } from '../query/query.js'
import { expectedRequests } from './expected-requests.js'
import type {
  ExpectedRequests,
  ExplainedEnd,
  ExplainedFilter,
  ExplainedSource,
  IncludedPart,
  RefusedSource,
  SourceExplanation,
} from './explanation.js'
import { MOVED, outsideTheGuarantee } from './outside.js'

export type * from './explanation.js'

export interface ExplainOptions {
  /** Rows that a source's list has, by source id, where that is known: `expectedRequests` is worked out from it. */
  totals?: Readonly<Record<string, number>>
}

/** What `explain` reads of a log; every `CallLog` has it. */
export interface ExplainableLog {
  readonly sources: readonly Source[]
  readonly options: CallLogOptions
}

/**
 * Tells how each source of a log would meet a query: the wire requests, what is filtered where, how pages are read, and
 * every assumption. Sends nothing.
 * @throws CallspecError `invalid-query`
 */
export function explain(log: ExplainableLog, query: CallQuery = {}, { totals = {} }: ExplainOptions = {}): SourceExplanation[] {
  const checked = checkQuery(query)
  for (const [source, total] of Object.entries(totals)) checkTotal(source, total)
  return log.sources.map((source) => {
    try {
      return refusal(source, checked, log.options) ?? explainSource(source, checked, log.options, totals[source.id])
    } catch (error) {
      // A definition of somebody's own may throw anything.
      throw sourceFailure(error, source) ?? error
    }
  })
}

function checkTotal(source: string, total: number): void {
  if (Number.isSafeInteger(total) && total >= 0) return
  throw new CallspecError(`Invalid total of ${source}: received ${total}. Pass a whole number from 0 on.`, {
    code: 'invalid-query',
  })
}

function refusal(source: Source, query: CheckedQuery, { onUnsupported }: CallLogOptions): RefusedSource | undefined {
  const { id, provider } = source
  const unsupported = filtersOf(source, query).flatMap(({ name, filter, value }) =>
    isUnsupported(source, filter, value) ? [{ name, because: filter.because }] : [],
  )
  return unsupported.length === 0
    ? undefined
    : { source: id, provider, answers: false, unsupported, skipped: onUnsupported === 'skip' }
}

function explainSource(source: Source, query: CheckedQuery, options: CallLogOptions, total: number | undefined): ExplainedSource {
  const { startLagMs = DEFAULT_START_LAG_MS } = options
  const { descriptor, list } = source.definition
  const plan = planSource(source, query)
  const trust = trustOf(plan, query, startLagMs)
  const operation = pagedOperation(descriptor, list, source.id)
  const endsEarly = explainEnd(trust, query)
  return {
    source: source.id,
    provider: source.provider,
    answers: true,
    requests: query.limit === 0 ? [] : requestsOf(plan, operation),
    filters: explainFilters(plan, query),
    pages: {
      type: kindOf(operation),
      size: operation.pagination.maxSize,
      concurrency: operation.pagination.type === 'cursor' ? 1 : source.concurrency,
      moved: MOVED[kindOf(operation)],
    },
    order: {
      by: plan.order.by,
      direction: plan.order.direction,
      documented: plan.order.documented,
      assumption: plan.order.assumption,
      asWanted: query.order === 'arrival' || trust.runsAsWanted,
      reliedOnFor: trust.orderUses,
    },
    endsEarly,
    holdMs: holdOf(trust, query),
    include: query.include.map((part) => explainPart(source, part)),
    assumptions: reliedOn(plan, trust).map((id) => explainAssumption(source, id)),
    outsideTheGuarantee: outsideTheGuarantee(plan, trust, operation, startLagMs),
    rateLimit: source.rateLimit && { requests: source.rateLimit.requests, perSeconds: source.rateLimit.perSeconds },
    expectedRequests: query.limit === 0 ? NO_REQUESTS : expected(plan, operation, endsEarly, total),
  }
}

const NO_REQUESTS: ExpectedRequests = { pages: 0, checks: 0 }

const kindOf = ({ pagination: { type, window } }: PagedOperation) => (window ? 'window' : type)

function requestsOf({ source, requests }: Plan, operation: PagedOperation) {
  const { type, first, maxSize } = operation.pagination
  const position = type === 'cursor' ? null : first
  return requests.map((inputs) =>
    wirePageRequest(source.definition.descriptor, operation, source.baseUrl, toInit(inputs), position, maxSize),
  )
}

function explainFilters(plan: Plan, query: CheckedQuery): ExplainedFilter[] {
  const wanted = wantedFilters(query)
  return plan.filters.map(({ name, kind, because, pushed, carried, inputs, assumes }) => ({
    name,
    value: name === 'period' ? { since: iso(query.since), until: iso(query.until) } : wanted[name],
    kind,
    declared: plan.source.definition.filters[name].kind,
    pushed,
    checked: carried,
    inputs,
    because,
    assumptions: assumes,
  }))
}

function explainEnd(trust: Trust, { limit, order }: CheckedQuery): ExplainedEnd {
  const restsOnOrder = trust.orderUses.includes('early-end')
  const possible = restsOnOrder || (Number.isFinite(limit) && order === 'arrival')
  return { possible, at: trust.stopAt, ground: restsOnOrder ? trust.ground : null }
}

function holdOf({ runsAsWanted, holdMs }: Trust, { order }: CheckedQuery): number | null {
  if (order === 'arrival') return 0
  return runsAsWanted && Number.isFinite(holdMs) ? holdMs : null
}

function explainPart({ definition }: Source, part: Part): IncludedPart {
  const from = definition.parts[part]
  const { recording } = definition.descriptor
  const access = part === 'recording' && from !== 'never' && recording ? { access: recording } : {}
  if (typeof from === 'object') return { part, from: 'list', inputs: inputNames(from.inputs), requestsPerCall: 0, ...access }
  return { part, from, inputs: [], requestsPerCall: from === 'get' ? 1 : 0, ...access }
}

function expected(
  { source, requests }: Plan,
  { pagination }: PagedOperation,
  { possible }: ExplainedEnd,
  total?: number,
): ExpectedRequests | null {
  if (requests.length === 0) return NO_REQUESTS
  if (total === undefined || requests.length > 1 || possible) return null
  return expectedRequests(pagination, source.concurrency, total)
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
