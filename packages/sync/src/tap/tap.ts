import { type CallLog, isCallspecError, type Part, type Source } from 'callspec'
import { checkQuery } from 'callspec/kit'
import { LOOK_BACK_MS } from '../pass/next-pass.js'
import { stampOf } from '../pass/source-sync.js'
import { watchWaits } from '../pass/watch-waits.js'
import { selectionOf } from './catalog.js'
import { messageLine, schemaMessage } from './message.js'
import type { SourceTap } from './source-tap.js'
import { streamSchema } from './streams.js'
import type { TapEvent, TapReport, TapSourceReport } from './tap-report.js'
import { tapSource } from './tap-source.js'
import { bookmarksOf, stateOf } from './tap-state.js'

export { SyncError } from '../sync-error.js'
export { type Catalog, type CatalogMetadata, type CatalogStream, discoverCatalog } from './catalog.js'
export type { ColumnSchema, StreamName, StreamSchema } from './streams.js'
export type { TapEvent, TapReport, TapSourceReport } from './tap-report.js'

export interface TapOptions {
  /** Receives lines of messages. The next page is read once the promise is fulfilled; a rejection ends the tap. */
  write: (lines: string) => Promise<void>
  /** The value of the last STATE message that the target wrote. Default: none, and everything is read. */
  state?: unknown
  /** A catalog with what is selected. Default: all streams and columns. */
  catalog?: unknown
  /** Read calls from this stamp on, in the forms of a query. Default: all of them. */
  since?: string | undefined
  /** Parts to ask for, call by call where the list does not bring them. Default: none. */
  include?: readonly Part[] | undefined
  /** How far before the last whole pass a later run reads, in milliseconds. Default 48 hours. */
  lookBackMs?: number | undefined
  /** Sources that are read side by side. Default 4. */
  concurrency?: number | undefined
  /** Ends the tap; it rejects with the signal's reason. What it wrote stays good. */
  signal?: AbortSignal | undefined
  /** The clock, in epoch milliseconds. Default `Date.now`. */
  now?: (() => number) | undefined
  /** Called with whatever happens. */
  onEvent?: ((event: TapEvent) => void) | undefined
}

/**
 * Reads calls and writes them as Singer messages, with one pass of each source. A source that fails stops no other; its bookmark stays
 * where it was, and a later run goes on from there.
 * @throws SyncError `usage` if state or catalog cannot be used, CallspecError `invalid-query` for a wrong option
 */
export async function tap(from: CallLog<Source> | readonly Source[], options: TapOptions): Promise<TapReport> {
  const sources = 'sources' in from ? from.sources : from
  const startLagMs = 'sources' in from ? from.options.startLagMs : undefined
  const { since: sinceMs, include } = checkQuery({ since: options.since, include: options.include })
  const since = sinceMs === null ? null : stampOf(sinceMs)
  const { lookBackMs = LOOK_BACK_MS, now = Date.now } = options
  const { concurrency = 4, onEvent: tell = () => undefined } = options
  const selection = selectionOf(options.catalog)
  const bookmarks = bookmarksOf(options.state ?? {})
  const stateLine = () => messageLine({ type: 'STATE', value: stateOf(bookmarks) })
  const { calls, turns } = selection
  const schemas = [
    ...(calls ? [schemaMessage('calls', streamSchema(calls))] : []),
    ...(turns ? [schemaMessage('turns', streamSchema(turns))] : []),
  ]
  // The state that was given comes back at once: whatever happens then, a target has one to keep.
  await options.write(schemas.map(messageLine).join('') + stateLine())

  const failure = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, failure.signal]) : failure.signal
  const reports = sources.map(newReport)
  let next = 0
  const worker = async () => {
    while (next < sources.length && !signal.aborted) {
      const index = next++
      const given = sources[index]!
      const source = watchWaits(given, now, (wait) => tell({ type: 'waiting-for', source: given.id, ...wait }))
      const report = reports[index]!
      const before = bookmarks.get(source.id)
      const write: SourceTap['write'] = (messages, bookmark) => {
        bookmarks.set(source.id, bookmark)
        return options.write(messages.map(messageLine).join('') + stateLine())
      }
      const own = { source, report, before, write, selection, include, since, lookBackMs, startLagMs, signal, now, tell }
      try {
        await tapSource(own)
        tell({ type: 'done', source: source.id, report })
      } catch (error) {
        if (signal.aborted || !isCallspecError(error)) failure.abort(error)
        else {
          report.error = error
          tell({ type: 'failed', source: source.id, error })
        }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, sources.length) }, worker))
  signal.throwIfAborted()
  return { sources: reports }
}

const newReport = ({ id }: Source): TapSourceReport => ({
  source: id,
  outcome: 'failed',
  calls: 0,
  turns: 0,
  requests: 0,
  bad: 0,
  missing: 0,
  incomplete: 0,
  tooDeep: 0,
  error: null,
})
