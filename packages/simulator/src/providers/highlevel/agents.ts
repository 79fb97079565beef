import { type Answer, type ApiRequest, ok } from '../../define-simulator.js'
import { InputReader } from '../../server/input-reader.js'
import { agents, locationId } from './call.js'
import { unprocessable } from './refusals.js'

export function listAgents({ query }: ApiRequest): Answer {
  const input = new InputReader(query)
  const page = input.whole('page', { min: 1, max: 5000 }) ?? 1
  const pageSize = input.whole('pageSize', { min: 1, max: 50 }) ?? 10
  const wanted = input.text('query')?.toLowerCase() ?? ''
  if (input.problem !== null) return unprocessable(input.problem)
  const found = agents.filter(({ name }) => name.toLowerCase().includes(wanted))
  const rows = found.slice((page - 1) * pageSize, page * pageSize)
  return ok({ total: found.length, page, pageSize, agents: rows.map(agentRow) })
}

const agentRow = ({ id, name, number }: (typeof agents)[number]) => ({
  id,
  locationId,
  agentName: name,
  businessName: 'Example Corporation',
  welcomeMessage: 'Hello! How can I help?',
  agentPrompt: 'You are a helpful representative.',
  voiceId: id,
  language: 'en-US',
  patienceLevel: 'medium',
  maxCallDuration: 600,
  sendUserIdleReminders: true,
  reminderAfterIdleTimeSeconds: 5,
  inboundNumber: number,
  timezone: 'America/New_York',
  isAgentAsBackupDisabled: false,
  actions: [],
})
