import type { Page, Position } from './page-types.js'
import type { PagedOperation } from './pagination.js'
import type { Cut } from './period-types.js'

/** One list of a platform as readers see it: pages at positions. */
export interface List {
  operation: PagedOperation
  /** Rows requested per page. */
  size: number | null
  /** Requests the page at a position as the platform counts it. The page is parsed when it is opened, once. */
  request: (position: Position) => Promise<Unopened>
  /** Reads the page at a position. */
  read: (position: Position) => Promise<Page<unknown>>
  /** Requests the newest row and the total, ahead of pages that wait for the request limiter. */
  look: () => Promise<Page<unknown>>
  /** The platform's id of a row; `undefined` if it has none. */
  idOf: (row: unknown) => string | undefined
}

/** A page that arrived and is not parsed yet. */
export type Unopened = () => Page<unknown> | Promise<Page<unknown>>

/** The rows of a page and their place in the list. */
export interface RowPage {
  items: readonly unknown[]
  checkpoint: PageCheckpoint
  /** The page's total. */
  total: number | null
  /** Whether the page precedes others that were read, so that its new rows are no progress. */
  isAgain: boolean
  /** Whether it is the last page. */
  isLast: boolean
}

/** Place of a page in its list: enough to read it again in another process. */
export interface PageCheckpoint {
  position: number | string | null
  total: number | null
  size: number | null
  /** The piece of time that the list was cut into, if it was. */
  cut?: Cut
}

/** The checkpoint of a numbered or offset list with a total. */
export interface CountedCheckpoint extends PageCheckpoint {
  position: number
  total: number
  size: number
}

/** Reads a numbered or offset list in parallel: after its first page, or from a checkpoint. */
export type ReadInParallel = (
  list: List,
  concurrency: number,
  mayEndEarly: boolean,
  from: Page<unknown> | CountedCheckpoint,
) => AsyncGenerator<RowPage, void, void>
