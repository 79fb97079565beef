import type { ErrorCode } from './errors/error.js'
import type { Page, Position } from './paging/page-types.js'

/** What `pnpm generate` compiles from a spec for the client: the part of it that is needed at run time. */
export interface ClientDescriptor {
  /** Provider id, the name of the spec's folder. */
  readonly id: string
  /** The platform's own name, for messages. */
  readonly name: string
  readonly baseUrl: string
  readonly brands: Readonly<Record<string, Brand>>
  /** Credential name (security scheme) → how it travels. */
  readonly credentials: Readonly<Record<string, Credential>>
  /** The lowest documented rate limit; null if none is documented. */
  readonly rateLimit: RateLimit | null
  /** How an answer says in its body that the request failed, whatever its status; absent where no page documents it. */
  readonly failure?: Failure
  /** `METHOD /path` → what the spec's extensions say; operations with nothing to say are left out. */
  readonly operations: Readonly<Record<string, Operation>>
}

/** What a log needs of a spec: what its client needs, and what stands open in it. */
export interface Descriptor extends ClientDescriptor {
  /** Registered assumption id → the values that code knows, first the one that it takes unless told otherwise. */
  readonly assumptions: Readonly<Record<string, readonly string[]>>
  /** Ids of assumptions whose value is any IANA zone; a source's `timeZone` sets them. */
  readonly zoneAssumptions: readonly string[]
  /** What it takes to open the address of a recording; absent where that is not documented. */
  readonly recording?: RecordingAccess
  /** Members of rows and responses that hold a secret, such as a token that admits to a call; absent where there are none. */
  readonly secrets?: readonly string[]
}

export interface Failure {
  /** Members of which any means failure: by the named value or, if none is named, by holding anything. */
  readonly when: readonly { readonly at: Path; readonly equals?: string | boolean }[]
  /** Documented error words, and the error code of each. */
  readonly codes?: Readonly<Record<string, ErrorCode>>
}

/** The documented ways to open a recording's address. */
export interface RecordingAccess {
  /** `public`: anyone who has the address; `signed`: it carries a signature and expires; `authenticated`: with the account's credentials. */
  readonly access: readonly ('public' | 'signed' | 'authenticated')[]
  readonly expiresAfterSeconds?: number
}

export interface Brand {
  readonly name: string
  readonly baseUrl: string
  readonly assumptions: Readonly<Record<string, string>>
}

export interface Credential {
  readonly header: string
  /** Precedes the value, like `Bearer `. */
  readonly prefix: string
  /** Environment variable that is read if no credential is passed. */
  readonly environment: string
}

export interface RateLimit {
  readonly requests: number
  readonly perSeconds: number
}

export interface Operation {
  /** A POST that only reads. */
  readonly safe?: true
  /** Query parameters whose arrays are joined with commas (`explode: false`). */
  readonly commaSeparated?: readonly string[]
  readonly pagination?: Pagination
  readonly dateFilters?: readonly DateFilter[]
  /** Where the response says which filters it applied. */
  readonly echoedFilters?: Path
  /** The sentence of a 404 that means that nothing matches, so the address is right. */
  readonly noMatch?: string
  /** Statuses by which this platform says something else than HTTP does, such as a 422 for what does not exist. */
  readonly codes?: Readonly<Record<string, ErrorCode>>
}

/** A parameter that bounds a list by date. */
export interface DateFilter {
  readonly parameter: string
  readonly bound: 'since' | 'until'
  readonly precision: 'day' | 'instant'
}

/** Names from the root of a response down to a member. */
export type Path = readonly string[]

/** One path per documented spelling; the first that holds a value counts. A single path needs no list around it. */
export type Paths = Path | readonly Path[]

/** How a list is paged. */
export interface Pagination {
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
  readonly order: Order
  /** `nextNumbered`, `nextCursor` or `nextWindow` of this package: a member, so that a client bundles only what its lists need. */
  readonly next: NextPosition
  readonly nextCursor?: Path
  /** The cursor is the stamp of the last row, and the input a filter by it. */
  readonly window?: Window
  readonly pages?: Paths
  readonly position?: Paths
  readonly size?: Paths
  readonly total?: Paths
  readonly hasMore?: Paths
  /** Name of the input that asks for a single row instead of a list; `paginate` refuses it. */
  readonly single?: string
}

/** Takes a page: where the next begins (`null`: nowhere) and its rows that are new, if some came before, or what is wrong with it. */
export type NextPosition = (
  pagination: Pagination,
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

/** An undocumented fact that code relies on, as registered in the spec. */
export interface Assumption {
  /** The kind of fact; `callspec verify` has one check per kind. */
  readonly kind: string
  readonly text: string
  readonly source: string
  readonly default: string
  readonly values?: readonly string[]
  readonly format?: 'time-zone'
}
