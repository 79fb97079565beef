import type { Call, CallLog, Source, Summary } from '../src/index.js'

const DAY = 24 * 60 * 60 * 1000

export interface Copy {
  calls: Map<string, Call>
  /** Calls up to here are known to be in the copy; `null` before the first sync. */
  syncedUntil: Date | null
}

/** Brings a copy up to date. A sync that fails half way is repeated from where the last whole one ended. */
export async function sync(log: CallLog<Source>, copy: Copy, now = new Date()): Promise<Summary> {
  const since = startOf(copy, now)
  const stream = log.list({ ...(since && { since }), order: 'arrival' })
  for await (const call of stream) copy.calls.set(call.key, call)
  const summary = await stream.summary()
  const isWhole = summary.failedSources.length === 0 && summary.skippedSources.length === 0
  if (isWhole) copy.syncedUntil = now
  return summary
}

/** Two days back, and back to the oldest call of this month that may still change. */
function startOf({ calls, syncedUntil }: Copy, now: Date): Date | null {
  if (syncedUntil === null) return null
  let start = syncedUntil.getTime() - 2 * DAY
  for (const { isFinal, occurredAt } of calls.values()) {
    const at = Date.parse(occurredAt)
    if (!isFinal && at > now.getTime() - 30 * DAY) start = Math.min(start, at)
  }
  return new Date(start)
}
