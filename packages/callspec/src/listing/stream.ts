import { eachItem } from '@callspec/core'
import type { Call } from '@callspec/provider'
import { newTrack, progressOf, type SourceProgress, type Track } from '../read/source-progress.js'
import { type SourceSummary, type Summary, sumUp } from '../read/summary.js'
import type { ListingState } from './state.js'

export interface CallPage<C> {
  calls: C[]
  /** Pass it to `list` to continue after this page, also in another process. */
  state: ListingState
}

/** Tracks the calls that the caller got. */
export interface Checkpoint {
  /** Called with each call before it is handed over. */
  yielded(call: Call): void
  /** The state after the last of them. */
  state(): ListingState
}

/** The calls of a listing. Iterate it once, call by call or by `.pages()`; `summary()` says how it went. */
export class CallStream<C extends Call = Call> implements AsyncIterable<C> {
  readonly #chunks: AsyncGenerator<Call[], void, void>
  readonly #sources: SourceSummary[]
  readonly #tracks: readonly Track[]
  readonly #ended = Promise.withResolvers<void>()
  readonly #checkpoint: Checkpoint
  readonly #signal: AbortSignal | undefined
  #started = false

  /** `read` yields the calls in chunks and calls `onEnd` at its end. */
  constructor(
    read: (onEnd: () => void) => AsyncGenerator<Call[], void, void>,
    sources: SourceSummary[],
    checkpoint: Checkpoint,
    signal?: AbortSignal,
    tracks: readonly Track[] = sources.map(newTrack),
  ) {
    this.#checkpoint = checkpoint
    this.#signal = signal
    this.#sources = sources
    this.#tracks = tracks
    this.#chunks = this.#ending(read(this.#end))
  }

  /** The same calls in pages, as they were read. */
  pages(): AsyncGenerator<CallPage<C>, void, void> {
    this.#start()
    return this.#ending(this.#pages())
  }

  async *#pages(): AsyncGenerator<CallPage<C>, void, void> {
    for await (const calls of this.#chunks) {
      for (const call of calls) this.#checkpoint.yielded(call)
      // The log's sources determine the type of its calls.
      yield { calls: calls as C[], state: this.#checkpoint.state() }
    }
  }

  [Symbol.asyncIterator](): AsyncIterator<C, void, void> {
    this.#start()
    // The log's sources determine the type of its calls.
    const chunks = this.#chunks as AsyncGenerator<C[], void, void>
    return eachItem(chunks, { onItem: (call) => this.#checkpoint.yielded(call), signal: this.#signal })
  }

  /** Checkpoint after the last call that was handed over. */
  state(): ListingState {
    return this.#checkpoint.state()
  }

  /** How far each source is, in the order of the log; at any time, also while the next call is awaited. */
  progress(): SourceProgress[] {
    return this.#sources.map((summary, index) => progressOf(summary, this.#tracks[index]!))
  }

  /** How the listing went. Resolves after its end, after a break and after an error. */
  async summary(): Promise<Summary> {
    await this.#ended.promise
    return sumUp(this.#sources)
  }

  readonly #end = (): void => {
    for (const track of this.#tracks) track.isDone = true
    this.#ended.resolve()
  }

  /** A generator that has not started yet ends silently. */
  #ending<Item>(items: AsyncGenerator<Item, void, void>): AsyncGenerator<Item, void, void> {
    const end = items.return.bind(items)
    items.return = () => end().finally(this.#end)
    return items
  }

  #start(): void {
    if (this.#started) throw new TypeError('A CallStream can be iterated once. Call list() again.')
    this.#started = true
  }
}
