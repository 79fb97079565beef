import type { List, RowPage } from '@callspec/core'
import type { Call } from '@callspec/provider'
import { toStamp } from '@callspec/provider'
import type { Completeness } from './completeness.js'
import type { SourceReading } from './source-reading.js'
import { MOST_CHANGED_MS } from './watermark.js'

/** The calls of one page that match. */
export interface MappedPage {
  calls: Call[]
  /** The sort stamp of the page's last row: in a list that is in order, no later row lies before it. `null`: no stamp. */
  sortedTo: string | null
  /** The stamp past which calls are yielded once all of the page's are; `null`: none tells. */
  doneAt: string | null
  /** Rows that had not come before. */
  fresh: number
}

/** Maps the rows of a page and keeps what matches. */
export function mapPage(reading: SourceReading, list: List, page: RowPage, completeness: Completeness): MappedPage {
  const { source, plan, summary, map, filter, seen, checkpoint } = reading
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
    // Of two rows around a change of the clocks, each may have been read as later or earlier than it was.
    const apart = otherReadings?.has(sorted ?? '') ? MOST_CHANGED_MS : 0
    if (sorted !== null) sortedTo = apart === 0 ? sorted : toStamp(Date.parse(sorted) + (descending ? apart : -apart))
    if (isFirst && sorted !== null && (newest === null || sorted > newest)) newest = sorted
    const stamp = call[checkpoint.by]
    if (stamp !== null && (doneAt === null || stamp < doneAt === descending)) doneAt = stamp
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
  // Undated calls are yielded last, so that until then their page is not done with, whatever else it holds.
  if (checkpoint.by === 'occurredAt' && holdsUndated) doneAt = null
  return { calls, sortedTo, doneAt, fresh }
}
