import { type ExplorerQuery, emptyQuery } from '../../api/explorer-query.js'
import { Icon } from '../marks/icon.js'
import { activeFilters } from './filter-texts.js'

export interface ActiveFiltersProps {
  query: ExplorerQuery
  onChange: (change: Partial<ExplorerQuery>) => void
}

/** What the query asks for, each part to be taken back. */
export function ActiveFilters({ query, onChange }: ActiveFiltersProps) {
  const filters = activeFilters(query)
  if (filters.length === 0) return null
  return (
    <ul class="active-filters" aria-label="Filters">
      {filters.map(({ name, text, without }) => (
        <li key={name}>
          <button type="button" class="active-filter" onClick={() => onChange(without)} aria-label={`Remove ${name}: ${text}`}>
            <span class="muted">{name}</span> <bdi>{text}</bdi>
            <Icon name="close" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" class="link" onClick={() => onChange(emptyQuery(query.timeZone))}>
          Clear all
        </button>
      </li>
    </ul>
  )
}
