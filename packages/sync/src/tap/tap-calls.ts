import { fingerprint } from '@callspec/provider'
import type { Call, CallLog, Source } from 'callspec'
import type { TapReport } from './tap-report.js'
import { type PassOptions, tapSources } from './tap-sources.js'
import { bookmarksOf, stateOf, type TapState } from './tap-state.js'

export interface TapCallsOptions extends PassOptions {
  /**
   * Receives the calls of a page, of one source. The next page of that source is read once the promise is fulfilled; a rejection ends
   * the tap. Sources that are read side by side call it side by side.
   */
  write: (calls: readonly Call[], source: Source) => Promise<void>
  /** Receives the state to go on from, whenever more was written. */
  keep: (state: TapState) => void
  /** The last state that was kept. Default: none, and everything is read. */
  state?: unknown
  /** What is wanted of each call beside its parts. Where it differs from the run that kept the state, everything is read again. */
  asked?: string | undefined
}

/**
 * Hands over calls with the state to keep after them, with one pass of each source, for a target that is no database: what a later run reads
 * again (the look-back, calls that may still change) comes again. A source that fails stops no other; its bookmark stays where it was.
 * @throws SyncError `usage` if the state cannot be used, CallspecError `invalid-query` for a wrong option
 */
export async function tapCalls(from: CallLog<Source> | readonly Source[], options: TapCallsOptions): Promise<TapReport> {
  const bookmarks = bookmarksOf(options.state ?? {})
  return tapSources(from, options, {
    bookmarks: new Map(bookmarks),
    asked: (include) => ({
      fingerprint: fingerprint(JSON.stringify([include, options.asked ?? null])),
      words: 'the choice of what is sent',
    }),
    open:
      async () =>
      async ({ source, calls, bookmark, report }) => {
        report.turns += calls.reduce((sum, { transcript }) => sum + (transcript?.length ?? 0), 0)
        await options.write(calls, source)
        // Not before: the state that another source keeps meanwhile must not name what is still on its way.
        bookmarks.set(source.id, bookmark)
        options.keep(stateOf(bookmarks))
      },
  })
}
