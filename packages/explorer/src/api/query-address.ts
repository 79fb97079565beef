import { QUERY_SCHEMA } from 'callspec/query-schema'
import { OUTCOMES, WEEKDAYS } from 'callspec/stats'
import { type ExplorerQuery, emptyQuery, NEWEST_FIRST, SORT_COLUMNS, type Sort } from './explorer-query.js'

/** A query as the page's address and its server's have it: `?since=2026-11-01&zone=Europe/Berlin&status=failed`. What is not asked for is left out. */
export function toQueryAddress(query: ExplorerQuery): URLSearchParams {
  const address = new URLSearchParams()
  const add = (name: string, values: readonly (string | number | null)[]) => {
    for (const value of values) if (value !== null && value !== '') address.append(name, String(value))
  }
  add('since', [query.since])
  add('until', [query.until])
  add('zone', [query.timeZone])
  add('search', [query.search])
  add('status', query.statuses)
  add('direction', [query.direction])
  add('channel', [query.channel])
  add('source', query.sources)
  add('provider', query.providers)
  add('agent', [query.agentId])
  add('outcome', [query.outcome])
  add('min-duration', [query.minDurationSeconds])
  add('max-duration', [query.maxDurationSeconds])
  add('weekday', query.weekdays)
  add('hour', query.hours)
  return address
}

/**
 * The query that an address holds. Members that it knows nothing of are left alone: the token, the sort.
 * @throws Error naming a word that it cannot have
 */
export function fromQueryAddress(address: URLSearchParams, timeZone = 'UTC'): ExplorerQuery {
  const text = (name: string) => address.get(name) || null
  return {
    ...emptyQuery(text('zone') ?? timeZone),
    since: text('since'),
    until: text('until'),
    search: text('search') ?? '',
    statuses: words(address, 'status', status.anyOf[0].enum),
    direction: words(address, 'direction', direction.enum)[0] ?? null,
    channel: words(address, 'channel', channel.enum)[0] ?? null,
    sources: address.getAll('source'),
    providers: address.getAll('provider'),
    agentId: text('agent'),
    outcome: words(address, 'outcome', OUTCOMES)[0] ?? null,
    minDurationSeconds: seconds(address, 'min-duration'),
    maxDurationSeconds: seconds(address, 'max-duration'),
    weekdays: words(address, 'weekday', WEEKDAYS),
    hours: words(address, 'hour', HOURS).map(Number),
  }
}

// The words of each member are those of the published schema.
const { status, direction, channel } = QUERY_SCHEMA.properties

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour))

/** `-occurredAt`: descending. */
export const toSortAddress = ({ column, descending }: Sort): string => `${descending ? '-' : ''}${column}`

/** @throws Error naming a column that calls are not sorted by */
export function fromSortAddress(address: URLSearchParams): Sort {
  const text = address.get('sort')
  if (text === null) return NEWEST_FIRST
  const name = text.replace(/^-/, '')
  const column = SORT_COLUMNS.find((known) => known === name)
  if (column === undefined) throw invalid('sort', text, SORT_COLUMNS)
  return { column, descending: text !== name }
}

function words<const Word extends string>(address: URLSearchParams, name: string, known: readonly Word[]): Word[] {
  return [...new Set(address.getAll(name))].map((text) => {
    const word = known.find((each) => each === text)
    if (word === undefined) throw invalid(name, text, known)
    return word
  })
}

function seconds(address: URLSearchParams, name: string): number | null {
  const text = address.get(name)
  if (text === null || text === '') return null
  const number = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && Number.isFinite(number)) return number
  throw new Error(`Invalid ${name}: received "${text}". Pass seconds like 90.`)
}

const invalid = (name: string, received: string, known: readonly string[]) =>
  new Error(`Invalid ${name}: received "${received}". Pass one of ${known.join(', ')}.`)
