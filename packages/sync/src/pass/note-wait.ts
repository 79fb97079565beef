import type { Store } from '../store/store.js'
import type { Wait } from './watch-waits.js'

/** Notes what the last pass of a source waits for, for those who look on. Nothing relies on it: where it cannot be written, the next page says so. */
export async function noteWait(store: Store, source: string, { until, because }: Wait, now: string): Promise<void> {
  await store
    .run(
      'UPDATE passes SET waits_until = $2, waits_for = $3, beat_at = $4 WHERE id = (SELECT max(id) FROM passes WHERE source = $1)',
      [source, until, because, now],
    )
    .catch(() => undefined)
}
