import type { Statements } from '../../store/store.js'
import type { FoundAgents, Named } from './copy-conditions.js'
import { hasName, type Search } from './search.js'

/** What the text of a search names. Agents are looked for only if it names no call: a named call is found alone. */
export async function namedBy(store: Statements, search: Search | null, gone: boolean): Promise<Named> {
  if (search === null) return { calls: [], agents: NO_AGENTS }
  const calls = await namedCalls(store, search, gone)
  return { calls, agents: calls.length > 0 ? NO_AGENTS : await foundAgents(store, search) }
}

const NO_AGENTS: FoundAgents = { ids: [], names: [] }

/** The keys of the calls whose whole id, or key, the text is: of several sources, the same id may be of several calls. */
async function namedCalls({ all }: Statements, { text }: Search, gone: boolean): Promise<string[]> {
  const sources = await all('SELECT id FROM sources')
  // Keys are indexed, ids alone are not.
  const keys = [text, ...sources.map(([id]) => `${id}/${text}`)]
  const rows = await all(`SELECT key FROM calls WHERE key IN $1${gone ? '' : ' AND gone_at IS NULL'}`, [keys])
  return rows.map(([key]) => String(key))
}

/** The ids and names of agents that have the text in them. What small letters are, no two databases agree on, so it is decided here. */
async function foundAgents({ all }: Statements, search: Search): Promise<FoundAgents> {
  const texts = async (column: string) => {
    const rows = await all(`SELECT DISTINCT ${column} FROM calls WHERE ${column} IS NOT NULL`)
    return rows.map(([text]) => String(text)).filter((text) => hasName(text, search))
  }
  return { ids: await texts('agent_id'), names: await texts('agent_name') }
}
