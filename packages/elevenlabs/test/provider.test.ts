import type { Call } from '@callspec/provider'
import { expect, test } from 'vitest'
import getConversation from '../../../specs/elevenlabs/examples/get-conversation.json' with { type: 'json' }
import listPage from '../../../specs/elevenlabs/examples/list-conversations.json' with { type: 'json' }
import { type Conversation, type ConversationDetail, elevenlabs, toCall } from '../src/index.js'
// The fullest conversation of the documentation: what the webhook after a call holds is the single conversation.
import hook from './post-call-transcription.json' with { type: 'json' }
import { phone, web } from './rows.js'

const listed = (members: object): Call => toCall({ ...phone, ...members } as Conversation)

/** What `get` makes of a response. */
function got(detail: object): Call {
  const { definition } = elevenlabs
  const row = definition.get!.toRow(detail as never, 'id')
  return toCall(row as Conversation)
}

/** The webhook's conversation was written before there were recordings in it. */
const conversation = { ...hook.data, has_audio: true, has_user_audio: true, has_response_audio: true }

const withMetadata = (members: object): object => ({ ...conversation, metadata: { ...conversation.metadata, ...members } })

const overTelephone = {
  type: 'twilio',
  direction: 'outbound',
  phone_number_id: 'phnum_1',
  agent_number: '+15550201001',
  external_number: '+15550101007',
  call_sid: 'CA4c6793d069ef42f4ccad69a0957451ec',
  stream_sid: 'MZ1',
}

test('the single conversation of the documentation has cost, contact, transcript and analysis', () => {
  const { raw: _, ...call } = got(conversation)
  expect(call).toEqual({
    key: 'elevenlabs/abc',
    provider: 'elevenlabs',
    source: 'elevenlabs',
    id: 'abc',
    carrierId: null,
    status: 'completed',
    rawStatus: 'done',
    isFinal: true,
    direction: 'unknown',
    // It does not say where it came from.
    channel: 'unknown',
    isTest: null,
    from: null,
    to: null,
    customerNumber: null,
    agentNumber: null,
    agent: { id: 'xyz', name: null },
    campaign: null,
    contact: { id: 'user123', name: null, email: null },
    // 1739537297 s are 2025-02-14 12:48:17 UTC.
    occurredAt: '2025-02-14T12:48:17.000Z',
    createdAt: null,
    startedAt: '2025-02-14T12:48:17.000Z',
    endedAt: null,
    updatedAt: null,
    durationSeconds: 22,
    endReason: null,
    answeredBy: null,
    // Older than dollars.
    cost: { amount: '296', unit: 'credits' },
    recordingUrl: 'https://api.elevenlabs.io/v1/convai/conversations/abc/audio',
    transcript: [
      { speaker: 'agent', text: 'Hey there Alex. How are you?', at: null, offsetSeconds: 0 },
      { speaker: 'customer', text: 'Hey, can you tell me, like, a fun fact about 11 Labs?', at: null, offsetSeconds: 2 },
      { speaker: 'agent', text: expect.stringMatching(/^I do not have access to fun facts/), at: null, offsetSeconds: 9 },
    ],
    transcriptText: null,
    analysis: { summary: expect.stringMatching(/^The conversation begins with/), successful: true, sentiment: null },
  })
})

test('the example of the reference has neither an analysis nor a cost', () => {
  expect(got(getConversation.value)).toMatchObject({
    status: 'in_progress',
    rawStatus: 'processing',
    isFinal: false,
    startedAt: '2024-04-29T20:40:32.000Z',
    durationSeconds: 10,
    cost: null,
    analysis: null,
    transcript: [{ speaker: 'customer', text: 'Hello, how are you?', at: null, offsetSeconds: 10 }],
  })
})

test('numbers are named by their role, whoever called', () => {
  const outbound = got(withMetadata({ phone_call: overTelephone }))
  expect(outbound).toMatchObject({
    carrierId: 'CA4c6793d069ef42f4ccad69a0957451ec',
    direction: 'outbound',
    channel: 'phone',
    from: '+15550201001',
    to: '+15550101007',
    customerNumber: '+15550101007',
    agentNumber: '+15550201001',
  })
  expect(got(withMetadata({ phone_call: { ...overTelephone, direction: 'inbound' } }))).toMatchObject({
    direction: 'inbound',
    from: '+15550101007',
    to: '+15550201001',
    customerNumber: '+15550101007',
    agentNumber: '+15550201001',
  })
})

test('a batch is the campaign of a call', () => {
  const batch_call = { batch_call_id: 'btcal_1', batch_call_recipient_id: 'r1' }
  expect(got(withMetadata({ batch_call })).campaign).toEqual({ id: 'btcal_1', name: null })
})

test.each([
  ['voicemail', 'machine'],
  // That somebody answered does not say who did.
  ['answered', null],
  ['no_answer', null],
  [null, null],
])('a call whose result is %s was answered by: %s', (call_result, answeredBy) => {
  expect(got(withMetadata({ phone_call: { ...overTelephone, call_result } })).answeredBy).toBe(answeredBy)
})

test.each([
  [
    { cost: 296, cost_fiat: 0.0412 },
    { amount: '0.0412', unit: 'USD' },
  ],
  [
    { cost: 296, cost_fiat: null },
    { amount: '296', unit: 'credits' },
  ],
  [
    { cost: 0, cost_fiat: 0 },
    { amount: '0', unit: 'USD' },
  ],
  [
    { cost: null, cost_fiat: 1e-7 },
    { amount: '0.0000001', unit: 'USD' },
  ],
  [{ cost: null }, null],
])('a cost of %o is %o', (costs, cost) => {
  expect(got(withMetadata(costs)).cost).toEqual(cost)
})

test('a row does not say that there is no cost, recording, transcript or analysis', () => {
  const call = toCall(web)
  expect(['cost', 'recordingUrl', 'transcript', 'transcriptText', 'analysis'].filter((part) => part in call)).toEqual([])
})

test.each([
  ['initiated', 'queued', false],
  ['in-progress', 'in_progress', false],
  ['processing', 'in_progress', false],
  ['done', 'completed', true],
  ['failed', 'failed', true],
  ['paused', 'unknown', false],
  ['toString', 'unknown', false],
])('%s is %s', (status, unified, isFinal) => {
  expect(listed({ status })).toMatchObject({ status: unified, rawStatus: status, isFinal })
})

test('what is processed is unknown where nothing is assumed of it', () => {
  expect(toCall({ ...web }, { assumptions: { 'processing-status': 'unknown' } }).status).toBe('unknown')
})

test.each([
  ['twilio', 'inbound', 'phone'],
  ['sip_trunk', 'outbound', 'phone'],
  ['exotel', 'outbound', 'phone'],
  ['genesys', null, 'phone'],
  // Only telephony has a direction.
  ['avaya', 'inbound', 'phone'],
  ['unknown', 'inbound', 'phone'],
  [null, 'outbound', 'phone'],
  ['widget', null, 'web'],
  ['react_sdk', null, 'web'],
  ['react_native_sdk', null, 'web'],
  ['android_sdk', null, 'web'],
  ['swift_sdk', null, 'web'],
  ['flutter_sdk', null, 'web'],
  ['node_js_sdk', null, 'web'],
  ['js_sdk', null, 'web'],
  ['python_sdk', null, 'web'],
  ['twilio_sms', null, 'chat'],
  // A text message may have a direction as well.
  ['twilio_sms', 'inbound', 'chat'],
  ['slack_integration', null, 'chat'],
  ['zendesk_integration', null, 'chat'],
  // Speaks as well as writes.
  ['whatsapp', null, 'unknown'],
  ['genesys_bot_connector', null, 'unknown'],
  ['template_preview', null, 'unknown'],
  ['subagent_tool', null, 'unknown'],
  ['unknown', null, 'unknown'],
  ['hologram', null, 'unknown'],
  [null, null, 'unknown'],
])('a conversation from %s with the direction %s is over: %s', (conversation_initiation_source, direction, channel) => {
  expect(listed({ conversation_initiation_source, direction })).toMatchObject({ channel, direction: direction ?? 'unknown' })
})

test('a conversation on the web is a chat where the single one says that it was in writing', () => {
  expect(got(withMetadata({ conversation_initiation_source: 'widget', text_only: true })).channel).toBe('chat')
  expect(got(withMetadata({ conversation_initiation_source: 'widget', text_only: false })).channel).toBe('web')
})

test.each([
  ['success', true],
  ['failure', false],
  ['unknown', null],
  ['error', null],
])('an evaluation of %s is a success: %s', (call_successful, successful) => {
  expect(listed({ call_successful }).analysis?.successful).toBe(successful)
})

test('a row that was asked for its summary and has none still has the mood', () => {
  expect(listed({ transcript_summary: null, call_successful: 'unknown' }).analysis).toEqual({
    summary: null,
    successful: null,
    sentiment: 'positive',
  })
  expect(listed({ transcript_summary: null, call_successful: 'unknown', sentiment_analysis: null }).analysis).toBeNull()
})

test('a conversation without audio has no recording', () => {
  expect(got({ ...conversation, has_audio: false }).recordingUrl).toBeNull()
})

test('a turn of tools alone is no turn, and another role is unknown', () => {
  const turn = { role: 'agent', message: null, tool_calls: [{ tool_name: 'look_up' }], time_in_call_secs: 3 }
  const transcript = [turn, { ...turn, role: 'narrator', message: 'Once.' }]
  expect(got({ ...conversation, transcript }).transcript).toEqual([
    { speaker: 'unknown', text: 'Once.', at: null, offsetSeconds: 3 },
  ])
})

test('a start that is not in seconds of our time is a bad row, not a call of the far future, nor of 1970 as in the reference', () => {
  expect(() => listed({ start_time_unix_secs: 1739537297000 })).toThrow('start_time_unix_secs is a large number')
  expect(() => listed({ ...listPage.value.conversations[0] })).toThrow(
    'start_time_unix_secs is 1, expected a stamp in epoch seconds',
  )
})

test.each([
  ['metadata', null],
  ['metadata', 'none'],
  ['metadata', []],
  ['analysis', 'none'],
])('a single conversation whose %s is %o is told as far as it goes', (member, value) => {
  const { id, status } = got({ ...conversation, [member]: value } as Partial<ConversationDetail>)
  expect([id, status]).toEqual(['abc', 'completed'])
})
