import type { Statements } from '../../store/store.js'
import type { FoundAgents } from './copy-conditions.js'
import { hasName, type Search } from './search.js'

/** The ids and names of agents that have the text of a search in them. What small letters are, no two databases agree on, so it is decided here. */
export async function foundAgents({ all }: Statements, search: Search | null): Promise<FoundAgents> {
  if (search === null) return { ids: [], names: [] }
  const texts = async (column: string) => {
    const rows = await all(`SELECT DISTINCT ${column} FROM calls WHERE ${column} IS NOT NULL`)
    return rows.map(([text]) => String(text)).filter((text) => hasName(text, search))
  }
  return { ids: await texts('agent_id'), names: await texts('agent_name') }
}
