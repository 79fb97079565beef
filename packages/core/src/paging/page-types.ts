/** Where a page begins: its number, the offset of its first row, the cursor of the page before (null: none), or where a window does. */
export type Position = number | string | WindowPosition | null

/** One response of a paged operation, read as its spec says. `null`: the response did not say. */
export interface Page<Item> {
  items: Item[]
  /** The whole answer. */
  body: unknown
  total: number | null
  /** Number of pages. */
  pages: number | null
  hasMore: boolean | null
  nextCursor: string | number | null
  /** The page number or offset that the response claims. */
  position: number | null
  size: number | null
}

/** Where a window begins. JSON-safe. */
export interface WindowPosition {
  /** The stamp as a row had it; `null`: the list's beginning, or the bound that the caller passes. */
  readonly bound: string | number | null
  /** Ids of rows that were taken already and may come again. */
  readonly ids: readonly unknown[]
  /** Rows to ask for. */
  readonly size: number
  /** Rows of the window before, where they were fewer than asked for. */
  readonly short?: number | undefined
  /** Rows that a window holds at most, where the platform gives fewer than asked for. */
  readonly most?: number | undefined
}
