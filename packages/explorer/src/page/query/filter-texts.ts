import type { ExplorerQuery } from '../../api/explorer-query.js'
import { durationText } from '../text/duration-text.js'
import { wordText } from '../text/word-text.js'
import { periodText } from './period-text.js'

export interface ActiveFilter {
  name: string
  text: string
  /** The change that takes it back. */
  without: Partial<ExplorerQuery>
}

/** What a query asks for, in words; nothing for what it leaves open. */
export function activeFilters(query: ExplorerQuery): ActiveFilter[] {
  const filters: ActiveFilter[] = []
  const add = (name: string, text: string, without: Partial<ExplorerQuery>) => {
    if (text !== '') filters.push({ name, text, without })
  }
  if (query.since !== null || query.until !== null) add('Period', periodText(query, query.timeZone), { since: null, until: null })
  add('Search', query.search, { search: '' })
  add('Status', query.statuses.map(wordText).join(', '), { statuses: [] })
  add('Outcome', wordText(query.outcome ?? ''), { outcome: null })
  add('Direction', query.direction ?? '', { direction: null })
  add('Channel', query.channel ?? '', { channel: null })
  add('Source', query.sources.join(', '), { sources: [] })
  add('Provider', query.providers.join(', '), { providers: [] })
  add('Agent', query.agentId ?? '', { agentId: null })
  add('Duration', rangeText(query), { minDurationSeconds: null, maxDurationSeconds: null })
  add('Weekday', query.weekdays.map(titled).join(', '), { weekdays: [] })
  add('Hour', hoursText(query.hours), { hours: [] })
  return filters
}

function rangeText({ minDurationSeconds: min, maxDurationSeconds: max }: ExplorerQuery): string {
  if (min !== null && max !== null) return `${durationText(min)} to ${durationText(max)}`
  if (min !== null) return `at least ${durationText(min)}`
  return max === null ? '' : `at most ${durationText(max)}`
}

/** Hours that follow each other as a range: `8:00 to 12:00, 15:00 to 16:00`. */
function hoursText(hours: readonly number[]): string {
  const ranges: [from: number, to: number][] = []
  for (const hour of hours.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1)
    if (last && last[1] === hour) last[1] = hour + 1
    else ranges.push([hour, hour + 1])
  }
  return ranges.map(([from, to]) => `${from}:00 to ${to}:00`).join(', ')
}

const titled = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
