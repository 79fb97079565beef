export interface EachItemOptions<Item> {
  /** Told of each item that is handed out. */
  onItem?: (item: Item) => void
  /** Ends the handing out, also in the middle of a chunk; it rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

/**
 * Hands out the items of chunks one by one. Made by hand, because an async generator costs several promises per item.
 * Items may be asked for before the last one came.
 */
export function eachItem<Item>(
  chunks: AsyncIterator<readonly Item[], void, void>,
  { onItem, signal }: EachItemOptions<Item> = {},
): Required<Pick<AsyncIterator<Item, void, void>, 'next' | 'return'>> {
  let items: readonly Item[] = []
  let index = 0
  /** Answers that somebody waits for; those asked for meanwhile come after the last of them. */
  let waiting = 0
  let last: Promise<unknown> | undefined

  function take(): IteratorResult<Item, void> {
    const value = items[index++]!
    onItem?.(value)
    return { done: false, value }
  }

  // It counts itself out: a second reaction to its promise would end the caller's stack traces here.
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
