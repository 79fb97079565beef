import { type ExplorerQuery, emptyQuery, NEWEST_FIRST, type Sort } from '../../api/explorer-query.js'
import { fromQueryAddress, fromSortAddress, toQueryAddress, toSortAddress } from '../../api/query-address.js'

/** All that the page's address holds: who opens it sees the same. */
export interface PageAddress {
  query: ExplorerQuery
  sort: Sort
  isRedacted: boolean
  /** The key of the call that is open; `null`: none. */
  callKey: string | null
}

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** What the page shows when its address says nothing: all calls, on the clock of this machine. */
export const startAddress = (): PageAddress => ({
  query: emptyQuery(ownZone()),
  sort: NEWEST_FIRST,
  isRedacted: false,
  callKey: null,
})

/** @throws Error naming a word that an address cannot have */
export function fromPageAddress(search: string): PageAddress {
  const address = new URLSearchParams(search)
  return {
    query: fromQueryAddress(address, ownZone()),
    sort: fromSortAddress(address),
    isRedacted: address.get('redact') === '1',
    callKey: address.get('call'),
  }
}

export function toPageAddress({ query, sort, isRedacted, callKey }: PageAddress): string {
  const address = toDataAddress(query, sort, isRedacted)
  if (callKey !== null) address.set('call', callKey)
  return `?${address}`
}

/** What the server is asked with, for rows of a table. */
export function toDataAddress(query: ExplorerQuery, sort: Sort, isRedacted: boolean): URLSearchParams {
  const address = toQueryAddress(query)
  const order = toSortAddress(sort)
  if (order !== toSortAddress(NEWEST_FIRST)) address.set('sort', order)
  if (isRedacted) address.set('redact', '1')
  return address
}
