import { type Capabilities, FILTER_LABELS, type FilterCapability } from '../../../../../packages/provider/dist/capabilities.js'
import { credentialsOf } from '../../../../../scripts/src/credentials.ts'
import { code } from '../../../../../scripts/src/markdown.ts'
import type { Document } from '../../document.ts'

/** The top of a provider's page, as Markdown: when it was compared, how to sign in, limits, and what the list can do. */
export function providerFacts(document: Document, capabilities: Capabilities): string {
  const { id, paging, parts } = capabilities
  const filters: [string, FilterCapability][] = Object.entries(capabilities.filters)
  const facts = [
    ['Compared', code(document['x-callspec'].comparedOn)],
    ['Auth', authFact(document)],
    ['Limits', limits(document)],
    ['Pages', `${code(paging.type)} ${code(paging.maxSize === null ? 'size not documented' : `up to ${paging.maxSize} rows`)}`],
    // The labels are named after the filters.
    ['Filters', grouped(filters.map(([name, { kind }]) => [kind, FILTER_LABELS[name as keyof typeof FILTER_LABELS]]))],
    ['Parts', grouped(Object.entries(parts).map(([part, { from }]) => [FROM[from], part]))],
    ['More', `[What a list rests on](exactness/), [all of this page in one file](${id}.html)`],
  ]
  return facts.map(([label, text]) => `- **${label}** ${text}`).join('\n')
}

const FROM = {
  row: 'in every row',
  list: 'by a wider list',
  get: 'by get',
  requests: 'by requests of their own',
  never: 'never',
} as const

/** A chip for each name behind the kind that it is of. */
function grouped(pairs: readonly (readonly [kind: string, name: string])[]): string {
  const groups = Map.groupBy(pairs, ([kind]) => kind)
  return [...groups].map(([kind, members]) => `${kind} ${chips(members.map(([, name]) => name))}`).join(', ')
}

const chips = (texts: readonly string[]) => texts.map(code).join(' ')

/** Where each credential travels, and the variables that it comes from. */
function authFact(document: Document): string {
  const places = Map.groupBy(credentialsOf(document), ({ name, header, prefix = '' }) =>
    header === undefined ? name : prefix === '' ? header : `${header}: ${prefix.trim()}`,
  )
  return [...places]
    .map(([place, from]) => `${code(place)} from ${chips(from.map(({ environment }) => environment))}`)
    .join(' and ')
}

function limits(document: Document): string {
  const { rateLimits = [] } = document['x-callspec']
  // The section has them all.
  if (rateLimits.length === 0) return document['x-callspec'].limits ? '[in words](#/limits)' : '*not documented*'
  return chips(rateLimits.map(({ requests, perSeconds }) => `${requests} requests in ${perSeconds} s`))
}
