import { stampOf } from '../pass/source-sync.js'
import type { Statements, Store } from '../store/store.js'
import type { DueCall } from './fetch-call.js'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** How long to wait after each failed try. A call may be told of before it can be read. */
const AGAIN_MS = [SECOND_MS, 5 * SECOND_MS, 30 * SECOND_MS, 5 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS]

/** Longer than any wait: a stamp further off was written while a clock was ahead. */
const BEYOND_MS = 25 * HOUR_MS

/** The calls of a source that are to be fetched now. */
export async function dueCalls({ all }: Statements, source: string, nowMs: number, most: number): Promise<DueCall[]> {
  const rows = await all(
    'SELECT key, id, received, attempts FROM hooks WHERE source = $1 AND (due_at <= $2 OR due_at > $3) ORDER BY due_at, key LIMIT $4',
    [source, stampOf(nowMs), stampOf(nowMs + BEYOND_MS), most],
  )
  return rows.map(([key, id, received, attempts]) => ({
    key: String(key),
    id: String(id),
    received: Number(received),
    attempts: Number(attempts),
  }))
}

/** When the next call of these sources is due, in epoch milliseconds; infinity: none is. */
export async function nextDue({ all }: Statements, sources: readonly string[]): Promise<number> {
  const [row] = await all('SELECT min(due_at) FROM hooks WHERE source IN $1 AND due_at IS NOT NULL', [sources])
  return row?.[0] == null ? Number.POSITIVE_INFINITY : Date.parse(String(row[0]))
}

/** Puts a call off that could not be fetched. When it is tried again; `null`: it was given up. One of which the copy has nothing leaves no row. */
export async function putOff(
  store: Store,
  source: string,
  { key, attempts, received }: DueCall,
  because: string,
  nowMs: number,
): Promise<string | null> {
  const wait = AGAIN_MS[attempts]
  if (wait !== undefined) {
    const again = stampOf(nowMs + wait)
    // A hook that came since has its own turn.
    await store.run('UPDATE hooks SET attempts = attempts + 1, due_at = $2, reason = $3 WHERE key = $1 AND received = $4', [
      key,
      again,
      because,
      received,
    ])
    return again
  }
  await store.transaction(async ({ run }) => {
    await run('UPDATE receivers SET given_up = given_up + 1 WHERE source = $1', [source])
    await run(
      'DELETE FROM hooks WHERE key = $1 AND received = $2 AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.key = hooks.key)',
      [key, received],
    )
    await run('UPDATE hooks SET attempts = attempts + 1, due_at = NULL, reason = $2 WHERE key = $1 AND received = $3', [
      key,
      because,
      received,
    ])
  })
  return null
}
