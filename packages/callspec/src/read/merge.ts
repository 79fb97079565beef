import type { Call } from '@callspec/provider'
import type { Compare } from './compare-calls.js'

/** Chunks of calls. */
export type Stream = Pick<AsyncGenerator<Call[], void, void>, 'next' | 'return'>

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
    const heads = (await Promise.all(streams.map(advance))).filter((head) => head !== undefined)
    let merged: Call[] = []
    while (heads.length > 0) {
      let best = 0
      for (let index = 1; index < heads.length; index++) {
        if (compare(top(heads[index]!), top(heads[best]!)) < 0) best = index
      }
      const head = heads[best]!
      merged.push(top(head))
      if (++head.index < head.calls.length) continue
      yield merged
      merged = []
      const next = await advance(head.stream)
      if (next) heads[best] = next
      else heads.splice(best, 1)
    }
  } finally {
    await close(streams)
  }
}

interface Head {
  stream: Stream
  calls: Call[]
  index: number
}

const top = ({ calls, index }: Head): Call => calls[index]!

/** The next non-empty chunk. */
async function advance(stream: Stream): Promise<Head | undefined> {
  for (;;) {
    const { done, value } = await stream.next()
    if (done) return undefined
    if (value.length > 0) return { stream, calls: value, index: 0 }
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
