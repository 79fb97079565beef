import type { Method } from '../types/send.js'
import type { Page, Position } from './page-types.js'
import type { Parents } from './parent-types.js'
import type { LongestPeriod } from './period-types.js'

/** Names from the root of a response down to a member. */
export type Path = readonly string[]

/** One path per documented spelling; the first that holds a value counts. A single path needs no list around it. */
export type Paths = Path | readonly Path[]

/** How a list is paged. */
export interface ClientPagination {
  /** Pages are asked for by number, by row offset or by the cursor of the page before. */
  readonly type: 'page' | 'offset' | 'cursor'
  /** Where the inputs travel. */
  readonly in: 'query' | 'body'
  /** Name of the input that takes number, offset or cursor. */
  readonly input: string
  /** Name of the input that takes the rows per page. */
  readonly sizeInput: string
  /** First page number, or first offset. */
  readonly first: number
  /** Rows per page to request: the largest documented number, or what the spec says; null if not documented. */
  readonly maxSize: number | null
  readonly items: Path
  readonly itemId: string
  /** Left out for a client unless its windows of time are read by it. */
  readonly order?: Order
  /** `nextNumbered`, `nextCursor`, `nextLink` or `nextWindow` of this package: a member, so that a client bundles only what its lists need. */
  readonly next: NextPosition
  readonly nextCursor?: Path
  /** The next page is told by a link: the inputs to take from it. */
  readonly link?: readonly string[]
  /** The cursor is the stamp of the last row, and the input a filter by it. */
  readonly window?: Window
  readonly pages?: Paths
  readonly position?: Paths
  readonly size?: Paths
  readonly total?: Paths
  readonly hasMore?: Paths
  /** Counters may be missing; then an empty page ends an offset list, because no row follows an index at which there is none. */
  readonly endsEmpty?: true
  /** Name of the input that asks for a single row instead of a list; `paginate` refuses it. */
  readonly single?: string
}

/** How a list is paged and ordered. */
export interface Pagination extends ClientPagination {
  readonly order: Order
  /** There is one list for each of these; absent: one for the whole account. */
  readonly parents?: Parents
  /** Each request names both ends of a period, which is at most this long. */
  readonly longestPeriod?: LongestPeriod
}

/** Takes a page: where the next begins (`null`: nowhere) and its rows that are new, if some came before, or what is wrong with it. */
export type NextPosition = (
  pagination: ClientPagination,
  position: Position,
  size: number | null,
  page: Page<unknown>,
) => { next: Position; items?: unknown[] } | string

/** How a list without a cursor of its own is read by windows of time. */
export interface Window {
  /** Whether the bound includes rows at that very instant. */
  readonly inclusive: boolean
  /** Most rows to request if one instant has more than fit in a window. */
  readonly maxSize: number
}

export type SortDirection = 'ascending' | 'descending'

/** The order in which a list is read. */
export interface Order {
  /** The member that rows are sorted by. */
  readonly field: string
  readonly direction: SortDirection
  readonly documented: boolean
  /** The assumption that replaces the documentation, or without which a documented order does not hold. */
  readonly assumption?: string
  /** The inputs that request each direction, sent with the paging inputs; a direction without inputs cannot be requested. */
  readonly askedBy?: { readonly [To in SortDirection]?: Readonly<Record<string, string>> }
  /** The order to read in if the assumption does not hold; absent: there is none. */
  readonly otherwise?: Order
}

export interface PagedOperation<Paging extends ClientPagination = Pagination> {
  provider: string
  source: string | undefined
  method: Method
  path: string
  pagination: Paging
  /** Where the response says which filters it applied. */
  echoedFilters: Path | undefined
}

export type ClientPagedOperation = PagedOperation<ClientPagination>
