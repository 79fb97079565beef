import type { Call } from '../model.js'
import type { Inputs } from '../provider.js'
import { toStamp } from '../stamp.js'
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
  const map = createRowMapper(source.definition, source.id, source.assumptions, source.timeZone, summary)
  const calls: Call[] = []
  let frontier: string | null = null
  let extreme: string | null = null
  for (const raw of rows) {
    summary.rows++
    const result = map(raw)
    if ('reasons' in result) {
      summary.bad++
      const { reasons, id } = result
      run.onBadRow?.({ source: source.id, provider: source.provider, id, reasons, raw })
      continue
    }
    const { call, otherReadings } = result
    const other = otherReadings === null ? undefined : otherReadings.get(call.occurredAt)
    if (other !== undefined) summary.ambiguous++
    const sorted = call[sort.by]
    if (sorted !== null) frontier = otherReadings === null ? sorted : beyond(sorted, otherReadings.get(sorted), descending)
    const stamp = call[cutBy]
    if (stamp !== null && (extreme === null || stamp < extreme === descending)) extreme = stamp
    if (!seen.add(call.id)) {
      summary.duplicate++
      continue
    }
    if (run.wasYielded(call)) continue
    let verdict = predicate(call)
    if (!verdict.matches && other !== undefined) verdict = predicate({ ...call, occurredAt: other })
    if (verdict.mismatched) summary.mismatched++
    if (verdict.matches) calls.push(call)
  }
  return { calls, frontier, extreme }
}

/** What no later row can lie before, given that each of two that stand for two instants may have been read as the other of its own. */
function beyond(stamp: string, other: string | undefined, descending: boolean): string {
  if (other === undefined) return stamp
  const at = Date.parse(stamp)
  const apart = Math.abs(Date.parse(other) - at)
  return toStamp(descending ? at + apart : at - apart)
}
