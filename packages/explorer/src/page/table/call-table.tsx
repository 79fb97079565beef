import { useEffect, useState } from 'preact/hooks'
import { type ExplorerQuery, emptyQuery } from '../../api/explorer-query.js'
import { useMedia } from '../controls/use-media.js'
import { Icon } from '../marks/icon.js'
import { Notice } from '../notices/notice.js'
import { countText } from '../text/count-text.js'
import { CallGrid, type CallGridProps } from './call-grid.js'
import { ColumnsDialog } from './columns-dialog.js'
import { ExportMenu } from './export-menu.js'
import { GRID_COLUMNS } from './grid-columns.js'
import type { UsedColumns } from './use-columns.js'

export interface CallTableProps extends Omit<CallGridProps, 'columns' | 'isCards' | 'timeZone'> {
  columns: UsedColumns
  query: ExplorerQuery
  onQuery: (change: Partial<ExplorerQuery>) => void
}

/** The calls that the query leaves, with what can be done to them as a table. */
export function CallTable({ columns, query, onQuery, ...grid }: CallTableProps) {
  const { pages } = grid
  const isCards = useMedia('(max-width: 700px)')
  const [isChoosing, setIsChoosing] = useState(false)
  const count = pages.count === null ? '' : countText(pages.count, 'call')
  return (
    <section class="table" aria-labelledby="table-count">
      <div class="table-tools">
        <h2 id="table-count">{count || 'Calls'}</h2>
        <p class="unseen" role="status">
          {useSettled(pages.isStale ? null : count)}
        </p>
        <button type="button" class="button" onClick={() => setIsChoosing(true)}>
          <Icon name="columns" />
          Columns
        </button>
        <ExportMenu address={pages.address} columns={columns.shown} />
      </div>
      {pages.error && <Notice>{pages.error}</Notice>}
      {pages.count === 0 && !pages.isStale && (
        <div class="none">
          <p>No call matches.</p>
          <button type="button" class="button" onClick={() => onQuery(emptyQuery(query.timeZone))}>
            Clear all filters
          </button>
        </div>
      )}
      <CallGrid {...grid} columns={isCards ? CARD_COLUMNS : columns.shown} timeZone={query.timeZone} isCards={isCards} />
      {isChoosing && <ColumnsDialog columns={columns} onClose={() => setIsChoosing(false)} />}
    </section>
  )
}

// What a card has room for.
const ON_CARDS: readonly string[] = ['occurredAt', 'status', 'agent', 'customerNumber', 'durationSeconds', 'cost', 'id']
const CARD_COLUMNS = GRID_COLUMNS.filter(({ id }) => ON_CARDS.includes(id))

/** The last value that is not `null`: nothing is announced while it is under way. */
function useSettled(value: string | null): string {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    if (value !== null) setSettled(value)
  }, [value])
  return settled
}
