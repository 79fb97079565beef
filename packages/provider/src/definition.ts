import type {
  Access,
  Assumption,
  BaseUrlOptions,
  CallspecError,
  ClientOptions,
  Credentials,
  Descriptor,
  PagedPath,
  Parent,
  RateLimit,
  Send,
  Sender,
  TransportOptions,
} from '@callspec/core'
import type { Assume } from './assumptions.js'
import type { Inputs } from './inputs.js'
import type { Reader, StampCounter } from './map/row-reader.js'
import type { OwnStatuses } from './map/status.js'
import type { Call, CallParts, Channel, Direction, MappedCall, Part, Status } from './model/call.js'
import type { DetailName, Details, Included } from './model/details.js'
import type { MappedRow } from './model/mapped-row.js'
import type { SourceInputs, Takes } from './source-inputs.js'

/** How far a platform can apply a filter itself. `details`: not at all, and rows lack the field; but the request for a single call tells it. */
export type FilterKind = 'exact' | 'inexact' | 'local' | 'details' | 'unsupported'

/**
 * What a filter value becomes on the wire: inputs of one request, or of several whose responses together hold every match;
 * `'nothing'` if no call can match (an id of a form that the platform does not have); `null` if this value cannot be pushed down
 * and is filtered here.
 */
export type Pushdown = Inputs | Inputs[] | 'nothing' | null

export interface Filter<Value, Id extends string> {
  kind: FilterKind
  /** The documentation or the reasoning behind the kind; `explain` shows it. */
  because: string
  /** Of the kind `details`: the same, and how to filter by it all the same. */
  advice?: string
  pushdown?: (value: Value, assume: Assume<Id>) => Pushdown
  /** Assumptions that `pushdown` relies on. */
  assumes?: readonly Id[]
  /** `false`: rows do not carry the field, so the platform's filtering cannot be checked here. */
  carried?: false
  /**
   * Of `period`: what is sent for `since` lets through calls that start long after they were created and few others, so the list is read to
   * its end.
   */
  endsList?: true
}

export interface FilterValues {
  period: Period
  status: readonly Status[]
  direction: Direction
  channel: Channel
  isTest: boolean
  phoneNumber: string
  agentId: string
  campaignId: string
  duration: DurationRange
}

export type FilterName = keyof FilterValues

/** `since` and `until` in epoch milliseconds. */
export interface Period {
  since: number | null
  until: number | null
}

/** Seconds, both bounds included. */
export interface DurationRange {
  min: number | null
  max: number | null
}

export type Filters<Id extends string> = { [Name in FilterName]: Filter<FilterValues[Name], Id> }

/** Where a part comes from: the list row, inputs of the list, `get`, requests of its own (`fromRequests`), or nowhere. */
export type PartSource = 'row' | 'get' | 'never' | { inputs: Inputs } | PartRequests

/** A part that comes by requests of its own; `fromRequests` makes it. */
export interface PartRequests {
  /** Requests for each call. */
  readonly requests: 1 | 'several'
  /** The definition's own function: a copy reads a source again where it changes. */
  readonly bring: unknown
  /**
   * Requests the part of a call, whose `raw` is its row. A member that it does not bring is not there.
   * @throws CallspecError of a request, or `unexpected-response` for a value that differs from the spec, or whatever `bring` throws
   */
  readonly run: (part: Included, call: Call, origin: PartOrigin) => Promise<CallParts & Details>
}

/** Members of a call that rows never tell; `detailsOf` makes it. */
export interface DetailSource {
  readonly names: readonly DetailName[]
  /** The requests of their own that tell them; absent: `get` does. */
  readonly by?: PartRequests | undefined
  /** Fills what a row does not tell with what a request for the call did. */
  readonly fill: (from: Details, to: Pick<Call, DetailName | 'isFinal'>) => void
  /** Reports a call like a row of which no call can be made: its details did not come, so nobody can tell whether it matches. */
  readonly undecided: (reading: BadRowReading, call: Pick<Call, 'id' | 'raw'>, error: CallspecError) => void
}

/** A row that could not be mapped, and why. */
export interface BadRow {
  source: string
  provider: string
  /** The call's id; `null`: the row does not have it. */
  id: string | null
  /** One reason per member that differs from the spec. */
  reasons: string[]
  raw: unknown
}

/** What a reading does with bad rows. */
interface BadRowReading {
  readonly source: Pick<Account, 'id' | 'provider'>
  readonly summary: { bad: number }
  readonly onBadRow: ((row: BadRow) => void) | undefined
}

/** On whose behalf parts of one call are requested. */
export interface PartOrigin {
  readonly source: Account
  readonly send: Send
  readonly signal?: AbortSignal | undefined
  /** What came for the call so far: two parts may want the same response. */
  readonly answers: Map<string, Promise<unknown>>
  /** Counts the stamps without the offset that the documentation shows. */
  readonly counter?: StampCounter | undefined
}

/** What requests of parts need of a source. */
interface Account {
  readonly id: string
  readonly provider: string
  readonly definition: { readonly descriptor: Descriptor }
  readonly baseUrl: string
  readonly ids?: Readonly<Record<string, string>> | undefined
  readonly timeZone: string
  readonly assumptions: Readonly<Record<string, string>>
}

export interface MapContext<Id extends string> {
  assume: Assume<Id>
  /** What the row's list belongs to, such as an agent, where each has a list of its own; `null`: not known, as of a row from a webhook. */
  parent: Parent | null
}

export interface GetDefinition<Row extends object, Detail> {
  /** Path with one parameter for the id: `/calls/{id}`. */
  path: string
  inputs?: Inputs
  /** Whether the platform's ids can have this form. Default: any. */
  accepts?: (id: string) => boolean
  /** The response's members as a list row. */
  toRow: (answer: Detail, id: string) => Row
}

type AssumptionId<D extends Descriptor> = keyof D['assumptions'] & string

/** Everything that callspec has to know about a platform beyond its client. */
export interface ProviderDefinition<D extends Descriptor, Row extends object, Detail, T extends Takes = Takes> {
  descriptor: D
  /** Creates the sender. Default: from the descriptor. Without `account`, `mask` and `access`, accounts are not distinguished, errors not masked and recordings opened without credentials. */
  createClient?: (options: ClientOptions<D>) => Pick<Sender, 'send' | 'baseUrl'> & Partial<Sender>
  /** Path of the paged list of calls. */
  list: PagedPath<D>
  /** The members of a row that hold the stamps by which calls are ordered; omit one that rows do not have. */
  stamps: { readonly [Stamp in 'createdAt' | 'startedAt']?: string }
  /**
   * Pure: what a row says, in unified words, without the id, whose member the spec names. Read each value with `read`, because a platform
   * may send something else than the spec says. A row with such a value is mapped once more, to find its place.
   */
  map: (row: Row, read: Reader, context: MapContext<AssumptionId<D>>) => MappedCall
  /** Status words of this platform alone; common ones are known. */
  statuses?: OwnStatuses
  /** `duration`, if left out: applied here to rows. `unsupported`: the platform documents no duration of a call. */
  filters: Omit<Filters<AssumptionId<D>>, 'duration'> & Pick<Partial<Filters<AssumptionId<D>>>, 'duration'>
  parts: Record<Part, PartSource>
  /** `detailsOf` members of a call that rows never tell: `include: ['details']` fills them, and filters of the kind `details` then read them. */
  details?: DetailSource
  get?: GetDefinition<Row, Detail>
  /**
   * Path of the request that opens a recording with the credentials, with one parameter for the id, where the address in the row does not
   * open.
   */
  recording?: { path: string }
  /** Assumptions that `map` relies on: under `row` for every row, under a part if that part is requested. */
  mapAssumes?: { readonly [Where in 'row' | Part]?: readonly AssumptionId<D>[] }
  /** The text of each assumption, for `explain`. */
  assumptions?: { readonly [Id in AssumptionId<D>]?: Assumption }
  /** Names of what the list and the request for a single call take, for the `inputs` of a source; `pnpm generate` writes them. */
  takes?: T
}

/** A definition without its types, as reading uses it. */
export interface AnyDefinition
  extends Omit<ProviderDefinition<Descriptor, object, unknown>, 'list' | 'filters' | 'createClient'> {
  list: string
  filters: Filters<string>
}

export interface SourceOptions<Id extends string, D extends Descriptor, T extends Takes = Takes> {
  /** The source's name, unique in a log. Default: the provider's id. */
  id?: Id
  /** IANA zone of stamps and dates without one. Default `UTC`. */
  timeZone?: string
  /** Values of registered assumptions that differ from their defaults. */
  assumptions?: AssumptionValues<D>
  // Like core's `BrandOption`; extending it would cost every program a dozen type instantiations.
  /** A white label of the platform, by its id in the spec. */
  brand?: (keyof D['brands'] & string) | undefined
  /** Inputs of the provider's own API that every request of this source sends. */
  inputs?: SourceInputs<T> | undefined
}

export interface ToCallOptions {
  /** Id of the source that the row belongs to. Default: the provider's id. */
  source?: string
  /** Zone of stamps without an offset. Default `UTC`. */
  timeZone?: string
  /** Values of registered assumptions that differ from their defaults. */
  assumptions?: Readonly<Record<string, string | undefined>>
  /** What the row's list belongs to, where the platform keeps one for each agent, or whatever it is. */
  parent?: Parent | null
}

/**
 * Maps one row of a platform to a `Call`. Pure, so it also maps rows from a webhook or a warehouse.
 * @throws CallspecError `unexpected-response` naming every member that differs from the spec
 */
export type ToCall<Provider extends string, Row extends object> = (
  row: Row,
  options?: ToCallOptions,
) => Call<Provider, Row, never>

// `out` here and in `Call`: the compiler compares the arguments, not every member. It saves a small program 112 of 268 instantiations.
/** One account at one platform. */
export interface Source<out Id extends string = string, out ItsCall extends Call = Call, out Gettable extends boolean = boolean> {
  readonly id: Id
  readonly provider: string
  readonly gettable: Gettable
  readonly definition: AnyDefinition
  /** What every request for the list, and for a single call, sends beside the query. */
  readonly inputs: Inputs & { readonly get?: Inputs | undefined }
  readonly send: Send
  readonly baseUrl: string
  /** What names the account in parameters, by the name of the credential. */
  readonly ids?: Readonly<Record<string, string>> | undefined
  /** Distinguishes accounts: 16 bits of a hash of the credentials, too few to learn a key from. */
  readonly account: string
  /** Removes the credentials from a text. */
  readonly mask: (text: string) => string
  /** Opens addresses that the platform names with the credentials; see `openAddress` of core. */
  readonly access?: Access | undefined
  /** Most pages to fetch in parallel. */
  readonly concurrency: number
  /** The rate limit that is kept; `null`: none. */
  readonly rateLimit: RateLimit | null
  /** Zone of stamps without the offset that the documentation shows. */
  readonly timeZone: string
  /** Values of all registered assumptions for this source. */
  readonly assumptions: Readonly<Record<string, string>>
  /** Creates a function that maps rows, of one parent's list, without throwing; `counter` counts stamps that lack their offset. */
  readonly mapper: (counter?: StampCounter, parent?: Parent) => (row: unknown) => MappedRow
  /** Maps a row of this source; see `toCall`. */
  readonly toCall: (row: object, options?: ToCallOptions) => ItsCall
}

/** Creates sources of one platform. */
export interface Provider<D extends Descriptor, Row extends object, Detail, Gettable extends boolean, T extends Takes = Takes> {
  <const Id extends string = D['id']>(
    options?: SourceOptions<Id, D, T> & BaseUrlOptions & TransportOptions & Credentials<D>,
  ): Source<Id, Call<D['id'], Row, Detail>, Gettable>
  readonly definition: AnyDefinition
  /** Maps one row from anywhere; see `ToCall`. */
  readonly toCall: ToCall<D['id'], Row>
}

/** Values of assumptions for a source: any zone for a zone, otherwise one of the values that the spec registers. */
type AssumptionValues<D extends Descriptor> = {
  [Key in AssumptionId<D>]?: Key extends D['zoneAssumptions'][number] ? string : D['assumptions'][Key][number]
}
