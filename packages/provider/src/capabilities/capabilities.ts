import type { Pagination, RateLimit, RecordingAccess, Retention } from '@callspec/core'
import type { FilterKind, FilterName } from '../definition.js'
import type { ListOrder } from '../list-order.js'
import type { Part } from '../model/call.js'
import type { DetailName } from '../model/details.js'
import type { PartFrom } from '../parts/part-from.js'

/** What one provider can do, and which undocumented facts it relies on. A plain value: JSON keeps all of it. */
export interface Capabilities {
  id: string
  /** The platform's own name. */
  name: string
  baseUrl: string
  /** Environment variable that replaces `baseUrl` where the credentials come from the environment too. */
  baseUrlVariable: string
  /** White labels of the same API. */
  brands: BrandCapability[]
  credentials: CredentialCapability[]
  filters: Record<FilterName, FilterCapability>
  /** Names of what the `inputs` of a source may hold. */
  inputs: InputCapability
  paging: PagingCapability
  order: OrderCapability
  parts: Record<Part, PartCapability>
  /** Members of a call that only the request for a single call tells, with `include: ['details']`. */
  details: DetailName[]
  /** Whether rows have a duration; `never`: the platform documents none. */
  duration: 'row' | 'never'
  /** The request for a single call; `null` where none is documented. */
  get: GetCapability | null
  /** The lowest documented limit; `null` where none is documented. */
  rateLimit: RateLimit | null
  /** Other documented limits, in words; `null` where there are none. */
  limits: string | null
  /** After which time calls may be gone; `null` where none is documented. */
  retention: Retention | null
  assumptions: AssumptionCapability[]
}

export interface BrandCapability {
  id: string
  name: string
  baseUrl: string
  /** Assumptions whose value differs from the platform's. */
  assumptions: Record<string, string>
}

export interface CredentialCapability {
  /** Name of the option in code and in the configuration. */
  name: string
  /** Environment variable that is read if no credential is passed. */
  environment: string
}

export interface InputCapability {
  /** Parameters of the path of a list that wants a parent, such as an agent; absent: it wants none there. */
  path?: string[]
  /** Query parameters of the list. */
  query: string[]
  /** Members of the body of the list's request. */
  body: string[]
  /** Query parameters of the request for a single call. */
  get: string[]
}

export interface FilterCapability {
  kind: FilterKind
  because: string
  /** Ids of the assumptions that the request rests on. */
  assumes: string[]
  /** Whether rows carry the field, so that what the platform filtered is checked again. */
  checked: boolean
}

export interface PagingCapability {
  /** Method and path of the list. */
  operation: string
  type: Pagination['type'] | 'window'
  /** Rows that are asked for per page; `null` where no size is documented. */
  maxSize: number | null
  /** Whether the list says how many rows it has. */
  hasTotal: boolean
}

/** The order of a list of the newest calls. */
export type OrderCapability = Omit<ListOrder, 'inputs'>

export interface PartCapability {
  /** In every list row, by inputs of the list request, by the request for a single call, by requests of its own, or not at all. */
  from: PartFrom
  /** Inputs of the list request that bring it. */
  inputs: string[]
  /** Requests for each call that bring it, of a part that comes by requests of its own. */
  requests?: 1 | 'several'
  /** What it takes to open a recording's address; absent if not documented, and for other parts. */
  access?: RecordingAccess
}

export interface GetCapability {
  path: string
  /** Parts that come by this request alone. */
  adds: Part[]
}

export interface AssumptionCapability {
  id: string
  /** The sort of fact; providers share kinds. `null`: a third party's provider does not say. */
  kind: string | null
  /** The value that is taken unless a source sets another. */
  default: string
  /** `null`: any IANA time zone. */
  values: string[] | null
  text: string
  /** Where the documentation is silent. */
  source: string
}
