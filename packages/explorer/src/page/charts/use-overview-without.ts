import { useEffect, useState } from 'preact/hooks'
import type { Overview } from '../../api/answers.js'
import type { ExplorerQuery } from '../../api/explorer-query.js'
import { toQueryAddress } from '../../api/query-address.js'
import { ask } from '../ask.js'

/**
 * The figures without what a chart itself has chosen, so that it shows its choice among what else there is. As long as nothing is chosen these are the
 * figures of the page, and nothing is asked.
 */
export function useOverviewWithout(
  overview: Overview,
  query: ExplorerQuery,
  without: Partial<ExplorerQuery>,
  isRedacted: boolean,
): Overview {
  const [context, setContext] = useState<Overview | null>(null)
  const address = toQueryAddress({ ...query, ...without })
  const isChosen = String(address) !== String(toQueryAddress(query))
  if (isRedacted) address.set('redact', '1')
  const asked = isChosen ? `/api/overview?${address}` : null
  useEffect(() => {
    if (asked === null) return
    const aborted = new AbortController()
    ask<Overview>(asked, { signal: aborted.signal }).then(
      setContext,
      // The page itself shows what it was told; the chart then shows what is left.
      () => undefined,
    )
    return () => aborted.abort()
    // Of another version, the figures are others.
  }, [asked, overview.version])
  // While another one is under way, the former stays: a chart that jumps to its choice and back tells nothing.
  return asked === null ? overview : (context ?? overview)
}
