import { resolve } from 'node:path'
import { type CallLog, isCallspecError, type Part, type Source } from 'callspec'
import { checkQuery } from 'callspec/kit'
import type { MarkGone } from './gone/seen.js'
import { LOOK_BACK_MS } from './pass/next-pass.js'
import { noteWait } from './pass/note-wait.js'
import { type SourceSync, stampOf } from './pass/source-sync.js'
import { syncSource } from './pass/sync-source.js'
import { watchWaits } from './pass/watch-waits.js'
import type { Store } from './store/store.js'
import type { SyncEvent } from './sync-event.js'
import type { SourceReport, SyncReport } from './sync-report.js'

export interface SyncOptions {
  /** Copy calls from this instant on, in the forms of a query's `since`. Default: all of them. */
  since?: Date | string | undefined
  /** Parts to ask for, call by call where the list does not bring them. Default: none. */
  include?: readonly Part[] | undefined
  /** Folder to download recordings to. Default: none are downloaded. */
  recordings?: string | undefined
  /** How far before the last whole pass the next one reads, in milliseconds. Default 48 hours. */
  lookBackMs?: number | undefined
  /** Read everything without relying on assumptions, and mark calls that are gone. Default `false`. */
  prune?: boolean | undefined
  /** Sources that are synced side by side. Default 4. */
  concurrency?: number | undefined
  /** Stops at the end of a page; the sync rejects with the signal's reason. */
  signal?: AbortSignal | undefined
  /** The clock, in epoch milliseconds. Default `Date.now`. */
  now?: (() => number) | undefined
  /** Called with whatever happens. */
  onEvent?: ((event: SyncEvent) => void) | undefined
}

/**
 * Brings a copy up to date, with one pass of each source. A source that fails stops no other; its pass goes on with the next sync.
 * @throws SyncError if the store cannot be written; what was written before stays, and the next sync goes on from there
 */
export async function sync(
  from: CallLog<Source> | readonly Source[],
  store: Store,
  options: SyncOptions = {},
): Promise<SyncReport> {
  const sources = 'sources' in from ? from.sources : from
  const startLagMs = 'sources' in from ? from.options.startLagMs : undefined
  const { signal, concurrency = 4, onEvent = () => undefined } = options
  const common = fromOptions(options)
  const reports = sources.map(newReport)
  let next = 0
  const failures: unknown[] = []
  const ends: { end: End; report: SourceReport }[] = []
  const worker = async () => {
    while (next < sources.length && failures.length === 0) {
      const index = next++
      const source = sources[index]!
      const report = reports[index]!
      const own = { source, report, store, startLagMs, signal, tell: onEvent, ...common }
      try {
        const end = await locked(own)
        if (end) ends.push({ end, report })
        else onEvent({ type: 'done', source: source.id, report })
      } catch (error) {
        if (signal?.aborted || !isCallspecError(error)) failures.push(error)
        else {
          report.error = error
          onEvent({ type: 'failed', source: source.id, error })
        }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, sources.length) }, worker))
  const failed = reports.find(({ error }) => error !== null)?.source
  for (const { end, report } of ends) {
    try {
      await end(failures.length > 0 ? 'the sync was stopped' : failed === undefined ? undefined : `${failed} failed`)
      onEvent({ type: 'done', source: report.source, report })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return { sources: reports }
}

/** Marks what is gone, unless there is a doubt, and lets others at the source. */
type End = (doubt: string | undefined) => Promise<void>

/** Syncs one source. With `prune`, its end is for when all sources are read: where one failed, nothing is marked as gone. */
async function locked(own: Omit<SourceSync, 'lock'>): Promise<End | undefined> {
  const { source, store, signal, tell, now, report } = own
  const lock = await store.lock(source.id, {
    signal,
    onWait: (holder) => tell({ type: 'waiting', source: source.id, holder }),
  })
  let markGone: MarkGone | undefined
  let noted = Promise.resolve()
  const watched = watchWaits(source, now, (wait) => {
    tell({ type: 'waiting-for', source: source.id, ...wait })
    noted = noteWait(store, source.id, wait, stampOf(now()))
  })
  try {
    markGone = await syncSource({ ...own, source: watched, lock })
  } finally {
    await noted
    if (!markGone) await lock.release()
  }
  return (
    markGone &&
    (async (doubt) => {
      try {
        report.gone = await markGone(doubt)
      } finally {
        await lock.release()
      }
    })
  )
}

function fromOptions({ since, include = [], recordings, lookBackMs = LOOK_BACK_MS, prune = false, now = Date.now }: SyncOptions) {
  // What is downloaded has to be known first.
  const wanted = recordings === undefined || include.includes('recording') ? include : [...include, 'recording' as const]
  const { since: sinceMs, include: parts } = checkQuery({ since, include: wanted })
  return {
    since: sinceMs === null ? null : stampOf(sinceMs),
    include: parts,
    // Whoever erases a call later may run in another folder.
    recordings: recordings === undefined ? null : resolve(recordings),
    lookBackMs,
    prune,
    now,
  }
}

const newReport = ({ id }: Source): SourceReport => ({
  source: id,
  outcome: 'failed',
  calls: 0,
  written: 0,
  requests: 0,
  bad: 0,
  missing: 0,
  parts: { here: 0, waiting: 0, failed: 0 },
  unreached: { count: 0, because: null },
  missed: null,
  gone: null,
  error: null,
})
