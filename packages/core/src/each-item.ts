/**
 * Hands out the items of chunks one by one, and tells `onItem` of each. Made by hand, because an async generator costs
 * several promises per item. Items may be asked for before the last one came.
 */
export function eachItem<Item>(
  chunks: AsyncIterator<readonly Item[], void, void>,
  onItem?: (item: Item) => void,
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

  return {
    next() {
      if (waiting === 0 && index < items.length) return Promise.resolve(take())
      const answer = takeNext(waiting++ > 0 ? last : undefined)
      last = answer
      return answer
    },
    async return() {
      items = []
      await chunks.return?.()
      return { done: true, value: undefined }
    },
  }
}
