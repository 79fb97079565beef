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
  try {
    const all = await Promise.all(streams.map(advance))
    const heads = all.filter((head) => head !== undefined).sort((one, other) => compare(top(one), top(other)))
    let merged: Call[] = []
    while (heads.length > 0) {
      const head = heads[0]!
      merged.push(top(head))
      if (++head.index < head.calls.length) {
        settle(heads, compare)
        continue
      }
      yield merged
      merged = []
      const next = await advance(head.stream, head.place)
      if (next) {
        heads[0] = next
        settle(heads, compare)
      } else heads.shift()
    }
  } finally {
    await close(streams)
  }
}

/** Moves the first of heads, which are in order but for it, to its place. There may be hundreds, so it is found by binary search. */
function settle(heads: Head[], compare: Compare): void {
  // Mostly it stays.
  if (heads.length === 1 || !precedes(heads[1]!, heads[0]!, compare)) return
  const head = heads.shift()!
  let [low, high] = [1, heads.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (precedes(heads[middle]!, head, compare)) low = middle + 1
    else high = middle
  }
  heads.splice(low, 0, head)
}

function precedes(one: Head, other: Head, compare: Compare): boolean {
  const order = compare(top(one), top(other))
  return order < 0 || (order === 0 && one.place < other.place)
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
