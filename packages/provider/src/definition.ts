import type {
  Assumption,
  BaseUrlOptions,
  ClientOptions,
  Credentials,
  Descriptor,
  PagedPath,
  RateLimit,
  Send,
  TransportOptions,
} from '@callspec/core'
import type { Assume } from './assumptions.js'
import type { Inputs } from './inputs.js'
import type { Reader } from './map/row-reader.js'
import type { OwnStatuses } from './map/status.js'
import type { Call, Channel, Direction, MappedCall, Part, Status } from './model/call.js'

/** How a platform meets a filter. */
export type FilterKind = 'exact' | 'inexact' | 'local' | 'unsupported'

/**
 * What a filter value becomes on the wire: inputs of one request, or of several whose answers together are the answer;
 * `'nothing'` when no call can match (an id of a form the platform does not have); `null` when this value cannot be
 * pushed down and is filtered here.
 */
export type Pushdown = Inputs | Inputs[] | 'nothing' | null

export interface Filter<Value, Id extends string> {
  kind: FilterKind
  /** The documentation or the reasoning that the kind rests on; shown by `explain`. */
  because: string
  pushdown?: (value: Value, assume: Assume<Id>) => Pushdown
  /** Assumptions that `pushdown` rests on. */
  assumes?: readonly Id[]
  /** `false`: rows do not carry the field, so what the platform filtered cannot be checked here. */
  carried?: false
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
}

export type FilterName = keyof FilterValues

/** `since` and `until` in epoch milliseconds. */
export interface Period {
  since: number | null
  until: number | null
}

export type Filters<Id extends string> = { [Name in FilterName]: Filter<FilterValues[Name], Id> }

/** How a part comes: in the list row, by inputs of the list, by `get`, or not at all. */
export type PartSource = 'row' | 'get' | 'never' | { inputs: Inputs }

export interface MapContext<Id extends string> {
  assume: Assume<Id>
}

export interface GetDefinition<Row extends object, Detail> {
  /** With one parameter, which takes the id: `/calls/{id}`. */
  path: string
  inputs?: Inputs
  /** Whether the platform can have an id of this form. Default: any. */
  accepts?: (id: string) => boolean
  /** The members of the answer as a list row. */
  toRow: (answer: Detail, id: string) => Row
}

type AssumptionId<D extends Descriptor> = keyof D['assumptions'] & string

/** Everything callspec has to know of a platform beyond its client. */
export interface ProviderDefinition<D extends Descriptor, Row extends object, Detail> {
  descriptor: D
  /** What sends its requests. Default: as the descriptor says. */
  createClient?: (options: ClientOptions<D>) => { send: Send; baseUrl: string }
  /** Path of the paged list of calls. */
  list: PagedPath<D>
  /** The members of a row that hold the stamps by which calls are ordered; one that rows do not have is left out. */
  stamps: { readonly [Stamp in 'createdAt' | 'startedAt']?: string }
  /**
   * Pure: what a row says, in the unified words. The id is not among it: the spec names its member. Each value goes through `read`, as a platform may send another than the spec says. A row
   * with such a value is mapped once more, to tell where it stands.
   */
  map: (row: Row, read: Reader, context: MapContext<AssumptionId<D>>) => MappedCall
  /** Status words that this platform alone has; the common ones are known. */
  statuses?: OwnStatuses
  filters: Filters<AssumptionId<D>>
  parts: Record<Part, PartSource>
  get?: GetDefinition<Row, Detail>
  /** Assumptions that `map` reads rows by: under `row` for every row, under a part where that part is asked for. */
  mapAssumes?: { readonly [Where in 'row' | Part]?: readonly AssumptionId<D>[] }
  /** What each assumption says, for `explain`; it knows those of the built-in providers. */
  assumptions?: { readonly [Id in AssumptionId<D>]?: Assumption }
}

/** A definition whose types were erased: what the reading works with. */
export interface AnyDefinition extends Omit<ProviderDefinition<Descriptor, object, unknown>, 'list' | 'createClient'> {
  list: string
}

export interface SourceOptions<Id extends string, D extends Descriptor> {
  /** Names the source; unique in a log. Default: the provider's id. */
  id?: Id
  /** IANA zone of stamps and dates that come without one. Default `UTC`, where it matters. */
  timeZone?: string
  /** Values of registered assumptions that differ from their defaults. */
  assumptions?: AssumptionValues<D>
  // As `BrandOption` of core has it; to extend that would cost every program a dozen instantiations.
  /** A white label of the platform, by its id in the spec. */
  brand?: (keyof D['brands'] & string) | undefined
}

export interface ToCallOptions {
  /** Id of the source that the row belongs to. Default: the provider's id. */
  source?: string
  /** Zone of stamps without an offset. Default `UTC`. */
  timeZone?: string
  /** Values of registered assumptions that differ from their defaults. */
  assumptions?: Readonly<Record<string, string | undefined>>
}

/**
 * Maps one row of a platform to a `Call`. Pure: rows of a webhook or a warehouse will do as well.
 * @throws CallspecError `unexpected-response` naming every member that is not what the spec says
 */
export type ToCall<Provider extends string, Row extends object> = (
  row: Row,
  options?: ToCallOptions,
) => Call<Provider, Row, never>

/** One account at one platform. */
export interface Source<Id extends string = string, ItsCall extends Call = Call, Gettable extends boolean = boolean> {
  readonly id: Id
  readonly provider: string
  readonly gettable: Gettable
  readonly definition: AnyDefinition
  readonly send: Send
  readonly baseUrl: string
  /** Tells accounts apart: 16 bits of a hash of the credentials, too few to learn a key from. */
  readonly account: string
  /** Takes the credentials out of a text. */
  readonly mask: (text: string) => string
  /** Pages to have under way at once. */
  readonly concurrency: number
  /** The limit that is kept; `null`: none. */
  readonly rateLimit: RateLimit | null
  /** Zone of stamps that lack an offset where the documentation gives one. */
  readonly timeZone: string
  /** Values of all registered assumptions that hold for this source. */
  readonly assumptions: Readonly<Record<string, string>>
  /** Maps a row of this source; see `toCall`. */
  readonly toCall: (row: object, options?: ToCallOptions) => ItsCall
}

/** Makes sources of one platform. Its properties are what the platform can do. */
export interface Provider<D extends Descriptor, Row extends object, Detail, Gettable extends boolean> {
  <const Id extends string = D['id']>(
    options?: SourceOptions<Id, D> & BaseUrlOptions & TransportOptions & Credentials<D>,
  ): Source<Id, Call<D['id'], Row, Detail>, Gettable>
  readonly definition: AnyDefinition
  /** Maps one row, wherever it came from; see `ToCall`. */
  readonly toCall: ToCall<D['id'], Row>
}

/** What a source may be told of its platform: of a zone any, else one of the values that the spec registers. */
type AssumptionValues<D extends Descriptor> = {
  [Key in AssumptionId<D>]?: Key extends D['zoneAssumptions'][number] ? string : D['assumptions'][Key][number]
}
