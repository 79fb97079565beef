import { baseUrlVariable, pagedOperation } from '@callspec/core'
import { defaultAssumption } from '../assumptions.js'
import type { AnyDefinition, PartSource } from '../definition.js'
import { inputNames } from '../inputs.js'
import { listOrder } from '../list-order.js'
import { PARTS } from '../model/words.js'
import { oneLine } from '../one-line.js'
import { partFrom } from '../parts/part-from.js'
import type {
  AssumptionCapability,
  Capabilities,
  InputCapability,
  OrderCapability,
  PagingCapability,
  PartCapability,
} from './capabilities.js'

/** What a provider can do, from its definition and its spec alone: no request is sent, no credential needed. */
export function capabilitiesOf({ definition }: { readonly definition: AnyDefinition }): Capabilities {
  const { descriptor, filters, parts, get, details } = definition
  const { id, name, baseUrl, brands, credentials, rateLimit, limits = null, retention } = descriptor
  return {
    id,
    name,
    baseUrl,
    baseUrlVariable: baseUrlVariable(descriptor),
    brands: Object.entries(brands).map(([brand, { name, baseUrl, assumptions }]) => ({
      id: brand,
      name,
      baseUrl,
      assumptions: { ...assumptions },
    })),
    credentials: Object.entries(credentials).map(([credential, { environment }]) => ({ name: credential, environment })),
    filters: mapValues(filters, ({ kind, because, assumes = [], carried }) => ({
      kind,
      because,
      assumes: [...assumes],
      checked: carried !== false,
    })),
    inputs: inputsOf(definition),
    paging: pagingOf(definition),
    order: orderOf(definition),
    parts: partsOf(definition),
    details: [...(details?.names ?? [])],
    duration: filters.duration.kind === 'unsupported' ? 'never' : 'row',
    get: get ? { path: get.path, adds: PARTS.filter((part) => parts[part] === 'get') } : null,
    rateLimit: rateLimit && { requests: rateLimit.requests, perSeconds: rateLimit.perSeconds },
    limits,
    retention: retention ? { days: retention.days, text: retention.text } : null,
    assumptions: Object.keys(descriptor.assumptions).map((assumption) => assumptionOf(definition, assumption)),
  }
}

function inputsOf({ takes: { list, get } = {} }: AnyDefinition): InputCapability {
  return {
    ...(list?.path && { path: [...list.path] }),
    query: [...(list?.query ?? [])],
    body: [...(list?.body ?? [])],
    get: [...(get?.query ?? [])],
  }
}

function pagingOf({ descriptor, list }: AnyDefinition): PagingCapability {
  const { method, path, pagination } = pagedOperation(descriptor, list)
  const { type, maxSize, total, window } = pagination
  return { operation: `${method} ${path}`, type: window ? 'window' : type, maxSize, hasTotal: total !== undefined }
}

function orderOf(definition: AnyDefinition): OrderCapability {
  const assume = (id: string) => defaultAssumption(definition.descriptor, id)
  const { by, direction, documented, assumption } = listOrder(definition, 'newest', assume)
  return { by, direction, documented, assumption }
}

function partsOf({ descriptor, parts }: AnyDefinition): Capabilities['parts'] {
  const { recording: access } = descriptor
  const made = mapValues(parts, partOf)
  return access && made.recording.from !== 'never' ? { ...made, recording: { ...made.recording, access } } : made
}

function partOf(source: PartSource): PartCapability {
  const from = partFrom(source)
  if (typeof source === 'string') return { from, inputs: [] }
  return 'inputs' in source ? { from, inputs: inputNames(source.inputs) } : { from, inputs: [], requests: source.requests }
}

function assumptionOf({ descriptor, assumptions = {} }: AnyDefinition, id: string): AssumptionCapability {
  const registered = Object.hasOwn(assumptions, id) ? assumptions[id] : undefined
  return {
    id,
    kind: registered?.kind ?? null,
    default: defaultAssumption(descriptor, id),
    values: descriptor.zoneAssumptions.includes(id) ? null : [...(descriptor.assumptions[id] ?? [])],
    // A third party's provider may come without texts.
    text: oneLine(registered?.text ?? id),
    source: oneLine(registered?.source ?? ''),
  }
}

/** The same keys, each with what is made of its value. */
function mapValues<Key extends string, Value, Made>(
  values: { readonly [Each in Key]: Value },
  make: (value: Value) => Made,
): Record<Key, Made> {
  const entries: [string, Value][] = Object.entries(values)
  // Object.fromEntries forgets the keys.
  return Object.fromEntries(entries.map(([key, value]) => [key, make(value)])) as Record<Key, Made>
}
