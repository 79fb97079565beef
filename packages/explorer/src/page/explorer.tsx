import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Overview, State } from '../api/answers.js'
import { toDataAddress } from './address/page-address.js'
import type { UsedAddress } from './address/use-page-address.js'
import { CallPanel } from './call-panel.js'
import { Charts } from './charts/charts.js'
import { Dialog } from './controls/dialog.js'
import { useMedia } from './controls/use-media.js'
import { useStored } from './controls/use-stored.js'
import { KeysDialog } from './keys/keys-dialog.js'
import { useKeys } from './keys/use-keys.js'
import { useAnswer } from './live/use-answer.js'
import { Icon } from './marks/icon.js'
import { EmptyCopy } from './notices/empty-copy.js'
import { LoadingCopy } from './notices/loading-copy.js'
import { Notice } from './notices/notice.js'
import { ActiveFilters } from './query/active-filters.js'
import { Facets } from './query/facets.js'
import { SourceStrip } from './sources/source-strip.js'
import { CallTable } from './table/call-table.js'
import { useCallPages } from './table/use-call-pages.js'
import { useColumns } from './table/use-columns.js'
import { countText } from './text/count-text.js'
import { TopBar } from './top/top-bar.js'

export interface ExplorerProps {
  state: State
  used: UsedAddress
  /** That the server is gone, or refuses. */
  trouble: ComponentChildren
}

export function Explorer({ state, used, trouble }: ExplorerProps) {
  const { address, error, go, changeQuery } = used
  const { query, sort, isRedacted, callKey } = address
  const dataAddress = toDataAddress(query, sort, isRedacted).toString()
  const pages = useCallPages(dataAddress, state.version, isRedacted)
  const overview = useOverview(used, state)
  const columns = useColumns()
  const isNarrow = useMedia('(max-width: 1100px)')
  const [hasCharts, setHasCharts] = useStored('charts', true, (stored) => (typeof stored === 'boolean' ? stored : null))
  const [dialog, setDialog] = useState<'keys' | 'filters' | null>(null)
  const [current, setCurrent] = useCurrent(dataAddress)
  const close = useCallback(() => {
    go({ callKey: null })
    focusRow()
  }, [go])
  useKeys({
    '/': () => focusSearch(),
    '?': () => setDialog('keys'),
    Escape: () => (callKey === null ? false : close()),
  })
  const open = (index: number) => {
    const call = pages.rowAt(index)
    if (!call) return
    setCurrent(index)
    if (call.key !== callKey) go({ callKey: call.key }, callKey !== null)
  }
  // A call that was opened by its row is there; one that the address holds, or that is among others of a customer, may be anywhere.
  const place = (position: number) => {
    if (pages.rowAt(current)?.key !== callKey) setCurrent(position)
  }
  const step = (by: number) => (pages.rowAt(current + by) ? () => open(current + by) : null)
  const isEmpty = state.loading === null && state.sources.every(({ calls }) => calls === 0)
  const facets = <Facets query={query} counts={overview.answer?.facets ?? null} onChange={changeQuery} />
  return (
    <div class="page">
      <TopBar
        state={state}
        used={used}
        columns={columns}
        onKeys={() => setDialog('keys')}
        onFilters={isNarrow && !isEmpty ? () => setDialog('filters') : null}
      />
      <div class="body">
        {!isNarrow && !isEmpty && (
          <nav class="rail" aria-label="Filters by word">
            {facets}
          </nav>
        )}
        <main>
          {trouble}
          {error && <Notice>{error} All calls are shown.</Notice>}
          {state.loading && <LoadingCopy {...state.loading} />}
          <SourceStrip sources={state.sources} incomplete={overview.answer?.incomplete ?? NONE} />
          {!isEmpty && (
            <div class="main-tools">
              <ActiveFilters query={query} onChange={changeQuery} />
              <button type="button" class="button" aria-pressed={hasCharts} onClick={() => setHasCharts(!hasCharts)}>
                <Icon name={hasCharts ? 'check' : 'chart'} />
                Charts
              </button>
              {hasCharts && (
                <button type="button" class="button" onClick={showTable}>
                  <Icon name="down" />
                  {pages.count === null ? 'Calls' : countText(pages.count, 'call')}
                </button>
              )}
            </div>
          )}
          {isEmpty ? (
            <EmptyCopy address={state.address} hasSources={state.sources.length > 0} />
          ) : (
            <>
              {overview.error && !trouble && <Notice>{overview.error}</Notice>}
              {hasCharts && (
                <Charts
                  overview={overview.answer}
                  sources={state.sources.length}
                  query={query}
                  onChange={changeQuery}
                  isRedacted={isRedacted}
                />
              )}
              <CallTable
                pages={pages}
                columns={columns}
                query={query}
                sort={sort}
                onSort={(next) => go({ sort: next })}
                onQuery={changeQuery}
                current={current}
                onCurrent={setCurrent}
                openKey={callKey}
                onOpen={open}
              />
            </>
          )}
        </main>
        {callKey !== null && (
          <CallPanel
            address={dataAddress}
            version={state.version}
            onPosition={place}
            callKey={callKey}
            query={query}
            isRedacted={isRedacted}
            onOpen={(key) => go({ callKey: key })}
            onChange={changeQuery}
            onClose={close}
            onPrevious={step(-1)}
            onNext={step(1)}
          />
        )}
      </div>
      {dialog === 'keys' && <KeysDialog onClose={() => setDialog(null)} />}
      {dialog === 'filters' && (
        <Dialog title="Filters" class="sheet" onClose={() => setDialog(null)}>
          {facets}
        </Dialog>
      )}
    </div>
  )
}

const NONE: Overview['incomplete'] = []

function useOverview({ address: { query, isRedacted, sort } }: UsedAddress, { version, sources }: State) {
  const address = toDataAddress(query, sort, isRedacted)
  // Figures do not depend on the order.
  address.delete('sort')
  // A source may become whole without a call that changes.
  return useAnswer<Overview>(
    `/api/overview?${address}`,
    String(isRedacted),
    [version, ...sources.map(({ state }) => state)].join(),
  )
}

/** The row that keys start from: of another query or order, the first one. */
function useCurrent(address: string): [number, (index: number) => void] {
  const [current, setCurrent] = useState(0)
  // Another address is the reason.
  useEffect(() => setCurrent(0), [address])
  return [current, setCurrent]
}

function focusSearch(): void {
  const search = document.querySelector<HTMLInputElement>('#search')
  search?.focus()
  search?.select()
}

function showTable(): void {
  document.querySelector('.table')?.scrollIntoView()
  focusRow()
}

function focusRow(): void {
  document.querySelector<HTMLElement>('.grid-body [role=row][tabindex="0"]')?.focus({ preventScroll: true })
}
