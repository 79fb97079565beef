import {
  type ColumnDef,
  columnOrderingFeature,
  columnVisibilityFeature,
  constructTable,
  tableFeatures,
} from '@tanstack/table-core'
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings'
import { useMemo, useState } from 'preact/hooks'
import type { ShownCall } from '../../api/answers.js'
import { useStored } from '../controls/use-stored.js'
import { FIRST_COLUMNS, GRID_COLUMNS, type GridColumn } from './grid-columns.js'

export interface UsedColumns {
  /** Those that are shown, in their order. */
  shown: readonly GridColumn[]
  /** Ids of those that are shown, in their order. */
  ids: readonly string[]
  set: (ids: readonly string[]) => void
}

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  columnOrderingFeature,
  columnVisibilityFeature,
})

const definitions: ColumnDef<typeof features, ShownCall>[] = GRID_COLUMNS.map(({ id, title }) => ({ id, header: title }))
const NO_ROWS: ShownCall[] = []

/** Which columns the table has. The browser keeps the choice. */
export function useColumns(): UsedColumns {
  const [ids, store] = useStored<readonly string[]>('columns', FIRST_COLUMNS, readIds)
  const set = (wanted: readonly string[]) => store(readIds(wanted) ?? FIRST_COLUMNS)
  // Rows are fetched and drawn a window at a time, and a million of them are never here: the table gets the columns alone.
  const [table] = useState(() => constructTable({ features, columns: definitions, data: NO_ROWS }))
  const shown = useMemo(() => {
    table.setColumnOrder([...ids])
    table.setColumnVisibility(Object.fromEntries(GRID_COLUMNS.map(({ id }) => [id, ids.includes(id)])))
    return table.getVisibleLeafColumns().flatMap(({ id }) => GRID_COLUMNS.find((column) => column.id === id) ?? [])
  }, [table, ids])
  return { shown, ids, set }
}

/** Ids of columns that there are, from what the browser or a saved view kept; `null`: none. */
function readIds(stored: unknown): readonly string[] | null {
  if (!Array.isArray(stored)) return null
  const ids = [...new Set(stored)].filter((id) => GRID_COLUMNS.some((column) => column.id === id))
  return ids.length === 0 ? null : ids
}
