import type { CopyQuery } from '@callspec/sync'
import { emptyQuery } from '../api/explorer-query.js'
import { activeFilters } from '../page/query/filter-texts.js'

/** What a query asks for besides its period, in words: `Status: failed, busy`. */
export function queryWords(query: CopyQuery): [name: string, value: string][] {
  const { status, isTest, phoneNumber, campaignId, limit, order } = query
  const words: [string, string | undefined][] = [
    ...activeFilters({
      ...emptyQuery(query.timeZone),
      statuses: typeof status === 'string' ? [status] : [...(status ?? [])],
      direction: query.direction ?? null,
      channel: query.channel ?? null,
      agentId: query.agentId ?? null,
      search: query.search ?? '',
      minDurationSeconds: query.minDurationSeconds ?? null,
      maxDurationSeconds: query.maxDurationSeconds ?? null,
      outcome: query.outcome ?? null,
      weekdays: [...(query.weekdays ?? [])],
      hours: [...(query.hours ?? [])],
      providers: [...(query.providers ?? [])],
    }).map(({ name, text }): [string, string] => [name, text]),
    ['Tests', isTest === undefined ? undefined : isTest ? 'only' : 'left out'],
    ['Number', phoneNumber],
    ['Campaign', campaignId],
    ['At most', limit === undefined ? undefined : `${limit} calls, the ${order === 'oldest' ? 'oldest' : 'newest'}`],
  ]
  return words.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
}
