import {
  type Assumption,
  type BaseUrlOptions,
  CallspecError,
  type ClientOptions,
  type Credentials,
  createMask,
  createSender,
  DEFAULT_CONCURRENCY,
  type Descriptor,
  type PagedPath,
  processEnvironment,
  type RateLimit,
  type Send,
  type TransportOptions,
} from '@callspec/core'
import type { Call, Channel, Direction, MappedCall, Part, Status } from './model.js'
import type { OrderName } from './query/query.js'
import { fingerprint } from './read/hash.js'
import { callersOwn } from './read/source-failure.js'
import type { Reader } from './reader.js'
import type { OwnStatuses } from './status.js'
import { type ToCall, type ToCallOptions, toCallWith } from './to-call.js'
import { isZone } from './zone.js'

/** How a platform meets a filter. */
export type FilterKind = 'native' | 'coarse' | 'local' | 'impossible'

/** Inputs of a list request, in the place where the platform takes them. */
export interface Inputs {
  query?: Record<string, unknown>
  body?: Record<string, unknown>
}

/**
 * What a filter value becomes on the wire: inputs of one request, or of several whose answers together are the answer;
 * `'nothing'` when no call can match (an id of a form the platform does not have); `null` when this value cannot be
 * pushed down and is filtered here.
 */
export type Push = Inputs | Inputs[] | 'nothing' | null

/** The value of a registered assumption, as configured or by default. */
export type Assume<Id extends string> = (id: Id) => string

/** Answers from values; what is not among them is `unknown`. */
export const assumeFrom =
  (values: Readonly<Record<string, string>>): Assume<string> =>
  (id) =>
    values[id] ?? 'unknown'

export interface Filter<Value, Id extends string> {
  kind: FilterKind
  /** The documentation or the reasoning that the kind rests on; shown by `explain`. */
  because: string
  push?: (value: Value, assume: Assume<Id>) => Push
  /** Assumptions that `push` rests on. */
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

/** The order in which a list is asked for. */
export interface Sort<Id extends string = string> {
  inputs?: Inputs
  /** The stamp that the platform sorts by. */
  by: 'createdAt' | 'startedAt'
  /** `null`: no order to rely on. */
  direction: 'descending' | 'ascending' | null
  documented: boolean
  assumes?: readonly Id[]
}

/** How a part comes: in the list row, by inputs of the list, by `get`, or not at all. */
export type PartSource = 'row' | 'get' | 'never' | { inputs: Inputs }

export interface MapContext<Id extends string> {
  assume: Assume<Id>
}

export interface GetDefinition<Row extends object, Detail> {
  path: string
  /** Name of the path parameter that takes the id. */
  parameter: string
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
  /**
   * Pure: what a row says, in the unified words. Each value goes through `read`, as a platform may send another than the spec says. A row
   * with such a value is mapped once more, to tell where it stands.
   */
  map: (row: Row, read: Reader, context: MapContext<AssumptionId<D>>) => MappedCall
  /** Status words that this platform alone has; the common ones are known. */
  statuses?: OwnStatuses
  filters: Filters<AssumptionId<D>>
  sort: (order: OrderName, assume: Assume<AssumptionId<D>>) => Sort<AssumptionId<D>>
  /** Whether rows tell when a call started. Where they do not, `occurredAt` is always `createdAt`. */
  tellsStart: boolean
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

/** What a source may be told of its platform: of a zone any, else one of the values that the spec registers. */
type AssumptionValues<D extends Descriptor> = {
  [Key in AssumptionId<D>]?: Key extends D['zoneAssumptions'][number] ? string : D['assumptions'][Key][number]
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

/** The only way to make a provider, for the built-in ones and for a platform of one's own. */
export function defineProvider<const D extends Descriptor, Row extends object, Detail = never>(
  definition: ProviderDefinition<D, Row, Detail> & { get: GetDefinition<Row, Detail> },
): Provider<D, Row, Detail, true>
export function defineProvider<const D extends Descriptor, Row extends object>(
  definition: ProviderDefinition<D, Row, never> & { get?: undefined },
): Provider<D, Row, never, false>
export function defineProvider<D extends Descriptor, Row extends object, Detail>(
  definition: ProviderDefinition<D, Row, Detail>,
): Provider<D, Row, Detail, boolean> {
  // The reading hands rows of the platform to the functions of the same platform; their types end here.
  const erased = definition as unknown as AnyDefinition
  const toCall = toCallWith<D['id'], Row>(erased)
  const provider = (options: SourceOptions<string, D> & ClientOptions<D> = {}) => {
    const { descriptor, createClient = (own: ClientOptions<D>) => createSender(descriptor, own) } = definition
    const id = options.id ?? descriptor.id
    const client = createClient({ ...withOwnFunctions(options), source: id })
    const keys = credentialsOf(descriptor, { ...options })
    const assumptions = resolveAssumptions(descriptor, options)
    const { timeZone = 'UTC' } = options
    return {
      id,
      provider: descriptor.id,
      gettable: definition.get !== undefined,
      definition: erased,
      send: client.send,
      baseUrl: client.baseUrl,
      account: fingerprint(keys.join('\n')).slice(0, 4),
      mask: createMask(keys.filter(({ length }) => length > 3)),
      concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
      rateLimit: options.rateLimit === undefined ? descriptor.rateLimit : options.rateLimit,
      timeZone,
      assumptions,
      toCall: (row: Row, more?: ToCallOptions) => toCall(row, { source: id, timeZone, assumptions, ...more }),
    }
  }
  // The overloads say which of the erased types come back.
  return Object.assign(provider, { definition: erased, toCall }) as unknown as Provider<D, Row, Detail, boolean>
}

/** Options whose hooks are known for the caller's own; a `fetch` is not among them, because what it throws is a failed request. */
const withOwnFunctions = <Options extends object>(options: Options): Options =>
  // Each function is replaced by one that does the same.
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'function' && name !== 'fetch' ? callersOwn(value) : value,
    ]),
  ) as Options

const credentialsOf = ({ credentials }: Descriptor, options: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(credentials).map(([name, { environment }]) => String(options[name] ?? processEnvironment()[environment] ?? ''))

/** The value that code takes unless told otherwise. */
export const defaultAssumption = ({ assumptions }: Descriptor, id: string): string => assumptions[id]?.[0] ?? 'unknown'

/** Defaults, then what the brand says, then `timeZone`, then what was passed. */
export function resolveAssumptions(
  descriptor: Descriptor,
  options: {
    brand?: string | undefined
    timeZone?: string | undefined
    assumptions?: Readonly<Record<string, string | undefined>> | undefined
  },
): Record<string, string> {
  const { brand, timeZone, assumptions = {} } = options
  const fail = (text: string) => new CallspecError(text, { code: 'invalid-configuration', provider: descriptor.id })
  if (timeZone !== undefined && !isZone(timeZone)) {
    throw fail(`Unknown time zone "${timeZone}" of ${descriptor.id}. Pass an IANA zone like Europe/Berlin.`)
  }
  const defaults = Object.keys(descriptor.assumptions).map((key) => [key, defaultAssumption(descriptor, key)])
  const values: Record<string, string> = {
    ...Object.fromEntries(defaults),
    ...(brand && descriptor.brands[brand]?.assumptions),
  }
  if (timeZone !== undefined) for (const key of descriptor.zoneAssumptions) values[key] = timeZone
  for (const [key, value] of Object.entries(assumptions)) {
    if (!Object.hasOwn(descriptor.assumptions, key)) {
      const known = Object.keys(descriptor.assumptions).join(', ')
      throw fail(`Unknown assumption "${key}" of ${descriptor.id}. Known: ${known}.`)
    }
    if (value === undefined) continue
    const isTime = descriptor.zoneAssumptions.includes(key)
    const known = descriptor.assumptions[key] ?? []
    if (!known.includes(value) && !(isTime && (value === 'unknown' || isZone(value)))) {
      const right = isTime ? 'an IANA zone like Europe/Berlin, or unknown' : `one of ${known.join(', ')}`
      throw fail(`Invalid assumption ${key} of ${descriptor.id}: received "${value}". Pass ${right}.`)
    }
    values[key] = value
  }
  return values
}
