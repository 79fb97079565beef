// Reads every list row by hand, as its documentation explains the members, and compares with the truth.
import { expect, test } from 'vitest'
import type { ProviderId } from '../src/index.js'
import type { Json } from './ask.js'
import { providers, start } from './each.js'

const nothing = {
  carrierId: null,
  createdAt: null,
  startedAt: null,
  endedAt: null,
  updatedAt: null,
  isTest: null,
  campaign: null,
  contact: null,
  endReason: null,
  answeredBy: null,
  cost: null,
  recordingUrl: null,
}

const instant = (stamp: string | null | undefined): number | null => (stamp ? Date.parse(stamp) : null)

const states: Record<string, string> = {
  queued: 'queued',
  initiated: 'queued',
  REGISTERED: 'queued',
  SCHEDULED: 'queued',
  ringing: 'ringing',
  answered: 'in_progress',
  'in-progress': 'in_progress',
  in_progress: 'in_progress',
  ONGOING: 'in_progress',
  completed: 'completed',
  ended: 'completed',
  ended_by_customer: 'completed',
  ended_by_assistant: 'completed',
  ENDED: 'completed',
  busy: 'busy',
  'no-answer': 'no_answer',
  canceled: 'canceled',
  failed: 'failed',
  ERROR: 'failed',
}

const truthOf: Record<ProviderId, (row: Json) => Record<string, unknown>> = {
  agentvoice: (row) => {
    const outbound = row.call_type === 'outbound'
    return {
      ...nothing,
      id: row.id,
      createdAt: instant(row.created_at),
      startedAt: instant(row.started_at),
      endedAt: instant(row.ended_at),
      status: row.status,
      direction: row.call_type,
      channel: 'phone',
      from: row.phone_number_called_from,
      to: outbound ? row.phone_number : null,
      customerNumber: row.phone_number,
      agentNumber: outbound ? row.phone_number_called_from : null,
      agent: { id: row.agent_id, name: row.agent_name },
      campaign: row.campaign_id && { id: row.campaign_id, name: row.campaign_name },
      contact: row.contact_id && {
        id: row.contact_id,
        name: `${row.contact_first_name} ${row.contact_last_name}`,
        email: row.contact_email,
      },
      durationSeconds: row.call_duration,
      endReason: row.ended_reason,
      recordingUrl: row.recording_url,
    }
  },
  autocalls: (row) => {
    const sides = { agentNumber: row.assistant_phone_number, customerNumber: row.client_phone_number }
    const outbound = row.type === 'outbound'
    return {
      ...nothing,
      ...sides,
      id: String(row.id),
      createdAt: instant(row.created_at.endsWith('Z') ? row.created_at : `${row.created_at.replace(' ', 'T')}Z`),
      updatedAt: instant(row.updated_at.endsWith('Z') ? row.updated_at : `${row.updated_at.replace(' ', 'T')}Z`),
      status: row.status,
      direction: row.type === 'web' ? 'unknown' : row.type,
      channel: row.type === 'web' ? 'web' : 'phone',
      from: outbound ? sides.agentNumber : sides.customerNumber,
      to: outbound ? sides.customerNumber : sides.agentNumber,
      agent: { id: null, name: row.assistant_name },
      campaign: row.campaign_name && { id: null, name: row.campaign_name },
      durationSeconds: row.duration,
      endReason: ['ended_by_customer', 'ended_by_assistant'].includes(row.status) ? row.status : null,
      answeredBy: row.answered_by,
      cost: row.total_cost,
      recordingUrl: row.recording_url,
    }
  },
  butter: (row) => {
    const outbound = row.call_type === 'outbound'
    const preview = row.call_type === 'preview'
    return {
      ...nothing,
      id: row.call_sid,
      createdAt: instant(row.created_at),
      startedAt: instant(row.start_time),
      endedAt: instant(row.end_time),
      updatedAt: instant(row.updated_at),
      status: row.status,
      direction: preview ? 'unknown' : row.call_type,
      channel: preview ? 'unknown' : 'phone',
      isTest: preview,
      from: row.from_number,
      to: row.to_number,
      customerNumber: preview ? null : outbound ? row.to_number : row.from_number,
      agentNumber: preview ? null : outbound ? row.from_number : row.to_number,
      agent: { id: row.agent_id, name: row.agent_name },
      durationSeconds: row.duration_seconds,
      endReason: row.end_reason,
      cost: row.total_cost,
    }
  },
  talkover: (row) => ({
    ...nothing,
    id: row.id,
    carrierId: row.sid,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
    status: row.status,
    direction: row.direction,
    channel: 'phone',
    isTest: row.is_testing,
    from: row.from,
    to: row.to,
    customerNumber: row.direction === 'outbound' ? row.to : row.from,
    agentNumber: row.direction === 'outbound' ? row.from : row.to,
    agent: { id: row.agent.id, name: row.agent.name },
    durationSeconds: row.duration,
  }),
  zudu: (row) => {
    const outbound = row.direction === 'OUTBOUND'
    return {
      ...nothing,
      id: row.call_id,
      createdAt: row.created_at ?? null,
      startedAt: row.start_timestamp,
      endedAt: row.end_timestamp,
      updatedAt: row.updated_at ?? null,
      status: row.call_status,
      direction: row.direction?.toLowerCase() ?? 'unknown',
      channel: row.call_type === 'PHONE_CALL' ? 'phone' : 'web',
      from: row.from_number,
      to: row.to_number,
      customerNumber: outbound ? row.to_number : row.from_number,
      agentNumber: outbound ? row.from_number : row.to_number,
      agent: { id: row.agent_id, name: null },
      durationSeconds: row.call_duration === null ? null : row.call_duration / 1000,
    }
  },
}

test.each([
  ...providers.map((provider): [ProviderId, Record<string, string>] => [provider, {}]),
  ['agentvoice', { 'started-at': 'sometimes' }] as const,
  ['autocalls', { brand: 'famulor' }] as const,
  ['zudu', { 'start-timestamp': 'sometimes' }] as const,
])('the truth of %s with knobs %o is what its rows say', async (provider, knobs) => {
  const simulator = await start(provider, { calls: 400, knobs })
  for (const call of simulator.calls()) {
    const { index: _index, hidden: _hidden, ...truth } = call
    const row = simulator.row(call) as Json
    expect(truth).toEqual({ ...truthOf[provider](row), state: states[call.status ?? ''] })
  }
})
