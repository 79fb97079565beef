import type { SourceSummary } from 'callspec'
import type { Pass } from '../pass/pass.js'
import type { OnPage } from '../pass/run-pass.js'
import { type SourceSync, stampOf } from '../pass/source-sync.js'
import { openGuard } from '../receive/fetch-guard.js'

export interface Seen {
  onPage: OnPage
  /** Marks the calls that the pass did not see; their number, or `null` if the pass, or what else happened, does not allow the conclusion. */
  markGone: (summary: SourceSummary, otherDoubt: string | undefined) => Promise<number | null>
}

/** The same of one pass. */
export type MarkGone = (otherDoubt: string | undefined) => Promise<number | null>

/** Remembers which calls a whole strict pass saw, and marks the others as gone. They are never deleted: a platform may have lost them for a while. */
export async function createSeen({ source, store, lock, now, tell, report }: SourceSync, pass: Pass): Promise<Seen> {
  // Of this pass alone: one that goes on after a break does not know what it saw before, and may have missed what moved meanwhile.
  await store.transaction(async ({ run }) => {
    await run('DELETE FROM seen_calls WHERE source = $1', [source.id])
  })
  const badBefore = report.bad
  const guard = await openGuard(store, source.id)
  return {
    async onPage(statements, calls) {
      await statements.upsert(
        INSERT,
        calls.map(({ id }) => [source.id, id]),
      )
    },
    async markGone(summary, otherDoubt) {
      const because = doubt(summary, report.bad - badBefore) ?? otherDoubt
      if (because !== undefined) tell({ type: 'not-pruned', source: source.id, because })
      const at = stampOf(now())
      return store.transaction(async (statements) => {
        // What a web hook brought meanwhile is there, though the list may have been read too early for it.
        await statements.upsert(INSERT, await guard.idsSince(statements))
        await lock.check(statements)
        const gone =
          because === undefined
            ? await statements.run(
                `UPDATE calls SET gone_at = $2, written_at = $2 WHERE source = $1 AND gone_at IS NULL${pass.since === null ? '' : ' AND occurred_at >= $3'}
AND NOT EXISTS (SELECT 1 FROM seen_calls WHERE seen_calls.source = $1 AND seen_calls.id = calls.id)`,
                [source.id, at, ...(pass.since === null ? [] : [pass.since])],
              )
            : null
        await statements.run('DELETE FROM seen_calls WHERE source = $1', [source.id])
        await statements.run('UPDATE passes SET gone = $2 WHERE id = $1', [pass.id, gone])
        return gone
      })
    },
  }
}

/** Why calls that were not seen may still be there. */
function doubt({ contradictory, missing, notApplied, skipped }: SourceSummary, bad: number): string | undefined {
  if (skipped) return 'the source was left out'
  if (bad > 0) return `${bad} rows could not be read`
  if (contradictory > 0) return `the counters of ${contradictory} pages disagree`
  if (missing > 0) return `${missing} calls never came although the list counts them`
  if (notApplied.length > 0) return `the platform applied other values than asked for: ${notApplied.join(', ')}`
  return undefined
}

const INSERT = {
  table: 'seen_calls',
  columns: [
    { name: 'source', type: 'text' },
    { name: 'id', type: 'text' },
  ],
  onConflict: 'ON CONFLICT DO NOTHING',
} as const
