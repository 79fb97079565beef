import { Dialog } from '../controls/dialog.js'
import { Icon } from '../marks/icon.js'
import { FIRST_COLUMNS, GRID_COLUMNS } from './grid-columns.js'
import type { UsedColumns } from './use-columns.js'

export interface ColumnsDialogProps {
  columns: UsedColumns
  onClose: () => void
}

/** Which columns the table has, and in which order. */
export function ColumnsDialog({ columns: { ids, set }, onClose }: ColumnsDialogProps) {
  const move = (id: string, by: number) => {
    const rest = ids.filter((other) => other !== id)
    rest.splice(ids.indexOf(id) + by, 0, id)
    set(rest)
  }
  const shown = ids.flatMap((id) => GRID_COLUMNS.find((column) => column.id === id) ?? [])
  const hidden = GRID_COLUMNS.filter(({ id }) => !ids.includes(id))
  return (
    <Dialog title="Columns" onClose={onClose}>
      <ul class="columns-list">
        {shown.map(({ id, title }, at) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked
                disabled={ids.length === 1}
                onChange={() => set(ids.filter((other) => other !== id))}
              />
              {title}
            </label>
            <button
              type="button"
              class="button quiet"
              aria-label={`${title}: earlier`}
              disabled={at === 0}
              onClick={() => move(id, -1)}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              class="button quiet"
              aria-label={`${title}: later`}
              disabled={at === shown.length - 1}
              onClick={() => move(id, 1)}
            >
              <Icon name="down" />
            </button>
          </li>
        ))}
        {hidden.map(({ id, title }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={false} onChange={() => set([...ids, id])} />
              {title}
            </label>
          </li>
        ))}
      </ul>
      <footer>
        <button type="button" class="button" onClick={() => set(FIRST_COLUMNS)}>
          Reset
        </button>
      </footer>
    </Dialog>
  )
}
