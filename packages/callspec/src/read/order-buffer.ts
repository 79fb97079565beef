import type { Call, OrderName } from '@callspec/provider'
import { sourceError, toStamp } from '@callspec/provider'
import { type Compare, comparator } from './compare-calls.js'
import type { MappedPage } from './map-page.js'
import type { SourceReading } from './source-reading.js'

/**
 * Puts the calls of one list in the wanted order. A call is held back until the list's own sort stamp shows that no
 * later row can stand before it; where the list runs the other way, or in no order, until its end.
 */
export class OrderBuffer {
  readonly #reading: SourceReading
  readonly #order: OrderName
  readonly #compare: Compare
  readonly #capacity: number
  #held: Call[] = []
  #last: Call | undefined

  constructor(reading: SourceReading, maxBufferedCalls: number) {
    this.#reading = reading
    this.#order = reading.query.order
    this.#compare = comparator(this.#order)
    this.#capacity = maxBufferedCalls
  }

  /** Takes the calls of a page, and gives those before which no later row can stand. */
  add({ calls, sortedTo }: MappedPage): Call[] {
    this.#held = joined(this.#held, sorted(calls, this.#compare), this.#compare)
    const { holdMs } = this.#reading.plan
    if (holdMs === null || sortedTo === null) return []
    return this.#release(settled(this.#held, this.#order, shift(sortedTo, this.#order === 'newest' ? holdMs : -holdMs)))
  }

  /**
   * What is held beyond the capacity, in the best order known: within the lag there are more calls than may be held.
   * @throws CallspecError `unsupported` where calls can only be held
   */
  surplus(): Call[] | undefined {
    const count = this.#held.length - this.#capacity
    if (count <= 0) return undefined
    // Those without a stamp stand last: among the surplus, there are more of them than may be held.
    const canRelease = this.#reading.plan.holdMs !== null && this.#held[count - 1]?.occurredAt !== null
    if (!canRelease) throw tooMany(this.#reading, this.#capacity)
    return this.#release(count)
  }

  /** What is held when the list has ended. */
  rest(): Call[] {
    return this.#release(this.#held.length)
  }

  #release(count: number): Call[] {
    const held = this.#held
    const ready = count === held.length ? held : held.slice(0, count)
    this.#held = count === held.length ? [] : held.slice(count)
    // They are in order among themselves: those that come too late stand first.
    const last = this.#last
    const late = last ? countWhile(ready, (call) => this.#compare(last, call) > 0) : 0
    this.#reading.summary.outOfOrder += late
    if (late < ready.length) this.#last = ready.at(-1)
    return ready
  }
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

/** Two sequences that are each in order as one; equal calls stay as they came. */
function joined(one: Call[], other: Call[], compare: Compare): Call[] {
  const [last, first] = [one.at(-1), other[0]]
  if (!last) return other
  const both = one.concat(other)
  // Pages follow one another, so that most meet without a call that has to change its place.
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

const tooMany = ({ source, query }: SourceReading, maxBufferedCalls: number) =>
  sourceError(
    source,
    'unsupported',
    `${source.id} cannot be read ${query.order} first without holding more than ${maxBufferedCalls} calls. Narrow the period, use order 'arrival', or raise maxBufferedCalls.`,
  )
