import type { Outcome } from 'callspec/stats'
import type { Dialect, Parameter } from '../../store/store.js'
import type { CheckedCopyQuery } from './copy-query.js'
import { NUMBER_SIGNS, type Search } from './search.js'
import { WORD_STATEMENTS, wordParameter } from './word-statements.js'

type AddParameter = (value: Parameter) => string

/** What the text of a search is known to name. */
export interface Named {
  /** Keys of calls. If there are some, they alone are found. */
  calls: readonly string[]
  agents: FoundAgents
}

/** Ids and names of agents that have the text of a search in them. */
export interface FoundAgents {
  ids: readonly string[]
  names: readonly string[]
}

/** Conditions on each row alone, by what only a copy answers. Days and hours are not among them: SQLite knows no time zones. */
export function copyConditions(query: CheckedCopyQuery, dialect: Dialect, named: Named, parameter: AddParameter): string[] {
  const { outcome, providers, search } = query
  const conditions: string[] = []
  if (outcome !== null) conditions.push(outcomeIs(outcome))
  if (providers !== null) conditions.push(`provider IN ${parameter(providers)}`)
  if (search !== null) conditions.push(searchCondition(search, dialect, named, parameter))
  return conditions
}

/** `outcomeOf` of `callspec/stats`, as a statement has it. The word is one of four. */
const outcomeIs = (
  outcome: Outcome,
) => `CASE WHEN answered_by IN ('human', 'machine') THEN 'answered' WHEN status = 'failed' THEN 'failed'
WHEN status IN ('no_answer', 'busy', 'canceled') OR end_reason_code IN ('no_answer', 'busy') THEN 'no_answer' ELSE 'unknown' END = '${outcome}'`

const NUMBERS = ['customer_number', 'agent_number', 'from_number', 'to_number']

/** A call is found by one of the members of a search. */
function searchCondition({ digits, words }: Search, dialect: Dialect, { calls, agents }: Named, parameter: AddParameter): string {
  if (calls.length > 0) return `key IN ${parameter(calls)}`
  const found = ['false']
  if (digits !== null) {
    const like = parameter(`%${digits}%`)
    found.push(...NUMBERS.map((column) => `${withoutSigns(column, dialect)} LIKE ${like}`))
  }
  if (agents.ids.length > 0) found.push(`agent_id IN ${parameter(agents.ids)}`)
  if (agents.names.length > 0) found.push(`agent_name IN ${parameter(agents.names)}`)
  if (words.length > 0) {
    const each = words.map((word) => `calls.key IN (${WORD_STATEMENTS[dialect](parameter(wordParameter(dialect, word)))})`)
    found.push(`(${each.join(' AND ')})`)
  }
  return `(${found.join(' OR ')})`
}

/** The column of a number without the signs between its digits. */
function withoutSigns(column: string, dialect: Dialect): string {
  if (dialect === 'postgres') return `translate(${column}, '${NUMBER_SIGNS}', '')`
  return [...NUMBER_SIGNS].reduce((inner, sign) => `replace(${inner}, '${sign}', '')`, column)
}
