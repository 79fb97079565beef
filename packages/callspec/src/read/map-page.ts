import type { List, RowPage } from '@callspec/core'
import type { Call } from '@callspec/provider'
import { toStamp } from '@callspec/provider'
import type { Completeness } from './completeness.js'
import type { SourceReading } from './source-reading.js'
import { MOST_CHANGED_MS } from './watermark.js'

/** The matching calls of one page. */
export interface MappedPage {
  calls: Call[]
  /** The sort stamp of the page's last row: in a sorted list, no later row precedes it. `null`: no stamp. */
  sortedTo: string | null
  /** Once calls past this stamp are yielded, all calls of the page are; `null`: no stamp shows it. */
  doneAt: string | null
  /** Number of rows that had not come before. */
  fresh: number
}

/** Maps the rows of a page and keeps the calls that match. */
export function mapPage(
  reading: SourceReading,
  list: List,
  page: RowPage,
  completeness: Completeness,
  map: ReturnType<SourceReading['mapper']>,
): MappedPage {
  const { source, plan, summary, filter, seen, checkpoint } = reading
  const { by } = plan.order
  const descending = plan.order.direction === 'descending'
  const calls: Call[] = []
  const isFirst = completeness.isFirst()
  let newest: string | null = null
  let sortedTo: string | null = null
  let doneAt: string | null = null
  let holdsUndated = false
  let fresh = page.items.length
  for (const raw of page.items) {
    summary.rows++
    const mapped = map(raw)
    if ('reasons' in mapped) {
      const isNew = completeness.isNewBad(list.idOf(raw))
      if (!isNew) fresh--
      if (!isNew && completeness.isReadAgain()) {
        summary.duplicate++
        continue
      }
      summary.bad++
      const { reasons, id } = mapped
      reading.onBadRow?.({ source: source.id, provider: source.provider, id, reasons, raw })
      continue
    }
    const { call, otherReadings } = mapped
    const other = otherReadings?.get(call.occurredAt ?? '')
    if (other !== undefined) summary.ambiguous++
    const sorted = call[by]
    // Around a clock change, a stamp without an offset may be read too early or too late.
    const apart = otherReadings?.has(sorted ?? '') ? MOST_CHANGED_MS : 0
    if (sorted !== null) sortedTo = apart === 0 ? sorted : toStamp(Date.parse(sorted) + (descending ? apart : -apart))
    if (isFirst && sorted !== null && (newest === null || sorted > newest)) newest = sorted
    const stamp = call[checkpoint.by]
    if (stamp !== null && (doneAt === null || stamp < doneAt === checkpoint.descending)) doneAt = stamp
    const isNew = seen.add(call.id)
    if (!(completeness.isNew ? completeness.isNew(call.id) : isNew)) fresh--
    if (!isNew) {
      summary.duplicate++
      continue
    }
    if (call.occurredAt === null) summary.undated++
    if (checkpoint.wasYielded(call)) continue
    let result = filter(call)
    if (result !== 'matches' && other !== undefined) result = filter({ ...call, occurredAt: other })
    if (result === 'mismatched') summary.mismatched++
    if (result !== 'matches') continue
    calls.push(call)
    if (call.occurredAt === null) holdsUndated = true
  }
  completeness.add(page.total, fresh, page.items.length, newest)
  // Undated calls are yielded last, and their page is not done before.
  if (checkpoint.by === 'occurredAt' && holdsUndated) doneAt = null
  return { calls, sortedTo, doneAt, fresh }
}
