import {
  CallspecError,
  type PagedOperation,
  type PlannedParents,
  pagedOperation,
  type Retention,
  type WireRequest,
  wirePageRequest,
} from '@callspec/core'
import type { Inputs, Part, PartSource, Source } from '@callspec/provider'
import { DAY_MS, explainAssumption, inputNames, mergeInputs, partFrom, sourceFailure, toInit } from '@callspec/provider'
import type { CallLogOptions } from '../listing/log.js'
import { DEFAULT_START_LAG_MS } from '../query/order-guarantees.js'
import { planSource, pushPeriod, type SourcePlan } from '../query/plan.js'
import { type CallQuery, type CheckedQuery, checkQuery } from '../query/query.js'
import { expectedRequests } from './expected-requests.js'
import type { IncludedPart, SourceExplanation } from './explanation.js'
import { MOVED, outsideTheGuarantee } from './outside-the-guarantee.js'

export type * from './explanation.js'

export interface ExplainOptions {
  /** Rows in the list of each source, by source id, if known: `expectedRequests` is computed from it. */
  totals?: Readonly<Record<string, number>>
}

/** What `explain` reads of a log; every `CallLog` has it. */
export interface ExplainableLog {
  readonly sources: readonly Source[]
  readonly options: CallLogOptions
}

/**
 * Explains how each source of a log would meet a query: the wire requests, what is filtered where, how pages are read, and
 * every assumption. Sends nothing.
 * @throws CallspecError `invalid-query`
 */
export function explain(log: ExplainableLog, query: CallQuery = {}, { totals = {} }: ExplainOptions = {}): SourceExplanation[] {
  const checked = checkQuery(query)
  for (const [source, total] of Object.entries(totals)) checkTotal(source, total)
  return log.sources.map((source) => {
    try {
      return explainSource(source, checked, log.options, totals[source.id])
    } catch (error) {
      // A custom definition may throw anything.
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

function explainSource(
  source: Source,
  query: CheckedQuery,
  options: CallLogOptions,
  total: number | undefined,
): SourceExplanation {
  const { startLagMs = DEFAULT_START_LAG_MS, onUnsupported } = options
  const plan = planSource(source, query, startLagMs)
  if (!plan.answers) return { ...plan, skipped: onUnsupported === 'skip' }
  const { cut, ...rest } = plan
  const { rateLimit } = source
  const { limits, retention } = source.definition.descriptor
  const operation = pagedOperation(source.definition.descriptor, source.definition.list, source.id)
  return {
    ...rest,
    requests: query.limit === 0 ? [] : wireRequests(source, plan, operation),
    filters: plan.filters.map((filter) => (filter.name === 'period' ? { ...filter, value: isoPeriod(query) } : filter)),
    pages: { ...plan.pages, moved: MOVED[plan.pages.type] },
    ...(cut && { pieces: { ...cut, since: iso(cut.since), until: iso(cut.until) } }),
    include: [...query.include.map((part) => explainPart(source, part)), ...(query.details ? [explainDetails(source)] : [])],
    assumptions: plan.assumptions.map((id) => explainAssumption(source, id)),
    outsideTheGuarantee: outsideTheGuarantee(source, plan, operation.pagination.total !== undefined, startLagMs),
    rateLimit: rateLimit && { requests: rateLimit.requests, perSeconds: rateLimit.perSeconds },
    limits: limits ?? null,
    retention: retention && reachesBack(query, retention) ? { ...retention } : null,
    expectedRequests: query.limit === 0 ? { pages: 0, checks: 0 } : expectedRequests(plan, total),
  }
}

const reachesBack = ({ since }: CheckedQuery, { days }: Retention) =>
  since === null || days === null || since < Date.now() - days * DAY_MS

function wireRequests(source: Source, plan: SourcePlan, operation: PagedOperation): WireRequest[] {
  const { type, first, maxSize } = operation.pagination
  const position = type === 'cursor' ? null : first
  const { descriptor } = source.definition
  const every = plan.parents?.named === null ? anyParent(plan.parents) : {}
  const more = mergeInputs(firstPiece(source, plan), every)
  return plan.requests.map((inputs) => {
    const request = wirePageRequest(descriptor, operation, source, toInit(mergeInputs(inputs, more)), position, maxSize)
    // Braces have a form of their own in an address.
    return plan.parents ? { ...request, url: request.url.replace(/%7B(\w+)%7D/g, '{$1}') } : request
  })
}

/** In place of the id of each parent: `{agent_id}`. */
const anyParent = ({ in: place, parameter }: PlannedParents): Inputs => ({ [place]: { [parameter]: `{${parameter}}` } })

/** The period of the first request, of which an end that only the reading tells is shown as now. */
function firstPiece(source: Source, { cut }: SourcePlan): Inputs {
  const { longestPeriod } = pagedOperation(source.definition.descriptor, source.definition.list, source.id).pagination
  if (!cut || !longestPeriod) return {}
  const until = Math.min(cut.until ?? Number.POSITIVE_INFINITY, Date.now() + DAY_MS)
  // Longer than any piece, where its beginning is not known.
  const since = cut.since ?? until - 2 * cut.seconds * 1000
  const [piece] = longestPeriod.by.cut({ ...cut, until }, since, until, undefined)
  return piece ? longestPeriod.by.inputs(pushPeriod(source), source.provider, piece) : {}
}

function explainPart({ definition }: Source, part: Part): IncludedPart {
  const from = definition.parts[part]
  const { recording } = definition.descriptor
  const access = part === 'recording' && from !== 'never' && recording ? { access: recording } : {}
  const inputs = typeof from === 'object' && 'inputs' in from ? inputNames(from.inputs) : []
  return { part, from: partFrom(from), inputs, requestsPerCall: requestsFor(from), ...access }
}

function explainDetails({ definition: { details } }: Source): IncludedPart {
  const from: PartSource = details ? (details.by ?? 'get') : 'row'
  return {
    part: 'details',
    from: partFrom(from),
    inputs: [],
    requestsPerCall: requestsFor(from),
    members: [...(details?.names ?? [])],
  }
}

function requestsFor(from: PartSource): IncludedPart['requestsPerCall'] {
  if (typeof from === 'object') return 'requests' in from ? from.requests : 0
  return from === 'get' ? 1 : 0
}

const isoPeriod = ({ since, until }: CheckedQuery) => ({ since: iso(since), until: iso(until) })

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
