import { FILTER_LABELS } from '@callspec/provider/capabilities'
import type { ExplainedFilter, ExplainedSource, IncludedPart, SourceExplanation, UnsupportedSource } from 'callspec/explain'
import { accessText } from './access-text.js'
import type { Paint } from './color.js'
import { countText } from './count-text.js'
import { type Fact, factsText } from './facts.js'
import { retentionText } from './retention-text.js'
import { spanText } from './span-text.js'

/** How one source answers a query, as text. */
export function explanationText(explanation: SourceExplanation, width: number, paint?: Paint): string {
  const { source, provider } = explanation
  const head = source === provider ? source : `${source} (${provider})`
  return factsText(head, explanation.answers ? answerFacts(explanation) : refusalFacts(explanation.unsupported), width, paint)
}

const refusalFacts = (unsupported: UnsupportedSource['unsupported']): Fact[] => [
  [
    'unsupported',
    unsupported.map(({ name, because }) => `${name === 'order' || name === 'since' ? name : FILTER_LABELS[name]}: ${because}`),
  ],
]

function answerFacts(explained: ExplainedSource): Fact[] {
  const { requests, ruledOut, filters, pages, rateLimit, include, assumptions, outsideTheGuarantee, limits, retention } =
    explained
  const filtering: Fact = ['filters', filters.length === 0 ? ['none'] : filters.map(filterText)]
  if (requests.length === 0)
    return [['requests', [`none: no call can have that ${ruledOut.map((name) => FILTER_LABELS[name]).join(' or ')}`]], filtering]
  return [
    ['requests', requests.map(({ method, url, body }) => [method, url, body].filter(Boolean).join(' '))],
    ...(explained.inputs.length > 0
      ? [['inputs', [`${explained.inputs.join(', ')}, as the source is configured`]] satisfies Fact]
      : []),
    ...(explained.parents || explained.pieces ? [['lists', listLines(explained)] satisfies Fact] : []),
    filtering,
    [
      'pages',
      [
        `${pages.type}, ${pages.size === null ? 'page size not documented' : `${pages.size} rows`}, ${pages.concurrency} at once`,
        pages.moved,
      ],
    ],
    ['order', orderLines(explained)],
    ['ends early', [endText(explained)]],
    ['held back', [holdText(explained)]],
    ...(include.length > 0 ? [['include', include.map(partText)] satisfies Fact] : []),
    [
      'rate limit',
      [
        rateLimit ? `${rateLimit.requests} requests in ${rateLimit.perSeconds} s` : 'none known',
        ...(limits === null ? [] : [limits]),
      ],
    ],
    ...(retention ? [['kept', [retentionText(retention)]] satisfies Fact] : []),
    ['expected', [expectedText(explained)]],
    [
      'assumes',
      assumptions.length === 0
        ? ['nothing']
        : assumptions.map(({ id, value, text }) => `${id} = ${value}${text === id ? '' : `: ${text}`}`),
    ],
    ['not covered', outsideTheGuarantee],
  ]
}

function listLines({ parents, pieces }: ExplainedSource): string[] {
  return [
    ...(parents
      ? [
          parents.named === null
            ? `one list per ${parents.what}, merged into one; ${parents.foundBy} finds them, so how many there are is not known before`
            : `that of the ${parents.what} ${parents.named} alone`,
        ]
      : []),
    ...(pieces
      ? [
          `a request asks for at most ${spanText(pieces.seconds)}: pieces of the period are read one after another, ${pieces.newestFirst ? 'newest' : 'oldest'} first`,
          `from ${pieces.since ?? `the creation of each ${parents?.what ?? 'parent'}`} until ${pieces.until ?? 'now'}`,
        ]
      : []),
  ]
}

function filterText({ name, value, kind, declared, pushed, inputs, because, assumptions }: ExplainedFilter): string {
  const how =
    kind === 'details'
      ? 'filtered here, after one request per call'
      : kind === declared
        ? kind
        : `${kind}, although ${declared} for other values, or without --strict`
  const by = pushed && inputs.length > 0 ? ` by ${inputs.join(', ')}` : ''
  const assumed = assumptions.length > 0 ? ` (assumes ${assumptions.join(', ')})` : ''
  return `${FILTER_LABELS[name]} ${valueText(value)}: ${how}${by}; ${because}${assumed}`
}

/** A period is `{ since, until }`; other values are words or lists of words. */
function valueText(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return String(value)
  return Object.values(value)
    .map((bound) => bound ?? '…')
    .join(' to ')
}

const USE_TEXTS = {
  'early-end': 'ending early',
  'order-of-calls': 'the order of the calls',
  changes: 'noticing changes while the list is read',
  state: 'resuming from a state',
  windows: 'going from one window of time to the next',
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
  return `${where}${ground ? `, on ${ground === 'assumed' ? 'an assumed' : 'a documented'} order` : ''}`
}

function holdText({ holdMs }: ExplainedSource): string {
  if (holdMs === null) return 'to the end of the list'
  return holdMs === 0 ? 'no' : `until the list is ${holdMs / 3_600_000} h past a call: a later row may still belong before it`
}

function expectedText({ expectedRequests: expected, endsEarly, parents, pieces }: ExplainedSource): string {
  if (expected === null) {
    const why = endsEarly.possible
      ? 'the list may end early'
      : parents || pieces
        ? 'it depends on the lists'
        : 'no total is given'
    return `unknown number of requests: ${why}`
  }
  const { pages, checks } = expected
  const verified = checks > 0 ? `, and ${checks} more to check that the list stood still` : ''
  return `${countText(pages, 'page')}${verified}`
}

const PART_TEXTS = {
  row: 'in every row',
  list: 'asked for with the list',
  get: 'one more request per call',
  requests: 'one more request per call, of its own',
  never: 'never; the platform documents none',
} as const

const partText = ({ part, from, inputs, access, requestsPerCall, members = [] }: IncludedPart) =>
  `${part}${members.length > 0 ? ` (${members.join(', ')})` : ''}: ${requestsPerCall === 'several' ? 'several more requests per call' : PART_TEXTS[from]}${inputs.length > 0 ? `, by ${inputs.join(', ')}` : ''}${accessText(access)}`
