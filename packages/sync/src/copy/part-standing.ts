import { PARTS, type Part, tells } from '@callspec/provider'
import type { Call } from 'callspec'
import type { SourceFacts } from '../sources/source-facts.js'
import type { Statements } from '../store/store.js'

/** How a part stands that a call of the copy does not have. */
export interface PartStanding {
  part: Part
  /** `open`: nobody asks as long as the call can change; `not_synced`: no sync was to bring it; the others as in the table `parts`. */
  state: 'open' | 'not_synced' | 'not_yet' | 'never' | 'failed'
  /** The same in words. */
  because: string
}

/** How the parts stand that a call does not have, but for those that it is known to have none of. */
export async function partStandings({ all }: Statements, { never }: SourceFacts, call: Call): Promise<PartStanding[]> {
  const rows = await all('SELECT part, state, due_at, reason FROM parts WHERE key = $1', [call.key])
  return PARTS.filter((part) => !tells(call, part)).flatMap((part): PartStanding[] => {
    if (never.includes(part)) return [{ part, state: 'never', because: 'never, its platform documents none' }]
    const [, state, due = null, said = null] = rows.find(([name]) => name === part) ?? []
    const reason = said === null ? null : String(said).replace(/\.$/, '')
    if (state === 'failed') return [{ part, state, because: `given up: ${reason}` }]
    if (state === 'not_yet')
      return [{ part, state, because: `not there yet${reason === null ? '' : ` (${reason})`}, ${again(due)}` }]
    if (!call.missing?.includes(part)) return []
    return call.isFinal
      ? [{ part, state: 'not_synced', because: `not synced, callspec sync --include ${part} brings it` }]
      : [{ part, state: 'open', because: 'not asked for yet, because the call can still change' }]
  })
}

const again = (due: unknown) =>
  due === null || Date.parse(String(due)) <= Date.now()
    ? 'asked for with the next sync'
    : `asked for again ${String(due).slice(0, 16).replace('T', ' ')} UTC`
