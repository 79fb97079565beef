import { CallspecError, checkRuntime } from '@callspec/core'
import type { Call } from '@callspec/provider'
import { assumeFrom, callersOwn, type Source, sourceFailure } from '@callspec/provider'
import { DEFAULT_START_LAG_MS, reliedOn, trustOf } from '../query/order-guarantees.js'
import { type Plan, planSource } from '../query/plan.js'
import { type CallQuery, type CheckedQuery, checkQuery, invalid } from '../query/query.js'
import { createPredicate } from '../query/residual-filter.js'
import { readBatches } from '../read/batches.js'
import { SeenIds } from '../read/seen-ids.js'
import type { BadRow, Run } from '../read/source-run.js'
import { newSourceSummary, type SourceSummary } from '../read/summary.js'
import { fetchParts } from './fetch-parts.js'
import { getMapped } from './get-call.js'
import { comparator, inOrder, platformOrder } from './in-order.js'
import { mergeArriving, mergeOrdered } from './merge.js'
import { accountsFingerprint, checkState, type ListingState, queryFingerprint, StateKeeper } from './state.js'
import { CallStream } from './stream.js'

export interface CallLogOptions {
  /** Called for every row that cannot be mapped. They are counted in the summary either way. */
  onBadRow?: (row: BadRow) => void
  /** Called when a source fails; the others go on. Without it the listing throws. */
  onSourceError?: (error: CallspecError, source: string) => void
  /** What to do with a source that cannot answer a query: `throw` (default) or `skip`, named in the summary. */
  onUnsupported?: 'throw' | 'skip'
  /** How long after its creation a call may start, in milliseconds. Default 24 hours. */
  startLagMs?: number
  /** Most calls to hold for a list that can only be read in another order. Default 100,000. */
  maxBufferedCalls?: number
}

export interface RequestOptions {
  /** Ends the reading; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

export interface ListOptions extends RequestOptions {
  /** `state` of a page of an earlier listing of the same query: this one goes on after that page. */
  state?: ListingState | undefined
}

/** The calls that a source gives. */
export type CallOf<S extends Source> = S extends Source<string, infer C, boolean> ? C : never

/** The sources whose platform can be asked for a single call. */
type Gettable<S extends Source> = S extends Source<string, Call, true> ? S : never

/** A call as `get` gives it: there was no list row. */
export type GotCall<C extends Call> = C extends Call ? Omit<C, 'raw'> & { raw: null } : never

/** What `get` takes alone: the `key` of a call, `source/id`. One that is known only at run time is any text. */
type KeyOf<S extends Source, Key extends string> = string extends Key
  ? Key
  : Key extends `${Gettable<S>['id']}/${string}`
    ? Key
    : never

/** The source that a key names. No id of a source holds a slash. */
type SourceOfKey<S extends Source, Key extends string> = Key extends `${infer Id}/${string}`
  ? Extract<S, { id: Id }>
  : Gettable<S>

export interface CallLog<S extends Source> {
  readonly sources: readonly S[]
  readonly options: CallLogOptions
  /**
   * Lists calls over all sources. Nothing is requested before the first call is asked for.
   * @throws CallspecError `invalid-query` at once
   */
  list(query?: CallQuery, options?: ListOptions): CallStream<CallOf<S>>
  /**
   * Gets one call with all its parts.
   * @throws CallspecError `not-found`, and what a request can fail with
   */
  get<Id extends Gettable<S>['id']>(
    source: Id,
    id: string,
    options?: RequestOptions,
  ): Promise<GotCall<CallOf<Extract<S, { id: Id }>>>>
  /** The same by the `key` of a call: `get('butter/call_0a1b2c3d')`. */
  get<Key extends string>(key: KeyOf<S, Key>, options?: RequestOptions): Promise<GotCall<CallOf<SourceOfKey<S, Key>>>>
}

/** One call log over any number of sources. */
export function callLog<const S extends Source>(sources: readonly S[], options: CallLogOptions = {}): CallLog<S> {
  checkRuntime()
  const ids = sources.map(({ id }) => id)
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index)
  if (repeated !== undefined) throw misconfigured(`Two sources are named "${repeated}". Pass each an { id } of its own.`)
  // It stands before the slash in the key of a call.
  const odd = ids.find((id) => !/^[\w.-]+$/.test(id))
  if (odd !== undefined) throw misconfigured(`A source cannot be named "${odd}". Use letters, digits and . _ - only.`)
  checkLogOptions(options)
  return {
    sources,
    options,
    list(query = {}, { signal, state } = {}) {
      const checked = checkQuery(query)
      const of = { query: queryFingerprint(checked, sources), accounts: accountsFingerprint(sources) }
      const keeper = new StateKeeper(checked, of, state && checkState(state, of, sources))
      const summaries = sources.map(newSourceSummary)
      return new CallStream<CallOf<S>>(readAll(sources, summaries, checked, keeper, options, signal), summaries, keeper, signal)
    },
    async get(first: string, second?: string | RequestOptions, third?: RequestOptions) {
      const [sourceId, id, { signal } = {}] = isId(second) ? [first, second, third] : [...splitKey(first), second]
      const source = sources.find((known) => known.id === sourceId)
      if (!source) throw misconfigured(`Unknown source ${JSON.stringify(sourceId)}. Known: ${ids.join(', ')}.`)
      // The overloads say which source it is, and its row is what its definition maps.
      return (await getMapped(source.send, source, id, signal)) as never
    },
  }
}

const isId = (value: string | RequestOptions | undefined): value is string => value !== undefined && typeof value !== 'object'

/** @throws CallspecError `invalid-query` for what is no key */
function splitKey(key: string): [source: string, id: string] {
  const [, source, id] = /^([^/]+)\/(.+)$/s.exec(key) ?? []
  if (source !== undefined && id !== undefined) return [source, id]
  throw invalid('key of a call', JSON.stringify(key), 'Pass source and id, like acme-eu/call_0a1b2c3d')
}

const misconfigured = (text: string) => new CallspecError(text, { code: 'invalid-configuration' })

/** Refuses what would let a listing hold nothing, for ever or for a time that is none. */
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

async function* readAll(
  sources: readonly Source[],
  summaries: readonly SourceSummary[],
  query: CheckedQuery,
  keeper: StateKeeper,
  options: CallLogOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<Call[], void, void> {
  const ended = new AbortController()
  const abort = () => ended.abort(signal?.reason)
  signal?.throwIfAborted()
  signal?.addEventListener('abort', abort, { once: true })
  try {
    const runs = new Map<string, Run>()
    const streams = sources.flatMap((source, index) => {
      const run = runOrSkip(source, summaries[index]!, query, keeper, options, ended.signal)
      if (!run) return []
      keeper.follow(run)
      runs.set(source.id, run)
      return [guarded(run, readSource(run, query, options), options, ended)]
    })
    if (query.limit === 0) return
    const merged = query.order === 'arrival' ? mergeArriving(streams) : mergeOrdered(streams, comparator(query.order))
    let left = query.limit
    try {
      for (;;) {
        const { done, value: chunk } = await merged.next()
        if (done) return
        // What was read already needs no request that would reject.
        signal?.throwIfAborted()
        const calls = chunk.length > left ? chunk.slice(0, left) : chunk
        left -= calls.length
        if (query.include.length > 0) await fetchParts(runs, calls, query.include)
        yield calls
        if (left === 0) return
      }
    } finally {
      // First what is under way is let go, then the readers: they would wait for it.
      ended.abort(new DOMException('The listing ended.', 'AbortError'))
      await merged.return()
    }
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

function runOrSkip(
  source: Source,
  summary: SourceSummary,
  query: CheckedQuery,
  keeper: StateKeeper,
  options: CallLogOptions,
  ended: AbortSignal,
): Run | undefined {
  try {
    return newRun(planSource(source, query), summary, query, keeper, options, ended)
  } catch (thrown) {
    const error = sourceFailure(thrown, source)
    if (!error) throw thrown
    summary.error = error
    summary.skipped = options.onUnsupported === 'skip' && error.code === 'unsupported'
    if (summary.skipped) return undefined
    if (!options.onSourceError) throw error
    options.onSourceError(error, source.id)
    return undefined
  }
}

function newRun(
  plan: Plan,
  summary: SourceSummary,
  query: CheckedQuery,
  keeper: StateKeeper,
  options: CallLogOptions,
  ended: AbortSignal,
): Run {
  const { source } = plan
  const own = new AbortController()
  const stop = (reason: unknown) => own.abort(reason)
  ended.addEventListener('abort', () => stop(ended.reason), { once: true })
  const assumed = assumeFrom(source.assumptions)
  summary.ruledOut = plan.ruledOut
  const trust = trustOf(plan, query, options.startLagMs ?? DEFAULT_START_LAG_MS)
  summary.assumptions = Object.fromEntries(reliedOn(plan, trust).map((id) => [id, assumed(id)]))
  return {
    plan,
    summary,
    signal: own.signal,
    stop,
    send: (method, path, init) => source.send(method, path, { ...init, onSend: () => summary.requests++ }),
    predicate: createPredicate(plan, query, summary.notApplied),
    onBadRow: options.onBadRow && callersOwn(options.onBadRow),
    seen: new SeenIds(),
    concurrency: source.concurrency,
    trust,
    ...keeper.resume(plan),
  }
}

/** The calls of one source in the wanted order, over all of its requests. */
function readSource(
  run: Run,
  { order }: CheckedQuery,
  { maxBufferedCalls = 100_000 }: CallLogOptions,
): AsyncGenerator<Call[], void, void> {
  const lists = run.plan.requests.map((inputs, index) =>
    stopping(run, inOrder(run, readBatches(run, inputs, run.standings[index]!), order, maxBufferedCalls)),
  )
  if (order !== 'arrival') return mergeOrdered(lists, comparator(order))
  // One list in its own order: where the source stands can then be told by one stamp.
  return lists.length === 1 ? mergeArriving(lists) : mergeOrdered(lists, platformOrder(run.plan.order))
}

/** Lets go of what the source waits for when one of its lists fails: its pages read ahead and its other lists end then, and are not waited for. */
async function* stopping(run: Run, calls: AsyncGenerator<Call[], void, void>): AsyncGenerator<Call[], void, void> {
  try {
    yield* calls
  } catch (error) {
    run.stop(error)
    throw error
  }
}

/** Ends a source that fails where the caller wants the others to go on. */
async function* guarded(
  run: Run,
  calls: AsyncGenerator<Call[], void, void>,
  options: CallLogOptions,
  ended: AbortController,
): AsyncGenerator<Call[], void, void> {
  const { source } = run.plan
  let reason: unknown
  try {
    yield* calls
    return
  } catch (thrown) {
    const error = sourceFailure(thrown, source, ended.signal)
    reason = error ?? thrown
    if (error) run.summary.error = error
    try {
      if (error && options.onSourceError) {
        options.onSourceError(error, source.id)
        return
      }
    } catch (own) {
      reason = own
    }
  }
  // Lets go of what the other sources wait for: the caller is told now, not when that has come.
  ended.abort(reason)
  throw reason
}
