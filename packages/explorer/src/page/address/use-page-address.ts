import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ExplorerQuery } from '../../api/explorer-query.js'
import { fromPageAddress, type PageAddress, startAddress, toPageAddress } from './page-address.js'

export interface UsedAddress {
  address: PageAddress
  /** Why the address could not be read: the page then shows all calls. */
  error: string | null
  /** Goes there; `replace`: without a step to come back to. */
  go: (change: Partial<PageAddress>, replace?: boolean) => void
  /** The same for members of the query. */
  changeQuery: (change: Partial<ExplorerQuery>, replace?: boolean) => void
}

/** The page's address as state: going back in the browser's history goes back in what is shown. */
export function usePageAddress(): UsedAddress {
  const [{ address, error }, setRead] = useState(readAddress)
  useEffect(() => {
    const read = () => setRead(readAddress())
    addEventListener('popstate', read)
    return () => removeEventListener('popstate', read)
  }, [])
  const go = useCallback((change: Partial<PageAddress>, replace = false) => {
    const next = { ...readAddress().address, ...change }
    const search = toPageAddress(next)
    // The fragment holds the token.
    if (search !== location.search) history[replace ? 'replaceState' : 'pushState'](null, '', `${search}${location.hash}`)
    setRead({ address: next, error: null })
  }, [])
  const changeQuery = useCallback(
    (change: Partial<ExplorerQuery>, replace?: boolean) => go({ query: { ...readAddress().address.query, ...change } }, replace),
    [go],
  )
  return { address, error, go, changeQuery }
}

function readAddress(): { address: PageAddress; error: string | null } {
  try {
    return { address: fromPageAddress(location.search), error: null }
  } catch (error) {
    return { address: startAddress(), error: error instanceof Error ? error.message : String(error) }
  }
}
