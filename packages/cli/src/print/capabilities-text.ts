import { type Capabilities, FILTER_LABELS, type FilterCapability, type PartCapability } from '@callspec/provider/capabilities'
import { accessText } from './access-text.js'
import type { Paint } from './color.js'
import { type Fact, factsText } from './facts.js'
import { retentionText } from './retention-text.js'

/** Everything one provider can do, as text. */
export function capabilitiesText(provider: Capabilities, width: number, paint?: Paint): string {
  return factsText(`${provider.id}: ${provider.name}`, facts(provider), width, paint)
}

function facts({
  baseUrl,
  baseUrlVariable,
  brands,
  credentials,
  paging,
  order,
  rateLimit,
  limits,
  retention,
  ...rest
}: Capabilities): Fact[] {
  const size = paging.maxSize === null ? 'size not documented' : `up to ${paging.maxSize} rows`
  return [
    ['base URL', [`${baseUrl}, or ${baseUrlVariable}`]],
    ['credentials', credentials.map(({ name, environment }) => `${name}, or ${environment}`)],
    ...(brands.length > 0 ? [['brands', brands.map(brandText)] satisfies Fact] : []),
    ['list', [paging.operation]],
    ['pages', [`${paging.type}, ${size}, ${paging.hasTotal ? 'with' : 'without'} a total`]],
    ['order', [orderText(order)]],
    ['filters', filterLines(rest.filters)],
    ['inputs', inputLines(rest.inputs)],
    ['parts', Object.entries(rest.parts).map(([part, capability]) => partText(part, capability) + accessText(capability.access))],
    ...(rest.duration === 'never' ? [['duration', ['never; the platform documents none']] satisfies Fact] : []),
    ...(rest.details.length > 0 ? [['details', [`by a request for each call: ${rest.details.join(', ')}`]] satisfies Fact] : []),
    ['single call', [rest.get ? `GET ${rest.get.path}` : 'no request is documented']],
    [
      'rate limit',
      [
        rateLimit ? `${rateLimit.requests} requests in ${rateLimit.perSeconds} s` : 'none documented',
        ...(limits === null ? [] : [limits]),
      ],
    ],
    ['kept', [retention ? retentionText(retention) : 'how long is not documented']],
    ['assumes', rest.assumptions.length > 0 ? rest.assumptions.map(assumptionText) : ['nothing']],
  ]
}

function brandText({ id, name, baseUrl, assumptions }: Capabilities['brands'][number]): string {
  const differing = Object.entries(assumptions).map(([key, value]) => `${key} = ${value}`)
  return `${[`${id}: ${name}`, baseUrl, ...differing].join(', ')}`
}

function orderText({ by, direction, documented, assumption }: Capabilities['order']): string {
  const runs = direction === null ? 'none to rely on' : `${direction === 'descending' ? 'newest' : 'oldest'} ${by} first`
  return `${runs}, ${documented ? 'documented' : 'not documented'}${assumesText(assumption === null ? [] : [assumption])}`
}

function filterLines(filters: Capabilities['filters']): string[] {
  const all: [string, FilterCapability][] = Object.entries(filters)
  return all.map(([name, { kind, because, assumes, checked }]) => {
    // The labels are named after the filters.
    const label = FILTER_LABELS[name as keyof typeof FILTER_LABELS]
    return `${label}: ${kind}; ${because}${checked ? '' : '; not checked again'}${assumesText(assumes)}`
  })
}

function inputLines({ path = [], query, body, get }: Capabilities['inputs']): string[] {
  const list = [...path, ...query, ...body]
  return [
    list.length > 0 ? `of the list: ${list.join(', ')}` : 'of the list: none',
    ...(get.length > 0 ? [`of a single call: ${get.map((name) => `get.${name}`).join(', ')}`] : []),
  ]
}

const assumesText = (ids: readonly string[]) => (ids.length > 0 ? ` (assumes ${ids.join(', ')})` : '')

const FROM = {
  row: 'in every row',
  list: 'by a wider list request',
  get: 'by a request for each call',
  requests: 'by a request of its own for each call',
  never: 'never; the platform documents none',
} as const

const partText = (part: string, { from, inputs, requests }: PartCapability) =>
  `${part}: ${requests === 'several' ? 'by several requests of its own for each call' : FROM[from]}${inputs.length > 0 ? `, with ${inputs.join(', ')}` : ''}`

/** The text of an assumption of an own platform may be missing: it is then the id. */
function assumptionText({ id, default: value, values, text, source }: Capabilities['assumptions'][number]): string {
  const others = values === null ? 'any IANA time zone' : values.filter((other) => other !== value).join(', ')
  return `${id} = ${value}${others ? ` (or ${others})` : ''}${text === id ? '' : `: ${text}`}${source ? ` ${source}` : ''}`
}
