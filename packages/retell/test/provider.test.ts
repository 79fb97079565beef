// What rows and answers mean, by hand from the documentation pages.
import { expect, test } from 'vitest'
import getCall from '../../../specs/retell/examples/get-call.json' with { type: 'json' }
import getPhoneCall from '../../../specs/retell/examples/get-call-phone.json' with { type: 'json' }
import listPhoneCalls from '../../../specs/retell/examples/list-calls-phone.json' with { type: 'json' }
import { type Call, toCall } from '../src/index.js'

const row = (members: object): Call => ({
  call_id: 'call_1',
  agent_id: 'agent_1',
  agent_version: 1,
  call_status: 'ended',
  call_type: 'phone_call',
  ...members,
})

test('a phone call tells who called whom, and its id at the carrier', () => {
  const [listed] = listPhoneCalls.value.items
  expect(toCall(listed as Call)).toMatchObject({
    channel: 'phone',
    direction: 'inbound',
    from: '+12135550134',
    to: '+12135550135',
    customerNumber: '+12135550134',
    agentNumber: '+12135550135',
    carrierId: 'CA5d0d0d8047bf685c3f0ff980fe62c123',
  })
  expect(toCall({ ...(listed as Call), direction: 'outbound' })).toMatchObject({
    customerNumber: '+12135550135',
    agentNumber: '+12135550134',
  })
})

test('the single call has the transcript, whose turns have no stamp and begin with their first word', () => {
  for (const { value } of [getCall, getPhoneCall]) {
    const { transcript, transcriptText } = toCall(value as Call)
    expect(transcript).toEqual([{ speaker: 'agent', text: 'hi how are you doing?', at: null, offsetSeconds: 0.7 }])
    expect(transcriptText).toMatch(/^Agent: hi how are you doing\?\nUser: Doing pretty well/)
  }
})

test('a listed call does not say that there is no transcript', () => {
  const call = toCall(row({}))
  expect('transcript' in call || 'transcriptText' in call).toBe(false)
})

test.each([
  ['agent', 'agent'],
  ['user', 'customer'],
  ['transfer_target', 'unknown'],
  ['narrator', 'unknown'],
  ['constructor', 'unknown'],
])('the role %s speaks for: %s', (role, speaker) => {
  const detail = { ...row({}), transcript_object: [{ role, content: 'Hi', words: [{ word: 'Hi', start: 0.5, end: 0.9 }] }] }
  expect(toCall(detail).transcript).toEqual([{ speaker, text: 'Hi', at: null, offsetSeconds: 0.5 }])
})

test('a turn without words does not tell when it begins', () => {
  const detail = { ...row({}), transcript_object: [{ role: 'agent', content: 'Hi', words: [] }] }
  expect(toCall(detail).transcript).toEqual([{ speaker: 'agent', text: 'Hi', at: null, offsetSeconds: null }])
})

// The page of the reasons says which go with which status.
test.each([
  ['registered', undefined, 'queued', null],
  ['ongoing', undefined, 'in_progress', null],
  ['ended', 'user_hangup', 'completed', 'customer_hangup'],
  ['ended', 'agent_hangup', 'completed', 'agent_hangup'],
  ['ended', 'call_transfer', 'completed', 'transferred'],
  ['ended', 'transfer_bridged', 'completed', 'transferred'],
  ['ended', 'call_take_over', 'completed', 'transferred'],
  ['ended', 'voicemail_reached', 'completed', 'voicemail'],
  ['ended', 'ivr_reached', 'completed', 'other'],
  ['ended', 'inactivity', 'completed', 'timeout'],
  ['ended', 'max_duration_reached', 'completed', 'timeout'],
  ['ended', 'manual_stopped', 'completed', 'api'],
  ['not_connected', 'dial_no_answer', 'no_answer', 'no_answer'],
  ['not_connected', 'dial_busy', 'busy', 'busy'],
  ['not_connected', 'dial_failed', 'failed', 'error'],
  ['not_connected', 'user_declined', 'failed', 'customer_hangup'],
  ['not_connected', 'marked_as_spam', 'failed', 'other'],
  ['not_connected', 'toString', 'failed', 'unknown'],
  ['not_connected', undefined, 'failed', null],
  // A reason says more of a call that was not connected, and nothing of another.
  ['ended', 'dial_busy', 'completed', 'busy'],
  ['error', 'concurrency_limit_reached', 'failed', 'error'],
  ['error', 'scam_detected', 'failed', 'other'],
  ['error', 'error_llm_websocket_open', 'failed', 'error'],
  ['ended', 'registered_call_timeout', 'completed', 'timeout'],
  ['ended', 'budget_reached', 'completed', 'unknown'],
  ['ended', 'toString', 'completed', 'unknown'],
  ['paused', undefined, 'unknown', null],
])('%s with the reason %s is %s, and ended by: %s', (call_status, disconnection_reason, status, code) => {
  const call = toCall(row({ call_status, ...(disconnection_reason && { disconnection_reason }) }))
  expect([call.status, call.rawStatus, call.endReason]).toEqual([
    status,
    call_status,
    code && { code, raw: disconnection_reason },
  ])
})

// Floating point would give 0.5700000000000001 for the third.
test.each([
  [70, '0.70'],
  [5, '0.05'],
  [57.00000000000001, '0.5700000000000001'],
  [0.3, '0.003'],
  [0, '0.00'],
  [12345.678, '123.45678'],
  [1e-7, '0.000000001'],
])('%s cents are %s', (combined_cost, amount) => {
  const call_cost = { combined_cost, product_costs: [], total_duration_seconds: 1, total_duration_unit_price: 1 }
  expect(toCall(row({ call_cost })).cost).toEqual({ amount, unit: 'unknown' })
})

test('durations are milliseconds, down to one', () => {
  expect(toCall(row({ duration_ms: 1 })).durationSeconds).toBe(0.001)
  expect(toCall(row({ duration_ms: 0 })).durationSeconds).toBe(0)
})

test('a mood that is not known is none, and a voicemail is a machine', () => {
  const call_analysis = { user_sentiment: 'Unknown', in_voicemail: true }
  expect(toCall(row({ call_analysis }))).toMatchObject({ analysis: null, answeredBy: 'machine' })
  expect(toCall(row({ call_analysis: { call_successful: false, in_voicemail: false } }))).toMatchObject({
    analysis: { summary: null, successful: false, sentiment: null },
    answeredBy: null,
  })
})

test('a call that never began has no stamp, and no time at which it occurred', () => {
  expect(toCall(row({ call_status: 'registered' }))).toMatchObject({ occurredAt: null, createdAt: null, startedAt: null })
})

test('seconds in place of milliseconds are a bad row, not a call of 1970', () => {
  expect(() => toCall(row({ start_timestamp: 1703302407 }))).toThrow('start_timestamp is a large number, expected a stamp')
})
