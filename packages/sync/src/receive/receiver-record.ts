import { DAY_MS } from '@callspec/provider'
import { stampOf } from '../pass/source-sync.js'
import type { Statements, Store } from '../store/store.js'

/** Who has not received anything for so long has stopped: nothing is missed any more. */
const SILENT_MS = 7 * DAY_MS

/** Whether hooks are still received, by when a receiver last ran, or a sync would count for ever what nobody waits for. */
export const isReceiving = (seenAt: string, nowMs: number): boolean => nowMs - Date.parse(seenAt) <= SILENT_MS

/** Notes that hooks are received for a source: from now on, if they were not before. */
export async function openReceiver({ run }: Statements, source: string, nowMs: number): Promise<void> {
  await run(
    `INSERT INTO receivers (source, since, seen_at, other, refused, given_up, fetches) VALUES ($1, $2, $2, 0, 0, 0, 0)
ON CONFLICT (source) DO UPDATE SET since = CASE WHEN receivers.seen_at < $3 THEN excluded.since ELSE receivers.since END, seen_at = excluded.seen_at`,
    [source, stampOf(nowMs), stampOf(nowMs - SILENT_MS)],
  )
}

/** Notes that hooks are still received. */
export const touchReceivers = ({ run }: Statements, sources: readonly string[], nowMs: number): Promise<number> =>
  run('UPDATE receivers SET seen_at = $2 WHERE source IN $1', [sources, stampOf(nowMs)])

/** Counts what was not stored: a flood of wrong requests must not be one of writes. */
export function countLater(store: Store, onError: (error: unknown) => void) {
  let waiting = new Map<string, { other: number; refused: number }>()
  let timer: NodeJS.Timeout | undefined
  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const counts = waiting
    waiting = new Map()
    for (const [source, { other, refused }] of counts) {
      await store.run('UPDATE receivers SET other = other + $2, refused = refused + $3 WHERE source = $1', [
        source,
        other,
        refused,
      ])
    }
  }
  return {
    add(source: string, what: 'other' | 'refused'): void {
      const counts = waiting.get(source) ?? { other: 0, refused: 0 }
      counts[what]++
      waiting.set(source, counts)
      timer ??= setTimeout(() => void flush().catch(onError), FLUSH_MS)
    },
    flush,
  }
}

const FLUSH_MS = 1000
