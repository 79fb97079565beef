import type { Call, Part } from 'callspec'
import { openStore } from '../store/open-store.js'
import type { Cells, Store } from '../store/store.js'
import { type CopiedSource, countCalls, sourcesOfCopy } from './copied-source.js'
import { type CopiedCallLog, type CopyLogOptions, createCopyLog } from './copy-log.js'
import { callsByKey } from './follow/calls-by-key.js'
import { type ColumnsOptions, type CopyColumn, copyColumns } from './follow/copy-columns.js'
import { erasedKeys } from './follow/erased-keys.js'
import { type RawOfCall, rawOfCall } from './follow/raw-of-call.js'
import { type RecordingFile, recordingFile } from './follow/recording-file.js'
import { type PartStanding, partStandings } from './part-standing.js'
import { keysWithWords } from './query/keys-with-words.js'
import { searchOf } from './query/search.js'
import { type SourceActivity, sourceActivities } from './source-activity.js'

/** A copy to read. It can be read while another process syncs it. */
export interface Copy {
  /** Where it is, as it may be shown: without a password. */
  readonly address: string
  /** By id, as they were when the copy was opened, or last refreshed. */
  readonly sources: readonly CopiedSource[]
  /** Looks again at what sources the copy has, and how they are. Logs that are open stay as they are. */
  refresh(): Promise<void>
  /** @throws CallspecError `invalid-configuration` if a source is not in the copy */
  log(options?: CopyLogOptions): CopiedCallLog
  /** Calls of a source that the copy has by now. */
  count(source: string): Promise<number>
  /** What a sync does, or last did, with each source, by id: also of another process. Cheap enough to be asked every second. */
  activity(): Promise<SourceActivity[]>
  /** How the parts stand that a call does not have, as `get` of this copy gave it. */
  standings(call: Call): Promise<PartStanding[]>
  /** A text that differs once anything in the copy may have changed. Takes next to no time. */
  revision(): Promise<string>
  /** The cells of columns of all calls that are there, newest first as `list` has them, in chunks: a million calls in a few seconds. */
  columns(columns: readonly CopyColumn[], options?: ColumnsOptions): AsyncGenerator<Cells[], void, void>
  /** Keys of the calls that were erased from a stamp on. */
  erasedSince(stamp: string): Promise<string[]>
  /** Calls by their keys, in that order, with these parts where the copy has them. Those that it does not have are left out. */
  calls(keys: readonly string[], include?: readonly Part[]): Promise<Omit<Call, 'raw' | 'rawDetail'>[]>
  /** The platform's own rows of a call as JSON, with secrets masked: of the list, and of its response for this call; `null`: none is kept. */
  raw(key: string): Promise<RawOfCall>
  /** Keys of the calls that the words of a text are found in, as a query's `search` finds them, also of those that are gone. */
  keysWithWords(text: string): Promise<Set<string>>
  /** The file with the recording of a call; `null`: none was downloaded. */
  recordingFile(key: string): Promise<RecordingFile | null>
  close(): Promise<void>
}

/**
 * Opens a copy to read it: a file of SQLite, an address like `postgres://user@host/database`, or a store that is open, which `close` leaves open. Nothing is
 * created or changed.
 * @throws SyncError if there is no copy, or one of another schema
 */
export async function openCopy(from: string | Store): Promise<Copy> {
  const isOwn = typeof from === 'string'
  const store = isOwn ? await openStore(from, { readOnly: true }) : from
  const close = async () => {
    if (isOwn) await store.close()
  }
  try {
    let sources = await sourcesOfCopy(store)
    return {
      address: store.address,
      get sources() {
        return sources
      },
      async refresh() {
        sources = await sourcesOfCopy(store)
      },
      log: (options = {}) => createCopyLog(store, sources, options),
      count: (source) => countCalls(store, source),
      activity: () => sourceActivities(store),
      async standings(call) {
        const source = sources.find(({ id }) => id === call.source)
        return source ? partStandings(store, source.facts, call) : []
      },
      revision: () => store.revision(),
      columns: (columns, options) => copyColumns(store, sources, columns, options),
      erasedSince: (stamp) => erasedKeys(store, stamp),
      calls: (keys, include = []) => callsByKey(store, sources, keys, include),
      raw: (key) => rawOfCall(store, key),
      keysWithWords: (text) => keysWithWords(store, searchOf(text)),
      recordingFile: (key) => recordingFile(store, key),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
