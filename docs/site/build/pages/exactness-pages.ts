import type { ExplainedSource } from '../../../../packages/callspec/dist/explain/explain.js'
import { type Capabilities, FILTER_LABELS, type FilterCapability } from '../../../../packages/provider/dist/capabilities.js'
import { capabilities } from '../../../../scripts/src/capabilities.ts'
import { explainedSince } from '../../../../scripts/src/explained-since.ts'
import { code, table } from '../../../../scripts/src/markdown.ts'
import type { Page } from './page.ts'

/** A page per provider: its filters with their reasons, its parts, and what a list of it rests on. */
export function exactnessPages(): Page[] {
  const explained = explainedSince()
  return capabilities.map((provider, index) => exactnessPage(provider, explained[index]!))
}

/** What other pages link to; it stands for a file in the root, which does not exist. */
export const exactnessSource = (id: string) => `exactness-of-${id}`

function exactnessPage(provider: Capabilities, { outsideTheGuarantee, pages }: ExplainedSource): Page {
  const { id, name, order, paging, rateLimit } = provider
  const runs = order.direction === null ? 'none to rely on' : `${order.direction} by ${code(order.by)}`
  const size = paging.maxSize === null ? 'of an undocumented size' : `up to ${paging.maxSize} rows`
  const limit = rateLimit ? `${rateLimit.requests} requests in ${rateLimit.perSeconds} s, kept` : 'none documented'
  const body = [
    `What \`callspec providers ${id}\` prints: how each filter is met, where each part of a call comes from, and what is assumed where the documentation of [${name}](specs/${id}/openapi.yaml) is silent.`,
    '## Filters',
    table(['filter', 'how', 'rests on'], filterRows(provider)),
    '## The list',
    [
      `- **Order**: ${runs}, ${order.documented ? 'documented' : 'not documented'}.`,
      `- **Pages**: ${paging.type}, ${size}, ${paging.hasTotal ? 'with' : 'without'} a total. ${pages.moved}`,
      `- **Rate limit**: ${limit}.`,
    ].join('\n'),
    'Outside the guarantee, here with a `since`:',
    outsideTheGuarantee.map((sentence) => `- ${sentence}`).join('\n'),
    '## Parts of a call',
    table(['part', 'from'], Object.entries(provider.parts).map(partRow)),
    '## Assumptions',
    table(['assumption', 'default', 'other values', 'says', 'silence'], provider.assumptions.map(assumptionRow)),
    'Terms: [what a listing promises](docs/exactness.md).',
  ].join('\n\n')
  return { source: exactnessSource(id), slug: `platforms/${id}/exactness`, title: `What a list of ${name} rests on`, body }
}

function filterRows({ filters }: Capabilities): string[][] {
  const all: [string, FilterCapability][] = Object.entries(filters)
  return all.map(([name, { kind, because, assumes }]) => [
    // The labels are named after the filters.
    FILTER_LABELS[name as keyof typeof FILTER_LABELS],
    kind,
    assumes.length > 0 ? `${because}; assumes ${assumes.map(code).join(', ')}` : because,
  ])
}

const FROM = {
  row: 'every row',
  list: 'a wider list request',
  get: 'a request for each call',
  requests: 'requests of its own for each call',
  never: 'never; the platform documents none',
} as const

const partRow = ([part, { from, inputs, access }]: [string, Capabilities['parts']['cost']]) => [
  part,
  `${FROM[from]}${inputs.length > 0 ? ` (${inputs.map(code).join(', ')})` : ''}${access ? `; ${access.access.join(' or ')} address` : ''}`,
]

function assumptionRow({ id, default: value, values, text, source }: Capabilities['assumptions'][number]): string[] {
  const others = values?.filter((other) => other !== value).map(code)
  return [code(id), code(value), others?.join(', ') ?? 'any IANA zone', text, source]
}
