import type { Channel, Direction, EndReasonCode, Reader, Turn } from '@callspec/provider'
import { analysis, contact, defineProvider, local, named, query, sidesByRole, toStamp, unsupported } from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCalls } from './generated/inputs.js'
import type { Call, Message } from './generated/types.js'

/** Direction and channel of each documented type. */
const TYPES: Readonly<Record<string, readonly [Direction, Channel]>> = {
  inboundPhoneCall: ['inbound', 'phone'],
  outboundPhoneCall: ['outbound', 'phone'],
  webCall: ['unknown', 'web'],
  'vapi.websocketCall': ['unknown', 'web'],
}
const OTHER_TYPE = ['unknown', 'unknown'] as const

/** Vapi. https://docs.vapi.ai/api-reference/calls/list */
export const vapi = defineProvider({
  descriptor,
  assumptions,
  list: '/call',
  takes: { list: listCalls },
  stamps: { createdAt: 'createdAt', startedAt: 'startedAt' },
  // What `not-found` and `deletion-failed` mean is not documented.
  statuses: { forwarding: 'in_progress', 'not-found': 'unknown', 'deletion-failed': 'unknown' },
  map(row: Call, read, { assume }) {
    const type = read.text(row.type) ?? ''
    const [direction, channel] = (Object.hasOwn(TYPES, type) && TYPES[type]) || OTHER_TYPE
    const customer = read.child(row.customer)
    const artifact = read.child(row.artifact)
    const reason = read.text(row.endedReason)
    const amount = read.decimal(row.cost)
    return {
      carrierId: read.id(row.phoneCallProviderId) ?? carrierId(row, read),
      rawStatus: read.text(row.status),
      direction,
      channel,
      isTest: null,
      sides: sidesByRole(
        direction,
        read.text(customer?.number),
        // A saved number stands in the row by its id alone.
        read.text(read.child(row.phoneNumber)?.twilioPhoneNumber),
      ),
      agent: named(read.id(row.assistantId), read.text(read.child(row.assistant)?.name)),
      campaign: named(read.id(row.campaignId), null),
      contact: contact(
        read.id(row.customerId) ?? read.id(customer?.externalId),
        read.text(customer?.name),
        read.text(customer?.email),
      ),
      createdAt: read.stamp(row.createdAt),
      startedAt: read.stamp(row.startedAt),
      endedAt: read.stamp(row.endedAt),
      updatedAt: read.stamp(row.updatedAt),
      durationSeconds: null,
      endReason: reason === null ? null : { code: endReasonCode(reason), raw: reason },
      answeredBy: reason === 'voicemail' ? 'machine' : null,
      cost: amount === null ? null : { amount, unit: 'USD' },
      recordingUrl:
        read.text(read.child(read.child(artifact?.recording)?.mono)?.combinedUrl) ?? read.text(artifact?.recordingUrl),
      transcript: toTurns(
        read.list(artifact?.messages) ?? read.list(row.messages),
        read,
        assume('transcript-speakers') === 'agent-and-user',
      ),
      // One guide shows an array.
      transcriptText: typeof artifact?.transcript === 'string' ? read.text(artifact.transcript) : null,
      analysis: toAnalysis(row, read),
    }
  },
  filters: {
    period: {
      kind: 'inexact',
      because: 'createdAtLe and updatedAtGe compare documented stamps, between which a call starts',
      assumes: ['stamp-order'],
      pushdown: ({ since, until }, assume) => {
        if (assume('stamp-order') !== 'always') return null
        const bounds = {
          updatedAtGe: since === null ? undefined : toStamp(since),
          createdAtLe: until === null ? undefined : toStamp(until),
        }
        return { query: bounds }
      },
    },
    status: local('no parameter of the list compares the status'),
    direction: local('no parameter of the list compares the type'),
    channel: local('no parameter of the list compares the type'),
    isTest: unsupported('neither rows nor filters tell tests from real calls'),
    phoneNumber: local('phoneNumberId takes the id of an own number'),
    agentId: { kind: 'exact', because: 'assistantId is the saved assistant', pushdown: (id) => query('assistantId', id) },
    campaignId: local('rows carry campaignId, and no parameter compares it'),
  },
  mapAssumes: { transcript: ['transcript-speakers'] },
  parts: { transcript: 'row', analysis: 'row', recording: 'row', cost: 'row' },
  get: { path: '/call/{id}', toRow: (answer: Call): Call => answer },
})

export const toCall = vapi.toCall

/** The id that the transport has of the call, under the name that its provider gives it. */
function carrierId({ transport }: Call, read: Reader): string | null {
  const by = read.child(transport)
  return by && (read.id(by.callSid) ?? read.id(by.conversationUUID) ?? read.id(by.callControlId))
}

const END_REASONS: Readonly<Record<string, EndReasonCode>> = {
  'assistant-ended-call': 'agent_hangup',
  'assistant-ended-call-after-message-spoken': 'agent_hangup',
  'assistant-ended-call-with-hangup-task': 'agent_hangup',
  'assistant-said-end-call-phrase': 'agent_hangup',
  'assistant-forwarded-call': 'transferred',
  'assistant-join-timed-out': 'timeout',
  'assistant-not-found': 'error',
  'assistant-not-valid': 'error',
  // What came of the call then is not documented.
  'assistant-request-returned-forwarding-phone-number': 'other',
  'call-deleted': 'api',
  'call.ending.hook-executed-say': 'other',
  'call.ending.hook-executed-transfer': 'transferred',
  // Of the side that the call was forwarded to, which is not the customer's.
  'call.forwarding.no-answer': 'other',
  'call.forwarding.operator-busy': 'other',
  'call.in-progress.sip-completed-call': 'other',
  'call.in-progress.twilio-completed-call': 'other',
  'call.ringing.hook-executed-say': 'other',
  'call.ringing.hook-executed-transfer': 'transferred',
  'call.ringing.sip-inbound-caller-hungup-before-call-connect': 'customer_hangup',
  'customer-busy': 'busy',
  'customer-did-not-answer': 'no_answer',
  'customer-did-not-give-microphone-permission': 'other',
  'customer-ended-call': 'customer_hangup',
  'customer-ended-call-after-warm-transfer-attempt': 'customer_hangup',
  'customer-ended-call-before-warm-transfer': 'customer_hangup',
  'customer-ended-call-during-transfer': 'customer_hangup',
  'exceeded-max-duration': 'timeout',
  'manually-canceled': 'api',
  'phone-call-provider-bypass-enabled-but-no-call-received': 'other',
  'phone-call-provider-closed-websocket': 'error',
  'pipeline-no-available-llm-model': 'error',
  'scheduled-call-deleted': 'api',
  'silence-timed-out': 'timeout',
  'twilio-failed-to-connect-call': 'error',
  'twilio-reported-customer-misdialed': 'other',
  voicemail: 'voicemail',
  'vonage-completed': 'other',
  'vonage-disconnected': 'other',
  'vonage-failed-to-connect-call': 'error',
  'vonage-rejected': 'other',
  'worker-shutdown': 'error',
}

/** The families of words that the guide to end reasons lists as errors; new ones join them every month. */
const ERRORS = /^(pipeline-error-|call\.(in-progress|ringing)\.error-|call\.start\.|call-start-error-|assistant-request-)/

function endReasonCode(word: string): EndReasonCode {
  return (Object.hasOwn(END_REASONS, word) && END_REASONS[word]) || (ERRORS.test(word) ? 'error' : 'unknown')
}

const SPEAKERS: ReadonlyMap<string, Turn['speaker']> = new Map([
  ['bot', 'agent'],
  ['assistant', 'agent'],
  ['user', 'customer'],
])

/**
 * What was said. Tools and the prompt are no turns. The instant that `secondsFromStart` counts from is not documented, nor is the unit of
 * `time`.
 */
function toTurns(messages: Message[] | null, read: Reader, assumed: boolean): Turn[] | null {
  const turns = messages?.flatMap((message): Turn[] => {
    const [role, text] = [read.text(message.role) ?? '', read.text(message.message)]
    const isTurn = text !== null && !message.toolCalls && !message.toolCallId && !(assumed && role === 'system')
    return isTurn ? [{ speaker: (assumed && SPEAKERS.get(role)) || 'unknown', text, at: null }] : []
  })
  return turns ?? null
}

/** Only the rubrics that pass or fail write `true` or `false`; users see it as a boolean too. */
function toAnalysis({ analysis: given }: Call, read: Reader) {
  const made = read.child(given)
  const word = String(made?.successEvaluation)
  return made && analysis(read.text(made.summary), word === 'true' ? true : word === 'false' ? false : null, null)
}
