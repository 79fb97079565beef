import type { State } from '../../api/answers.js'
import type { UsedAddress } from '../address/use-page-address.js'
import { Icon } from '../marks/icon.js'
import { PeriodChoice } from '../query/period-choice.js'
import { SearchBox } from '../query/search-box.js'
import { ZoneChoice } from '../query/zone-choice.js'
import type { UsedColumns } from '../table/use-columns.js'
import { ViewsMenu } from '../views/views-menu.js'
import { CopyMenu } from './copy-menu.js'
import { RedactionSwitch } from './redaction-switch.js'

export interface TopBarProps {
  state: State
  used: UsedAddress
  columns: UsedColumns
  onKeys: () => void
  /** `null`: the filters stand beside the table. */
  onFilters: (() => void) | null
}

export function TopBar({ state, used: { address, go, changeQuery }, columns, onKeys, onFilters }: TopBarProps) {
  const { query, sort, isRedacted } = address
  return (
    <header class="top">
      <div class="brand" title={state.address}>
        <Mark />
        <h1>Calls</h1>
        {state.isDemo ? <span class="badge">simulated</span> : <bdi class="copy-address muted">{state.address}</bdi>}
      </div>
      <SearchBox search={query.search} onChange={(search, isFirst) => changeQuery({ search }, !isFirst)} />
      <div class="top-period">
        <PeriodChoice period={query} timeZone={query.timeZone} onChange={changeQuery} />
        <ZoneChoice timeZone={query.timeZone} onChange={(timeZone) => changeQuery({ timeZone })} />
      </div>
      <div class="top-actions">
        {onFilters && (
          <button type="button" class="button" onClick={onFilters}>
            <Icon name="filter" />
            Filters
          </button>
        )}
        <RedactionSwitch isRedacted={isRedacted} onChange={(next) => go({ isRedacted: next })} />
        <ViewsMenu
          view={{ query, sort, columns: columns.ids }}
          onOpen={(view) => {
            columns.set(view.columns)
            go({ query: view.query, sort: view.sort })
          }}
        />
        <CopyMenu query={{ from: state.address, query, sort, isRedacted }} />
        <button
          type="button"
          class="button quiet keys-button"
          aria-label="Keys"
          aria-keyshortcuts="?"
          title="Keys (?)"
          onClick={onKeys}
        >
          <Icon name="keys" />
        </button>
      </div>
    </header>
  )
}

const Mark = () => (
  <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#2451d6" />
    <path d="M8 20v-8M13 24V8M19 21V11M24 18v-4" stroke="#fff" stroke-width="2.6" stroke-linecap="round" />
  </svg>
)
