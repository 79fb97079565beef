import { CallspecError } from '@callspec/core'
import type { Call, ListOrder, OrderName } from '@callspec/provider'
import { toStamp } from '@callspec/provider'
import type { Batch } from '../read/batches.js'
import type { Run } from '../read/source-run.js'

/** Orders two calls by `occurredAt`; equal ones stay as they came, and undated ones come last. */
export const comparator = (order: OrderName): Compare => (order === 'oldest' ? oldestFirst : newestFirst)

type Compare = (a: Call, b: Call) => number

// One function for all listings: the engine compiles what calls it for that function, and would do so again for another.
// No stamp compares with `null`.
const oldestFirst: Compare = ({ occurredAt: a }, { occurredAt: b }) => (a === b ? 0 : a! < b! || b === null ? -1 : 1)
const newestFirst: Compare = ({ occurredAt: a }, { occurredAt: b }) => (a === b ? 0 : a! > b! || b === null ? -1 : 1)

/** Orders two calls as their platform does. */
export function platformOrder({ by, direction }: ListOrder): Compare {
  const sign = direction === 'ascending' ? -1 : 1
  const stamp = (call: Call) => call[by] ?? ''
  return (a, b) => (stamp(a) === stamp(b) ? 0 : stamp(a) < stamp(b) ? sign : -sign)
}

/**
 * Puts the calls of one list in the wanted order. A call is held back until the list's own sort stamp shows that no
 * later row can stand before it; where the list runs the other way, or in no order, until its end.
 */
export async function* inOrder(
  run: Run,
  batches: AsyncIterable<Batch>,
  order: OrderName,
  maxBufferedCalls: number,
): AsyncGenerator<Call[], void, void> {
  if (order === 'arrival') {
    for await (const { calls } of batches) if (calls.length > 0) yield calls
    return
  }
  const { holdMs, orderUses } = run.trust
  const releases = orderUses.includes('order-of-calls')
  const compare = comparator(order)
  let held: Call[] = []
  let last: Call | undefined

  function release(count: number): Call[] {
    const ready = count === held.length ? held : held.slice(0, count)
    held = count === held.length ? [] : held.slice(count)
    // They are in order among themselves: those that come too late stand first.
    const late = last ? countWhile(ready, (call) => compare(last!, call) > 0) : 0
    run.summary.outOfOrder += late
    if (late < ready.length) last = ready.at(-1)
    return ready
  }

  for await (const { calls, frontier } of batches) {
    held = joined(held, sorted(calls, compare), compare)
    if (releases && frontier !== null) {
      const ready = release(settled(held, order, shift(frontier, order === 'newest' ? holdMs : -holdMs)))
      if (ready.length > 0) yield ready
    }
    if (held.length > maxBufferedCalls) {
      // Those without a stamp stand last: among the surplus, there are more of them than may be held.
      const surplus = held[held.length - maxBufferedCalls - 1]
      if (!releases || surplus?.occurredAt === null) throw tooMany(run, order, maxBufferedCalls)
      // Within the lag there are more calls than may be held: the surplus goes out in the best order known.
      yield release(held.length - maxBufferedCalls)
    }
  }
  if (held.length > 0) yield release(held.length)
}

/** Puts calls in order in place. A page nearly is: a call or two move by a few places, which takes a third of a sort; one that is not is sorted. */
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

/** Two runs that are each in order as one; equal calls stay as they came. */
function joined(one: Call[], other: Call[], compare: Compare): Call[] {
  const [last, first] = [one.at(-1), other[0]]
  if (!last) return other
  const both = one.concat(other)
  // Pages follow one another, so that most runs meet without a call that has to change its place.
  return first && compare(last, first) > 0 ? both.sort(compare) : both
}

/** How many of the held calls, which are in order, no later row can stand before. */
function settled(held: readonly Call[], order: OrderName, bound: string): number {
  return countWhile(held, ({ occurredAt: at }) => at !== null && (order === 'newest' ? at >= bound : at <= bound))
}

/** How many calls at the beginning meet what no call after the first that does not meets. */
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

function tooMany({ plan: { source } }: Run, order: OrderName, maxBufferedCalls: number): CallspecError {
  return new CallspecError(
    `${source.id} cannot be read ${order} first without holding more than ${maxBufferedCalls} calls. Narrow the period, use order 'arrival', or raise maxBufferedCalls.`,
    { code: 'unsupported', provider: source.provider, source: source.id },
  )
}
