import { useState } from 'preact/hooks'
import type { Ticket } from '../../api/answers.js'
import { ask } from '../ask.js'
import { Popover } from '../controls/popover.js'
import { Icon } from '../marks/icon.js'
import type { GridColumn } from './grid-columns.js'

const FORMATS = [
  ['csv', 'CSV'],
  ['excel', 'Excel'],
  ['parquet', 'Parquet'],
] as const

export interface ExportMenuProps {
  /** The query, the sort and whether people are masked. */
  address: string
  columns: readonly GridColumn[]
}

/** All calls that the query leaves, with the columns that are shown, as a file. */
export function ExportMenu({ address, columns }: ExportMenuProps) {
  const [error, setError] = useState<string | null>(null)
  const download = async (format: string) => {
    setError(null)
    const names = [...new Set(columns.flatMap(({ exported }) => exported))]
    const wanted = `/api/export?${address}&format=${format}&columns=${names.join(',')}`
    const { address: once } = await ask<Ticket>('/api/ticket', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ address: wanted }),
    })
    const link = document.createElement('a')
    link.href = once
    link.download = ''
    link.click()
  }
  return (
    <Popover
      button={
        <>
          <Icon name="download" />
          <span class="wide">Export</span>
        </>
      }
      label="Export what is shown"
    >
      {(close) => (
        <div class="export">
          <ul class="menu">
            {FORMATS.map(([format, name]) => (
              <li key={format}>
                <button
                  type="button"
                  class="item"
                  onClick={() =>
                    download(format).then(close, (failure: unknown) =>
                      setError(failure instanceof Error ? failure.message : String(failure)),
                    )
                  }
                >
                  {name}
                </button>
              </li>
            ))}
          </ul>
          {error !== null && (
            <p class="bad" role="alert">
              {error}
            </p>
          )}
        </div>
      )}
    </Popover>
  )
}
