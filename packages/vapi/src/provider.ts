import type { Channel, Direction, EndReasonCode, Reader, Turn } from '@callspec/provider'
import { analysis, contact, defineProvider, local, named, query, sidesByRole, toStamp, unsupported } from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCalls } from './generated/inputs.js'
import type { Call, Message } from './generated/types.js'

/** Direction and channel of each documented type. */
const TYPES: ReadonlyMap<string, readonly [Direction, Channel]> = new Map([
  ['inboundPhoneCall', ['inbound', 'phone']],
  ['outboundPhoneCall', ['outbound', 'phone']],
  ['webCall', ['unknown', 'web']],
  ['vapi.websocketCall', ['unknown', 'web']],
])
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
    const [direction, channel] = TYPES.get(read.text(row.type) ?? '') ?? OTHER_TYPE
    const customer = read.child(row.customer)
    const artifact = read.child(row.artifact)
    const reason = read.text(row.endedReason)
    const amount = read.decimal(row.cost)
    return {
      carrierId: read.id(row.phoneCallProviderId) ?? carrierId(row, read),
      rawStatus: read.text(row.status),
      direction,
      channel: read.text(read.child(row.transport)?.conversationType) === 'chat' ? 'chat' : channel,
      isTest: null,
      sides: sidesByRole(
        direction,
        read.text(customer?.number),
        // The row has a saved number only by id.
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
      // A scheduled call is created long before it starts.
      endsList: true,
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
    isTest: unsupported('neither rows nor filters distinguish tests from real calls'),
    phoneNumber: local('phoneNumberId takes the id of an own number'),
    agentId: { kind: 'exact', because: 'assistantId is the saved assistant', pushdown: (id) => query('assistantId', id) },
    campaignId: local('rows carry campaignId, and no parameter compares it'),
    duration: unsupported('neither rows nor filters tell a duration'),
  },
  mapAssumes: { transcript: ['transcript-speakers'] },
  parts: { transcript: 'row', analysis: 'row', recording: 'row', cost: 'row' },
  get: { path: '/call/{id}', toRow: (answer: Call): Call => answer },
  // The address in the row is one in closed storage.
  recording: { path: '/call/{id}/mono-recording' },
})

export const toCall = vapi.toCall

/** The transport's id of the call, under the name that its carrier uses. */
function carrierId({ transport }: Call, read: Reader): string | null {
  const by = read.child(transport)
  return by && (read.id(by.callSid) ?? read.id(by.conversationUUID) ?? read.id(by.callControlId))
}

/** The words that the guide to end reasons explains, by what they come to. */
const END_REASONS = new Map(
  Object.entries({
    agent_hangup:
      'assistant-ended-call assistant-ended-call-after-message-spoken assistant-ended-call-with-hangup-task assistant-said-end-call-phrase',
    customer_hangup:
      'customer-ended-call customer-ended-call-after-warm-transfer-attempt customer-ended-call-before-warm-transfer customer-ended-call-during-transfer call.ringing.sip-inbound-caller-hungup-before-call-connect',
    api: 'manually-canceled scheduled-call-deleted call-deleted',
    voicemail: 'voicemail',
    transferred: 'assistant-forwarded-call call.ending.hook-executed-transfer call.ringing.hook-executed-transfer',
    no_answer: 'customer-did-not-answer',
    busy: 'customer-busy',
    timeout: 'silence-timed-out exceeded-max-duration assistant-join-timed-out',
    error:
      'assistant-not-found assistant-not-valid phone-call-provider-closed-websocket pipeline-no-available-llm-model twilio-failed-to-connect-call vonage-failed-to-connect-call worker-shutdown',
    // In `call.forwarding` it is not the customer who is busy. What comes of a forwarding number is not documented.
    other:
      'assistant-request-returned-forwarding-phone-number call.ending.hook-executed-say call.forwarding.no-answer call.forwarding.operator-busy call.in-progress.sip-completed-call call.in-progress.twilio-completed-call call.ringing.hook-executed-say customer-did-not-give-microphone-permission phone-call-provider-bypass-enabled-but-no-call-received twilio-reported-customer-misdialed vonage-completed vonage-disconnected vonage-rejected',
  } satisfies { [Code in EndReasonCode]?: string }).flatMap(([code, words]) =>
    // `Object.entries` forgets the names of the members.
    words.split(' ').map((word) => [word, code as EndReasonCode] as const),
  ),
)

/** The families of words that it lists as errors; new ones join them every month. */
const ERRORS = /^(pipeline-error-|call\.(in-progress|ringing)\.error-|call\.start\.|call-start-error-|assistant-request-)/

const endReasonCode = (word: string): EndReasonCode => END_REASONS.get(word) ?? (ERRORS.test(word) ? 'error' : 'unknown')

const SPEAKERS: ReadonlyMap<string, Turn['speaker']> = new Map([
  ['bot', 'agent'],
  ['assistant', 'agent'],
  ['user', 'customer'],
])

/**
 * What was said. Tools and the prompt are not turns. `secondsFromStart` counts from the start of the conversation, and no page says when that is: it
 * makes no stamp. Nor does `time`, whose unit is not documented.
 */
function toTurns(messages: Message[] | null, read: Reader, assumed: boolean): Turn[] | null {
  const turns = messages?.flatMap((message): Turn[] => {
    const [role, text] = [read.text(message.role) ?? '', read.text(message.message)]
    const isTurn = text !== null && !message.toolCalls && !message.toolCallId && !(assumed && role === 'system')
    if (!isTurn) return []
    const offsetSeconds = read.number(message.secondsFromStart)
    return [{ speaker: (assumed && SPEAKERS.get(role)) || 'unknown', text, at: null, offsetSeconds }]
  })
  return turns ?? null
}

/** Only pass-or-fail rubrics write `true` or `false`; users also see booleans. */
function toAnalysis({ analysis: given }: Call, read: Reader) {
  const made = read.child(given)
  const word = String(made?.successEvaluation)
  return made && analysis(read.text(made.summary), word === 'true' ? true : word === 'false' ? false : null, null)
}
