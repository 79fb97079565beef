import { at, isCallspecError } from '@callspec/core'
import type { Checks } from '../check.js'
import type { Probe, RowPage } from '../probe/probe.js'
import { count, type Finding, open, settled } from '../report/finding.js'

/** Requests `ended` and checks whether rows with `ENDED` come. */
async function filterCase(probe: Probe): Promise<Finding> {
  await probe.sample()
  const words = wordsOf(probe, 'call_status')
  const known = words.get('ENDED') ?? 0
  if (known === 0) return open('No call that was read has the status ENDED.')
  const answer = await askFor(probe, { call_status: ['ended'] })
  if (answer === 'refused')
    return settled('exact', `The filter rejects the word in lower case; ${count(known, 'known call')} have it in upper case.`)
  const right = answer.rows.filter(({ raw }) => at(raw, ['call_status']) === 'ENDED').length
  const seen = `For ended, ${right} of ${count(answer.rows.length, 'row')} say ENDED, like ${known} of the calls that were read`
  if (answer.rows.length === 0) return settled('exact', `${seen}.`)
  if (right < answer.rows.length) return open(`${seen}, so the filter is not applied.`)
  return words.size > 1
    ? settled('folded', `${seen}.`)
    : open(`${seen}, and none says another word, so the filter may let everything through.`)
}

/** Requests every type that rows have and checks whether others come as well. */
async function callTypeFilter(probe: Probe): Promise<Finding> {
  await probe.sample()
  const words = [...wordsOf(probe, 'call_type').keys()].filter((word) => word === 'PHONE_CALL' || word === 'WEB_CALL')
  if (words.length === 0) return open('No call that was read has one of the two types.')
  // If there is only one type, all rows match anyway; then the other type has to return none.
  const asked = words.length === 2 ? words : ['PHONE_CALL', 'WEB_CALL']
  let right = 0
  let wrong = 0
  for (const word of asked) {
    const answer = await askFor(probe, { call_type: [word] })
    if (answer === 'refused') return settled('ignored', 'The filter is rejected.')
    for (const { raw } of answer.rows) {
      if (at(raw, ['call_type']) === word) right++
      else wrong++
    }
  }
  const seen = `For ${asked.join(' and for ')}, ${right} of ${count(right + wrong, 'row')} have that type`
  if (wrong > 0) return settled('ignored', `${seen}.`)
  return right > 0 ? settled('applied', `${seen}.`) : open(`${seen}.`)
}

/** Requests one agent as an array and, if that fails, as a text. */
async function agentFilter(probe: Probe): Promise<Finding> {
  await probe.sample()
  const agents = wordsOf(probe, 'agent_id')
  const [agent] = agents.keys()
  if (agent === undefined || agents.size < 2) return open('The calls that were read have fewer than two agents.')
  const seen: string[] = []
  for (const [form, value] of [
    ['array', [agent]],
    ['string', agent],
  ] as const) {
    const answer = await askFor(probe, { agent_id: value })
    if (answer === 'refused') {
      seen.push(`as ${form} it is rejected`)
      continue
    }
    const right = answer.rows.filter(({ raw }) => at(raw, ['agent_id']) === agent).length
    seen.push(`as ${form}, ${right} of ${count(answer.rows.length, 'row')} are of the requested agent`)
    if (right > 0 && right === answer.rows.length)
      return settled(form, `One of ${agents.size} agents was requested: ${seen.join('; ')}.`)
  }
  return open(`One of ${agents.size} agents was requested: ${seen.join('; ')}.`)
}

/** A page of calls by a filter, or `refused`. */
async function askFor(probe: Probe, filter: object): Promise<RowPage | 'refused'> {
  try {
    return await probe.page(probe.newestInputs({ body: { filter_criteria: filter } }))
  } catch (error) {
    if (!isCallspecError(error) || error.code !== 'invalid-request') throw error
    // A rejection is a result here.
    probe.failed--
    return 'refused'
  }
}

/** How many known rows have each word in a member. */
function wordsOf(probe: Probe, member: string): Map<string, number> {
  const words = new Map<string, number>()
  for (const { raw } of probe.known.byId.values()) {
    const word = at(raw, [member])
    if (typeof word === 'string') words.set(word, (words.get(word) ?? 0) + 1)
  }
  return words
}

export const zudu: Checks = { 'filter-case': filterCase, 'call-type-filter': callTypeFilter, 'agent-filter': agentFilter }
