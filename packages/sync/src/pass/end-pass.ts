import type { SourceSummary } from 'callspec'
import type { Pass } from './pass.js'
import { type SourceSync, stampOf } from './source-sync.js'

/** Ends a pass that read everything: what it covers is the source's watermark from now on. */
export async function endPass(
  { source, store, lock, now, since: wanted }: SourceSync,
  { id, startedAt, since }: Pass,
  { missing, contradictory }: SourceSummary,
): Promise<void> {
  const at = stampOf(now())
  await store.transaction(async (statements) => {
    await lock.check(statements)
    await statements.run(
      "UPDATE passes SET ended_at = $2, outcome = 'whole', error = NULL, waits_until = NULL, waits_for = NULL, beat_at = $2, missing = $3, contradictory = $4 WHERE id = $1",
      [id, at, missing, contradictory],
    )
    // A pass that began at the wanted stamp, or at none, covers it; one that went back only so far leaves what was covered as it was.
    const begins = since === wanted
    await statements.run(
      `UPDATE sources SET watermark = $2, last_pass_at = $3, read_again = NULL,
newest_call = (SELECT max(occurred_at) FROM calls WHERE source = $1 AND occurred_at <= $3)${begins ? ', covered_since = $4, whole_list_at = $2' : ''} WHERE id = $1`,
      begins ? [source.id, startedAt, at, since] : [source.id, startedAt, at],
    )
  })
}

/** Keeps why a pass stopped. It goes on with the next sync. */
export const stopPass = ({ store, now }: SourceSync, { id }: Pass, reason: string): Promise<number> =>
  store.run(
    "UPDATE passes SET outcome = 'stopped', error = $2, waits_until = NULL, waits_for = NULL, beat_at = $3 WHERE id = $1",
    [id, reason, stampOf(now())],
  )

/** Keeps why parts of its calls were not asked for. The pass is whole: what they lack is asked for with the next sync. */
export const noteFailure = ({ store, now }: SourceSync, { id }: Pass, reason: string): Promise<number> =>
  store.run('UPDATE passes SET error = $2, waits_until = NULL, waits_for = NULL, beat_at = $3 WHERE id = $1', [
    id,
    reason,
    stampOf(now()),
  ])
