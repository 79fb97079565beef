import type { ExplainedFilter, ExplainedSource, SourceExplanation } from 'callspec/explain'
import { cleanText } from './clean-text.js'
import { type Paint, plain } from './color.js'
import { countText } from './count-text.js'
import { spanText } from './span-text.js'
import { wrap } from './wrap.js'
import { clockText } from './zoned-stamp.js'

/** How one source answers a query, in a few sentences: what is asked, what is filtered where, how far is read, and what may be missed. */
export function explanationSummary(explanation: SourceExplanation, width: number, paint: Paint = plain): string {
  const { source, provider } = explanation
  const head = paint(cleanText(source === provider ? source : `${source} (${provider})`), 'strong')
  const lines = sentencesOf(explanation).map((text) => wrap(cleanText(text), width, '  ', 2))
  return `${[head, ...lines].join('\n')}\n`
}

function sentencesOf(explanation: SourceExplanation): string[] {
  if (!explanation.answers)
    return explanation.unsupported.map(
      ({ name, because }) =>
        `It cannot answer ${name === 'order' ? 'this' : name === 'since' ? 'this without since' : `a filter by ${FILTER_NAMES[name]}`}: ${because}.`,
    )
  const { requests, ruledOut } = explanation
  if (requests.length === 0)
    return [`It asks for nothing: no call can have that ${or.format(ruledOut.map((name) => FILTER_NAMES[name]))}.`]
  return [askText(explanation), filterText(explanation.filters), endText(explanation), missText(explanation)]
}

const and = new Intl.ListFormat('en')
const or = new Intl.ListFormat('en', { type: 'disjunction' })

/** The filters as a sentence names them. */
const FILTER_NAMES: Readonly<Record<ExplainedFilter['name'], string>> = {
  period: 'time',
  status: 'status',
  direction: 'direction',
  channel: 'channel',
  isTest: 'test',
  phoneNumber: 'number',
  agentId: 'agent',
  campaignId: 'campaign',
  duration: 'duration',
}

function askText({ requests, pages, rateLimit, include, parents, pieces }: ExplainedSource): string {
  const [{ method, url }] = requests as [ExplainedSource['requests'][number]]
  // In a path, braces have a form of their own.
  const path = new URL(url).pathname.replace(/%7B(\w+)%7D/g, '{$1}')
  const count = requests.length > 1 ? ` in ${requests.length} lists` : ''
  const each = parents?.named === null ? `${count === '' ? ', one list' : ''} per ${parents.what}` : ''
  const lists = `${count}${each}${pieces ? `, at most ${spanText(pieces.seconds)} at once` : ''}`
  const size = pages.size === null ? '' : `, ${pages.size} rows a page`
  const parts = include.filter(({ requestsPerCall }) => requestsPerCall !== 0).map(({ part }) => part)
  const more = parts.length > 0 ? `, then each call for its ${and.format(parts)}` : ''
  const limit = rateLimit ? `, at most ${countText(rateLimit.requests, 'request')} in ${rateLimit.perSeconds} s` : ''
  return `It asks for ${method} ${path}${lists}${size}${more}${limit}.`
}

/** What is filtered, and by whom. */
function filterText(filters: readonly ExplainedFilter[]): string {
  if (filters.length === 0) return 'It filters nothing.'
  const texts = filters.map(({ name, kind, pushed }) => {
    const who =
      kind === 'details'
        ? 'callspec, once each call was asked for'
        : !pushed
          ? 'callspec'
          : kind === 'exact'
            ? 'platform'
            : 'platform roughly, callspec exactly'
    return `${FILTER_NAMES[name]} (${who})`
  })
  return `It filters by ${and.format(texts)}.`
}

function endText({ endsEarly: { possible, at, ground }, order }: ExplainedSource): string {
  if (!possible) return 'It reads the list to its end.'
  const until = at === null ? 'as far as the limit needs' : `until ${clockText(at, 'UTC').slice(0, -3)} UTC`
  const first = order.direction === 'ascending' ? 'oldest' : 'newest'
  return `It reads ${until}${ground === null ? '' : `: the ${first} come first, as is ${ground}`}.`
}

/** Names that a sentence has room for. */
const MOST_NAMED = 3

function missText({ assumptions, retention }: ExplainedSource): string {
  const ids = assumptions.map(({ id }) => id)
  const named = ids.length > MOST_NAMED ? [...ids.slice(0, MOST_NAMED - 1), `${ids.length - MOST_NAMED + 1} more`] : ids
  const relied = named.length > 0 ? ` It relies on ${and.format(named)}.` : ''
  const gone = retention?.days ? `, and those of more than ${countText(retention.days, 'day')} ago` : ''
  return `It may miss calls that change while it reads${gone}.${relied}`
}
