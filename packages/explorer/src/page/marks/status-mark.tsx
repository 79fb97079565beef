import type { Status } from 'callspec'
import { wordText } from '../text/word-text.js'

// A shape of its own for each status, so that nobody has to tell them apart by colour.
const SHAPES: Record<Status, string> = {
  completed: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5 8.2l2.1 2.1L11.2 6',
  failed: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6',
  no_answer: 'M2.5 5.5 8 11l5.5-5.5M2.5 10V5.5H7',
  busy: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM4.8 8h6.4',
  canceled: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM3.5 12.5l9-9',
  in_progress: 'M8 1.5a6.5 6.5 0 1 0 6.5 6.5M8 4.5V8l2.5 2',
  ringing: 'M3.5 11.5h9c-1.2-1-1.5-2.5-1.5-5a3 3 0 0 0-6 0c0 2.5-.3 4-1.5 5ZM7 13.8h2',
  queued: 'M8 8h.01M3.5 8h.01M12.5 8h.01',
  unknown: 'M5.8 6a2.2 2.2 0 1 1 3.4 1.8C8.4 8.4 8 8.8 8 9.6M8 12h.01',
}

/** A status by shape, colour and word. */
export function StatusMark({ status }: { status: Status }) {
  return (
    <span class="status-mark" style={{ color: `var(--status-${status})` }}>
      <StatusShape status={status} />
      <span>{wordText(status)}</span>
    </span>
  )
}

/** The shape alone, in the colour of its text: the word stands beside it. */
export function StatusShape({ status }: { status: Status }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path
        d={SHAPES[status]}
        fill="none"
        stroke="currentColor"
        stroke-width={status === 'queued' ? 2.6 : 1.6}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
