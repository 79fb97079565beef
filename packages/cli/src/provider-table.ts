import { providers } from '@callspec/all'
import { listOrder } from '@callspec/provider'

type ProviderId = keyof typeof providers
type Definition = (typeof providers)[ProviderId]['definition']
type FilterName = keyof Definition['filters']
type PartName = keyof Definition['parts']

/** What a platform can do and what of it is taken on trust; nothing here is typed by hand. */
export interface ProviderRow {
  id: string
  name: string
  brands: string[]
  filters: Record<FilterName, FilterRow>
  /** `maxSize`: rows per page, `null` where no size is documented. */
  paging: { type: 'page' | 'offset' | 'cursor'; maxSize: number | null }
  order: { by: 'createdAt' | 'startedAt'; direction: 'descending' | 'ascending' | null; documented: boolean }
  /** Parts that a single call has and a list row does not; `null` where there is no request for a single call. */
  get: { adds: PartName[] } | null
  /** The lowest one that is documented. */
  rateLimit: { requests: number; perSeconds: number } | null
  assumptions: AssumptionRow[]
}

export interface FilterRow {
  kind: 'exact' | 'inexact' | 'local' | 'unsupported'
  because: string
  /** Ids of the assumptions that the request rests on. */
  assumes: string[]
}

export interface AssumptionRow {
  id: string
  default: string
  text: string
  source: string
  /** `null`: any IANA time zone. */
  values: string[] | null
}

/** Every built-in provider and these with their filters, paging and assumptions, from the definitions and the specs. */
export function providerTable(own: readonly { definition: Definition }[] = []): ProviderRow[] {
  // Object.keys forgets that the keys of the registry are the ids.
  const builtIn = (Object.keys(providers) as ProviderId[]).map((id) => toRow(providers[id].definition))
  return [...builtIn, ...own.map(({ definition }) => toRow(definition))]
}

function toRow(definition: Definition): ProviderRow {
  const { descriptor, assumptions: texts = {} } = definition
  const assume = (assumption: string) => descriptor.assumptions[assumption]?.[0] ?? 'unknown'
  const { by, direction, documented } = listOrder(definition, 'newest', assume)
  return {
    id: descriptor.id,
    name: descriptor.name,
    brands: Object.values(descriptor.brands).map(({ name }) => name),
    filters: toFilterRows(definition.filters),
    paging: pagingOf(definition),
    order: { by, direction, documented },
    get: definition.get ? { adds: addedParts(definition) } : null,
    rateLimit: descriptor.rateLimit && { requests: descriptor.rateLimit.requests, perSeconds: descriptor.rateLimit.perSeconds },
    assumptions: Object.entries(descriptor.assumptions).map(([id, values]) => ({
      id,
      default: assume(id),
      // Of a provider that is not built in nobody may have written it down.
      text: oneLine(texts[id]?.text ?? id),
      source: oneLine(texts[id]?.source ?? ''),
      values: descriptor.zoneAssumptions.includes(id) ? null : [...values],
    })),
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

function toFilterRows(filters: Definition['filters']): Record<FilterName, FilterRow> {
  const rows = Object.entries(filters).map(([name, { kind, because, assumes = [] }]) => [
    name,
    { kind, because, assumes: [...assumes] },
  ])
  // One row per filter, under the same names.
  return Object.fromEntries(rows) as Record<FilterName, FilterRow>
}

function pagingOf({ descriptor, list }: Definition): ProviderRow['paging'] {
  const found = Object.entries(descriptor.operations).find(([key, { pagination }]) => pagination && key.endsWith(` ${list}`))
  const pagination = found?.[1].pagination
  if (!pagination) throw new Error(`${descriptor.id}: the descriptor does not say how ${list} is paged. Run pnpm generate.`)
  return { type: pagination.type, maxSize: pagination.maxSize }
}

function addedParts({ parts }: Definition): PartName[] {
  // The names are those of the parts.
  return (Object.keys(parts) as PartName[]).filter((name) => parts[name] !== 'row' && parts[name] !== 'never')
}
