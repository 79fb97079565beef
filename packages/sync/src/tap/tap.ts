import { fingerprint } from '@callspec/provider'
import type { CallLog, Source } from 'callspec'
import { selectionOf } from './catalog.js'
import { messageLine, schemaMessage } from './message.js'
import { createRecords } from './records.js'
import { streamSchema } from './streams.js'
import type { TapReport } from './tap-report.js'
import { type PassOptions, tapSources } from './tap-sources.js'
import { bookmarksOf, stateOf } from './tap-state.js'

export { SyncError } from '../sync-error.js'
export { type Catalog, type CatalogMetadata, type CatalogStream, discoverCatalog } from './catalog.js'
export type { ColumnSchema, StreamName, StreamSchema } from './streams.js'
export { type TapCallsOptions, tapCalls } from './tap-calls.js'
export type { TapEvent, TapReport, TapSourceReport } from './tap-report.js'
export type { PassOptions } from './tap-sources.js'
export type { TapState } from './tap-state.js'

export interface TapOptions extends PassOptions {
  /** Receives lines of messages. The next page is read once the promise is fulfilled; a rejection ends the tap. */
  write: (lines: string) => Promise<void>
  /** The value of the last STATE message that the target wrote. Default: none, and everything is read. */
  state?: unknown
  /** A catalog with what is selected. Default: all streams and columns. */
  catalog?: unknown
}

/**
 * Reads calls and writes them as Singer messages, with one pass of each source. A source that fails stops no other; its bookmark stays
 * where it was, and a later run goes on from there.
 * @throws SyncError `usage` if state or catalog cannot be used, CallspecError `invalid-query` for a wrong option
 */
export async function tap(from: CallLog<Source> | readonly Source[], options: TapOptions): Promise<TapReport> {
  const { now = Date.now, onEvent: tell = () => undefined } = options
  const selection = selectionOf(options.catalog)
  const { calls, turns } = selection
  const bookmarks = bookmarksOf(options.state ?? {})
  const stateLine = () => messageLine({ type: 'STATE', value: stateOf(bookmarks) })
  const schemas = [
    ...(calls ? [schemaMessage('calls', streamSchema(calls))] : []),
    ...(turns ? [schemaMessage('turns', streamSchema(turns))] : []),
  ]
  const columns = [calls, turns].map((chosen) => chosen?.map(({ name }) => name) ?? null)
  return tapSources(from, options, {
    bookmarks,
    asked: (include) => ({
      fingerprint: fingerprint(JSON.stringify([include, ...columns])),
      words: 'the choice of parts, streams or columns',
    }),
    async open() {
      // The state that was given comes back at once: whatever happens then, a target has one to keep.
      await options.write(schemas.map(messageLine).join('') + stateLine())
      const records = new Map<Source, ReturnType<typeof createRecords>>()
      return ({ source, report, calls: read, bookmark }) => {
        const toMessages = records.get(source) ?? createRecords({ source, selection, report, tell, now })
        records.set(source, toMessages)
        const messages = toMessages(read)
        bookmarks.set(source.id, bookmark)
        return options.write(messages.map(messageLine).join('') + stateLine())
      }
    },
  })
}
