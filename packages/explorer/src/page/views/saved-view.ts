import type { ExplorerQuery, Sort } from '../../api/explorer-query.js'
import { fromQueryAddress, fromSortAddress } from '../../api/query-address.js'
import { toDataAddress } from '../address/page-address.js'
import { PERIODS, type PeriodName, periodName, periodOf } from '../query/periods.js'

/** A query, an order and columns under a name, as the browser keeps them. */
export interface SavedView {
  name: string
  /** Query and sort as an address. */
  address: string
  /** A period by its name goes on with the calendar: `last week` is another one next week. */
  period: PeriodName | null
  columns: readonly string[]
}

export interface View {
  query: ExplorerQuery
  sort: Sort
  columns: readonly string[]
}

export function saveView(name: string, { query, sort, columns }: View, now = Date.now()): SavedView {
  return { name, address: toDataAddress(query, sort, false).toString(), period: periodName(query, now, query.timeZone), columns }
}

/** @throws Error if its address holds a word that is no longer known */
export function openView({ address, period, columns }: SavedView, now = Date.now()): View {
  const parameters = new URLSearchParams(address)
  const query = fromQueryAddress(parameters)
  const dates = period === null ? {} : periodOf(period, now, query.timeZone)
  return { query: { ...query, ...dates }, sort: fromSortAddress(parameters), columns }
}

/** What the browser kept, without what is no view that can be opened; `null`: it is no list. */
export function readViews(stored: unknown): SavedView[] | null {
  return Array.isArray(stored) ? stored.flatMap((each) => readView(each) ?? []) : null
}

function readView(stored: Partial<Record<keyof SavedView, unknown>> | null): SavedView | null {
  const { name, address, period, columns } = stored ?? {}
  if (typeof name !== 'string' || typeof address !== 'string' || !isTexts(columns)) return null
  const view = { name, address, period: PERIODS.find(([known]) => known === period)?.[0] ?? null, columns }
  try {
    openView(view)
    return view
  } catch {
    return null
  }
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((each) => typeof each === 'string')
