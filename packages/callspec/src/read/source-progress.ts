import { toStamp } from '@callspec/provider'
import type { SourceSummary } from './summary.js'

/** How far the reading of a source is. */
export interface SourceProgress {
  source: string
  /** `done`: read as far as it is wanted; `failed`: its error is in the summary, as is that of a source that was skipped. */
  state: 'reading' | 'waiting' | 'done' | 'failed'
  /** Calls that were yielded. */
  calls: number
  /** Rows that the platform returned; calls that do not match are among them. */
  rows: number
  /** Requests that were sent, retries included. */
  requests: number
  /** Rows that the list says it has for this query, of which a few, or with a `limit` many, may not be read; `null`: it does not say. */
  total: number | null
  /** What its requests wait for, in words like `100 requests in 60 s`; not one for another. */
  waiting: { until: string; because: string } | null
}

/** What a reading notes as it goes, beside its summary. */
export interface Track {
  /** Rows of each of the source's lists. */
  totals: (number | null)[]
  /** Epoch milliseconds until which it waits. */
  until: number
  because: string
  isDone: boolean
}

export const newTrack = (): Track => ({ totals: [null], until: 0, because: '', isDone: false })

/** The last instant of a `Date`. */
const LAST_MS = 8.64e15

export function progressOf(
  { source, calls, rows, requests, error }: SourceSummary,
  { totals, until, because, isDone }: Track,
): SourceProgress {
  const isOver = error !== null || isDone
  const waiting = isOver || until < Date.now() ? null : { until: toStamp(Math.min(until, LAST_MS)), because }
  return {
    source,
    state: error ? 'failed' : isDone ? 'done' : waiting ? 'waiting' : 'reading',
    calls,
    rows,
    requests,
    total: totals.reduce((sum, total) => (sum === null || total === null ? null : sum + total), 0),
    waiting,
  }
}
