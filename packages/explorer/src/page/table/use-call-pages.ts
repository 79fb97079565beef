import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks'
import { CallPages } from './call-pages.js'

/** The rows of the table that an address asks for, in the newest version. Rows whose people are seen are never shown where they are to be masked. */
export function useCallPages(address: string, version: number, isRedacted: boolean): CallPages {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const latest = useRef<{ pages: CallPages; isRedacted: boolean } | null>(null)
  // Another version is a reason to fetch again.
  const pages = useMemo(() => {
    const former = latest.current
    const mayShow = former !== null && (former.isRedacted || !isRedacted)
    latest.current = { pages: new CallPages(address, () => redraw(undefined), mayShow ? former.pages : null), isRedacted }
    return latest.current.pages
  }, [address, version, isRedacted])
  useEffect(() => () => pages.close(), [pages])
  return pages
}
