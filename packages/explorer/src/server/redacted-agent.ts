import { redactCall } from 'callspec'
import type { AgentRow, ShownCall } from '../api/answers.js'

/** An agent as a redacted call names it. */
export function redactedAgent({ agent, provider, source }: Pick<AgentRow, 'agent' | 'provider' | 'source'>): AgentRow['agent'] {
  // What redaction does with an agent does not depend on the rest of a call.
  return redactCall({ ...NOTHING, agent, provider, source }).agent
}

const NOTHING: ShownCall = {
  key: '',
  provider: '',
  source: '',
  id: '',
  carrierId: null,
  status: 'unknown',
  rawStatus: null,
  isFinal: true,
  direction: 'unknown',
  channel: 'unknown',
  isTest: null,
  from: null,
  to: null,
  customerNumber: null,
  agentNumber: null,
  agent: null,
  campaign: null,
  contact: null,
  occurredAt: null,
  createdAt: null,
  startedAt: null,
  endedAt: null,
  updatedAt: null,
  durationSeconds: null,
  endReason: null,
  answeredBy: null,
}
