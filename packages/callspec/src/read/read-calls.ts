import { createProgress, type ParentList, type Piece } from '@callspec/core'
import { type Call, type Inputs, mergeInputs } from '@callspec/provider'
import { groundOf } from '../query/order-guarantees.js'
import { pushPeriod } from '../query/plan.js'
import { createCompleteness } from './completeness.js'
import { openList, operationOf } from './list.js'
import { mapPage } from './map-page.js'
import { openPages } from './open-pages.js'
import { createOrderBuffer, type OrderBuffer } from './order-buffer.js'
import type { SourceReading } from './source-reading.js'

/** One of a source's lists: a request of its plan, for one parent if there is one list for each. */
export type SourceList = Omit<ParentList<Inputs>, 'parent' | 'isGone'> & Partial<ParentList<Inputs>>

/** The matching calls of one of a source's lists, in the wanted order. When the list fails, the source's other reads are cancelled. */
export async function* readCalls(
  reading: SourceReading,
  list: SourceList,
  maxBufferedCalls: number,
): AsyncGenerator<Call[], void, void> {
  const { query, summary, cancel, source } = reading
  const { longestPeriod } = operationOf(source).pagination
  const { from } = reading.checkpoint.lists[list.index]!
  const buffer = query.order === 'arrival' ? undefined : createOrderBuffer(reading, maxBufferedCalls)
  const map = reading.mapper(list.parent)
  const fail = (error: unknown): never => {
    cancel.abort(error)
    throw error
  }
  try {
    for (const piece of longestPeriod?.by.read(reading, pushPeriod(source), list.since, from?.cut) ?? [WHOLE]) {
      const isOver = yield* readPiece(reading, list, piece, buffer, map)
      if (isOver) break
      // Where the next piece begins, so far the calls are in order.
      const ready = buffer?.add({ calls: [], sortedTo: piece.ends ?? null }, piece.holdMs)
      if (ready?.length) yield ready
    }
  } catch (error) {
    if (!(await list.isGone?.(error).catch(fail))) fail(error)
    summary.vanished++
  }
  const rest = buffer?.rest()
  if (rest?.length) yield rest
}

/** A list that is not cut. */
const WHOLE: Partial<Piece<Inputs>> = {}

/** Reads a list, or a piece of time of it; true: no later call matches. */
async function* readPiece(
  reading: SourceReading,
  { index, concurrency, inputs }: SourceList,
  { cut, inputs: more = {}, begins }: Partial<Piece<Inputs>>,
  buffer: OrderBuffer | undefined,
  map: ReturnType<SourceReading['mapper']>,
): AsyncGenerator<Call[], boolean, void> {
  const { plan, source, summary, track } = reading
  const checkpoint = reading.checkpoint.lists[index]!
  const { at, possible } = plan.endsEarly
  // Else the total counts rows of long before the period, which are not read.
  const isCounted = at === null || plan.filters.some(({ name, pushed }) => name === 'period' && pushed)
  const descending = plan.order.direction === 'descending'
  const list = openList(reading, mergeInputs(inputs, more))
  const completeness = createCompleteness(reading)
  const from = cut === checkpoint.from?.cut ? checkpoint.from : null
  let mostPages = Number.POSITIVE_INFINITY
  passes: for (let isAgain = false; ; isAgain = true) {
    const progress = createProgress(list.operation)
    let pages = 0
    for await (const page of await openPages(list, source.definition.descriptor, concurrency, possible, isAgain ? null : from)) {
      if (isCounted && !cut) track.totals[index] ??= page.total
      const mapped = mapPage(reading, list, page, completeness, map)
      const { sortedTo, doneAt, fresh } = mapped
      progress(page, page.isLast, isAgain ? page.items.length : page.isAgain ? 0 : fresh)
      // An empty piece has nothing to wait for.
      if (!isAgain) checkpoint.add(page.checkpoint, page.items.length === 0 ? (begins ?? null) : doneAt, cut)
      const calls = buffer ? buffer.add(mapped) : mapped.calls
      if (calls.length > 0) yield calls
      const surplus = buffer?.surplus()
      if (surplus?.length) yield surplus
      if (at !== null && sortedTo !== null && (descending ? sortedTo < at : sortedTo > at)) {
        summary.endedEarly = groundOf(plan.order)
        return true
      }
      if (++pages > mostPages) break passes
    }
    // A resumed list shows only part of its rows.
    if (from !== null || !(await completeness.readsAgain(list))) break
    mostPages = Math.min(mostPages, 2 * pages)
  }
  return false
}
