import { type Call, type CallLog, isCallspecError, type Part, type Source } from 'callspec'
import { checkQuery } from 'callspec/kit'
import { LOOK_BACK_MS } from '../pass/next-pass.js'
import { stampOf } from '../pass/source-sync.js'
import { watchWaits } from '../pass/watch-waits.js'
import type { Bookmark } from './bookmark.js'
import type { Asked, SourceTap } from './source-tap.js'
import type { TapEvent, TapReport, TapSourceReport } from './tap-report.js'
import { tapSource } from './tap-source.js'

export interface PassOptions {
  /** Read calls from this stamp on, in the forms of a query. Default: all of them. */
  since?: string | undefined
  /** Parts to ask for, call by call where the list does not bring them. Default: none. */
  include?: readonly Part[] | undefined
  /** How far before the last whole pass a later run reads, in milliseconds. Default 48 hours. */
  lookBackMs?: number | undefined
  /** Sources that are read side by side. Default 4. */
  concurrency?: number | undefined
  /** Ends the tap; it rejects with the signal's reason. What was written stays good. */
  signal?: AbortSignal | undefined
  /** The clock, in epoch milliseconds. Default `Date.now`. */
  now?: (() => number) | undefined
  /** Called with whatever happens. */
  onEvent?: ((event: TapEvent) => void) | undefined
}

/** Calls of one source that were read together, and from where a later run goes on once they are stored. */
export interface TappedPage {
  source: Source
  report: TapSourceReport
  calls: readonly Call[]
  bookmark: Bookmark
}

export interface SourcesTap {
  bookmarks: ReadonlyMap<string, Bookmark>
  /** By the parts that are wanted, sorted. */
  asked: (include: readonly Part[]) => Asked
  /** Called before the first request, with what is given back for each page. A rejection ends the tap. */
  open: () => Promise<(page: TappedPage) => Promise<void>>
}

/**
 * Reads sources side by side, with one pass of each. A source that fails stops no other.
 * @throws CallspecError `invalid-query` for a wrong option
 */
export async function tapSources(
  from: CallLog<Source> | readonly Source[],
  options: PassOptions,
  { bookmarks, asked, open }: SourcesTap,
): Promise<TapReport> {
  const sources = 'sources' in from ? from.sources : from
  const startLagMs = 'sources' in from ? from.options.startLagMs : undefined
  const { since: sinceMs, include } = checkQuery({ since: options.since, include: options.include })
  const { lookBackMs = LOOK_BACK_MS, now = Date.now, concurrency = 4, onEvent: tell = () => undefined } = options
  const since = sinceMs === null ? null : stampOf(sinceMs)
  const write = await open()

  const failure = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, failure.signal]) : failure.signal
  const shared = { include, asked: asked([...include].sort()), since, lookBackMs, startLagMs, signal, now, tell }
  const reports = sources.map(newReport)
  let next = 0
  const worker = async () => {
    while (next < sources.length && !signal.aborted) {
      const index = next++
      const given = sources[index]!
      const source = watchWaits(given, now, (wait) => tell({ type: 'waiting-for', source: given.id, ...wait }))
      const report = reports[index]!
      const own: SourceTap = {
        ...shared,
        source,
        report,
        before: bookmarks.get(source.id),
        write: (calls, bookmark) => write({ source, report, calls, bookmark }),
      }
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
