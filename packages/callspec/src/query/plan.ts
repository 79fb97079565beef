import { type Pagination, type PlannedCut, type PlannedParents, type PushPeriod, pagedOperation } from '@callspec/core'
import type { FilterKind, FilterName, FilterValues, Inputs, ListOrder, Part, Source } from '@callspec/provider'
import {
  type Assume,
  assumeFrom,
  type Filter,
  inputEntries,
  inputNames,
  listOrder,
  mergeInputs,
  type Period,
  type Pushdown,
  sourceError,
} from '@callspec/provider'
import { type OrderGuarantees, orderGuarantees } from './order-guarantees.js'
import type { CheckedQuery } from './query.js'

/**
 * What a query becomes at one source: planned once, before any request. JSON-safe. Reading, residual filter, `explain` and the
 * expected number of requests all use it.
 */
export interface SourcePlan extends OrderGuarantees {
  source: string
  provider: string
  answers: true
  /** The inputs of each list to read; together the lists hold every matching call. None: nothing can match. */
  requests: Inputs[]
  /** Names of the inputs that the source itself adds to each list. */
  inputs: string[]
  filters: PlannedFilter[]
  /** Filters whose value no call of this platform can have. */
  ruledOut: FilterName[]
  pages: PlannedPages
  /** What its lists belong to: for each of these there is a list of every request. Absent: the lists are the account's. */
  parents?: PlannedParents
  /** The period that each list is cut into pieces of; absent: no request needs one. */
  cut?: PlannedCut
  /** Ids of the assumptions that requests, mapping and order rely on. */
  assumptions: string[]
}

/** A source that cannot answer a query. */
export interface UnsupportedPlan {
  source: string
  provider: string
  answers: false
  /** Filters that neither the platform nor its rows support; `order`: the list cannot be read at all; `since`: not without it. */
  unsupported: { name: FilterName | 'order' | 'since'; because: string }[]
}

export interface PlannedFilter {
  name: FilterName
  /** The value in the query. */
  value: unknown
  /** How this query's filter is met. */
  kind: FilterKind
  /** How the platform can meet it; differs from `kind` if this value, or a strict query, rules that out. */
  declared: FilterKind
  /** Whether the platform is asked to filter. */
  pushed: boolean
  /** Whether rows carry the field, so every row is checked here as well. */
  checked: boolean
  /** Names of the wire inputs that express it. */
  inputs: string[]
  because: string
  /** Ids of the assumptions that its pushdown relies on; none: on the documentation alone. */
  assumptions: string[]
}

export interface PlannedPages {
  /** `window`: by the stamp of the last row, which bounds the next request. */
  type: Pagination['type'] | 'window'
  /** Rows requested per page; `null`: the platform's default. */
  size: number | null
  /** Most pages fetched in parallel. */
  concurrency: number
}

export function planSource(source: Source, query: CheckedQuery, startLagMs: number): SourcePlan | UnsupportedPlan {
  const { definition } = source
  const { pagination } = pagedOperation(definition.descriptor, definition.list, source.id)
  const { longestPeriod, parents } = pagination
  const whose = { source: source.id, provider: source.provider }
  const assumed = assumeFrom(source.assumptions)
  const asked = new Set<string>()
  const assume: Assume<string> = (id) => {
    asked.add(id)
    return assumed(id)
  }
  const unsupported: UnsupportedPlan['unsupported'] = []
  const ruledOut: FilterName[] = []
  let requests: Inputs[] = [mergeInputs(source.inputs, partInputs(source, query.include))]

  const filters = wantedFilters(query).flatMap(([name, value]): PlannedFilter[] => {
    // Each name goes with its own type of value, which a union of pairs cannot express.
    const filter = definition.filters[name] as Filter<unknown, string>
    const { kind, because, assumes = [] } = filter
    const checked = filter.carried !== false
    const planned = { name, value, kind, declared: kind, pushed: false, checked, inputs: [], because, assumptions: [] }
    const isLate = kind === 'details'
    const isRefused = kind === 'unsupported' || (isLate && !query.details)
    if (!isRefused && isEmpty(value)) {
      ruledOut.push(name)
      return [{ ...planned, kind: 'local', because: 'no call can match it' }]
    }
    // Each piece of the period says it.
    if (name === 'period' && longestPeriod) {
      const inputs = inputNames(longestPeriod.by.inputs(pushPeriod(source), source.provider))
      return [{ ...planned, pushed: true, inputs, assumptions: [...assumes] }]
    }
    // A strict query relies on no assumption if the rows can be filtered here.
    const avoided = query.strict && checked && assumes.length > 0
    asked.clear()
    const wanted: Pushdown = (!avoided && filter.pushdown?.(value, assume)) || null
    // If two filters want the same parameter (Autocalls writes direction and web into `type`), the second is filtered here.
    const pushdown = overlaps(requests, wanted) ? null : wanted
    if (isRefused || (pushdown === null && !checked)) {
      unsupported.push({ name, because: filter.advice ?? because })
      return []
    }
    if (pushdown === null) return [{ ...planned, kind: isLate ? kind : 'local' }]
    const isNothing = pushdown === 'nothing'
    const alternatives = isNothing ? [] : [pushdown].flat()
    if (isNothing) ruledOut.push(name)
    else requests = requests.flatMap((inputs) => alternatives.map((more) => mergeInputs(inputs, more)))
    // A fact of unknown value is allowed for, not relied on.
    const known = [...asked].filter((id) => assumed(id) !== 'unknown')
    return [{ ...planned, pushed: true, inputs: inputNames(alternatives[0]), assumptions: unique([...assumes, ...known]) }]
  })
  const order = listOrder(definition, query.order, assumed)
  // Windows can only be read in this order.
  if (pagination.window && order.direction !== pagination.order.direction) {
    const runs = order.assumption === null ? '' : `: ${order.assumption} is ${assumed(order.assumption)}`
    unsupported.push({ name: 'order', because: `the list is read by windows of time, and runs in another order${runs}` })
  }
  const withoutSince = longestPeriod?.by.lacksSince(longestPeriod, query.since)
  if (withoutSince && !parents?.createdAt) unsupported.push({ name: 'since', because: withoutSince })
  if (unsupported.length > 0) return { ...whose, answers: false, unsupported }

  const isBounded = filters.some(({ name, pushed }) => pushed && definition.filters[name].endsList)
  const guarantees = orderGuarantees(source, query, order, pagination, startLagMs, isBounded || longestPeriod !== undefined)
  return {
    ...whose,
    answers: true,
    inputs: inputNames(source.inputs),
    requests: ruledOut.length > 0 ? [] : requests.map((inputs) => mergeInputs(inputs, order.inputs)),
    filters,
    ruledOut,
    pages: {
      type: pagination.window ? 'window' : pagination.type,
      size: pagination.maxSize,
      concurrency: pagination.type === 'cursor' ? 1 : source.concurrency,
    },
    ...guarantees,
    ...parents?.by.plan(parents, requests[0]!, withoutSince !== undefined),
    ...longestPeriod?.by.plan(longestPeriod, query, guarantees, startLagMs, definition.filters.period.assumes),
    // No request relies on nothing.
    assumptions: ruledOut.length > 0 ? [] : reliedOn(source, query, filters, order, guarantees),
  }
}

/** The filter by period of a list that takes no more than a piece of it at once. */
export const pushPeriod =
  ({ definition, assumptions }: Source): PushPeriod<Inputs> =>
  (piece) =>
    definition.filters.period.pushdown?.(piece, assumeFrom(assumptions))

/** The error of a source that cannot answer a query. */
export const unsupportedQuery = (
  source: Pick<Source, 'id' | 'provider'>,
  { unsupported }: Pick<UnsupportedPlan, 'unsupported'>,
) => {
  // It has one at least.
  const { name, because } = unsupported[0]!
  const what = name === 'order' ? 'listed' : name === 'since' ? 'listed without since' : null
  const advice = what ? '' : " Leave the filter out, or skip such sources with { onUnsupported: 'skip' }."
  return sourceError(source, 'unsupported', `${source.id} cannot be ${what ?? `filtered by ${name}`}: ${because}.${advice}`)
}

/** The filters that a query wants, each with its value. */
export function wantedFilters({ since, until, ...query }: CheckedQuery): [FilterName, unknown][] {
  const values: { [Name in FilterName]: FilterValues[Name] | null } = {
    period: since === null && until === null ? null : { since, until },
    status: query.status,
    direction: query.direction,
    channel: query.channel,
    isTest: query.isTest,
    phoneNumber: query.phoneNumber,
    agentId: query.agentId,
    campaignId: query.campaignId,
    duration: query.duration ?? null,
  }
  // `Object.entries` loses the type of the names.
  return (Object.entries(values) as [FilterName, unknown][]).filter(([, value]) => value !== null)
}

/** Whether no call can match a value: an empty list of statuses, or a period that ends where it begins. */
export function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  // A period is the only object; its bounds are validated.
  const { since = null, until = null } = typeof value === 'object' ? (value as Partial<Period>) : {}
  return since !== null && since === until
}

/** Whether a pushdown would write an input that is already written. */
function overlaps(requests: readonly Inputs[], pushdown: Pushdown): boolean {
  if (pushdown === null || pushdown === 'nothing') return false
  const written = new Set(requests.flatMap(inputEntries).map(([, , place]) => place))
  return [pushdown]
    .flat()
    .flatMap(inputEntries)
    .some(([, , place]) => written.has(place))
}

function partInputs({ definition }: Source, include: readonly Part[]): Inputs {
  return include.reduce<Inputs>((inputs, name) => {
    const part = definition.parts[name]
    return typeof part === 'object' && 'inputs' in part ? mergeInputs(inputs, part.inputs) : inputs
  }, {})
}

function reliedOn(
  { definition: { mapAssumes = {} } }: Source,
  { include }: CheckedQuery,
  filters: readonly PlannedFilter[],
  { assumption }: ListOrder,
  { order }: OrderGuarantees,
): string[] {
  return unique([
    ...(mapAssumes.row ?? []),
    ...include.flatMap((part) => mapAssumes[part] ?? []),
    ...filters.flatMap(({ assumptions }) => assumptions),
    ...(order.reliedOnFor.length > 0 && assumption !== null ? [assumption] : []),
  ])
}

const unique = (ids: readonly string[]) => [...new Set(ids)]
