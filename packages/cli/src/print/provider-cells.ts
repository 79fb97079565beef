import type { ProviderRow } from '../provider-table.js'

/** The names of filters as they are known on the command line. */
export const FILTER_LABELS: Record<keyof ProviderRow['filters'], string> = {
  period: 'since, until',
  status: 'status',
  direction: 'direction',
  channel: 'channel',
  isTest: 'is-test',
  phoneNumber: 'phone-number',
  agentId: 'agent-id',
  campaignId: 'campaign-id',
}

/** The table of providers, one column each, before it is laid out. The first row is the head. */
export function providerCells(rows: readonly ProviderRow[]): string[][] {
  // The labels are named after the filters.
  const filters = Object.keys(FILTER_LABELS) as (keyof ProviderRow['filters'])[]
  return [
    ['', ...rows.map(({ id }) => id)],
    ...filters.map((name) => [FILTER_LABELS[name], ...rows.map(({ filters }) => filterCell(filters[name]))]),
    ['pages by', ...rows.map(({ paging }) => paging.type)],
    ['rows per page', ...rows.map(({ paging }) => (paging.maxSize === null ? '?' : String(paging.maxSize)))],
    ['order', ...rows.map(({ order }) => (order.documented ? 'documented' : 'assumed*'))],
    ...partLines(rows),
    ['rate limit', ...rows.map(({ rateLimit }) => (rateLimit ? `${rateLimit.requests}/${rateLimit.perSeconds} s` : '?'))],
  ]
}

/** What the words of the table mean. */
export const LEGEND = [
  'exact: the platform filters. inexact: the platform filters widely, callspec exactly. local: callspec filters.',
  'unsupported: neither can; the source reports an error or is skipped. *: rests on an assumption. ?: not documented.',
  'get: what a request for a single call adds to the row of a list. -: nothing, as the row has it or no request does.',
  'no get: the platform documents no such request.',
]

const filterCell = ({ kind, assumes }: ProviderRow['filters']['period']) => (assumes.length > 0 ? `${kind}*` : kind)

/** One line per part that `get` adds somewhere. */
function partLines(rows: readonly ProviderRow[]): string[][] {
  const parts = [...new Set(rows.flatMap(({ get }) => get?.adds ?? []))]
  return parts.map((part) => [
    `get: ${part}`,
    ...rows.map(({ get }) => (get === null ? 'no get' : get.adds.includes(part) ? 'adds' : '-')),
  ])
}
