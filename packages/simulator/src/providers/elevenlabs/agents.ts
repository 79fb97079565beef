// Agents of ElevenLabs and their numbers.

import { ok, type Route } from '../../define-simulator.js'
import { InputReader } from '../../server/input-reader.js'
import { agentsWithIds, setUpAt } from '../../world/cast.js'
import { hexId } from '../../world/id.js'
import type { Agent } from '../../world/world.js'
import { notFound, unprocessable } from './refusals.js'

export const agents = agentsWithIds((agent) => `agent_${hexId(0xe1e, agent)}`)

/** The id of an agent's number. */
export const numberIdOf = ({ id }: Agent): string => `phnum_${id.slice('agent_'.length)}`

const agentRows = agents.map(({ id, name }, position) => ({
  agent_id: id,
  name,
  voice_id: 'voice_simulated',
  tags: position === 0 ? ['sales'] : [],
  created_at_unix_secs: Date.parse(setUpAt(position)) / 1000,
  access_info: { is_creator: true, creator_name: 'Simulator', creator_email: 'simulator@example.com', role: 'admin' },
  last_call_time_unix_secs: null,
  archived: false,
}))

/** A page of agents; their cursors are ids. */
const listAgents: Route = ({ query }) => {
  const input = new InputReader(query)
  const size = input.whole('page_size', { min: 1, max: 100 }) ?? 30
  const by = input.oneOf('sort_by', ['name', 'created_at', 'call_count_7d'])
  const direction = input.oneOf('sort_direction', ['asc', 'desc'])
  if (input.problem !== null) return unprocessable(input.problem)
  const search = query.get('search')?.toLowerCase() ?? ''
  const tags = query.getAll('tags')
  const found = agentRows
    .filter(({ name }) => name.toLowerCase().includes(search))
    .filter((row) => tags.length === 0 || row.tags.some((tag) => tags.includes(tag)))
    .filter(({ archived }) => String(archived) === (query.get('archived') ?? String(archived)))
  if (by === 'name') found.sort((one, other) => one.name.localeCompare(other.name))
  if (direction === 'desc') found.reverse()
  const after = query.get('cursor')
  const offset = after === null ? 0 : found.findIndex(({ agent_id }) => agent_id === after) + 1
  const shown = found.slice(offset, offset + size)
  const more = offset + shown.length < found.length
  return ok({ agents: shown, next_cursor: more ? shown.at(-1)?.agent_id : null, has_more: more })
}

const getAgent: Route = ({ path }) => {
  const found = agentRows.find(({ agent_id }) => agent_id === path.agent_id)
  if (!found) return notFound()
  const { agent_id, name, tags, created_at_unix_secs } = found
  const settings = { conversation_config: {}, platform_settings: {} }
  const numbers = numberRows.filter(({ assigned_agent }) => assigned_agent.agent_id === agent_id)
  return ok({
    agent_id,
    name,
    ...settings,
    metadata: { created_at_unix_secs, updated_at_unix_secs: created_at_unix_secs },
    phone_numbers: numbers,
    tags,
  })
}

const numberRows = agents.map((agent, position) => ({
  phone_number: agent.number,
  label: `Line ${position + 1}`,
  phone_number_id: numberIdOf(agent),
  ...(position === 1 ? { provider: 'sip_trunk', livekit_stack: 'standard' } : { provider: 'twilio' }),
  assigned_agent: { agent_id: agent.id, agent_name: agent.name },
  supports_inbound: true,
  supports_outbound: true,
}))

const listNumbers: Route = ({ query }) => {
  const input = new InputReader(query)
  const provider = input.oneOf('provider', ['twilio', 'sip_trunk', 'exotel'])
  if (input.problem !== null) return unprocessable(input.problem)
  const agent = query.get('agent_id')
  return ok(
    numberRows
      .filter((row) => provider === undefined || row.provider === provider)
      .filter(({ assigned_agent }) => agent === null || assigned_agent.agent_id === agent),
  )
}

const getNumber: Route = ({ path }) => {
  const found = numberRows.find(({ phone_number_id }) => phone_number_id === path.phone_number_id)
  return found ? ok(found) : notFound()
}

export const agentRoutes: Readonly<Record<string, Route>> = {
  'GET /v1/convai/agents': listAgents,
  'GET /v1/convai/agents/{agent_id}': getAgent,
  'GET /v1/convai/phone-numbers': listNumbers,
  'GET /v1/convai/phone-numbers/{phone_number_id}': getNumber,
}
