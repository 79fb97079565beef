import { CALL_COLUMNS } from 'callspec/columns'
import { checkQuery } from 'callspec/kit'
import type { ExplorerQuery, Sort } from '../api/explorer-query.js'
import { fromQueryAddress, fromSortAddress } from '../api/query-address.js'
import { periodOf } from '../data/selection.js'
import { HttpFailure } from './http-failure.js'

/** What an address asks for. */
export interface Asked {
  query: ExplorerQuery
  sort: Sort
  /** Whether people are masked. */
  isRedacted: boolean
}

/** @throws HttpFailure 400 for a word that nothing is known of */
export function askedBy({ searchParams }: URL): Asked {
  try {
    const query = fromQueryAddress(searchParams)
    checkQuery(periodOf(query))
    return {
      query,
      sort: fromSortAddress(searchParams),
      isRedacted: searchParams.get('redact') === '1',
    }
  } catch (error) {
    throw new HttpFailure(400, error instanceof Error ? error.message : String(error))
  }
}

/** A whole number of an address. @throws HttpFailure 400 */
export function numberIn({ searchParams }: URL, name: string, fallback: number, most: number): number {
  const text = searchParams.get(name)
  if (text === null) return fallback
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (number <= most) return number
  throw new HttpFailure(400, `Invalid ${name}: received "${text}". Pass a whole number from 0 to ${most}.`)
}

/** The key of a call. @throws HttpFailure 400 */
export function keyIn({ searchParams }: URL): string {
  const key = searchParams.get('key') ?? ''
  if (/^[^/]+\/./s.test(key)) return key
  throw new HttpFailure(400, `Invalid key: received "${key}". Pass the key of a call, which is source/id.`)
}

/** Names of columns, in the order that every table of calls has them. Default: all. @throws HttpFailure 400 */
export function columnsIn({ searchParams }: URL): string[] {
  const known = CALL_COLUMNS.map(({ name }) => name)
  const wanted = searchParams.getAll('columns').flatMap((names) => names.split(',').filter(Boolean))
  const unknown = wanted.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new HttpFailure(400, `Unknown column "${unknown}". Known: ${known.join(', ')}.`)
  return wanted.length === 0 ? known : wanted
}
