// Bolna's calls on the wire.

import type { Platform } from '../../define-simulator.js'
import type { KnobReader } from '../../knobs.js'
import { conversation } from '../../world/conversation.js'
import { draw, pick, streams } from '../../world/random.js'
import { isOngoing, type SimulatedCall } from '../../world/simulated-call.js'
import { isoSeconds } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'

/** What a trimmed row has, by the page of the payload. */
const TRIMMED = ['id', 'status', 'conversation_duration', 'conversation_time', 'created_at', 'telephony_data']
const TRIMMED_CARRIER = ['to_number', 'from_number', 'provider']

/** A call over the telephone by either carrier, or over the web in either way. */
export const providerOf = (call: WorldCall, seed: number): string =>
  pick(['twilio', 'twilio', 'plivo', 'web-call', 'websocket'], draw(seed, call.index, streams.answered))

const isWeb = (call: WorldCall, seed: number): boolean => providerOf(call, seed).startsWith('web')

const isInbound = (call: WorldCall): boolean => call.kind === 'inbound'

/** Batches make outbound calls. */
export const batchOf = (call: WorldCall): string | null => (isInbound(call) ? null : (call.campaign?.id ?? null))

/** Whether a machine was found to have answered, which no inbound call has. */
export const isMachine = (call: WorldCall, seed: number): boolean =>
  call.talked && !isInbound(call) && draw(seed, call.index, streams.answered) % 7 === 0

function ends(call: WorldCall, seed: number) {
  const [customer, agent] = isWeb(call, seed) ? [null, null] : [call.customerNumber, call.agent.number]
  return isInbound(call) ? { from: customer, to: agent } : { from: agent, to: customer }
}

/** Seconds with a fraction; nothing while the call goes on. */
const lengthOf = ({ durationMs }: WorldCall): number => Math.round((durationMs ?? 0) / 100) / 10

/** Cents with two decimals. */
const centsOf = (call: WorldCall, seed: number): number | null => {
  if (!call.parts.cost) return null
  return call.talked ? (150 + (draw(seed, call.index, streams.cost) % 9000)) / 100 : 0
}

/** The same in the main unit: the point is two places further left, and no digit is lost. */
function inMainUnit(cents: number | null): string | null {
  if (cents === null) return null
  const [whole = '', fraction = ''] = String(cents).split('.')
  const digits = whole.padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`
}

/** Who hung up, and the text for it. */
function hangupOf(call: WorldCall, seed: number): { by: string | null; reason: string | null } {
  if (isOngoing(call.state)) return { by: null, reason: null }
  if (call.state === 'no_answer') return { by: 'Carrier', reason: 'Call unanswered' }
  if (call.state === 'busy') return { by: 'Carrier', reason: 'Call recipient was busy' }
  if (call.state === 'canceled') return { by: 'API Request', reason: 'Call canceled' }
  if (call.state === 'failed') return { by: 'Error', reason: 'Carrier Internal Error' }
  return pick(
    [
      { by: isInbound(call) ? 'Caller' : 'Callee', reason: 'Normal Hangup' },
      { by: 'Plivo', reason: 'llm_prompted_hangup' },
      { by: 'Unknown', reason: 'inactivity_timeout' },
      { by: isInbound(call) ? 'Caller' : 'Callee', reason: null },
    ],
    draw(seed, call.index, streams.reason),
  )
}

const numberOrText = (value: number, setting: KnobReader): string | number =>
  setting('duration-form') === 'text' ? String(value) : value

const recordingOf = (call: WorldCall, { recordings }: Platform): string | null =>
  call.parts.recording ? recordings.address(call) : null

function carrierOf(call: WorldCall, platform: Platform) {
  const { world, knob: setting } = platform
  const { from, to } = ends(call, world.seed)
  const { by, reason } = hangupOf(call, world.seed)
  return {
    duration: numberOrText(Math.round(lengthOf(call)), setting),
    to_number: to,
    from_number: from,
    recording_url: recordingOf(call, platform),
    hosted_telephony: true,
    provider_call_id: carrierId(call),
    call_type: call.kind,
    provider: providerOf(call, world.seed),
    hangup_by: by,
    hangup_reason: reason,
    hangup_provider_code: by === null ? null : 4000,
    ring_duration: 4,
    post_dial_delay: 1,
    to_number_carrier: null,
  }
}

const carrierId = (call: WorldCall): string => `CA${call.id.replaceAll('-', '')}`

/** The whole call. */
export function details(call: WorldCall, platform: Platform): Record<string, unknown> {
  const { world, knob: setting } = platform
  const cents = centsOf(call, world.seed)
  const said = conversation(call, world.seed)
  return {
    id: call.id,
    agent_id: call.agent.id,
    batch_id: batchOf(call),
    [setting('length-name')]: lengthOf(call),
    total_cost: cents,
    status: call.status,
    error_message: call.state === 'failed' ? 'The number could not be reached.' : null,
    answered_by_voice_mail: isMachine(call, world.seed),
    transcript: said.length === 0 ? null : said.map(({ speaker, text }) => `${LABELS[speaker]}: ${text}`).join('\n'),
    created_at: isoSeconds(call.createdAt),
    updated_at: isoSeconds(call.updatedAt),
    cost_breakdown: cents === null ? null : { llm: cents, network: 0, platform: 0, synthesizer: 0, transcriber: 0 },
    usage_breakdown: { synthesizer_characters: 12, transcriber_duration: lengthOf(call), llm_tokens: 40 },
    telephony_data: carrierOf(call, platform),
    transfer_call_data: null,
    batch_run_details: batchOf(call) === null ? null : { status: 'completed', retried: 0 },
    extracted_data: call.parts.analysis ? { user_interested: true } : null,
    context_details: { recipient_data: call.metadata },
    termination_reason: null,
  }
}

const LABELS = { agent: 'assistant', customer: 'user' } as const

const isTrimmed = ({ knob: setting }: Platform): boolean => setting('row-members') === 'trimmed'

/** The list row. */
export function row(call: WorldCall, platform: Platform): Record<string, unknown> {
  const whole = details(call, platform)
  if (!isTrimmed(platform)) return whole
  return { ...only(whole, TRIMMED), telephony_data: only(carrierOf(call, platform), TRIMMED_CARRIER) }
}

const only = (members: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name)))

/** What the row says. */
export function truth(call: WorldCall, platform: Platform): SimulatedCall {
  const { seed } = platform.world
  const isWhole = !isTrimmed(platform)
  const { from, to } = ends(call, seed)
  const { by, reason } = hangupOf(call, seed)
  const batch = batchOf(call)
  return {
    index: call.index,
    id: call.id,
    carrierId: isWhole ? carrierId(call) : null,
    createdAt: call.createdAt,
    startedAt: null,
    endedAt: null,
    updatedAt: isWhole ? call.updatedAt : null,
    status: call.status,
    state: call.state,
    direction: !isWhole ? 'unknown' : isInbound(call) ? 'inbound' : 'outbound',
    channel: isWeb(call, seed) ? 'web' : 'phone',
    isTest: null,
    from,
    to,
    customerNumber: !isWhole ? null : isInbound(call) ? from : to,
    agentNumber: !isWhole ? null : isInbound(call) ? to : from,
    // Its name is in the list of agents.
    agent: { id: call.agent.id, name: call.agent.name },
    campaign: isWhole && batch !== null ? { id: batch, name: null } : null,
    contact: null,
    durationSeconds: lengthOf(call),
    endReason: isWhole ? (reason ?? by) : null,
    answeredBy: isWhole && isMachine(call, seed) ? 'machine' : null,
    cost: isWhole ? inMainUnit(centsOf(call, seed)) : null,
    recordingUrl: isWhole ? recordingOf(call, platform) : null,
    hidden: { agentId: null, campaignId: batch },
  }
}
