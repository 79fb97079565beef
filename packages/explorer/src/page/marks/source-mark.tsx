import type { SourceState } from '../../api/answers.js'

/** What a source's pill can say: its state, or that it cannot answer this query. */
export type SourceWord = SourceState['state'] | 'unable'

export const SOURCE_WORDS: Record<SourceWord, string> = {
  current: 'current',
  syncing: 'syncing',
  waiting: 'waiting',
  stopped: 'stopped',
  failed: 'failed',
  never: 'not synced yet',
  unable: 'cannot answer this filter',
}

const SHAPES: Record<SourceWord, string> = {
  current: 'M3.5 8.5 6.5 11.5 12.5 5',
  syncing: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.5h-2.5',
  waiting: 'M4.5 2h7M4.5 14h7M5.5 2c0 4 5 4 5 6s-5 2-5 6M10.5 2c0 4-5 4-5 6s5 2 5 6',
  stopped: 'M6 4v8M10 4v8',
  failed: 'M8 2 15 14H1ZM8 6.5v3.5M8 12h.01',
  never: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z',
  unable: 'M2.5 3h11L9.5 8v5L6.5 11V8ZM2 14 14 2',
}

export function SourceMark({ word }: { word: SourceWord }) {
  return (
    <svg class={`icon source-mark ${word}`} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path
        d={SHAPES[word]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
