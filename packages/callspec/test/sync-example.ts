import type { Call, CallLog, ListingState, Source, Summary } from '../src/index.js'

const DAY = 24 * 60 * 60 * 1000

/** A sync in progress. It keeps one query until it ends, because its state belongs to that query. */
export interface Pass {
  startedAt: Date
  /** `null`: from the first call on. */
  since: Date | null
  state: ListingState | undefined
}

export interface Progress {
  /** Calls up to here are known to be in the copy; `null` before the first sync. */
  syncedUntil: Date | null
  /** A sync that was interrupted; `null` between two syncs. */
  pass: Pass | null
}

/** Whatever stores calls by key together with the progress of the sync: the tables of a database, a file. */
export interface Copy {
  progress(): Promise<Progress>
  /** Inserts or replaces calls and stores the progress, both or neither. */
  write(calls: Call[], progress: Progress): Promise<void>
  /** Start of the oldest call since then that may still change; `null`: there is none. */
  oldestOpen(since: Date): Promise<Date | null>
}

/** Brings a copy up to date. If interrupted, the next call continues after the last page that was written. */
export async function sync(log: CallLog<Source>, copy: Copy, now = new Date(), signal?: AbortSignal): Promise<Summary> {
  const { syncedUntil, pass: left } = await copy.progress()
  const pass = left ?? { startedAt: now, since: await startOf(copy, syncedUntil, now), state: undefined }
  const { since, state: before } = pass
  const listing = log.list({ ...(since && { since }), order: 'arrival' }, { state: before, signal })
  for await (const { calls, state } of listing.pages()) await copy.write(calls, { syncedUntil, pass: { ...pass, state } })
  const summary = await listing.summary()
  const isWhole = summary.failedSources.length === 0 && summary.skippedSources.length === 0
  // An incomplete sync is repeated from the same start.
  await copy.write(
    [],
    isWhole ? { syncedUntil: pass.startedAt, pass: null } : { syncedUntil, pass: { ...pass, state: undefined } },
  )
  return summary
}

/** Two days back, and back to the oldest call of this month that may still change. */
async function startOf(copy: Copy, syncedUntil: Date | null, now: Date): Promise<Date | null> {
  if (syncedUntil === null) return null
  const open = await copy.oldestOpen(new Date(now.getTime() - 30 * DAY))
  return new Date(Math.min(syncedUntil.getTime() - 2 * DAY, open?.getTime() ?? Number.POSITIVE_INFINITY))
}
