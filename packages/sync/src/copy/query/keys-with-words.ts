import type { Statements } from '../../store/store.js'
import type { Search } from './search.js'
import { WORD_STATEMENTS, wordParameter } from './word-statements.js'

/** The keys of all calls that have every word of a search. */
export async function keysWithWords({ all, dialect }: Statements, { words }: Pick<Search, 'words'>): Promise<Set<string>> {
  let found: Set<string> | undefined
  for (const word of words) {
    const rows = await all(WORD_STATEMENTS[dialect]('$1'), [wordParameter(dialect, word)])
    const keys = rows.map(([key]) => String(key))
    const before: Set<string> | undefined = found
    found = new Set(before ? keys.filter((key) => before.has(key)) : keys)
    if (found.size === 0) break
  }
  return found ?? new Set()
}
