import type { Status } from 'callspec'
import type { Outcome } from 'callspec/stats'
import { STATUS_WORDS, wordsOf } from './words.js'

/** Lines over the colour, in a tile of eight pixels: who does not tell colours apart tells these. */
const LINES: Readonly<Record<Status, string>> = {
  completed: '',
  in_progress: 'M2 2h2v2h-2zM6 6h2v2h-2z',
  ringing: 'M0 1h8v1.5h-8zM0 5h8v1.5h-8z',
  queued: 'M1 0h1.5v8h-1.5zM0 1h8v1.5h-8z',
  no_answer: 'M-1 9L9 -1L10 0L0 10zM-1 1L1 -1L2 0L0 2z',
  busy: 'M1 0h1.5v8h-1.5zM5 0h1.5v8h-1.5z',
  canceled: 'M-1 -1L9 9L8 10L-2 0zM7 -1L9 1L8 2L6 0z',
  failed: 'M0 3h8v2h-8zM3 0h2v8h-2z',
  unknown: 'M3 3h2.5v2.5h-2.5z',
}

/** The fills of all charts of a document, which needs them once. */
export function Patterns() {
  return (
    <svg class="patterns" aria-hidden="true" width="0" height="0">
      <defs>
        {wordsOf(STATUS_WORDS).map(([status]) => (
          <pattern key={status} id={`fill-${status}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect width="8" height="8" style={{ fill: `var(--status-${status})` }} />
            <path d={LINES[status]} class="pattern-lines" />
          </pattern>
        ))}
      </defs>
    </svg>
  )
}

export const statusFill = (status: Status): string => `url(#fill-${status})`

// An outcome looks like the status that says the same.
export const outcomeFill = (outcome: Outcome): string => statusFill(outcome === 'answered' ? 'completed' : outcome)

/** A sample of a fill, beside its word. */
export function Swatch({ fill }: { fill: string }) {
  return (
    <svg class="swatch" aria-hidden="true" width="12" height="12">
      <rect width="12" height="12" rx="2" fill={fill} />
    </svg>
  )
}
