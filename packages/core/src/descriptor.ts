import type { ErrorCode } from './errors/error.js'

/** What `pnpm generate` compiles from a spec: the part of it that code needs at run time. */
export interface Descriptor {
  /** Provider id, the name of the spec's folder. */
  readonly id: string
  /** The platform's own name, for messages. */
  readonly name: string
  readonly baseUrl: string
  readonly brands: Readonly<Record<string, Brand>>
  /** Credential name (security scheme) → how it travels. */
  readonly credentials: Readonly<Record<string, Credential>>
  /** The lowest documented rate limit, or null where none is documented. */
  readonly rateLimit: RateLimit | null
  /** Registered assumption id → the values that code knows, first the one that it takes unless told otherwise. */
  readonly assumptions: Readonly<Record<string, readonly string[]>>
  /** Assumption ids whose value is an IANA zone, so that any will do; a source's `timeZone` sets them. */
  readonly zoneAssumptions: readonly string[]
  /** Members of rows and answers that hold a secret, such as a token that admits to a call; absent where there are none. */
  readonly secrets?: readonly string[]
  /** How an answer says in its body that the request failed, whatever its status; absent where no page documents it. */
  readonly failure?: Failure
  /** What it takes to open the address of a recording; absent where that is not documented. */
  readonly recording?: RecordingAccess
  /** `METHOD /path` → what the spec's extensions say; operations with nothing to say are left out. */
  readonly operations: Readonly<Record<string, Operation>>
}

export interface Failure {
  /** Members of which any says so: by that value, or where none is named by holding something. */
  readonly when: readonly { readonly at: Path; readonly equals?: string | boolean }[]
  /** Documented words for programs, and what they come to. */
  readonly codes?: Readonly<Record<string, ErrorCode>>
}

/** Every documented way to open the address of a recording. */
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
  /** Stands before the value, as in `Bearer `. */
  readonly prefix: string
  /** Environment variable that is read when no credential was passed. */
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
  /** Where the answer says which filters it applied. */
  readonly echoedFilters?: Path
  /** What a 404 says where nothing matches, so that it tells nothing against the address. */
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

/** Names from the root of an answer down to a member. */
export type Path = readonly string[]

/** One path per documented spelling; the first that holds a value counts. A single path may stand without a list. */
export type Paths = Path | readonly Path[]

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
  /** Rows per page to ask for: the largest documented number, or what the spec says to ask for; null where none is documented. */
  readonly maxSize: number | null
  readonly items: Path
  readonly itemId: string
  readonly order: Order
  readonly nextCursor?: Path
  /** The cursor is the stamp of the last row, and the input a filter by that stamp. */
  readonly window?: Window
  readonly pages?: Paths
  readonly position?: Paths
  readonly size?: Paths
  readonly total?: Paths
  readonly hasMore?: Paths
  /** Name of the input that asks for a single row in place of a list; `paginate` refuses it. */
  readonly single?: string
}

/** How a list without a cursor of its own is read by windows of time. */
export interface Window {
  /** Whether the bound lets through rows at that very instant. */
  readonly inclusive: boolean
  /** Most rows that may be asked for, where one instant has more than fit in a window. */
  readonly maxSize: number
  /** `nextWindow` of this package: a member, so that only clients of such lists bundle it. */
  readonly next: NextWindow
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

/** Takes a window: its rows that are new and where the next begins (`null`: nowhere), or what is wrong with it. */
export type NextWindow = (
  pagination: Pagination,
  position: string | number | WindowPosition | null,
  size: number | null,
  rows: unknown[],
) => { items: unknown[]; next: WindowPosition | null } | string

export type SortDirection = 'ascending' | 'descending'

/** The order in which a list is read. */
export interface Order {
  /** The member of a row that it is sorted by. */
  readonly field: string
  readonly direction: SortDirection
  readonly documented: boolean
  /** The registered assumption that stands in for the documentation, or without which a documented order does not hold. */
  readonly assumption?: string
  /** The inputs that ask for it, sent where the paging inputs are; a direction that is not named cannot be asked for. */
  readonly askedBy?: { readonly [To in SortDirection]?: Readonly<Record<string, string>> }
  /** The order to read in where the assumption does not hold; absent: there is none. */
  readonly otherwise?: Order
}

/** An undocumented fact that code relies on, as registered in the spec. */
export interface Assumption {
  /** What sort of fact it is; `callspec verify` has one check per kind. */
  readonly kind: string
  readonly text: string
  readonly source: string
  readonly default: string
  readonly values?: readonly string[]
  readonly format?: 'time-zone'
}
