// Ultravox's calls on the wire. No member has a word for the state: stamps and the reason tell it.

import type { Platform } from '../../define-simulator.js'
import { agentsWithIds } from '../../world/cast.js'
import { summaryOf } from '../../world/conversation.js'
import { uuid } from '../../world/id.js'
import { draw, streams } from '../../world/random.js'
import type { CallState, SimulatedCall } from '../../world/simulated-call.js'
import { orNull } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'

export const agents = agentsWithIds((agent) => uuid(0x0117a, agent))
export const accountId = uuid(0x0117b, 0)
export const voiceId = uuid(0x0117c, 0)
export const PROMPT = 'You are a friendly assistant.'

/** How a call is held; `outgoing` and `incoming` name the member that only such a call has. `unsaid`: the medium is null. */
export const kinds = [
  'webRtc',
  'twilio',
  'twilio outgoing',
  'telnyx outgoing',
  'plivo',
  'exotel',
  'sip incoming',
  'sip outgoing',
  'serverWebSocket',
  'unsaid',
] as const

/** What the world takes for words: the reason of a call that is over, or how far another one is. */
export const statuses = [
  ...Array(6).fill({ word: 'hangup', state: 'completed' } as const),
  ...Array(4).fill({ word: 'agent_hangup', state: 'completed' } as const),
  { word: 'timeout', state: 'completed' },
  { word: 'created', state: 'queued' },
  { word: 'joined', state: 'in_progress' },
  { word: 'connection_error', state: 'failed' },
  { word: 'system_error', state: 'failed' },
  { word: 'unjoined', state: 'no_answer' },
  { word: 'unjoined', state: 'busy' },
  { word: 'unjoined', state: 'canceled' },
  { word: 'unjoined', state: 'failed' },
] satisfies { word: string; state: CallState }[]

/** `2026-11-20T12:00:00.000000Z` */
const iso = (instant: number): string => `${new Date(instant).toISOString().slice(0, -1)}000Z`

const held = ({ kind }: WorldCall) => {
  const [name = '', way] = kind.split(' ')
  return { name, isPlaced: way === 'outgoing', isIncoming: way === 'incoming' }
}

const NEVER_JOINED: ReadonlySet<string | null> = new Set(['created', 'unjoined', 'connection_error', 'system_error'])

/** Epoch milliseconds; null for a call that nobody has joined. */
export const joinedAt = ({ status, startedAt }: WorldCall): number | null => (NEVER_JOINED.has(status) ? null : startedAt)

/** Whether a call was made to be recorded: its settings say so before there is a recording. */
const isRecorded = ({ index, parts }: WorldCall, seed: number): boolean =>
  parts.recording || draw(seed, index, streams.recording) % 4 !== 0

/** The request for the recording of a call that is over. */
const recordingUrl = (call: WorldCall, seed: number): string | null =>
  joinedAt(call) !== null && call.endedAt !== null && isRecorded(call, seed) ? `/api/calls/${call.id}/recording` : null

const reasonOf = ({ status, endedAt }: WorldCall): string | null => (endedAt === null ? null : status)

/** Numbers, but SIP has addresses. */
function ends(call: WorldCall) {
  const written = (number: string) => (held(call).name === 'sip' ? `sip:${number}@sip.example.com` : number)
  return { from: written(call.agent.number), to: written(call.customerNumber) }
}

function mediumOf(call: WorldCall) {
  const { name, isPlaced, isIncoming } = held(call)
  if (name === 'unsaid') return null
  if (isPlaced) return { [name]: { outgoing: ends(call) } }
  return { [name]: isIncoming ? { incoming: {} } : {} }
}

const written = (seconds: number): string => `${seconds.toFixed(3)}s`

/** Rounded up to six seconds; nothing until the call is billed, and for one that costs nothing. */
export const billedSeconds = ({ parts, durationMs }: WorldCall): number | null =>
  !parts.cost || !durationMs ? null : Math.ceil(durationMs / 6000) * 6

/** How SIP ended, by the state. */
const TERMINATIONS: Partial<Record<CallState, readonly string[]>> = {
  completed: ['NORMAL'],
  no_answer: ['TIMEOUT'],
  busy: ['BUSY'],
  canceled: ['CANCELED'],
  failed: ['INVALID_NUMBER', 'DESTINATION_UNAVAILABLE', 'REJECTED'],
}

function sipDetails(call: WorldCall) {
  if (held(call).name !== 'sip') return null
  const words = TERMINATIONS[call.state] ?? []
  const word = words[call.index % words.length]
  return { billedDuration: orNull(billedSeconds(call), written), terminationReason: word ? `SIP_TERMINATION_${word}` : null }
}

/** The list row, which is also the single call. */
export function row(call: WorldCall, { world: { seed }, knob: setting }: Platform) {
  const { isIncoming } = held(call)
  const summary = call.parts.analysis ? summaryOf(call, seed) : null
  const billed = billedSeconds(call)
  return {
    callId: call.id,
    clientVersion: joinedAt(call) === null ? null : 'phone(api_v0)',
    created: iso(call.createdAt),
    joined: orNull(joinedAt(call), iso),
    ended: orNull(call.endedAt, iso),
    endReason: reasonOf(call),
    // What is billed may be longer than the call.
    billedDuration: orNull(billed, (seconds) => written(setting('billed-duration') === 'billed' ? seconds : seconds + 60)),
    billedSideInputTokens: null,
    billedSideOutputTokens: null,
    billingStatus: billed !== null ? 'BILLING_STATUS_BILLED' : billingStatus(call),
    firstSpeaker: 'FIRST_SPEAKER_AGENT',
    firstSpeakerSettings: { agent: {} },
    inactivityMessages: [],
    initialOutputMedium: 'MESSAGE_MEDIUM_VOICE',
    joinTimeout: '60s',
    joinUrl: call.endedAt === null ? `wss://voice.ultravox.example/calls/${call.id}?token=simulated` : null,
    languageHint: null,
    maxDuration: '3600s',
    medium: mediumOf(call),
    model: 'ultravox-v0.7',
    recordingEnabled: isRecorded(call, seed),
    retentionPolicy: 'retain',
    systemPrompt: PROMPT,
    temperature: 0,
    timeExceededMessage: null,
    voice: voiceId,
    transcriptOptional: true,
    vadSettings: null,
    shortSummary: summary,
    summary,
    agent: { agentId: call.agent.id, name: call.agent.name },
    agentId: call.agent.id,
    experimentalSettings: null,
    metadata: call.metadata,
    initialState: {},
    requestContext: isIncoming && showsCaller(setting) ? { ultravox: { sip: { caller_id: call.customerNumber } } } : null,
    callbacks: {},
    sipDetails: sipDetails(call),
  }
}

const billingStatus = ({ endedAt, parts }: WorldCall) =>
  endedAt === null || !parts.cost ? 'BILLING_STATUS_PENDING' : 'BILLING_STATUS_FREE_ZERO_EFFECTIVE_DURATION'

const showsCaller = (setting: Platform['knob']) => setting('sip-caller-id') === 'request-context'

/** What the row says. */
export function truth(call: WorldCall, { world: { seed }, knob: setting }: Platform): SimulatedCall {
  const { name, isPlaced, isIncoming } = held(call)
  const isPhone = !['webRtc', 'serverWebSocket', 'unsaid'].includes(name)
  const caller = isIncoming && showsCaller(setting) ? call.customerNumber : null
  const { from, to } = isPlaced ? ends(call) : { from: caller, to: null }
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: call.createdAt,
    startedAt: joinedAt(call),
    endedAt: call.endedAt,
    updatedAt: null,
    status: null,
    state: stateOf(call, setting('sip-terminations') === 'by-name'),
    direction: isPlaced ? 'outbound' : isIncoming ? 'inbound' : 'unknown',
    channel: isPhone ? 'phone' : name === 'webRtc' ? 'web' : 'unknown',
    isTest: null,
    from,
    to,
    customerNumber: isPlaced ? to : caller,
    agentNumber: isPlaced ? from : null,
    agent: { id: call.agent.id, name: call.agent.name },
    campaign: null,
    contact: null,
    durationSeconds: setting('billed-duration') === 'billed' ? billedSeconds(call) : null,
    endReason: reasonOf(call),
    answeredBy: null,
    cost: null,
    recordingUrl: recordingUrl(call, seed),
    hidden: { agentId: null, campaignId: null },
  }
}

/** Why nobody joined a call is told by SIP alone; without it, one that the platform placed was not answered. */
function stateOf(call: WorldCall, sipTells: boolean): CallState {
  const { name, isPlaced } = held(call)
  if (call.status !== 'unjoined' || (name === 'sip' && sipTells)) return call.state
  return isPlaced ? 'no_answer' : 'canceled'
}
