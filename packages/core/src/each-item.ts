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
  /** The last answer that has to be waited for; those asked for meanwhile come after it. */
  let waited: Promise<IteratorResult<Item, void>> | undefined

  function take(): IteratorResult<Item, void> {
    const value = items[index++]!
    onItem?.(value)
    return { done: false, value }
  }

  async function takeNext(): Promise<IteratorResult<Item, void>> {
    while (index >= items.length) {
      const { done, value } = await chunks.next()
      if (done) return { done, value: undefined }
      items = value
      index = 0
    }
    return take()
  }

  return {
    next() {
      if (waited === undefined && index < items.length) return Promise.resolve(take())
      const answer = waited === undefined ? takeNext() : waited.then(takeNext)
      const settled = () => {
        if (waited === answer) waited = undefined
      }
      answer.then(settled, settled)
      waited = answer
      return answer
    },
    async return() {
      items = []
      await chunks.return?.()
      return { done: true, value: undefined }
    },
  }
}
