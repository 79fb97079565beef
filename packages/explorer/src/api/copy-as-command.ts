import { type ExplorerQuery, NEWEST_FIRST, type Sort } from './explorer-query.js'

export interface CopiedQuery {
  /** Of the copy, as `--from` takes it. */
  from: string
  query: ExplorerQuery
  /** An order by time alone can be repeated. Default: the newest first. */
  sort?: Sort | undefined
  isRedacted?: boolean | undefined
}

/** The command that lists the same calls, for a shell: `callspec list --from calls.db --since 2026-11-01 --status failed`. */
export function copyAsCommand({ from, query, sort = NEWEST_FIRST, isRedacted = false }: CopiedQuery): string {
  const options: [name: string, values: readonly (string | number | null)[]][] = [
    ['from', [from]],
    ['since', [query.since]],
    ['until', [query.until]],
    ['time-zone', [needsZone(query) ? query.timeZone : null]],
    ['search', [query.search || null]],
    ['status', query.statuses],
    ['direction', [query.direction]],
    ['channel', [query.channel]],
    ['source', query.sources],
    ['provider', query.providers],
    ['agent-id', [query.agentId]],
    ['outcome', [query.outcome]],
    ['min-duration', [query.minDurationSeconds]],
    ['max-duration', [query.maxDurationSeconds]],
    ['weekday', query.weekdays],
    ['hour', query.hours],
    ['order', [isOldestFirst(sort) ? 'oldest' : null]],
  ]
  const words = options.flatMap(([name, values]) =>
    values.flatMap((value) => (value === null ? [] : [`--${name}`, quoted(String(value))])),
  )
  return ['callspec', 'list', ...words, ...(isRedacted ? ['--redact'] : [])].join(' ')
}

/** UTC is what a query means without one. */
export const needsZone = ({ timeZone }: ExplorerQuery): boolean => timeZone !== 'UTC'

export const isOldestFirst = ({ column, descending }: Sort): boolean => column === 'occurredAt' && !descending

/** A word as a shell reads it back: between single quotes nothing has a meaning. */
const quoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)
