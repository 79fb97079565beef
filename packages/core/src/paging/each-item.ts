export interface EachItemOptions<Item> {
  /** Called with each item. */
  onItem?: (item: Item) => void
  /** Ends the iteration, also in the middle of a chunk; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

/**
 * Iterates over the items of chunks. Written by hand for speed: bench/ENGINE.md. Several items may be requested at once.
 */
export function eachItem<Item>(
  chunks: AsyncIterator<readonly Item[], void, void>,
  { onItem, signal }: EachItemOptions<Item> = {},
): Required<Pick<AsyncIterator<Item, void, void>, 'next' | 'return'>> {
  let items: readonly Item[] = []
  let index = 0
  /** Results that are pending; each waits for the one before it. */
  let waiting = 0
  let last: Promise<unknown> | undefined

  function take(): IteratorResult<Item, void> {
    const value = items[index++]!
    onItem?.(value)
    return { done: false, value }
  }

  // It counts itself out, which keeps the caller's stack traces: bench/ENGINE.md.
  async function takeNext(before: Promise<unknown> | undefined): Promise<IteratorResult<Item, void>> {
    try {
      if (before) await before
      while (index >= items.length) {
        const { done, value } = await chunks.next()
        if (done) return { done, value: undefined }
        items = value
        index = 0
      }
      return take()
    } finally {
      waiting--
    }
  }

  async function end(): Promise<IteratorResult<Item, void>> {
    items = []
    await chunks.return?.()
    return { done: true, value: undefined }
  }

  return {
    next() {
      if (signal?.aborted) return end().then(() => Promise.reject(signal.reason))
      if (waiting === 0 && index < items.length) return Promise.resolve(take())
      const answer = takeNext(waiting++ > 0 ? last : undefined)
      last = answer
      return answer
    },
    return: end,
  }
}
