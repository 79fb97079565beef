import type { Call } from '../model.js'
import type { Inputs } from '../provider.js'
import { createRowMapper } from '../to-call.js'
import { openList } from './list.js'
import { readList } from './read-list.js'
import type { Run } from './run.js'
import type { Standing } from './standing.js'

/** The calls of one page that match. */
export interface Batch {
  calls: Call[]
  /** The sort stamp of the page's last row: in a list that is in order, no later row lies before it. `null`: no stamp. */
  frontier: string | null
  /** The stamp of the page that is cut off last; see `Standing`. */
  extreme: string | null
}

/** Reads one list, maps its rows and keeps what matches; to its end, or until its order says that nothing more can. */
export async function* readBatches(run: Run, inputs: Inputs, standing: Standing): AsyncGenerator<Batch, void, void> {
  const { stopAt, mayEndEarly, ground } = run.trust
  const descending = run.plan.sort.direction === 'descending'
  for await (const { rows, stood } of readList(openList(run, inputs), run.concurrency, mayEndEarly, standing.from)) {
    const batch = toBatch(run, rows, descending)
    standing.add(stood, batch.extreme)
    yield batch
    const { frontier } = batch
    if (stopAt !== null && frontier !== null && (descending ? frontier < stopAt : frontier > stopAt)) {
      run.summary.endedEarly = ground
      return
    }
  }
}

function toBatch(run: Run, rows: readonly unknown[], descending: boolean): Batch {
  const { plan, summary, predicate, seen, cutBy } = run
  const { source, sort } = plan
  const map = createRowMapper(source.definition, source.id, source.assumptions)
  const calls: Call[] = []
  let frontier: string | null = null
  let extreme: string | null = null
  for (const raw of rows) {
    summary.rows++
    const result = map(raw)
    if ('reasons' in result) {
      summary.bad++
      run.onBadRow?.({ source: source.id, provider: source.provider, reasons: result.reasons, raw })
      continue
    }
    const { call } = result
    frontier = call[sort.by] ?? frontier
    const stamp = call[cutBy]
    if (stamp !== null && (extreme === null || stamp < extreme === descending)) extreme = stamp
    if (!seen.add(call.id)) {
      summary.duplicate++
      continue
    }
    if (run.wasYielded(call)) continue
    const { matches, mismatched } = predicate(call)
    if (mismatched) summary.mismatched++
    if (matches) calls.push(call)
  }
  return { calls, frontier, extreme }
}
