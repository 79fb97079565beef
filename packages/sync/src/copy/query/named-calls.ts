import type { Statements } from '../../store/store.js'
import type { Search } from './search.js'

/** The keys of the calls whose whole id, or key, the text of a search is: of several sources, the same id may be of several calls. */
export async function namedCalls({ all }: Statements, search: Search | null, gone: boolean): Promise<string[]> {
  if (search === null) return []
  const sources = await all('SELECT id FROM sources')
  // Keys are indexed, ids alone are not.
  const keys = [search.text, ...sources.map(([id]) => `${id}/${search.text}`)]
  const rows = await all(`SELECT key FROM calls WHERE key IN $1${gone ? '' : ' AND gone_at IS NULL'}`, [keys])
  return rows.map(([key]) => String(key))
}
