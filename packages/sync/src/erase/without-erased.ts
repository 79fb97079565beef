import type { Statements } from '../store/store.js'

/** What is left of calls or rows without those whose key was erased. */
export async function withoutErased<Item>(
  { all }: Statements,
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): Promise<readonly Item[]> {
  const keys = items.map(keyOf).filter((key) => key !== null)
  if (keys.length === 0) return items
  const erased = new Set((await all('SELECT key FROM erased WHERE key IN $1', [keys])).map(([key]) => key))
  return erased.size === 0 ? items : items.filter((item) => !erased.has(keyOf(item)))
}
