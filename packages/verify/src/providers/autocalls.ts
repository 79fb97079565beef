import { at } from '@callspec/core'
import type { FilterName } from '@callspec/provider'
import type { Checks } from '../check.js'
import type { Row } from '../probe/known-rows.js'
import type { Probe } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

/** The two filters by an id that rows lack, where the ids are listed, and what rows have instead. */
const UNSEEN = [
  {
    noun: 'assistant',
    filter: 'agentId',
    path: '/user/assistants/get',
    query: { per_page: 100 },
    nameOf: ({ call }: Row) => call.agent?.name,
  },
  { noun: 'campaign', filter: 'campaignId', path: '/user/campaigns', query: {}, nameOf: ({ call }: Row) => call.campaign?.name },
] as const

/** Requests one assistant and one campaign, and checks by their names whether others' calls come as well. */
async function unseenFilters(probe: Probe, id: string): Promise<Finding> {
  await probe.sample()
  const seen: string[] = []
  let tested = 0
  for (const { noun, filter, path, query, nameOf } of UNSEEN) {
    const names = new Set([...probe.known.byId.values()].map(nameOf))
    const chosen = chooseNamed(await probe.answer(path, query), names)
    if (!chosen || names.size < 2) {
      seen.push(`no ${noun} has a name that differs from the others`)
      continue
    }
    const rows = await ask(probe, id, filter, chosen.id)
    const right = rows.filter((row) => nameOf(row) === chosen.name).length
    const others = rows.filter((row) => chosen.others.has(nameOf(row) ?? null)).length
    seen.push(`for one ${noun}, ${right} of ${count(rows.length, 'row')} carry its name and ${others} another name or none`)
    if (others > 0) return settled('ignored', `Asked ${seen.join('; ')}.`)
    // A row with an unlisted name may be from before a change of the name.
    if (right > 0 && right === rows.length) tested++
  }
  return tested === UNSEEN.length ? settled('applied', `Asked ${seen.join('; ')}.`) : open(`Asked ${seen.join('; ')}.`)
}

async function ask(probe: Probe, id: string, filter: FilterName, value: string): Promise<readonly Row[]> {
  // Both filters take an id; the type does not say which.
  const { pushdown } = probe.definition.filters[filter] as {
    pushdown?: (value: string, assume: (asked: string) => string) => unknown
  }
  const inputs = pushdown?.(value, probe.assume(id, 'applied'))
  // Such a filter returns the inputs of one request, or a word if the id has an impossible form.
  return typeof inputs === 'object' && inputs !== null ? (await probe.page(probe.newestInputs(inputs))).rows : []
}

interface Chosen {
  id: string
  name: string
  /** The names of all others, and that of none. */
  others: ReadonlySet<unknown>
}

/** One with known calls whose name is unique. */
function chooseNamed(answer: unknown, names: ReadonlySet<string | null | undefined>): Chosen | undefined {
  // The brands disagree on the envelope.
  const items = [answer, at(answer, ['data']), at(answer, ['campaigns'])].find(Array.isArray)
  if (!items) return undefined
  const listed = items.map((item: unknown) => ({ id: String(at(item, ['id'])), name: at(item, ['name']) }))
  for (const { id, name } of listed) {
    if (typeof name === 'string' && names.has(name) && listed.filter((other) => other.name === name).length === 1)
      return { id, name, others: new Set([null, ...listed.map((other) => other.name)].filter((other) => other !== name)) }
  }
  return undefined
}

export const autocalls: Checks = { 'unseen-filters': unseenFilters }
