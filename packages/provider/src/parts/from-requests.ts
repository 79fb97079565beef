import {
  type ClientDescriptor,
  type Descriptor,
  type ItemOf,
  isCallspecError,
  type OperationAnswer,
  type OperationAt,
  type PagedPath,
  paginate,
  type Send,
} from '@callspec/core'
import { assumeFrom } from '../assumptions.js'
import type { MapContext, PartOrigin, PartRequests } from '../definition.js'
import type { ApiAddress } from '../map/api-path.js'
import { Reader, watcher } from '../map/row-reader.js'
import type { Call, CallParts } from '../model/call.js'
import type { Details } from '../model/details.js'
import { sourceError } from '../source-failure.js'

/** Most requests for one part of one call: a list that is longer is no list of one call. */
const MOST_REQUESTS = 200

/** What a part's requests are sent with. Parameters that a credential fills are filled, and a request that was sent for another part of the call is not sent again. */
export interface PartApi<P extends object, D extends ClientDescriptor> {
  /** The response of a GET; `null` where the platform says that there is none (404). */
  get<Path extends GetPath<P>>(path: Path, ...params: Params<OperationAt<P, Path, 'get'>>): Promise<Answer<P, Path> | null>
  /** All rows of a paged list of the spec, page after page; none where the platform says that there is no such list (404). */
  list<Path extends PagedPath<D> & keyof P>(path: Path, ...params: ListParams<P, Path>): Promise<ItemOf<P, D, Path & string>[]>
}

/**
 * A part of a call, or its details, that comes by requests of its own, also in several hops and pages. `P` and `D` are the paths and the descriptor that `pnpm generate`
 * compiled, `Row` the row of the list. Read each value with `read`, those of `call.raw` too: one that differs from the spec is reported with its place, and the
 * part is then missing; so take a member out where it is read. A member that `bring` leaves out is `null`.
 *
 * Where `map` has `null` for the part, the row says that there is none, and nothing is requested; `undefined` asks.
 */
export const fromRequests = <P extends object, D extends Descriptor, Row extends object = object>(
  requests: 1 | 'several',
  bring: (
    api: PartApi<P, D>,
    call: Call<D['id'], Row, unknown>,
    read: Reader,
    context: MapContext<keyof D['assumptions'] & string>,
  ) => Promise<BroughtParts>,
): PartRequests => ({
  requests,
  bring,
  async run(part, call, origin) {
    const { source, counter } = origin
    const { watch, place } = watcher()
    const read = new Reader(place, source.timeZone, counter)
    // The spec says what the responses are; `read` checks each value.
    const api = apiOf(origin, watch) as PartApi<P, D>
    const row = typeof call.raw === 'object' && call.raw !== null ? watch(call.raw, '') : call.raw
    // A source's calls are of its own provider.
    const own = { ...call, raw: row } as Call<D['id'], Row, unknown>
    const parts = await bring(api, own, read, { assume: assumeFrom(source.assumptions), parent: null })
    if (read.problems.length === 0) {
      const { recordingUrl } = parts
      return { ...parts, recordingUrl: typeof recordingUrl === 'function' ? recordingUrl(source) : recordingUrl }
    }
    const text = `${source.id}: the ${part} of call ${JSON.stringify(call.id)} cannot be read: ${read.problems.join('; ')}.`
    throw sourceError(source, 'unexpected-response', text)
  },
})

/** Parts as `map` has them, or details. */
type BroughtParts = Omit<CallParts, 'recordingUrl'> & Details & { recordingUrl?: string | ApiAddress | null | undefined }

interface Parameters {
  path?: Record<string, unknown>
  query?: Record<string, unknown>
}

function apiOf({ source, send, signal, answers }: PartOrigin, watch: ReturnType<typeof watcher>['watch']) {
  const { descriptor } = source.definition
  let sent = 0
  const bounded: Send = (method, path, init) => {
    if (sent++ < MOST_REQUESTS) return send(method, path, { ...init, signal })
    const text = `${source.id}: ${method} ${path} goes on after ${MOST_REQUESTS} requests for one call. Report it, with the call.`
    throw sourceError(source, 'unexpected-response', text)
  }
  function once<Value>(key: unknown, ask: () => Promise<Value>): Promise<Value> {
    const text = JSON.stringify(key)
    // Under one key there is always the same kind of value.
    const known = answers.get(text) as Promise<Value> | undefined
    const answer = known ?? ask()
    answers.set(text, answer)
    return answer
  }
  return {
    async get(path: string, params: Parameters = {}) {
      const answer = await once(['GET', path, params], () => bounded('GET', path, { params }).catch(nothing(null)))
      return isObject(answer) ? watch(answer, `GET ${path}: `) : answer
    },
    async list(path: string, params: Parameters = {}) {
      const rows = await once(['list', path, params], async () => {
        const rows: unknown[] = []
        try {
          for await (const { items } of paginate(descriptor, bounded, path, { params }, source.id).pages()) rows.push(...items)
        } catch (error) {
          // A later page that is not there is an error.
          if (rows.length === 0) return nothing(rows)(error)
          throw error
        }
        return rows
      })
      return watch(rows, `${path}: `)
    },
  }
}

/** What there is where the platform says that there is nothing. */
const nothing =
  <Value>(value: Value) =>
  (error: unknown): Value => {
    if (isCallspecError(error) && error.code === 'not-found') return value
    throw error
  }

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Paths that have a GET. */
type GetPath<P> = { [Path in keyof P]: P[Path] extends { get: object } ? Path : never }[keyof P]

/** Parameters of an operation; without any that is required, they may be left out. */
type Params<Operation> = Operation extends { parameters: infer Given }
  ? object extends Wanted<Given>
    ? [params?: Wanted<Given>]
    : [params: Wanted<Given>]
  : [params?: Parameters]

type Wanted<Given> = Pick<Given, Extract<keyof Given, 'path' | 'query'>>

type ListParams<P, Path extends keyof P> = Params<OperationAt<P, Path, P[Path] extends { get: object } ? 'get' : 'post'>>

type Answer<P, Path extends keyof P> = NonNullable<OperationAnswer<OperationAt<P, Path, 'get'>>['data']>
