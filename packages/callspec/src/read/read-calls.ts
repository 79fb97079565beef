import { createProgress } from '@callspec/core'
import type { Call } from '@callspec/provider'
import { groundOf } from '../query/order-guarantees.js'
import { createCompleteness } from './completeness.js'
import { openList } from './list.js'
import { mapPage } from './map-page.js'
import { openPages } from './open-pages.js'
import { createOrderBuffer } from './order-buffer.js'
import type { SourceReading } from './source-reading.js'

/** The matching calls of one of a source's lists, in the wanted order. When the list fails, the source's other reads are cancelled. */
export async function* readCalls(
  reading: SourceReading,
  index: number,
  maxBufferedCalls: number,
): AsyncGenerator<Call[], void, void> {
  const { plan, query, summary, track, cancel } = reading
  const inputs = plan.requests[index]!
  const checkpoint = reading.checkpoint.lists[index]!
  const { descriptor } = reading.source.definition
  const { at, possible } = plan.endsEarly
  // Else the total counts rows of long before the period, which are not read.
  const isCounted = at === null || plan.filters.some(({ name, pushed }) => name === 'period' && pushed)
  const descending = plan.order.direction === 'descending'
  const buffer = query.order === 'arrival' ? undefined : createOrderBuffer(reading, maxBufferedCalls)
  const completeness = createCompleteness(reading)
  let mostPages = Number.POSITIVE_INFINITY
  try {
    passes: for (let isAgain = false; ; isAgain = true) {
      const list = openList(reading, inputs)
      const progress = createProgress(list.operation)
      let pages = 0
      for await (const page of await openPages(
        list,
        descriptor,
        plan.pages.concurrency,
        possible,
        isAgain ? null : checkpoint.from,
      )) {
        if (isCounted) track.totals[index] ??= page.total
        const mapped = mapPage(reading, list, page, completeness)
        const { sortedTo, doneAt, fresh } = mapped
        progress(page, page.isLast, isAgain ? page.items.length : page.isAgain ? 0 : fresh)
        if (!isAgain) checkpoint.add(page.checkpoint, doneAt)
        const calls = buffer ? buffer.add(mapped) : mapped.calls
        if (calls.length > 0) yield calls
        const surplus = buffer?.surplus()
        if (surplus?.length) yield surplus
        if (at !== null && sortedTo !== null && (descending ? sortedTo < at : sortedTo > at)) {
          summary.endedEarly = groundOf(plan.order)
          break passes
        }
        if (++pages > mostPages) break passes
      }
      // A resumed list shows only part of its rows.
      if (checkpoint.from !== null || !(await completeness.readsAgain(list))) break
      mostPages = Math.min(mostPages, 2 * pages)
    }
    const rest = buffer?.rest()
    if (rest?.length) yield rest
  } catch (error) {
    cancel.abort(error)
    throw error
  }
}
