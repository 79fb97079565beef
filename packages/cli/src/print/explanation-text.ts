import type { PlannedFilter, ExplainedSource, IncludedPart, SourceExplanation } from 'callspec/explain'
import { cleanText } from './clean-text.js'
import { countText } from './count-text.js'
import { FILTER_LABELS } from './provider-cells.js'

/** How one source meets a query, for people: a head, then a line per fact. */
export function explanationText(explanation: SourceExplanation): string {
  const { source, provider } = explanation
  const head = source === provider ? source : `${source} (${provider})`
  const facts = explanation.answers ? answerFacts(explanation) : refusalFacts(explanation.unsupported)
  return `${[head, ...facts.flatMap(([label, lines]) => lines.map((line, index) => `  ${(index ? '' : label).padEnd(13)}${line}`))].map(cleanText).join('\n')}\n`
}

/** A label and the lines beside it. */
type Fact = [label: string, lines: string[]]

const refusalFacts = (unsupported: readonly Pick<PlannedFilter, 'name' | 'because'>[]): Fact[] => [
  ['unsupported', unsupported.map(({ name, because }) => `${FILTER_LABELS[name]}: ${because}`)],
]

function answerFacts(explained: ExplainedSource): Fact[] {
  const { requests, filters, pages, rateLimit, include, assumptions, outsideTheGuarantee } = explained
  const filtering: Fact = ['filters', filters.length === 0 ? ['none'] : filters.map(filterText)]
  if (requests.length === 0) return [['requests', ['none: no call can match']], filtering]
  return [
    ['requests', requests.map(({ method, url, body }) => [method, url, body].filter(Boolean).join(' '))],
    filtering,
    [
      'pages',
      [
        `${pages.type}, ${pages.size === null ? 'rows as the platform likes' : `${pages.size} rows`}, ${pages.concurrency} at once`,
        pages.moved,
      ],
    ],
    ['order', orderLines(explained)],
    ['ends early', [endText(explained)]],
    ['held back', [holdText(explained)]],
    ...(include.length > 0 ? [['include', include.map(partText)] satisfies Fact] : []),
    ['rate limit', [rateLimit ? `${rateLimit.requests} requests in ${rateLimit.perSeconds} s` : 'none known']],
    ['expected', [expectedText(explained)]],
    ['assumes', assumptions.length === 0 ? ['nothing'] : assumptions.map(({ id, value, text }) => `${id} = ${value}: ${text}`)],
    ['not covered', outsideTheGuarantee],
  ]
}

function filterText({ name, value, kind, declared, pushed, inputs, because, assumptions }: PlannedFilter): string {
  const how = kind === declared ? kind : `${kind}, although ${declared} for other values or without --strict`
  const by = pushed && inputs.length > 0 ? ` by ${inputs.join(', ')}` : ''
  const assumed = assumptions.length > 0 ? ` (assumes ${assumptions.join(', ')})` : ''
  return `${FILTER_LABELS[name]} ${valueText(value)}: ${how}${by}; ${because}${assumed}`
}

/** A period has the form `{ since, until }`; other values are words or lists of words. */
function valueText(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return String(value)
  return Object.values(value)
    .map((bound) => bound ?? '…')
    .join(' to ')
}

const USE_TEXTS = {
  'early-end': 'ending early',
  'order-of-calls': 'the order of the calls',
  changes: 'noticing what arrives or vanishes while the list is read',
  state: 'going on from a state',
} as const

const listOf = new Intl.ListFormat('en')

function orderLines({ order }: ExplainedSource): string[] {
  const { by, direction, documented, assumption, asWanted, reliedOnFor } = order
  const runs = direction === null ? 'none to rely on' : `${direction === 'descending' ? 'newest' : 'oldest'} ${by} first`
  const ground = documented ? 'documented' : 'not documented'
  const assumed = assumption && reliedOnFor.length > 0 ? ` (assumes ${assumption})` : ''
  const uses = reliedOnFor.length > 0 ? listOf.format(reliedOnFor.map((use) => USE_TEXTS[use])) : 'nothing'
  return [`${runs}, ${ground}${assumed}${asWanted ? '' : '; not the order that was asked for'}`, `relied on for ${uses}`]
}

function endText({ endsEarly: { possible, at, ground } }: ExplainedSource): string {
  if (!possible) return 'no: the list is read to its end'
  const where = at === null ? 'once the limit is reached' : `past ${at}`
  return `${where}${ground ? `, on an order that is ${ground}` : ''}`
}

function holdText({ holdMs }: ExplainedSource): string {
  if (holdMs === null) return 'to the end of the list'
  return holdMs === 0 ? 'no' : `until the list is ${holdMs / 3_600_000} h further, where no later row belongs before them`
}

function expectedText({ expectedRequests: expected, endsEarly }: ExplainedSource): string {
  if (expected === null) {
    return `number of requests not known, because ${endsEarly.possible ? 'the reading may end early' : 'no total is known'}`
  }
  const { pages, checks } = expected
  const verified = checks > 0 ? `, and ${checks} more to check that the list stood still` : ''
  return `${countText(pages, 'page')}${verified}`
}

const PART_TEXTS = {
  row: 'in every row',
  list: 'asked for with the list',
  get: 'one more request per call',
  never: 'the platform does not tell it',
} as const

const partText = ({ part, from, inputs }: IncludedPart) =>
  `${part}: ${PART_TEXTS[from]}${inputs.length > 0 ? `, by ${inputs.join(', ')}` : ''}`
