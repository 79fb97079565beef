// biome-ignore-all lint/a11y/useSemanticElements: a table of HTML has all of its rows, this one draws those that are seen

import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Sort } from '../../api/explorer-query.js'
import { useKeys } from '../keys/use-keys.js'
import type { CallPages } from './call-pages.js'
import type { GridColumn } from './grid-columns.js'
import { GridHead } from './grid-head.js'
import { GridRow } from './grid-row.js'
import { useVirtualRows } from './use-virtual-rows.js'

export interface CallGridProps {
  pages: CallPages
  columns: readonly GridColumn[]
  sort: Sort
  onSort: (sort: Sort) => void
  timeZone: string
  /** The row that keys start from. */
  current: number
  onCurrent: (index: number) => void
  /** The key of the call that is open; `null`: none. */
  openKey: string | null
  onOpen: (index: number) => void
  /** Whether a row is as tall as a card. */
  isCards: boolean
}

const ROW = 34
const CARD = 88
const ANCHOR = 1000

export function CallGrid(props: CallGridProps) {
  const { pages, columns, sort, onSort, timeZone, current, onCurrent, openKey, onOpen, isCards } = props
  const scroller = useRef<HTMLDivElement>(null)
  const count = pages.count ?? 0
  const rowHeight = isCards ? CARD : ROW
  const rows = useVirtualRows({ scroller, count, rowHeight, headHeight: isCards ? 0 : ROW })
  const first = rows.items[0]?.index ?? 0
  const last = rows.items.at(-1)?.index ?? 0
  // Newly come rows may have brought the count.
  useEffect(() => pages.want(first, last), [pages, first, last, count])
  useTopOfOther(pages.address, rows.scrollToTop)
  const focusWanted = useRef<number | null>(null)
  const focusWantedRow = () => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${focusWanted.current}"]`)
    if (!row) return
    focusWanted.current = null
    row.focus({ preventScroll: true })
    // The table itself may be below the charts.
    scroller.current?.closest('.table')?.scrollIntoView({ block: 'nearest' })
  }
  // Rows that were far away are drawn only now.
  useLayoutEffect(focusWantedRow)
  const move = (to: number) => {
    if (count === 0) return false
    const index = Math.max(0, Math.min(to, count - 1))
    focusWanted.current = index
    rows.show(index)
    onCurrent(index)
    focusWantedRow()
    if (openKey !== null && pages.rowAt(index)) onOpen(index)
    return true
  }
  const isHere = () => document.activeElement === document.body || scroller.current?.contains(document.activeElement) === true
  const isRow = () => document.activeElement?.matches('[role=row]') === true
  // The first key of all only comes to the row that is current.
  const next = () => (isRow() || openKey !== null ? current + 1 : current)
  useKeys({
    j: () => move(next()),
    k: () => move(current - 1),
    ArrowDown: () => isHere() && move(next()),
    ArrowUp: () => isHere() && move(current - 1),
    PageDown: () => isHere() && move(current + rows.perView),
    PageUp: () => isHere() && move(current - rows.perView),
    Home: () => isHere() && move(0),
    End: () => isHere() && move(count - 1),
    Enter: () => {
      if (!isRow()) return false
      onOpen(current)
      return true
    },
  })
  const onSortNow = useStable(onSort)
  const head = useMemo(() => <GridHead columns={columns} sort={sort} onSort={onSortNow} />, [columns, sort, onSortNow])
  const onClick = useStable((index: number) => {
    onCurrent(index)
    onOpen(index)
  })
  // Rows keep their places while they are scrolled by, and no place is far from what they are counted from.
  const anchor = first - (first % ANCHOR)
  const isCurrentDrawn = current >= first && current <= last
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Calls"
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-busy={pages.isStale}
      class={`grid${isCards ? ' cards' : ''}${pages.isStale ? ' stale' : ''}`}
      style={{ '--columns': columns.map(trackOf).join(' '), '--least': `${leastWidth(columns)}px` }}
    >
      {head}
      <div role="rowgroup" class="grid-body" style={{ height: `${rows.height}px` }}>
        <div role="presentation" class="grid-rows" style={{ transform: `translateY(${anchor * rowHeight + rows.shift}px)` }}>
          {rows.items.map(({ index }) => {
            const call = pages.rowAt(index)
            return (
              <GridRow
                key={index}
                call={call}
                index={index}
                top={(index - anchor) * rowHeight}
                height={rowHeight}
                columns={columns}
                timeZone={timeZone}
                isCurrent={index === (isCurrentDrawn ? current : first)}
                isOpen={call !== undefined && call.key === openKey}
                onClick={onClick}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

const trackOf = ({ width, grows }: GridColumn) => (grows ? `minmax(${width}px, 1fr)` : `${width}px`)
const leastWidth = (columns: readonly GridColumn[]) => columns.reduce((sum, { width }) => sum + width, 0)

/** Another query or order is looked at from its beginning; a newer version of the same from where one was. */
function useTopOfOther(address: string, scrollToTop: () => void): void {
  const shown = useRef(address)
  useEffect(() => {
    if (shown.current !== address) scrollToTop()
    shown.current = address
  })
}

/** The same function for every row and drawing, which does what the latest one would. */
function useStable<Argument>(action: (argument: Argument) => void): (argument: Argument) => void {
  const latest = useRef(action)
  latest.current = action
  const stable = useRef((argument: Argument) => latest.current(argument))
  return stable.current
}
