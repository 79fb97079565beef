// biome-ignore-all lint/a11y/useSemanticElements: a table of HTML has all of its rows, this one draws those that are seen

import type { Sort } from '../../api/explorer-query.js'
import { Icon } from '../marks/icon.js'
import type { GridColumn } from './grid-columns.js'

export interface GridHeadProps {
  columns: readonly GridColumn[]
  sort: Sort
  onSort: (sort: Sort) => void
}

// Of these one looks for the most first.
const DESCENDING_FIRST: ReadonlySet<string> = new Set(['occurredAt', 'durationSeconds', 'cost'])

export function GridHead({ columns, sort, onSort }: GridHeadProps) {
  return (
    <div role="rowgroup" class="grid-head">
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
      <div role="row" aria-rowindex={1} class="grid-row">
        {columns.map((column, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={directionOf(column, sort)}
            class="grid-cell"
            data-column={column.id}
          >
            {column.sort === undefined ? (
              <span>{column.title}</span>
            ) : (
              <button type="button" onClick={() => onSort(nextSort(column, sort))}>
                {column.title}
                {column.sort === sort.column && <Icon name={sort.descending ? 'down' : 'up'} />}
              </button>
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

function directionOf(column: GridColumn, sort: Sort) {
  if (column.sort === undefined) return undefined
  if (column.sort !== sort.column) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}

function nextSort({ sort: column }: GridColumn, sort: Sort): Sort {
  if (column === undefined) return sort
  return { column, descending: column === sort.column ? !sort.descending : DESCENDING_FIRST.has(column) }
}
