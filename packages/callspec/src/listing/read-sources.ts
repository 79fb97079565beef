import type { ReadPages } from '@callspec/core'
import type { Call } from '@callspec/provider'
import { callersOwn, type Source, sourceFailure } from '@callspec/provider'
import { DEFAULT_START_LAG_MS } from '../query/order-guarantees.js'
import { planSource, unsupportedQuery } from '../query/plan.js'
import type { CheckedQuery } from '../query/query.js'
import { residualFilter } from '../query/residual-filter.js'
import { comparator, platformOrder } from '../read/compare-calls.js'
import { openList, operationOf } from '../read/list.js'
import { merge, type Stream } from '../read/merge.js'
import { openPages } from '../read/open-pages.js'
import { readCalls, type SourceList } from '../read/read-calls.js'
import { SeenIds } from '../read/seen-ids.js'
import { createSourceCheckpoint } from '../read/source-checkpoint.js'
import type { Track } from '../read/source-progress.js'
import type { SourceReading } from '../read/source-reading.js'
import type { SourceSummary } from '../read/summary.js'
import { fetchParts } from './fetch-parts.js'
import type { CallLogOptions } from './options.js'
import type { ListingCheckpoint } from './state.js'

/** The calls of all sources in the wanted order, in chunks, with the parts to include. */
export async function* readSources(
  sources: readonly Source[],
  summaries: readonly SourceSummary[],
  tracks: readonly Track[],
  query: CheckedQuery,
  checkpoint: ListingCheckpoint,
  options: CallLogOptions,
  signal: AbortSignal | undefined,
  onEnd: () => void,
): AsyncGenerator<Call[], void, void> {
  const ended = new AbortController()
  const abort = () => ended.abort(signal?.reason)
  try {
    signal?.throwIfAborted()
    signal?.addEventListener('abort', abort, { once: true })
    const readings = new Map<string, SourceReading>()
    const streams = sources.flatMap((source, index) => {
      const reading = startReading(source, summaries[index]!, tracks[index]!, query, checkpoint, options, ended.signal)
      if (!reading) return []
      checkpoint.follow(reading)
      readings.set(source.id, reading)
      return [guarded(reading, options, ended)]
    })
    if (query.limit === 0) return
    const merged = merge(streams, query.order === 'arrival' ? undefined : comparator(query.order))
    let left = query.limit
    const isFetched = query.include.length > 0 || query.details === true
    const isDecided = ![...readings.values()].some(({ detailFilter }) => detailFilter)
    // Details cost a request each: where they decide, few calls are asked for first, and more as few match.
    let atOnce = isDecided ? left : Math.min(left, FILTERED_AT_ONCE)
    try {
      for (;;) {
        const { done, value: chunk } = await merged.next()
        if (done) return
        // Buffered pages need no request that would reject.
        signal?.throwIfAborted()
        for (let at = 0; at < chunk.length && left > 0; ) {
          const calls = chunk.slice(at, at + atOnce)
          at += atOnce
          const wanted = (isFetched ? await fetchParts(readings, calls) : calls).slice(0, left)
          left -= wanted.length
          atOnce = isDecided ? left : Math.min(2 * atOnce, FILTERED_AT_ONCE)
          if (wanted.length > 0) yield wanted
        }
        if (left === 0) return
      }
    } finally {
      // Cancel the requests first, then the readers, which would wait for them.
      ended.abort(new DOMException('The listing ended.', 'AbortError'))
      await merged.return()
    }
  } finally {
    signal?.removeEventListener('abort', abort)
    onEnd()
  }
}

/** Calls that are fetched together where details decide whether they match. */
const FILTERED_AT_ONCE = 24

/** `undefined`: the source fails or is skipped, and the others go on. */
function startReading(
  source: Source,
  summary: SourceSummary,
  track: Track,
  query: CheckedQuery,
  checkpoint: ListingCheckpoint,
  options: CallLogOptions,
  ended: AbortSignal,
): SourceReading | undefined {
  try {
    return newReading(source, summary, track, query, checkpoint, options, ended)
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

function newReading(
  source: Source,
  summary: SourceSummary,
  track: Track,
  query: CheckedQuery,
  checkpoint: ListingCheckpoint,
  { startLagMs = DEFAULT_START_LAG_MS, onBadRow }: CallLogOptions,
  ended: AbortSignal,
): SourceReading {
  const plan = planSource(source, query, startLagMs)
  if (!plan.answers) throw unsupportedQuery(source, plan)
  const noted = {
    onSend: () => summary.requests++,
    onWait(delayMs: number, because: string) {
      const until = Date.now() + delayMs
      // Of requests side by side, the longest wait.
      if (until > track.until) Object.assign(track, { until, because })
    },
  }
  const cancel = new AbortController()
  ended.addEventListener('abort', () => cancel.abort(ended.reason), { once: true })
  summary.ruledOut = plan.ruledOut
  summary.never = query.include.filter((part) => source.definition.parts[part] === 'never')
  summary.assumptions = Object.fromEntries(plan.assumptions.map((name) => [name, source.assumptions[name] ?? 'unknown']))
  return {
    source,
    query,
    plan,
    summary,
    track,
    startedAt: Date.now(),
    checkpoint: createSourceCheckpoint(source, plan, query.order, checkpoint.resumed(source)),
    send: (method, path, init) => source.send(method, path, { ...init, ...noted }),
    cancel,
    mapper: (parent) => source.mapper(summary, parent),
    filter: residualFilter(plan, summary.notApplied),
    detailFilter: plan.filters.some(({ kind }) => kind === 'details') ? residualFilter(plan, [], true) : undefined,
    onBadRow: onBadRow && callersOwn(onBadRow),
    seen: new SeenIds(),
  }
}

/** The calls of one source. A failure ends the listing, or only this source if the caller wants the others to go on. */
function guarded(reading: SourceReading, options: CallLogOptions, ended: AbortController): Stream {
  const { source, summary, track } = reading
  const calls = readSource(reading, options)
  function fail(thrown: unknown): IteratorReturnResult<void> {
    const error = sourceFailure(thrown, source, ended.signal)
    let reason = error ?? thrown
    if (error) summary.error = error
    try {
      if (error && options.onSourceError) {
        options.onSourceError(error, source.id)
        return { done: true, value: undefined }
      }
    } catch (own) {
      reason = own
    }
    // Cancels the other sources' requests: the caller gets the failure now, not when those have ended.
    ended.abort(reason)
    throw reason
  }
  function note(result: IteratorResult<Call[], void>): IteratorResult<Call[], void> {
    if (result.done) track.isDone = true
    return result
  }
  return { next: () => calls.next().then(note, fail), return: () => calls.return() }
}

function readSource(reading: SourceReading, { maxBufferedCalls = 100_000 }: CallLogOptions): Stream {
  const { plan, query, source, checkpoint, track } = reading
  const { parents } = operationOf(source).pagination
  function start(lists: readonly SourceList[], each = (stream: Stream) => stream): Stream {
    track.totals = lists.map(() => null)
    const streams = lists.map((list) => each(readCalls(reading, list, maxBufferedCalls)))
    // Also as pages arrive, a source keeps its own order, so that one stamp says how far it was read.
    return merge(streams, query.order === 'arrival' ? platformOrder(plan.order) : comparator(query.order))
  }
  const pages: ReadPages = (path) =>
    openPages(openList(reading, {}, operationOf(source, path)), source.definition.descriptor, source.concurrency, false, null)
  if (parents) return parents.by.read(parents, reading, pages, start)
  checkpoint.open(plan.requests.length, {})
  const { concurrency } = plan.pages
  return start(plan.requests.map((inputs, index) => ({ inputs, index, concurrency, since: plan.cut?.since ?? 0 })))
}
