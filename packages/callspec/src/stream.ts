import type { Call } from './model.js'
import type { ListingState, StateKeeper } from './state.js'
import { type SourceSummary, type Summary, sumUp } from './summary.js'

export interface CallPage<C> {
  calls: C[]
  /** Goes on after this page when it is passed to `list`, also in another process. */
  state: ListingState
}

/** The calls of a listing: iterate it once, call by call or by `.pages()`; `summary()` tells what it came to. */
export class CallStream<C extends Call = Call> implements AsyncIterable<C> {
  readonly #chunks: AsyncGenerator<Call[], void, void>
  readonly #sources: SourceSummary[]
  readonly #ended = Promise.withResolvers<void>()
  readonly #bySource: ReadonlyMap<string, SourceSummary>
  readonly #keeper: StateKeeper
  #started = false

  constructor(chunks: AsyncGenerator<Call[], void, void>, sources: SourceSummary[], keeper: StateKeeper) {
    this.#keeper = keeper
    this.#chunks = chunks
    this.#sources = sources
    this.#bySource = new Map(sources.map((summary) => [summary.source, summary]))
  }

  /** Calls as they were read together. */
  async *pages(): AsyncGenerator<CallPage<C>, void, void> {
    this.#start()
    try {
      // The log's sources say which calls these are.
      for await (const calls of this.#chunks) {
        this.#count(calls)
        yield { calls: calls as C[], state: this.#keeper.state() }
      }
    } finally {
      this.#ended.resolve()
    }
  }

  /** Made by hand: one promise per call rather than a generator's three. */
  [Symbol.asyncIterator](): AsyncIterator<C, void, void> {
    this.#start()
    const chunks = this.#chunks
    const ended = this.#ended
    const one: Call[] = []
    let calls: Call[] = []
    let index = 0
    const next = async (): Promise<IteratorResult<C, void>> => {
      while (index >= calls.length) {
        const { done, value } = await chunks.next().catch((error: unknown) => {
          ended.resolve()
          throw error
        })
        if (done) {
          ended.resolve()
          return { done: true, value: undefined }
        }
        calls = value
        index = 0
      }
      one[0] = calls[index++]!
      this.#count(one)
      // The log's sources say which calls these are.
      return { done: false, value: one[0] as C }
    }
    return {
      next,
      async return() {
        await chunks.return()
        ended.resolve()
        return { done: true, value: undefined }
      },
    }
  }

  /** Where the listing stands: after the last call that was handed over. */
  state(): ListingState {
    return this.#keeper.state()
  }

  /** What the listing came to. Resolves after its end, after a break and after an error. */
  async summary(): Promise<Summary> {
    await this.#ended.promise
    return sumUp(this.#sources)
  }

  /** Counted as they are handed over: after a break, what was read but not asked for is not among them. */
  #count(calls: readonly Call[]): void {
    for (const { source } of calls) this.#bySource.get(source)!.calls++
    this.#keeper.yielded(calls)
  }

  #start(): void {
    if (this.#started) throw new TypeError('A CallStream can be iterated once. Call list() again.')
    this.#started = true
  }
}
