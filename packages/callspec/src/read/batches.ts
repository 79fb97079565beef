import { createProgress } from '@callspec/core'
import type { Call, Inputs } from '@callspec/provider'
import { createMapper, toStamp } from '@callspec/provider'
import type { Standing } from './checkpoint.js'
import { MOST_CHANGED_MS } from './cut.js'
import { type List, openList, type RowPage } from './list.js'
import { readList } from './read-list.js'
import type { Run } from './source-run.js'
import { Tally } from './tally.js'

/** The calls of one page that match. */
export interface Batch {
  calls: Call[]
  /** The sort stamp of the page's last row: in a list that is in order, no later row lies before it. `null`: no stamp. */
  frontier: string | null
  /** The stamp of the page that is cut off last; see `Standing`. */
  extreme: string | null
}

/**
 * Reads one list, maps its rows and keeps what matches; to its end, or until its order says that nothing more can. Where fewer
 * different rows came than its total says, that is counted, and a strict query reads it again.
 */
export async function* readBatches(run: Run, inputs: Inputs, standing: Standing): AsyncGenerator<Batch, void, void> {
  const { stopAt, mayEndEarly, ground } = run.trust
  const descending = run.plan.order.direction === 'descending'
  const tally = new Tally(run)
  let mostPages = Number.POSITIVE_INFINITY
  for (let isSecond = false; ; isSecond = true) {
    const list = openList(run, inputs)
    const progress = createProgress(list.operation)
    let pages = 0
    for await (const page of readList(list, run.concurrency, mayEndEarly, isSecond ? null : standing.from)) {
      const batch = toBatch(run, list, page, tally, descending)
      progress(page, page.isLast, isSecond ? page.items.length : page.isAgain ? 0 : batch.fresh)
      if (!isSecond) standing.add(page.stood, batch.extreme)
      yield batch
      const { frontier } = batch
      if (stopAt !== null && frontier !== null && (descending ? frontier < stopAt : frontier > stopAt)) {
        run.summary.endedEarly = ground
        return
      }
      if (++pages > mostPages) return
    }
    // Taken up in its middle, a list has shown only a part of its rows.
    if (standing.from !== null || !(await tally.readsAgain(list))) return
    mostPages = Math.min(mostPages, 2 * pages)
  }
}

function toBatch(run: Run, list: List, page: RowPage, tally: Tally, descending: boolean): Batch & { fresh: number } {
  const { plan, summary, predicate, seen, cutBy } = run
  const { source, order: sort } = plan
  const map = createMapper(source.definition, source.id, source.assumptions, source.timeZone, summary)
  const calls: Call[] = []
  const { ids, isNew: isHead } = tally
  let newest: string | null = null
  let frontier: string | null = null
  let extreme: string | null = null
  const undated: Call[] = []
  let fresh = page.items.length
  for (const raw of page.items) {
    summary.rows++
    const result = map(raw)
    if ('reasons' in result) {
      const isNew = tally.isNewBad(list.idOf(raw))
      if (!isNew) fresh--
      if (!isNew && tally.isReadAgain) {
        summary.duplicate++
        continue
      }
      summary.bad++
      const { reasons, id } = result
      run.onBadRow?.({ source: source.id, provider: source.provider, id, reasons, raw })
      continue
    }
    const { call, otherReadings } = result
    const other = otherReadings?.get(call.occurredAt ?? '')
    if (other !== undefined) summary.ambiguous++
    const sorted = call[sort.by]
    // Of two rows around a change of the clocks, each may have been read as later or earlier than it was.
    const apart = otherReadings?.has(sorted ?? '') ? MOST_CHANGED_MS : 0
    if (sorted !== null) frontier = apart === 0 ? sorted : toStamp(Date.parse(sorted) + (descending ? apart : -apart))
    if (isHead && sorted !== null && (newest === null || sorted > newest)) newest = sorted
    const stamp = call[cutBy]
    if (stamp !== null && (extreme === null || stamp < extreme === descending)) extreme = stamp
    const isNew = seen.add(call.id)
    if (!(ids ? ids.add(call.id) : isNew)) fresh--
    if (!isNew) {
      summary.duplicate++
      continue
    }
    if (call.occurredAt === null) {
      summary.undated++
      undated.push(call)
    }
    if (run.wasYielded(call)) continue
    let verdict = predicate(call)
    if (!verdict.matches && other !== undefined) verdict = predicate({ ...call, occurredAt: other })
    if (verdict.mismatched) summary.mismatched++
    if (verdict.matches) calls.push(call)
  }
  tally.add(page.total, fresh, page.items.length, newest)
  // They are yielded last, so that until then their page is not done with, whatever else it holds.
  if (cutBy === 'occurredAt' && undated.some((call) => calls.includes(call))) extreme = null
  return { calls, frontier, extreme, fresh }
}
