import type { CopyQuery } from '@callspec/sync'
import type { ExplorerQuery } from './explorer-query.js'

/** The same query of a copy's log: `copy.log({ sources, onUnsupported: 'skip' }).list(query)` lists the very calls that the page shows. */
export function toCopyQuery(query: ExplorerQuery): { sources: string[] | undefined; query: CopyQuery } {
  const { since, until, timeZone, search, statuses, direction, channel, sources, providers } = query
  const { agentId, outcome, minDurationSeconds, maxDurationSeconds, weekdays, hours } = query
  return {
    sources: sources.length === 0 ? undefined : sources,
    query: {
      timeZone,
      ...(since !== null && { since }),
      ...(until !== null && { until }),
      ...(search.trim() !== '' && { search }),
      ...(statuses.length > 0 && { status: statuses }),
      ...(direction !== null && { direction }),
      ...(channel !== null && { channel }),
      ...(providers.length > 0 && { providers }),
      ...(agentId !== null && { agentId }),
      ...(outcome !== null && { outcome }),
      ...(minDurationSeconds !== null && { minDurationSeconds }),
      ...(maxDurationSeconds !== null && { maxDurationSeconds }),
      ...(weekdays.length > 0 && { weekdays }),
      ...(hours.length > 0 && { hours }),
    },
  }
}
