import type { Call, OrderName } from '@callspec/provider'
import { sourceError, toStamp } from '@callspec/provider'
import { type Compare, comparator } from './compare-calls.js'
import type { MappedPage } from './map-page.js'
import type { SourceReading } from './source-reading.js'

/**
 * Puts the calls of one list in the wanted order. A call is held back until the list's sort stamp shows that no later row
 * can precede it; if the list runs the other way or is unsorted, until its end.
 */
export interface OrderBuffer {
  /** Adds the calls of a page and returns those that no later row can precede; `holdMs`: that of the plan, or of the end of a piece of time. */
  add(page: Pick<MappedPage, 'calls' | 'sortedTo'>, holdMs?: number | null): Call[]
  /**
   * Calls beyond the capacity, in the best order known: more calls share the lag than may be held.
   * @throws CallspecError `unsupported` if calls have to be held to the end
   */
  surplus(): Call[] | undefined
  /** The calls that are held when the list has ended. */
  rest(): Call[]
}

export function createOrderBuffer(reading: SourceReading, capacity: number): OrderBuffer {
  const { plan, query, summary } = reading
  const { order } = query
  const compare = comparator(order)
  let held: Call[] = []
  let last: Call | undefined

  function release(count: number): Call[] {
    const ready = count === held.length ? held : held.slice(0, count)
    held = count === held.length ? [] : held.slice(count)
    // They are sorted, so calls that come too late are first.
    const late = last ? countWhile(ready, (call) => compare(last!, call) > 0) : 0
    summary.outOfOrder += late
    if (late < ready.length) last = ready.at(-1)
    return ready
  }

  return {
    add({ calls, sortedTo }, holdMs = plan.holdMs) {
      held = joined(held, sorted(calls, compare), compare)
      if (holdMs === null || sortedTo === null) return []
      return release(settled(held, order, shift(sortedTo, order === 'newest' ? holdMs : -holdMs)))
    },
    surplus() {
      const count = held.length - capacity
      if (count <= 0) return undefined
      // Undated calls are last: if the surplus has any, more than the capacity are undated.
      if (plan.holdMs === null || held[count - 1]?.occurredAt === null) throw tooMany(reading, capacity)
      return release(count)
    },
    rest: () => release(held.length),
  }
}

/** Sorts calls in place. A page is nearly sorted, and moving a call or two takes a third of a sort; any other page is sorted. */
function sorted(calls: Call[], compare: Compare): Call[] {
  let moves = calls.length
  for (let index = 1; index < calls.length; index++) {
    const call = calls[index]!
    let at = index
    while (at > 0 && moves > 0 && compare(calls[at - 1]!, call) > 0) {
      calls[at] = calls[--at]!
      moves--
    }
    calls[at] = call
    if (moves === 0) return calls.sort(compare)
  }
  return calls
}

/** Joins two sorted sequences; equal calls keep their order. */
function joined(one: Call[], other: Call[], compare: Compare): Call[] {
  const [last, first] = [one.at(-1), other[0]]
  if (!last) return other
  const both = one.concat(other)
  // Pages follow one another, so most need no sorting.
  return first && compare(last, first) > 0 ? both.sort(compare) : both
}

/** How many of the held calls, which are sorted, no later row can precede. */
function settled(held: readonly Call[], order: OrderName, bound: string): number {
  return countWhile(held, ({ occurredAt: at }) => at !== null && (order === 'newest' ? at >= bound : at <= bound))
}

/** Number of leading calls that meet a condition, by binary search: no call after the first that fails meets it. */
function countWhile(calls: readonly Call[], meets: (call: Call) => boolean): number {
  let [low, high] = [0, calls.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (meets(calls[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}

const shift = (stamp: string, ms: number) => (ms === 0 ? stamp : toStamp(Date.parse(stamp) + ms))

const tooMany = ({ source, query }: SourceReading, maxBufferedCalls: number) =>
  sourceError(
    source,
    'unsupported',
    `${source.id} cannot be read ${query.order} first without holding more than ${maxBufferedCalls} calls. Narrow the period, use order 'arrival', or raise maxBufferedCalls.`,
  )
