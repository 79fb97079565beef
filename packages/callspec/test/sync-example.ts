import { type Call, type CallLog, callLog, type ListingState, type Source, type Summary } from '../src/index.js'

const DAY = 24 * 60 * 60 * 1000

/** A sync that is under way. Its query stays the same until it ends, because its state goes with no other. */
export interface Pass {
  startedAt: Date
  /** `null`: from the first call on. */
  since: Date | null
  state: ListingState | undefined
}

export interface Progress {
  /** Calls up to here are known to be in the copy; `null` before the first sync. */
  syncedUntil: Date | null
  /** What a process that broke off left; `null` between two syncs. */
  pass: Pass | null
}

/** Whatever keeps calls by their key and, with them, how far the sync is: the tables of a database, a file. */
export interface Copy {
  progress(): Promise<Progress>
  /** Inserts or replaces calls and notes the progress, both or neither. */
  write(calls: Call[], progress: Progress): Promise<void>
  /** When the oldest call since then began that may still change; `null`: there is none. */
  oldestOpen(since: Date): Promise<Date | null>
}

/** A log whose sources fail one by one: the others are read, and the summary names the one that failed. */
export const openLog = (sources: Source[], tell: (text: string) => void = console.error) =>
  callLog(sources, { onSourceError: (error) => tell(error.message) })

/** Brings a copy up to date. Broken off anywhere, it goes on after the last page that was written. */
export async function sync(log: CallLog<Source>, copy: Copy, now = new Date(), signal?: AbortSignal): Promise<Summary> {
  const { syncedUntil, pass: left } = await copy.progress()
  const pass = left ?? { startedAt: now, since: await startOf(copy, syncedUntil, now), state: undefined }
  const { since, state: before } = pass
  const listing = log.list({ ...(since && { since }), order: 'arrival' }, { state: before, signal })
  for await (const { calls, state } of listing.pages()) await copy.write(calls, { syncedUntil, pass: { ...pass, state } })
  const summary = await listing.summary()
  const isWhole = summary.failedSources.length === 0 && summary.skippedSources.length === 0
  // One that is not whole is repeated from the same start.
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
