import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import makeWebsocketCall from '../../../specs/vapi/examples/make-call-websocket.json' with { type: 'json' }
import { type Call, toCall } from '../src/index.js'
import { ended, queued } from './rows.js'

describe('The status words', () => {
  it.each([
    ['scheduled', 'queued', false],
    ['queued', 'queued', false],
    ['ringing', 'ringing', false],
    ['in-progress', 'in_progress', false],
    ['forwarding', 'in_progress', false],
    ['ended', 'completed', true],
    ['not-found', 'unknown', false],
    ['deletion-failed', 'unknown', false],
    ['a-new-word', 'unknown', false],
  ])('%s is %s, final: %s', (word, status, isFinal) => {
    expect(toCall({ ...ended, status: word })).toMatchObject({ status, rawStatus: word, isFinal })
  })
})

describe('The types', () => {
  it.each([
    ['inboundPhoneCall', 'inbound', 'phone', '+12025550113', null],
    ['outboundPhoneCall', 'outbound', 'phone', null, '+12025550113'],
    ['webCall', 'unknown', 'web', null, null],
    ['vapi.websocketCall', 'unknown', 'web', null, null],
    ['toString', 'unknown', 'unknown', null, null],
  ])('%s is %s over %s', (type, direction, channel, from, to) => {
    expect(toCall({ ...ended, type })).toMatchObject({ direction, channel, from, to, customerNumber: '+12025550113' })
  })

  it('is a chat where the transport says so', () => {
    expect(toCall({ ...ended, transport: { provider: 'daily', conversationType: 'chat' } }).channel).toBe('chat')
    expect(toCall({ ...ended, transport: { provider: 'daily', conversationType: 'voice' } }).channel).toBe('phone')
  })

  it('of a WebSocket call, as its guide shows one, needs no number', () => {
    expect(toCall(makeWebsocketCall.value)).toMatchObject({
      status: 'queued',
      channel: 'web',
      customerNumber: null,
      carrierId: null,
      cost: { amount: '0', unit: 'USD' },
    })
  })
})

describe('The end reasons', () => {
  it.each([
    // Each line is a heading of the guide to end reasons.
    ['error', 'call.start.error-subscription-frozen', 'call-start-error-neither-assistant-nor-server-set', 'assistant-not-found'],
    ['error', 'assistant-request-returned-no-assistant', 'call.start.assistant-version-error-validation'],
    ['agent_hangup', 'assistant-ended-call', 'assistant-ended-call-with-hangup-task', 'assistant-said-end-call-phrase'],
    ['transferred', 'assistant-forwarded-call', 'call.ringing.hook-executed-transfer'],
    ['customer_hangup', 'customer-ended-call', 'customer-ended-call-during-transfer'],
    ['customer_hangup', 'call.ringing.sip-inbound-caller-hungup-before-call-connect'],
    ['busy', 'customer-busy'],
    ['no_answer', 'customer-did-not-answer'],
    ['timeout', 'exceeded-max-duration', 'silence-timed-out', 'assistant-join-timed-out'],
    ['error', 'pipeline-error-openai-llm-failed', 'pipeline-no-available-llm-model'],
    ['error', 'call.in-progress.error-vapifault-worker-died', 'call.in-progress.error-providerfault-openai-401-unauthorized'],
    ['error', 'call.in-progress.error-transfer-failed', 'phone-call-provider-closed-websocket', 'worker-shutdown'],
    ['other', 'call.in-progress.twilio-completed-call', 'vonage-rejected', 'call.forwarding.no-answer'],
    ['api', 'manually-canceled', 'call-deleted', 'scheduled-call-deleted'],
    ['voicemail', 'voicemail'],
    ['unknown', 'hangup', 'a-new-word', 'error', 'constructor', 'customer-ended-call-somehow'],
  ])('%s: %s %s %s', (code, ...words) => {
    for (const word of words) expect(toCall({ ...ended, endedReason: word }).endReason).toEqual({ code, raw: word })
  })

  it('that the vendor documents are all known, those that the spec leaves to their families included', () => {
    const read = (name: string) => readFileSync(new URL(`../../../specs/vapi/${name}`, import.meta.url), 'utf8')
    const listed = /EndedReason:[\s\S]*?enum:\n([\s\S]*?)- \{/.exec(read('openapi.yaml'))?.[1] ?? ''
    const words = [...listed.matchAll(/- (\S+)/g), ...read('known-drift.txt').matchAll(/endedReason: values (\S+)/g)].map(
      ([, word = '']) => word,
    )
    expect(words.length).toBeGreaterThan(590)
    expect(words.filter((word) => toCall({ ...ended, endedReason: word }).endReason?.code === 'unknown')).toEqual([])
  })

  it('take a voicemail for a machine and nothing else for anybody', () => {
    expect(toCall({ ...ended, endedReason: 'voicemail' }).answeredBy).toBe('machine')
    expect(toCall(ended).answeredBy).toBeNull()
  })
})

describe('The fragment that a guide shows of a transferred call', () => {
  it('is mapped by what it has', () => {
    // Members that the reference requires are missing.
    const fragment = {
      id: 'ca123456xxxxx',
      endedReason: 'assistant-forwarded-call',
      status: 'ended',
      destination: { type: 'number', number: '+12025550190' },
      phoneCallProviderId: 'twilio_call_abc123',
      createdAt: '2026-08-01T10:00:00.120Z',
    } as Call
    expect(toCall(fragment)).toMatchObject({
      id: 'ca123456xxxxx',
      carrierId: 'twilio_call_abc123',
      endReason: { code: 'transferred', raw: 'assistant-forwarded-call' },
      channel: 'unknown',
      agent: null,
    })
  })
})

describe('What stands in more than one place', () => {
  it.each<[string, Partial<Call>, object]>([
    ['the carrier by its older member', { phoneCallProviderId: 'p1' }, { carrierId: 'p1' }],
    ['the carrier of Vonage', { transport: { provider: 'vonage', conversationUUID: 'c1', callUUID: 'u1' } }, { carrierId: 'c1' }],
    ['the carrier of Telnyx', { transport: { provider: 'telnyx', callControlId: 't1' } }, { carrierId: 't1' }],
    ['no carrier', { transport: { provider: 'daily', callUrl: 'https://example.com' } }, { carrierId: null }],
    [
      'a transient assistant with a number of its own',
      {
        assistantId: undefined,
        assistant: { name: 'Front Desk' },
        phoneNumber: { twilioPhoneNumber: '+12025550199', twilioAccountSid: 'AC0' },
      },
      { agent: { id: null, name: 'Front Desk' }, agentNumber: '+12025550199', to: '+12025550199' },
    ],
    ['a saved customer', { customerId: 'cus_1' }, { contact: { id: 'cus_1', name: 'Ada', email: 'ada@example.com' } }],
    ['a campaign', { campaignId: 'cam_1' }, { campaign: { id: 'cam_1', name: null } }],
    [
      'the recording by its older member',
      { artifact: { recordingUrl: 'https://example.com/1' } },
      { recordingUrl: 'https://example.com/1' },
    ],
    [
      'messages beside the artifact',
      { artifact: {}, messages: [{ role: 'user', message: 'Hi.' }] },
      {
        transcript: [{ speaker: 'customer', text: 'Hi.', at: null, offsetSeconds: null }],
        transcriptText: null,
        recordingUrl: null,
      },
    ],
    ['no artifact', { artifact: undefined }, { transcript: null, transcriptText: null, recordingUrl: null }],
    // One guide shows the transcript as an array.
    ['a transcript of another form', { artifact: { transcript: [{ role: 'user' }] as never } }, { transcriptText: null }],
  ])('%s', (_, members, expected) => {
    expect(toCall({ ...ended, ...members })).toMatchObject(expected)
  })
})

describe('The evaluation', () => {
  it.each([
    ['true', true],
    ['false', false],
    [true as never, true],
    [false as never, false],
    ['9', null],
    ['1', null],
    ['75%', null],
    ['Strongly agree', null],
    [undefined, null],
  ])('%o says %o', (successEvaluation, successful) => {
    expect(toCall({ ...ended, analysis: { summary: 'S', successEvaluation } as Call['analysis'] }).analysis).toEqual({
      summary: 'S',
      successful,
      sentiment: null,
    })
  })

  it('that says nothing is no analysis', () => {
    expect(toCall({ ...ended, analysis: {} }).analysis).toBeNull()
    expect(toCall(queued).analysis).toBeNull()
  })
})

it('Speakers are unknown where the words of the roles may not be relied on', () => {
  const { transcript } = toCall(ended, { assumptions: { 'transcript-speakers': 'unknown' } })
  expect(transcript?.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
    'unknown: Be friendly.',
    'unknown: Hello.',
    'unknown: Hi.',
    'unknown: Bye.',
  ])
})

it('No member of a call holds the addresses by which it is steered', () => {
  const { raw: _, ...call } = toCall(ended)
  expect(JSON.stringify(call)).not.toContain('monitor')
})
