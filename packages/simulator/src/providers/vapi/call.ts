// Vapi's calls on the wire.

import type { Platform } from '../../define-simulator.js'
import type { KnobReader } from '../../knobs.js'
import { conversation, summaryOf } from '../../world/conversation.js'
import { hexId } from '../../world/id.js'
import { draw, pick, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import { isoMilliseconds } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'
import { customerOf, numberIdOf, orgId, transient } from './resources.js'

export const kinds = ['inboundPhoneCall', 'outboundPhoneCall', 'webCall', 'vapi.websocketCall'] as const

const directions: Readonly<Record<string, 'inbound' | 'outbound'>> = {
  inboundPhoneCall: 'inbound',
  outboundPhoneCall: 'outbound',
}

/** Empty members are omitted. */
const present = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))

/** The list row, which is also the single call. */
export function row(call: WorldCall, platform: Platform): Record<string, unknown> {
  const { seed } = platform.world
  const setting = platform.knob
  const isPhone = call.kind in directions
  const isTransient = call.agent === transient
  const carrier = carrierId(call, seed)
  const inTransport = setting('carrier-id') === 'transport'
  return {
    id: call.id,
    orgId,
    createdAt: isoMilliseconds(call.createdAt),
    updatedAt: isoMilliseconds(updatedAt(call, setting)),
    ...present({
      type: call.kind,
      status: call.status,
      startedAt: call.startedAt === null ? null : isoMilliseconds(call.startedAt),
      endedAt: call.endedAt === null ? null : isoMilliseconds(call.endedAt),
      endedReason: endedReason(call, seed),
      cost: cost(call, seed),
      costs: call.talked && call.parts.cost ? costs(call, seed) : null,
      assistantId: isTransient ? null : call.agent.id,
      assistant: isTransient ? { name: call.agent.name } : null,
      phoneNumberId: isPhone && !isTransient ? numberIdOf(call.agent) : null,
      phoneNumber: isPhone && isTransient ? { twilioPhoneNumber: call.agent.number, twilioAccountSid: 'AC0' } : null,
      customer: isPhone ? present({ number: call.customerNumber, ...customerOf(call.customer) }) : null,
      campaignId: campaign(call)?.id ?? null,
      name: call.metadata.name ?? null,
      phoneCallTransport: isPhone ? 'pstn' : null,
      phoneCallProvider: carrier && !inTransport ? 'twilio' : null,
      phoneCallProviderId: inTransport ? null : carrier,
      transport: isPhone
        ? { provider: 'twilio', ...(inTransport && { callSid: carrier }) }
        : { provider: call.kind === 'webCall' ? 'daily' : 'vapi.websocket' },
      monitor: {
        listenUrl: `wss://monitor.example.com/${call.id}/listen`,
        controlUrl: `https://monitor.example.com/${call.id}/control`,
      },
      messages: messagesIn('call', call, seed, setting),
      artifact: call.talked ? artifact(call, platform) : null,
      analysis: call.parts.analysis ? analysis(call, seed, setting) : null,
    }),
  }
}

/** What the row says. */
export function truth(call: WorldCall, { world: { seed }, knob: setting, recordings }: Platform): SimulatedCall {
  const direction = directions[call.kind]
  const isTransient = call.agent === transient
  const customerNumber = direction ? call.customerNumber : null
  const agentNumber = direction && isTransient ? call.agent.number : null
  const { externalId = null, name = null, email = null } = direction ? customerOf(call.customer) : {}
  return {
    index: call.index,
    id: call.id,
    carrierId: carrierId(call, seed),
    createdAt: call.createdAt,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    updatedAt: updatedAt(call, setting),
    status: call.status,
    state: call.state,
    direction: direction ?? 'unknown',
    channel: direction ? 'phone' : 'web',
    isTest: null,
    from: direction === 'outbound' ? agentNumber : customerNumber,
    to: direction === 'outbound' ? customerNumber : agentNumber,
    customerNumber,
    agentNumber,
    agent: isTransient ? { id: null, name: call.agent.name } : { id: call.agent.id, name: null },
    campaign: campaign(call) && { id: campaign(call)?.id ?? null, name: null },
    contact: externalId === null ? null : { id: externalId, name, email },
    durationSeconds: null,
    endReason: endedReason(call, seed),
    answeredBy: endedReason(call, seed) === 'voicemail' ? 'machine' : null,
    cost: cost(call, seed),
    recordingUrl: call.parts.recording ? recordings.address(call) : null,
    hidden: { agentId: null, campaignId: null },
  }
}

/** The row's `updatedAt`; a platform that breaks the order of stamps keeps the stamp of creation. */
export const updatedAt = (call: WorldCall, setting: KnobReader): number =>
  setting('stamp-order') === 'always' ? call.updatedAt : call.createdAt

const campaign = (call: WorldCall) => (call.kind === 'outboundPhoneCall' ? call.campaign : null)

const carrierId = (call: WorldCall, seed: number): string | null =>
  call.kind in directions ? `CA${hexId(seed, call.index)}${call.id.slice(0, 8)}` : null

// An unpaid call costs nothing, as in the documented response to making one.
const cost = (call: WorldCall, seed: number): number | null =>
  !call.parts.cost ? null : call.talked ? (1 + (draw(seed, call.index, streams.cost) % 9000)) / 10_000 : 0

const costs = (call: WorldCall, seed: number) => [
  { type: 'vapi', subType: 'normal', minutes: (call.durationMs ?? 0) / 60_000, cost: cost(call, seed) },
]

const reasons = [
  'customer-ended-call',
  'customer-ended-call',
  'assistant-ended-call',
  'assistant-forwarded-call',
  'voicemail',
  'silence-timed-out',
  'exceeded-max-duration',
  'call.in-progress.error-providerfault-openai-llm-failed',
]

/** Of calls that nobody spoke in. */
const untalkedReasons = [
  'customer-did-not-answer',
  'customer-did-not-answer',
  'customer-busy',
  'twilio-failed-to-connect-call',
  'manually-canceled',
]

function endedReason(call: WorldCall, seed: number): string | null {
  if (!call.talked && call.state !== 'completed') return null
  return pick(call.talked ? reasons : untalkedReasons, draw(seed, call.index, streams.reason))
}

function artifact(call: WorldCall, { world: { seed }, knob: setting, recordings }: Platform) {
  const messages = messagesIn('artifact', call, seed, setting)
  const { recording, transcript } = call.parts
  const isNested = setting('recording-address') === 'recording'
  return present({
    messages,
    transcript: transcript
      ? conversation(call, seed)
          .map(({ speaker, text }) => `${names[speaker]}: ${text}\n`)
          .join('')
      : null,
    recording:
      recording && isNested
        ? { stereoUrl: recordings.address(call, 'stereo'), mono: { combinedUrl: recordings.address(call) } }
        : null,
    recordingUrl: recording && !isNested ? recordings.address(call) : null,
    presignedMonoUrl: recording ? recordings.signed(call) : null,
    presignedUrlsExpiresAt: recording ? isoMilliseconds(recordings.expiry(call)) : null,
  })
}

const names = { agent: 'AI', customer: 'User' }

/** The messages, if the knob says so: the prompt, what was said, and a tool in the middle. */
function messagesIn(place: 'call' | 'artifact', call: WorldCall, seed: number, setting: KnobReader) {
  if (!call.parts.transcript || ![place, 'both'].includes(setting('messages'))) return null
  const start = call.startedAt ?? call.createdAt
  const known = setting('transcript-speakers') === 'agent-and-user'
  const words = known ? { agent: setting('agent-role'), customer: 'user' } : { agent: 'model', customer: 'human' }
  const stamped = (at: number) => ({ time: at, secondsFromStart: (at - start) / 1000 })
  const spoken = conversation(call, seed).map(({ speaker, text, at }) => ({
    role: words[speaker],
    message: text,
    endTime: at + 2000,
    ...stamped(at),
  }))
  // The prompt is not a turn, and users see tools without the `message` that the reference requires.
  return [
    { role: 'system', message: 'You are a friendly assistant.', ...stamped(start) },
    ...spoken.slice(0, 2),
    { role: 'tool_calls', toolCalls: [{ id: 'tool_1', type: 'function' }], ...stamped(start + 5_000) },
    { role: 'tool_call_result', toolCallId: 'tool_1', name: 'lookUp', result: '{}', ...stamped(start + 6_000) },
    ...spoken.slice(2),
  ]
}

function analysis(call: WorldCall, seed: number, setting: KnobReader) {
  const passed = call.index % 2 === 0
  const score = passed ? '9' : '1'
  return {
    summary: summaryOf(call, seed),
    successEvaluation: setting('success-evaluation') === 'pass-fail' ? String(passed) : score,
  }
}
