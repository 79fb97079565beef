import type { Call } from 'callspec'
import { openStore } from '../store/open-store.js'
import type { Store } from '../store/store.js'
import { type CopiedSource, countCalls, sourcesOfCopy } from './copied-source.js'
import { type CopiedCallLog, type CopyLogOptions, createCopyLog } from './copy-log.js'
import { type PartStanding, partStandings } from './part-standing.js'
import { type SourceActivity, sourceActivities } from './source-activity.js'

/** A copy to read. It can be read while another process syncs it. */
export interface Copy {
  /** Where it is, as it may be shown: without a password. */
  readonly address: string
  /** By id, as they were when the copy was opened. */
  readonly sources: readonly CopiedSource[]
  /** @throws CallspecError `invalid-configuration` if a source is not in the copy */
  log(options?: CopyLogOptions): CopiedCallLog
  /** Calls of a source that the copy has by now. */
  count(source: string): Promise<number>
  /** What a sync does, or last did, with each source, by id: also of another process. Cheap enough to be asked every second. */
  activity(): Promise<SourceActivity[]>
  /** How the parts stand that a call does not have, as `get` of this copy gave it. */
  standings(call: Call): Promise<PartStanding[]>
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
    const sources = await sourcesOfCopy(store)
    return {
      address: store.address,
      sources,
      log: (options = {}) => createCopyLog(store, sources, options),
      count: (source) => countCalls(store, source),
      activity: () => sourceActivities(store),
      async standings(call) {
        const source = sources.find(({ id }) => id === call.source)
        return source ? partStandings(store, source.facts, call) : []
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
