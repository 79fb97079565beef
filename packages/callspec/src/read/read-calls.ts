import { type Cut, createProgress, pagedOperation } from '@callspec/core'
import { type Call, type Inputs, mergeInputs, toStamp, withinStamps } from '@callspec/provider'
import { groundOf } from '../query/order-guarantees.js'
import { pieceInputs } from '../query/plan.js'
import { createCompleteness } from './completeness.js'
import { finderOf, type SourceList } from './find-lists.js'
import { openList } from './list.js'
import { mapPage } from './map-page.js'
import { openPages } from './open-pages.js'
import { createOrderBuffer, type OrderBuffer } from './order-buffer.js'
import type { SourceReading } from './source-reading.js'

/** The matching calls of one of a source's lists, in the wanted order. When the list fails, the source's other reads are cancelled. */
export async function* readCalls(
  reading: SourceReading,
  list: SourceList,
  maxBufferedCalls: number,
): AsyncGenerator<Call[], void, void> {
  const { plan, query, summary, cancel, source } = reading
  const { longestPeriod } = pagedOperation(source.definition.descriptor, source.definition.list).pagination
  const { cut } = plan
  const buffer = query.order === 'arrival' ? undefined : createOrderBuffer(reading, maxBufferedCalls)
  const map = reading.mapper(list.parent)
  try {
    const pieces =
      longestPeriod &&
      cut &&
      longestPeriod.by.cut(cut, list.since, reading.startedAt, reading.checkpoint.lists[list.index]!.from?.cut)
    for (const piece of pieces ?? [undefined]) {
      const inputs = piece && longestPeriod ? mergeInputs(list.inputs, pieceInputs(longestPeriod, source, piece)) : list.inputs
      const isOver = yield* readPiece(reading, list, inputs, piece, buffer, map)
      if (isOver) break
      // Where the next piece begins, so far the calls are in order.
      const ready = cut && piece && buffer?.add({ calls: [], sortedTo: edge(piece, cut.newestFirst) }, cut.holdMs)
      if (ready?.length) yield ready
    }
  } catch (error) {
    const finder = list.parent && finderOf(reading)
    const isGone = await finder?.parents.by.isGone(finder, plan, error).catch((own) => {
      cancel.abort(own)
      throw own
    })
    if (!isGone) {
      cancel.abort(error)
      throw error
    }
    summary.vanished++
  }
  const rest = buffer?.rest()
  if (rest?.length) yield rest
}

/** Reads a list, or a piece of time of it; true: no later call matches. */
async function* readPiece(
  reading: SourceReading,
  { index, concurrency }: SourceList,
  inputs: Inputs,
  piece: Cut | undefined,
  buffer: OrderBuffer | undefined,
  map: ReturnType<SourceReading['mapper']>,
): AsyncGenerator<Call[], boolean, void> {
  const { plan, source, summary, track } = reading
  const checkpoint = reading.checkpoint.lists[index]!
  const { at, possible } = plan.endsEarly
  // Else the total counts rows of long before the period, which are not read.
  const isCounted = at === null || plan.filters.some(({ name, pushed }) => name === 'period' && pushed)
  const descending = plan.order.direction === 'descending'
  const list = openList(reading, inputs)
  const completeness = createCompleteness(reading)
  const from = piece === checkpoint.from?.cut ? checkpoint.from : null
  // An empty piece has nothing to wait for.
  const emptyAt = piece ? edge(piece, !plan.cut?.newestFirst) : null
  let mostPages = Number.POSITIVE_INFINITY
  passes: for (let isAgain = false; ; isAgain = true) {
    const progress = createProgress(list.operation)
    let pages = 0
    for await (const page of await openPages(list, source.definition.descriptor, concurrency, possible, isAgain ? null : from)) {
      if (isCounted && !piece) track.totals[index] ??= page.total
      const mapped = mapPage(reading, list, page, completeness, map)
      const { sortedTo, doneAt, fresh } = mapped
      progress(page, page.isLast, isAgain ? page.items.length : page.isAgain ? 0 : fresh)
      if (!isAgain) checkpoint.add(page.checkpoint, page.items.length === 0 ? emptyAt : doneAt, piece)
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

/** The stamp of one end of a piece. */
const edge = ({ since, until }: Cut, isOldest = false) => toStamp(withinStamps(isOldest ? since : until))
