// biome-ignore-all lint/a11y/useSemanticElements: a table of HTML has all of its rows, this one draws those that are seen

import { Component } from 'preact'
import type { ShownCall } from '../../api/answers.js'
import { type GridColumn, NOTHING } from './grid-columns.js'

export interface GridRowProps {
  /** `undefined`: under way. */
  call: ShownCall | undefined
  index: number
  top: number
  height: number
  columns: readonly GridColumn[]
  timeZone: string
  /** Whether Tab comes here. */
  isCurrent: boolean
  isOpen: boolean
  onClick: (index: number) => void
}

/** A row; drawn again only when something of it is another. */
export class GridRow extends Component<GridRowProps> {
  override shouldComponentUpdate(next: GridRowProps): boolean {
    const now = this.props
    return (
      next.call !== now.call ||
      next.index !== now.index ||
      next.top !== now.top ||
      next.height !== now.height ||
      next.columns !== now.columns ||
      next.timeZone !== now.timeZone ||
      next.isCurrent !== now.isCurrent ||
      next.isOpen !== now.isOpen ||
      next.onClick !== now.onClick
    )
  }

  override render({ call, index, top, height, columns, timeZone, isCurrent, isOpen, onClick }: GridRowProps) {
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is a key of the whole page
      <div
        role="row"
        class="grid-row"
        // The head is the first one.
        aria-rowindex={index + 2}
        aria-selected={isOpen}
        aria-busy={call === undefined}
        tabIndex={isCurrent ? 0 : -1}
        data-index={index}
        style={{ top: `${top}px`, height: `${height}px` }}
        onClick={() => onClick(index)}
      >
        {columns.map((column, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive: its row takes the focus
          <div key={column.id} role="gridcell" aria-colindex={at + 1} class="grid-cell" data-column={column.id}>
            {call === undefined ? <span class="bone" /> : (column.cell(call, timeZone) ?? NOTHING)}
          </div>
        ))}
      </div>
    )
  }
}
