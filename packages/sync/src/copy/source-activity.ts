import type { Store } from '../store/store.js'

/** What a sync does, or last did, with a source of a copy. */
export interface SourceActivity {
  source: string
  /** `idle`: no pass is under way; `stopped`: one was interrupted and goes on with the next sync; `failed`: the last one stopped with an error. */
  state: 'idle' | 'syncing' | 'waiting' | 'stopped' | 'failed'
  /** Calls of the pass that is under way or was interrupted; else of the last one. */
  calls: number
  /** Rows that the platform's list says it has for this pass; null: it does not say, or the pass reads only a part of the list. */
  total: number | null
  /** While it waits: until when. */
  waitsUntil: string | null
  /** While it waits: because of what, in words. */
  waitsFor: string | null
  /** Why it failed. */
  error: string | null
  /** Last sign of life; null: never. */
  at: string | null
}

/** What goes on at each source of a copy, by id, whatever process syncs it. */
export async function sourceActivities(store: Store, now: number = Date.now()): Promise<SourceActivity[]> {
  const [rows, held] = await Promise.all([store.all(LAST_PASSES), store.lockedSources()])
  const activities = rows.map(([source, ended, error, calls, total, until, reason, at]): SourceActivity => {
    const id = String(source)
    const isHeld = held.has(id)
    const waitsUntil = isHeld && until != null && Date.parse(String(until)) > now ? String(until) : null
    const failure = isHeld || error == null ? null : String(error)
    return {
      source: id,
      state: stateOf({ isHeld, isWaiting: waitsUntil !== null, isFailed: failure !== null, isOpen: at != null && ended == null }),
      calls: Number(calls ?? 0),
      total: total == null ? null : Number(total),
      waitsUntil,
      waitsFor: waitsUntil === null || reason == null ? null : String(reason),
      error: failure,
      at: at == null ? null : String(at),
    }
  })
  return activities.sort((one, other) => (one.source < other.source ? -1 : 1))
}

interface Signs {
  /** Whether a process that runs has locked the source. */
  isHeld: boolean
  isWaiting: boolean
  isFailed: boolean
  /** Whether its last pass has not ended. */
  isOpen: boolean
}

function stateOf({ isHeld, isWaiting, isFailed, isOpen }: Signs): SourceActivity['state'] {
  if (isHeld) return isWaiting ? 'waiting' : 'syncing'
  if (isFailed) return 'failed'
  return isOpen ? 'stopped' : 'idle'
}

const LAST_PASSES = `SELECT sources.id, passes.ended_at, passes.error, passes.calls, passes.total, passes.waits_until, passes.waits_for,
coalesce(passes.beat_at, passes.ended_at, passes.started_at)
FROM sources LEFT JOIN passes ON passes.id = (SELECT max(id) FROM passes WHERE source = sources.id)`
