import type { Chunks } from '@callspec/core'
import type { Call } from '@callspec/provider'
import type { Compare } from './compare-calls.js'

/** Chunks of calls. */
export type Stream = Chunks<Call[]>

/** Merges streams: in order if each is in order by `compare`, else as chunks arrive. Equal calls keep the order of the streams. */
export function merge(streams: readonly Stream[], compare: Compare | undefined): Stream {
  const [only] = streams
  // A single stream is passed through without copying.
  if (only && streams.length === 1) return only
  return compare ? mergeOrdered(streams, compare) : mergeArriving(streams)
}

/** Yields the calls merged so far whenever it has to wait for a stream. */
async function* mergeOrdered(streams: readonly Stream[], compare: Compare): AsyncGenerator<Call[], void, void> {
  const order = (one: Head, other: Head) => compare(top(one), top(other)) || one.place - other.place
  try {
    const heads = (await Promise.all(streams.map(advance))).filter((head) => head !== undefined).sort(order)
    let merged: Call[] = []
    while (heads.length > 0) {
      let head: Head | undefined = heads[0]!
      merged.push(top(head))
      if (++head.index === head.calls.length) {
        yield merged
        merged = []
        head = await advance(head.stream, head.place)
      }
      if (head) settle(heads, head, order)
      else heads.shift()
    }
  } finally {
    await close(streams)
  }
}

/** Puts a head, in place of the first of those in order, where it belongs. There may be hundreds, so it is found by binary search. */
function settle(heads: Head[], head: Head, order: (one: Head, other: Head) => number): void {
  let [low, high] = [0, heads.length - 1]
  // Mostly it stays.
  for (let middle = 1; low < high; middle = (low + high + 1) >>> 1) {
    if (order(heads[middle]!, head) < 0) low = middle
    else high = middle - 1
  }
  heads.copyWithin(0, 1, low + 1)
  heads[low] = head
}

interface Head {
  stream: Stream
  /** Of the stream among all. */
  place: number
  calls: Call[]
  index: number
}

const top = ({ calls, index }: Head): Call => calls[index]!

/** The next non-empty chunk. */
async function advance(stream: Stream, place: number): Promise<Head | undefined> {
  for (;;) {
    const { done, value } = await stream.next()
    if (done) return undefined
    if (value.length > 0) return { stream, place, calls: value, index: 0 }
  }
}

/** Yields chunks of all streams as they arrive. */
async function* mergeArriving(streams: readonly Stream[]): AsyncGenerator<Call[], void, void> {
  const pending = new Map(streams.map((stream) => [stream, take(stream)]))
  try {
    while (pending.size > 0) {
      const { stream, result } = await Promise.race(pending.values())
      if (result.done) {
        pending.delete(stream)
        continue
      }
      // Not before the caller asks for more: meanwhile, the reader fetches its next page anyway.
      pending.delete(stream)
      yield result.value
      pending.set(stream, take(stream))
    }
  } finally {
    // Nobody awaits the pending ones any more; they end or fail unobserved.
    for (const promise of pending.values()) promise.catch(() => undefined)
    await close(streams)
  }
}

const take = async (stream: Stream) => ({ stream, result: await stream.next() })

const close = (streams: readonly Stream[]) => Promise.all(streams.map((stream) => stream.return()))
