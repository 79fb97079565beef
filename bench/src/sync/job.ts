import type { Target } from '../job.ts'

/**
 * What a process does: read the list and keep nothing, insert the rows of a whole copy into the tables of an empty one, or sync. The last two
 * are measured against each other with the first. With `isHeap`, the memory is that of the heap and its buffers after garbage collection, at most, as seen
 * after each fiftieth page; without, it is the highest resident set.
 */
export type SyncJob =
  | { what: 'list'; target: Target }
  | { what: 'rows'; from: string; to: string }
  | { what: 'sync'; target: Target; to: string; isHeap?: boolean }

/** Rows of one transaction: as many as the list has on a page. */
export const PAGE_ROWS = 100
