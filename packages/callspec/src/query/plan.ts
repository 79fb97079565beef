import { CallspecError, pagedOperation } from '@callspec/core'
import type { Part } from '@callspec/provider'
import {
  type Assume,
  assumeFrom,
  type Filter,
  type FilterKind,
  type FilterName,
  type FilterValues,
  type Inputs,
  inputNames,
  type ListOrder,
  listOrder,
  mergeInputs,
  type Period,
  type Pushdown,
  type Source,
} from '@callspec/provider'
import type { CheckedQuery } from './query.js'

/** How one source meets one query, worked out before a request is sent. */
export interface Plan {
  source: Source
  /** One list per entry; together they hold every matching call. None: nothing can match. */
  requests: Inputs[]
  /** Filters whose value no call of this platform can have. */
  ruledOut: FilterName[]
  /** How each wanted filter is met here; an exact filter falls back to local where its value cannot be pushed down. */
  filters: PlannedFilter[]
  order: ListOrder
  /** Ids of the assumptions that the requests and the mapping rest on; that of the order is in `order`. */
  assumptions: string[]
  /** Parts that `get` brings, call by call. */
  fetched: Part[]
}

export interface PlannedFilter {
  name: FilterName
  kind: FilterKind
  because: string
  /** Whether the platform was asked to filter. */
  pushed: boolean
  /** Whether rows carry the field, so that it is filtered or checked here as well. */
  carried: boolean
  /** The wire inputs that stand for it, by name. */
  inputs: string[]
  /** Assumptions that the request rests on for it. */
  assumes: string[]
}

/** Wanted filters by name; `null` stands for not wanted. */
export function wantedFilters(query: CheckedQuery): { [Name in FilterName]: FilterValues[Name] | null } {
  const { since, until } = query
  return {
    period: since === null && until === null ? null : { since, until },
    status: query.status,
    direction: query.direction,
    channel: query.channel,
    isTest: query.isTest,
    phoneNumber: query.phoneNumber,
    agentId: query.agentId,
    campaignId: query.campaignId,
  }
}

/** The filters of a platform that a query wants, each with its value. */
export function filtersOf({ definition }: Source, query: CheckedQuery) {
  // `wantedFilters` pairs each name with its own value; names and pairing are lost in the entries.
  return Object.entries(wantedFilters(query)).flatMap(([key, value]) => {
    const name = key as FilterName
    return value === null ? [] : [{ name, filter: definition.filters[name] as Filter<unknown, string>, value: value as unknown }]
  })
}

/** @throws CallspecError `unsupported` when the platform cannot meet a wanted filter */
export function planSource(source: Source, query: CheckedQuery): Plan {
  const { definition } = source
  const asked = new Set<string>()
  const assumed = assumeFrom(source.assumptions)
  const assume: Assume<string> = (id) => {
    asked.add(id)
    return assumed(id)
  }
  const assumptions = new Set(mappingAssumptions(source, query.include))
  const filters: PlannedFilter[] = []
  const ruledOut: FilterName[] = []
  let requests: Inputs[] = [partInputs(source, query.include)]

  for (const { name, filter, value } of filtersOf(source, query)) {
    if (filter.kind === 'unsupported') throw unsupported(source, name, filter)
    const carried = filter.carried !== false
    if (isEmpty(value)) {
      requests = []
      ruledOut.push(name)
      filters.push({ name, kind: 'local', because: 'no call can meet it', pushed: false, carried, inputs: [], assumes: [] })
      continue
    }
    // What rests on an assumption is avoided in a strict query, where the rows themselves can be filtered.
    const avoided = query.strict && carried && (filter.assumes?.length ?? 0) > 0
    asked.clear()
    const wanted: Pushdown = avoided || !filter.pushdown ? null : filter.pushdown(value, assume)
    // Two filters may want one parameter (Autocalls writes direction and web into `type`): the second is filtered here.
    const pushdown = overlaps(requests[0], wanted) ? null : wanted
    if (pushdown === null && !carried) throw unsupported(source, name, filter)
    // A fact whose value is not known was taken care of, not relied on.
    const known = [...asked].filter((id) => assumed(id) !== 'unknown')
    const assumes = pushdown === null ? [] : [...new Set([...(filter.assumes ?? []), ...known])]
    if (pushdown === 'nothing') {
      requests = []
      ruledOut.push(name)
    } else if (pushdown !== null) {
      const alternatives = Array.isArray(pushdown) ? pushdown : [pushdown]
      requests = requests.flatMap((inputs) => alternatives.map((more) => mergeInputs(inputs, more)))
    }
    for (const id of assumes) assumptions.add(id)
    filters.push({
      name,
      kind: pushdown === null ? 'local' : filter.kind,
      because: filter.because,
      pushed: pushdown !== null,
      carried,
      inputs: pushdown === null || pushdown === 'nothing' ? [] : inputNames(Array.isArray(pushdown) ? pushdown[0] : pushdown),
      assumes,
    })
  }

  const order = listOrder(definition, query.order, assumed)
  if (!leadsOn(source, order)) throw leadsNowhere(source, order)
  requests = requests.map((inputs) => mergeInputs(inputs, order.inputs))
  return {
    source,
    requests,
    ruledOut,
    filters,
    order,
    assumptions: [...assumptions],
    fetched: query.include.filter((part) => definition.parts[part] === 'get'),
  }
}

/** Whether a list that is read by windows of time runs in the order in which one leads to the next. */
function leadsOn({ definition: { descriptor, list } }: Source, { direction }: ListOrder): boolean {
  const { window, order } = pagedOperation(descriptor, list).pagination
  return !window || direction === order.direction
}

function leadsNowhere(source: Source, { assumption, by }: ListOrder): CallspecError {
  const said = assumption === null ? '' : `: ${assumption} is ${source.assumptions[assumption]}`
  return new CallspecError(
    `${source.id} cannot be listed: its list is read by windows of time, one after another by ${by}, and runs in another order${said}.`,
    { code: 'unsupported', provider: source.provider, source: source.id },
  )
}

/** Whether no call of any platform can meet a value: no status at all, or a period that ends where it begins. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  // The one value that is an object; its bounds are checked.
  const { since = null, until = null } = typeof value === 'object' ? (value as Partial<Period>) : {}
  return since !== null && since === until
}

/** Whether neither the rows nor the platform, as the source is configured, can filter by a value. */
export function isUnsupported(source: Source, filter: Filter<unknown, string>, value: unknown): boolean {
  if (filter.kind === 'unsupported') return true
  return filter.carried === false && !filter.pushdown?.(value, assumeFrom(source.assumptions))
}

function mappingAssumptions({ definition: { mapAssumes = {} } }: Source, include: readonly Part[]): string[] {
  return [...(mapAssumes.row ?? []), ...include.flatMap((part) => mapAssumes[part] ?? [])]
}

function partInputs(source: Source, include: readonly Part[]): Inputs {
  return include
    .map((part) => source.definition.parts[part])
    .reduce<Inputs>((inputs, part) => (typeof part === 'object' ? mergeInputs(inputs, part.inputs) : inputs), {})
}

/** Whether a pushdown would write a query parameter that is written already. */
function overlaps(inputs: Inputs | undefined, pushdown: Pushdown): boolean {
  if (pushdown === null || pushdown === 'nothing') return false
  const written = Object.keys(inputs?.query ?? {})
  return [pushdown].flat().some(({ query = {} }) => Object.keys(query).some((name) => written.includes(name)))
}

function unsupported(source: Source, name: string, filter: Filter<unknown, string>): CallspecError {
  return new CallspecError(
    `${source.id} cannot be filtered by ${name}: ${filter.because}. Leave the filter out, or skip such sources with { onUnsupported: 'skip' }.`,
    { code: 'unsupported', provider: source.provider, source: source.id },
  )
}
