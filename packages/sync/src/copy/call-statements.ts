import type { CheckedQuery } from 'callspec/kit'
import type { Dialect, Parameter } from '../store/store.js'
import { placeIn } from './place-in.js'
import { copyConditions, type Named } from './query/copy-conditions.js'
import type { CheckedCopyQuery } from './query/copy-query.js'
import { READ_COLUMNS } from './read-columns.js'

export interface Statement {
  sql: string
  parameters: Parameter[]
}

/** Where a listing stands: its last call. */
export interface Position {
  at: string | null
  source: string
  rank: number
}

/** The rows of a query. */
export interface Selection {
  dialect: Dialect
  query: CheckedCopyQuery
  /** What the query's search names. */
  named: Named
  /** Whether rows are left out once they are read, so that a limit is not the statement's. */
  isFilteredLater: boolean
  /** Ids of the sources to read; `null`: all of the copy. */
  sources: readonly string[] | null
  /** Ids of sources whose calls of one instant come in turned order. */
  turned: readonly string[]
  /** Whether calls that are gone are listed as well. */
  gone: boolean
  /** The call to continue after. */
  after: Position | null
  /** Whether calls may be in the period by another reading of their stamp. */
  ambiguous: boolean
}

/**
 * The statements whose rows, one after another, are the calls of a query in its order: those with a stamp, then those without, which no period
 * matches. They go by an index whose order is the wanted one, so a few calls of a million are read alone.
 */
export function callStatements(selection: Selection): Statement[] {
  const { query, after } = selection
  if (hasPeriod(query)) return after?.at === null ? [] : [statementOf(selection, 'dated')]
  // Newest first, the order itself has those without a stamp at its end.
  if (query.order !== 'oldest' && after === null) return [statementOf(selection, 'all')]
  return [...(after?.at === null ? [] : [statementOf(selection, 'dated')]), statementOf(selection, 'undated')]
}

type Which = 'all' | 'dated' | 'undated'

export const hasPeriod = ({ since, until }: CheckedQuery): boolean => since !== null || until !== null

/** All but the last two. */
const COLUMNS = READ_COLUMNS.slice(0, -2).join(', ')

type AddParameter = (value: Parameter) => string

function statementOf(selection: Selection, which: Which): Statement {
  const { query, after } = selection
  const parameters: Parameter[] = []
  const parameter: AddParameter = (value) => `$${parameters.push(value)}`
  const place = placeIn(selection.turned, selection.sources?.map((id) => ({ id })) ?? null, parameter)
  const columns = `${COLUMNS}, ${query.include.length === 0 ? 'NULL AS raw_detail' : 'raw_detail'}, ${place} AS place`
  const conditions = [
    ...rowConditions(selection, parameter),
    ...(after && (after.at === null) === (which === 'undated') ? afterConditions(query, after, place, parameter) : []),
    ...(which === 'undated' ? ['occurred_at IS NULL'] : []),
  ]
  const chosen = sourceArms(selection, parameter).flatMap((source) =>
    phoneArms(query, parameter).map((phone) => [...source, ...phone]),
  )
  const arms = chosen.flatMap((found) =>
    (which === 'dated' ? periodArms(selection, parameter) : [[]]).map(
      (period) => [...found, ...period, ...conditions].join(' AND ') || 'true',
    ),
  )
  // What an index holds, forwards or backwards. Where stamps are equal, the rest is sorted.
  const byTime = query.order === 'oldest' ? 'occurred_at ASC NULLS FIRST' : 'occurred_at DESC NULLS LAST'
  const order = which === 'undated' ? 'source, place' : `${byTime}, source, place`
  const limit = Number.isFinite(query.limit) && !selection.isFilteredLater ? ` LIMIT ${parameter(query.limit)}` : ''
  // The arms have no row in common, and each is read in order.
  const rows = arms.map((arm) => `SELECT ${columns} FROM calls WHERE ${arm}`).join(' UNION ALL ')
  return { sql: `${rows} ORDER BY ${order}${limit}`, parameters }
}

/** Conditions on each row alone. */
function rowConditions({ query, gone, dialect, named }: Selection, parameter: AddParameter): string[] {
  const { status, direction, channel, isTest, agentId, campaignId, duration } = query
  const conditions = gone ? [] : ['gone_at IS NULL']
  if (status) conditions.push(`status IN ${parameter(status)}`)
  if (direction !== null) conditions.push(`direction = ${parameter(direction)}`)
  if (channel !== null) conditions.push(`channel = ${parameter(channel)}`)
  if (isTest !== null) conditions.push(`is_test = ${parameter(isTest)}`)
  if (agentId !== null) conditions.push(`agent_id = ${parameter(agentId)}`)
  if (campaignId !== null) conditions.push(`campaign_id = ${parameter(campaignId)}`)
  if (duration) {
    const { min, max } = duration
    if (min !== null) conditions.push(`duration_seconds >= ${parameter(min)}`)
    if (max !== null) conditions.push(`duration_seconds <= ${parameter(max)}`)
  }
  return [...conditions, ...copyConditions(query, dialect, named, parameter)]
}

/** Sources that are read one by one, each in order. */
const MOST_SOURCES = 10

function sourceArms({ dialect, query: { agentId, phoneNumber }, sources }: Selection, parameter: AddParameter): string[][] {
  if (!sources) return [[]]
  const isFound = agentId !== null || phoneNumber !== null
  if (!isFound && sources.length <= MOST_SOURCES) return sources.map((source) => [`source = ${parameter(source)}`])
  // SQLite takes any index of a column that it is given. The sign hides it: agents and numbers have indexes that lead to fewer rows, and that of
  // stamps needs no sorting.
  return [[`${dialect === 'sqlite' ? '+' : ''}source IN ${parameter(sources)}`]]
}

/** A number is the customer's or, where that is unknown, one of two. */
function phoneArms({ phoneNumber }: CheckedQuery, parameter: AddParameter): string[][] {
  if (phoneNumber === null) return [[]]
  const digits = parameter(phoneNumber.slice(1))
  return [[`digits_1 = ${digits}`], [`digits_2 = ${digits}`, `digits_1 IS DISTINCT FROM ${digits}`]]
}

function periodArms({ query, ambiguous }: Selection, parameter: AddParameter): string[][] {
  const bounds = periodBounds(query).map(([comparison, stamp]) => `${comparison} ${parameter(stamp)}`)
  if (bounds.length === 0) return [['occurred_at IS NOT NULL']]
  const within = (column: string) => bounds.map((bound) => `${column} ${bound}`)
  if (!ambiguous) return [within('occurred_at')]
  return [within('occurred_at'), [...within('other_occurred_at'), `NOT (${within('occurred_at').join(' AND ')})`]]
}

const periodBounds = ({ since, until }: CheckedQuery): [comparison: string, stamp: string][] => [
  ...(since === null ? [] : [['>=', new Date(since).toISOString()] as [string, string]]),
  ...(until === null ? [] : [['<', new Date(until).toISOString()] as [string, string]]),
]

/** Whether calls are in the period by another reading of their stamp: next to never. */
export function ambiguousStatement(query: CheckedQuery): Statement {
  const bounds = periodBounds(query)
  const conditions = bounds.map(([comparison], index) => `other_occurred_at ${comparison} $${index + 1}`)
  return {
    sql: `SELECT 1 FROM calls WHERE ${['other_occurred_at IS NOT NULL', ...conditions].join(' AND ')} LIMIT 1`,
    parameters: bounds.map(([, stamp]) => stamp),
  }
}

function afterConditions({ order }: CheckedQuery, { at, source, rank }: Position, place: string, parameter: AddParameter) {
  const last = parameter(source)
  const later = `(source > ${last} OR (source = ${last} AND ${place} > ${parameter(rank)}))`
  if (at === null) return [later]
  const stamp = parameter(at)
  const past = order === 'oldest' ? '>' : '<'
  return [`occurred_at ${past}= ${stamp}`, `(occurred_at ${past} ${stamp} OR ${later})`]
}
