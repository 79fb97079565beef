import type { Target } from '../job.ts'

/** The reader's job: the lists to read, and shorter ones whose calls it gets one by one. */
export interface SoakJob {
  lists: readonly Target[]
  singles: readonly Target[]
}

/** What was read from where: one digest over all of it, in any order. */
export interface Reading {
  what: string
  rows: number
  digest: string
}

/** The reader's report after each round. */
export interface SoakRound {
  readings: Reading[]
  /** After garbage collection. */
  heapMb: number
  rssMb: number
}

/** Rows per page of `paginate`, so that there are many requests for the rows. */
export const PAGE_ROWS = 20

/** Names of what is read: rows of `paginate`, rows of `log.list` and the calls mapped from them, responses of `log.get`. */
export const nameOf = (kind: 'paginate' | 'log rows' | 'log calls' | 'single calls', provider: string) => `${provider} ${kind}`
