import type { Statements } from '../store/store.js'

/** What is left of calls or rows without those whose key was erased. */
export async function withoutErased<Item>(
  { dialect, all }: Statements,
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): Promise<readonly Item[]> {
  const keys = items.map(keyOf).filter((key) => key !== null)
  if (keys.length === 0) return items
  // Where transactions run side by side, this keeps whoever erases waiting until the page is written. SQLite has one writer at a time.
  const lock = dialect === 'postgres' ? ' FOR KEY SHARE' : ''
  const erased = new Set((await all(`SELECT key FROM erased WHERE key IN $1${lock}`, [keys])).map(([key]) => key))
  return erased.size === 0 ? items : items.filter((item) => !erased.has(keyOf(item)))
}
