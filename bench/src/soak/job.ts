import type { Target } from '../job.ts'

/** What the reader is told: where the lists are, and the shorter ones of which every call is got by itself. */
export interface SoakJob {
  lists: readonly Target[]
  singles: readonly Target[]
}

/** Where a reading came from and what it was: one digest over all that was read, whatever its order. */
export interface Reading {
  what: string
  rows: number
  digest: string
}

/** What the reader says after each round. */
export interface SoakRound {
  readings: Reading[]
  /** After garbage collection. */
  heapMb: number
  rssMb: number
}

/** Rows per page of `paginate`, so that there are many requests for the rows. */
export const PAGE_ROWS = 20

/** Names of readings: rows of `paginate`, rows of `log.list` and the calls made of them, answers of `log.get`. */
export const nameOf = (kind: 'paginate' | 'log rows' | 'log calls' | 'single calls', provider: string) => `${provider} ${kind}`
