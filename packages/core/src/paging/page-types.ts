/** Where a page begins: its number, the offset of its first row, the previous page's cursor (null: none), or a window's bound. */
export type Position = number | string | WindowPosition | null

/** One response of a paged operation, read as its spec says. `null`: the response did not say. */
export interface Page<Item> {
  items: Item[]
  /** The whole response. */
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
  /** Ids of rows that were taken before and may come again. */
  readonly ids: readonly unknown[]
  /** Rows to request. */
  readonly size: number
  /** Rows of the previous window, if they were fewer than requested. */
  readonly short?: number | undefined
  /** Most rows in a window, if the platform returns fewer than requested. */
  readonly most?: number | undefined
  /** It begins before an instant of which rows may be missing: if rows come, some are. */
  readonly isProbe?: true
}
