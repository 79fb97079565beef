import type { FillParameters } from './client/fill-parameters.js'
import type { FormBody } from './client/form-body.js'
import type { BasicPair } from './config/basic-pair.js'
import type { ErrorCode } from './errors/error.js'
import type { ReadInParallel } from './paging/list-types.js'
import type { ClientPagination, Pagination, Path } from './paging/pagination.js'

export type {
  ClientPagination,
  NextPosition,
  Order,
  Pagination,
  Path,
  Paths,
  SortDirection,
  Window,
} from './paging/pagination.js'

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
  /** What every request sends besides, such as the version of the API. */
  readonly headers?: Readonly<Record<string, string>>
  /** The lowest documented rate limit; null if none is documented. */
  readonly rateLimit: RateLimit | null
  /** How a response body says that the request failed, whatever the status; absent if not documented. */
  readonly failure?: Failure
  /** Statuses that mean something else than in HTTP, such as a 422 for what does not exist; not at lists, which name nothing that can be missing. */
  readonly codes?: Readonly<Record<string, ErrorCode>>
  /** `METHOD /path` → what the spec's extensions say; operations with nothing to say are left out. */
  readonly operations: Readonly<Record<string, ClientOperation>>
}

/** What a log needs of a spec: what its client needs, the order and the filters of lists, and what stands open. */
export interface Descriptor extends ClientDescriptor {
  readonly operations: Readonly<Record<string, Operation>>
  /** Registered assumption id → the values that code knows, first the one that it takes unless told otherwise. */
  readonly assumptions: Readonly<Record<string, readonly string[]>>
  /** Ids of assumptions whose value is any IANA zone; a source's `timeZone` sets them. */
  readonly zoneAssumptions: readonly string[]
  /** `readInParallel` of this package where lists are numbered or offset: a member, so that only logs over such lists bundle it. */
  readonly readInParallel?: ReadInParallel
  /** In words: documented limits that are no number of requests in a time, such as of requests at once; absent if there are none. */
  readonly limits?: string
  /** How long calls are kept; absent if not documented. */
  readonly retention?: Retention
  /** What it takes to open a recording's address; absent if not documented. */
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

/** After which time calls may be gone. */
export interface Retention {
  /** Of accounts that are left as they are; `null`: they keep calls until somebody deletes them. */
  readonly days: number | null
  /** Of which accounts, and what is gone then. */
  readonly text: string
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
  /** Header that it travels in; absent: an id of the account, which only fills parameters. */
  readonly header?: string
  /** Precedes the value, like `Bearer `. */
  readonly prefix?: string
  /** `basicPair` of this package where the header holds a pair of credentials: a member, so that only who needs it bundles it. */
  readonly pair?: BasicPair
  /** It names the account, and fills parameters. */
  readonly fills?: true
  /** Environment variable that is read if no credential is passed. */
  readonly environment: string
}

export interface RateLimit {
  readonly requests: number
  readonly perSeconds: number
}

export interface ClientOperation {
  /** A POST that only reads. */
  readonly safe?: true
  /** Query parameters whose arrays are joined with commas (`explode: false`). */
  readonly commaSeparated?: readonly string[]
  /** Parameters that a credential fills, unless the caller does: name → name of the credential. */
  readonly filled?: Filled
  /** `formBody` of this package where the body is a form: a member, so that only clients with such operations bundle it. */
  readonly form?: FormBody
  readonly pagination?: ClientPagination
  /** The sentence of a 404 that means that nothing matches, so the address is right. */
  readonly noMatch?: string
}

/** Parameters by where they are. */
export interface Filled {
  /** `fillParameters` of this package: a member, so that only who needs it bundles it. */
  readonly by: FillParameters
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
}

export interface Operation extends ClientOperation {
  /** Of a list that is not of calls, its order is not asked for. */
  readonly pagination?: Pagination | ClientPagination
  readonly dateFilters?: readonly DateFilter[]
  /** Where the response says which filters it applied. */
  readonly echoedFilters?: Path
}

/** A parameter that bounds a list by date. */
export interface DateFilter {
  readonly parameter: string
  readonly bound: 'since' | 'until'
  readonly precision: 'day' | 'instant'
}

/** What the spec says of an undocumented fact that code relies on; its values are in the descriptor. */
export interface Assumption {
  /** The kind of fact; `callspec verify` has one check per kind. */
  readonly kind: string
  readonly text: string
  readonly source: string
}
