import { expect, it } from 'vitest'
import type { Execution, TelephonyData } from '../src/index.js'
import { toCall } from '../src/index.js'

const row: Execution = { id: '4c06b4d1-4096-4561-919a-4f94539c8d4a', created_at: '2024-01-23T01:14:37Z' }

const carried = (telephony_data: TelephonyData, more: Partial<Execution> = {}) => toCall({ ...row, telephony_data, ...more })

it.each<[TelephonyData, string | null, string | null]>([
  [{ hangup_reason: 'inactivity_timeout', hangup_by: 'Plivo' }, 'timeout', 'inactivity_timeout'],
  [{ hangup_reason: 'llm_prompted_hangup', hangup_by: 'Plivo' }, 'agent_hangup', 'llm_prompted_hangup'],
  [{ hangup_reason: 'Call recipient was busy' }, 'busy', 'Call recipient was busy'],
  [{ hangup_reason: 'Call unanswered' }, 'no_answer', 'Call unanswered'],
  [{ call_type: 'inbound', hangup_by: 'Caller', hangup_reason: 'Normal Hangup' }, 'customer_hangup', 'Normal Hangup'],
  [{ call_type: 'outbound', hangup_by: 'Callee', hangup_reason: 'Normal Hangup' }, 'customer_hangup', 'Normal Hangup'],
  // The other side is the agent's, which a carrier may have ended as well.
  [{ call_type: 'outbound', hangup_by: 'Caller', hangup_reason: 'Normal Hangup' }, 'unknown', 'Normal Hangup'],
  [{ hangup_by: 'API Request', hangup_reason: 'Call canceled' }, 'api', 'Call canceled'],
  [{ hangup_by: 'Error', hangup_reason: '' }, 'error', 'Error'],
  [{ hangup_by: '', hangup_reason: '' }, null, null],
])('The end %j is %s', (telephony, code, raw) => {
  expect(carried(telephony).endReason).toEqual(code === null ? null : { code, raw })
})

it('The reason of newer calls stands above that of the carrier', () => {
  const call = carried({ hangup_reason: 'Normal Hangup' }, { termination_reason: 'inactivity_timeout' })
  expect(call.endReason).toEqual({ code: 'timeout', raw: 'inactivity_timeout' })
})

it.each([
  ['twilio', 'phone'],
  ['plivo', 'phone'],
  ['web-call', 'web'],
  ['websocket', 'web'],
  ['exotel', 'unknown'],
])('A call over %s is of the channel %s', (provider, channel) => {
  expect(carried({ provider }).channel).toBe(channel)
})

it.each([
  [0, '0.00'],
  [123, '1.23'],
  [4.25, '0.0425'],
])('%s cents are %s of a unit that no page names, and no digit is lost', (total_cost, amount) => {
  expect(toCall({ ...row, total_cost }).cost).toEqual({ amount, unit: 'unknown' })
})

it('A trimmed row says nothing of the parts, and has the agent of its list', () => {
  const trimmed = { ...row, telephony_data: { to_number: '+12025550123', from_number: '+12025550100', provider: 'twilio' } }
  const call = toCall(trimmed, { parent: { id: 'agent-1', name: 'Desk', createdAt: null } })
  expect(call).toMatchObject({ agent: { id: 'agent-1', name: 'Desk' }, direction: 'unknown', customerNumber: null })
  expect([call.cost, call.recordingUrl, call.transcript, call.transcriptText]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

it('The older name of the duration is read as well', () => {
  expect(toCall({ ...row, conversation_time: 42 }).durationSeconds).toBe(42)
  expect(toCall({ ...row, conversation_duration: 42.5 }).durationSeconds).toBe(42.5)
})
