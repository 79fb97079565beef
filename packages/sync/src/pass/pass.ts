import type { ListingState } from 'callspec'
import type { Statements } from '../store/store.js'
import { type SourceSync, stampOf } from './source-sync.js'

/** One reading of a source, from its beginning to its end, however often it was interrupted. */
export interface Pass {
  id: number
  /** RFC 3339: the watermark once the pass is whole. */
  startedAt: string
  /** Calls from this stamp on; `null`: all of them. */
  since: string | null
  /** Whether it relies on no assumption. */
  strict: boolean
  /** Where it stands; `null` at its beginning. */
  state: ListingState | null
  /** Calls that it has read. */
  calls: number
}

export type NewPass = Pick<Pass, 'startedAt' | 'since' | 'strict'>

/** Passes that are kept for each source, to look back at. */
const KEPT_PASSES = 1000

export async function beginPass({ all, run }: Statements, source: string, pass: NewPass): Promise<Pass> {
  const { startedAt, since, strict } = pass
  const [row] = await all(
    `INSERT INTO passes (source, started_at, since, strict, outcome, requests, rows, calls, written, bad, missing, contradictory, beat_at)
VALUES ($1, $2, $3, $4, 'running', 0, 0, 0, 0, 0, 0, 0, $2) RETURNING id`,
    [source, startedAt, since, strict],
  )
  const id = Number(row?.[0])
  await run(
    'DELETE FROM passes WHERE source = $1 AND id <= (SELECT max(id) FROM (SELECT id FROM passes WHERE source = $1 ORDER BY id DESC LIMIT 1000000 OFFSET $2) AS old)',
    [source, KEPT_PASSES],
  )
  return { ...pass, id, state: null, calls: 0 }
}

/** The pass of a source that was interrupted, if there is one. */
export async function unfinishedPass({ all }: Statements, source: string): Promise<Pass | undefined> {
  const [row] = await all(
    'SELECT id, started_at, since, strict, state, calls FROM passes WHERE source = $1 AND ended_at IS NULL ORDER BY id DESC LIMIT 1',
    [source],
  )
  if (!row) return undefined
  const [id, startedAt, since, strict, state, calls] = row
  return {
    id: Number(id),
    startedAt: String(startedAt),
    since: since == null ? null : String(since),
    strict: Boolean(strict),
    // Written by a pass; the log checks it.
    state: state == null ? null : (JSON.parse(String(state)) as ListingState),
    calls: Number(calls),
  }
}

/** Says that a pass which was interrupted goes on. */
export const resumePass = ({ store, now }: Pick<SourceSync, 'store' | 'now'>, { id }: Pass): Promise<number> =>
  store.run(
    "UPDATE passes SET outcome = 'running', error = NULL, waits_until = NULL, waits_for = NULL, beat_at = $2 WHERE id = $1",
    [id, stampOf(now())],
  )

/** Adds what no page of the list told: requests for parts and recordings, those that failed, and what the last page wrote. */
export const addCounts = (
  { store }: Pick<SourceSync, 'store'>,
  { id }: Pass,
  { requests, written = 0, bad = 0 }: { requests: number; written?: number; bad?: number },
): Promise<number> =>
  store.run('UPDATE passes SET requests = requests + $2, written = written + $3, bad = bad + $4 WHERE id = $1', [
    id,
    requests,
    written,
    bad,
  ])
