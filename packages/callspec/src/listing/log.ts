import { checkRuntime, invalidConfiguration } from '@callspec/core'
import type { Call, Source } from '@callspec/provider'
import { type CallQuery, checkQuery } from '../query/query.js'
import { newTrack } from '../read/source-progress.js'
import { newSourceSummary } from '../read/summary.js'
import { type GetOptions, getWhole } from './get-whole.js'
import { namedCall } from './named-call.js'
import type { CallLogOptions } from './options.js'
import { readSources } from './read-sources.js'
import { accountsFingerprint, checkState, ListingCheckpoint, type ListingState, queryFingerprint } from './state.js'
import { CallStream } from './stream.js'

export type { CallLogOptions } from './options.js'

export interface RequestOptions {
  /** Aborts the reading, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

export interface ListOptions extends RequestOptions {
  /** `state` of a page of an earlier listing of the same query: this listing continues after that page. */
  state?: ListingState | undefined
}

/** The type of a source's calls. */
export type CallOf<S extends Source> = S extends Source<string, infer C, boolean> ? C : never

/** The sources whose platform documents a request for a single call. */
type Gettable<S extends Source> = S extends Source<string, Call, true> ? S : never

/** A call from `get`, which has no list row. */
export type GotCall<C extends Call> = C extends Call ? Omit<C, 'raw'> & { raw: null } : never

/** The `key` of a call, `source/id`, as `get` takes it. A key that is only known at run time is a plain string. */
type KeyOf<S extends Source, Key extends string> = string extends Key
  ? Key
  : Key extends `${Gettable<S>['id']}/${string}`
    ? Key
    : never

/** The source that a key names. Source ids contain no slash. */
type SourceOfKey<S extends Source, Key extends string> = Key extends `${infer Id}/${string}`
  ? Extract<S, { id: Id }>
  : Gettable<S>

export interface CallLog<S extends Source> {
  readonly sources: readonly S[]
  readonly options: CallLogOptions
  /**
   * Lists the calls of all sources. No request is sent before the first call is read.
   * @throws CallspecError `invalid-query` at once
   */
  list(query?: CallQuery, options?: ListOptions): CallStream<CallOf<S>>
  /**
   * Gets one call with all its parts. Of those that come by requests of their own, `missing` names what could not be fetched.
   * @throws CallspecError `not-found`, or any error of the request for the call
   */
  get<Id extends Gettable<S>['id']>(
    source: Id,
    id: string,
    options?: GetOptions,
  ): Promise<GotCall<CallOf<Extract<S, { id: Id }>>>>
  /** The same by the `key` of a call: `get('butter/call_0a1b2c3d')`. */
  get<Key extends string>(key: KeyOf<S, Key>, options?: GetOptions): Promise<GotCall<CallOf<SourceOfKey<S, Key>>>>
}

/** One call log over any number of sources. */
export function callLog<const S extends Source>(sources: readonly S[], options: CallLogOptions = {}): CallLog<S> {
  checkRuntime()
  const ids = sources.map(({ id }) => id)
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index)
  if (repeated !== undefined) throw misconfigured(`Two sources are named "${repeated}". Pass each an { id } of its own.`)
  // It precedes the slash in a call's key.
  const odd = ids.find((id) => !/^[\w.-]+$/.test(id))
  if (odd !== undefined) throw misconfigured(`A source cannot be named "${odd}". Use letters, digits and . _ - only.`)
  checkLogOptions(options)
  return {
    sources,
    options,
    list(query = {}, { signal, state } = {}) {
      const checked = checkQuery(query)
      const of = { query: queryFingerprint(checked, sources), accounts: accountsFingerprint(sources) }
      const checkpoint = new ListingCheckpoint(checked, of, state && checkState(state, of, sources))
      const summaries = sources.map(newSourceSummary)
      const tracks = sources.map(newTrack)
      const read = (onEnd: () => void) => readSources(sources, summaries, tracks, checked, checkpoint, options, signal, onEnd)
      return new CallStream<CallOf<S>>(read, summaries, checkpoint, signal, tracks)
    },
    async get(first: string, second?: string | GetOptions, third?: GetOptions) {
      const [sourceId, id, options] = namedCall(first, second, third)
      const source = sources.find((known) => known.id === sourceId)
      if (!source) throw misconfigured(`Unknown source ${JSON.stringify(sourceId)}. Known: ${ids.join(', ')}.`)
      // The overloads determine the source and its type of row.
      return (await getWhole(source.send, source, id, options)) as never
    },
  }
}

const misconfigured = (text: string) => invalidConfiguration(undefined, text)

/** Rejects invalid buffer and lag options. */
function checkLogOptions({ startLagMs, maxBufferedCalls, onUnsupported }: CallLogOptions): void {
  const fail = (name: string, received: unknown, right: string) =>
    misconfigured(`Invalid ${name} of a log: received ${String(received)}. Pass ${right}.`)
  for (const [name, value] of Object.entries({ startLagMs, maxBufferedCalls })) {
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) throw fail(name, value, 'a number of 0 or more')
  }
  if (onUnsupported !== undefined && onUnsupported !== 'throw' && onUnsupported !== 'skip') {
    throw fail('onUnsupported', onUnsupported, "'throw' or 'skip'")
  }
}
