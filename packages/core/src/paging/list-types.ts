import type { Page, Position } from './page-types.js'
import type { PagedOperation } from './pagination.js'

/** One list of a platform as the readers see it: pages of rows at positions. */
export interface List {
  operation: PagedOperation
  /** Rows asked for per page. */
  size: number | null
  /** Requests the page at a position as the platform counts it. It is parsed when it is opened, which is done once. */
  request: (position: Position) => Promise<Unopened>
  /** Reads the page at a position. */
  read: (position: Position) => Promise<Page<unknown>>
  /** Looks at the newest end of the list: reads one row and the total, ahead of the pages that wait for their turn. */
  look: () => Promise<Page<unknown>>
  /** The platform's id of a row, for telling rows apart; `undefined` where a row has none. */
  idOf: (row: unknown) => string | undefined
}

/** A page as it landed. */
export type Unopened = () => Page<unknown> | Promise<Page<unknown>>

/** Rows that were read together, and where they stand. */
export interface RowPage {
  items: readonly unknown[]
  checkpoint: PageCheckpoint
  /** The total that the page names. */
  total: number | null
  /** Whether it stands before others that were read: what arrived there since leads no further. */
  isAgain: boolean
  /** Whether the list ends with it. */
  isLast: boolean
}

/** Where a page stands in its list: enough to read it again in another process. */
export interface PageCheckpoint {
  position: number | string | null
  total: number | null
  size: number | null
}

/** That of a numbered or offset list with a total. */
export interface CountedCheckpoint extends PageCheckpoint {
  position: number
  total: number
  size: number
}

/** Reads a numbered or offset list many pages at once: after its first page, or from where an earlier reading stood. */
export type ReadInParallel = (
  list: List,
  concurrency: number,
  mayEndEarly: boolean,
  from: Page<unknown> | CountedCheckpoint,
) => AsyncGenerator<RowPage, void, void>
