import { type ClientOptions, createSender, DEFAULT_CONCURRENCY, type Descriptor, type Parent } from '@callspec/core'
import { resolveAssumptions } from './assumptions.js'
import { checkInputs } from './check-inputs.js'
import type {
  AnyDefinition,
  GetDefinition,
  Provider,
  ProviderDefinition,
  Source,
  SourceOptions,
  ToCallOptions,
} from './definition.js'
import { local } from './filters.js'
import { fingerprint } from './hash.js'
import type { StampCounter } from './map/row-reader.js'
import { createMapper, toCallWith } from './map/to-call.js'
import { callersOwn } from './source-failure.js'
import type { Takes } from './source-inputs.js'

/** The only way to define a provider, for the built-in ones and your own. */
export function defineProvider<const D extends Descriptor, Row extends object, Detail = never, T extends Takes = Takes>(
  definition: ProviderDefinition<D, Row, Detail, T> & { get: GetDefinition<Row, Detail> },
): Provider<D, Row, Detail, true, T>
export function defineProvider<const D extends Descriptor, Row extends object, T extends Takes = Takes>(
  definition: ProviderDefinition<D, Row, never, T> & { get?: undefined },
): Provider<D, Row, never, false, T>
export function defineProvider<D extends Descriptor, Row extends object, Detail>(
  definition: ProviderDefinition<D, Row, Detail>,
): Provider<D, Row, Detail, boolean> {
  const { duration = local('no filter by duration is documented'), ...others } = definition.filters
  // Rows are only passed to functions of the same provider, so their types can be erased here.
  const erased = { ...definition, filters: { ...others, duration } } as unknown as AnyDefinition
  const toCall = toCallWith<D['id'], Row>(erased)
  const provider = (options: SourceOptions<string, D> & ClientOptions<D> = {}) => {
    const { descriptor, createClient = (own: ClientOptions<D>) => createSender(descriptor, own) } = definition
    const id = options.id ?? descriptor.id
    const client = createClient({ ...withOwnFunctions(options), source: id })
    const { send, baseUrl, ids, account = '', mask = unmasked, access } = client
    const assumptions = resolveAssumptions(descriptor, options)
    // Of the types of this platform nothing is known here.
    const { timeZone = 'UTC', inputs = {} } = options as { timeZone?: string; inputs?: Source['inputs'] }
    checkInputs(erased, inputs)
    return {
      id,
      provider: descriptor.id,
      gettable: definition.get !== undefined,
      definition: erased,
      inputs,
      send,
      baseUrl,
      ids,
      account: fingerprint(account).slice(0, 4),
      mask,
      access,
      concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
      rateLimit: options.rateLimit === undefined ? descriptor.rateLimit : options.rateLimit,
      timeZone,
      assumptions,
      mapper: (counter?: StampCounter, parent?: Parent) =>
        createMapper(erased, id, assumptions, timeZone, counter, client, parent),
      toCall: (row: Row, more?: ToCallOptions) =>
        toCallWith<D['id'], Row>(erased, client)(row, { source: id, timeZone, assumptions, ...more }),
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

const unmasked = (text: string) => text
