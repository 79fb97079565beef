// Retell's calls on the wire: members are absent until they are known.

import type { Platform } from '../../define-simulator.js'
import { conversation, summaryOf } from '../../world/conversation.js'
import { hexId, uuid } from '../../world/id.js'
import { draw, pick, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import type { WorldCall } from '../../world/world.js'

export const WEB = 'web_call'
export const INBOUND = 'phone_call inbound'
export const OUTBOUND = 'phone_call outbound'

/** The reasons of each status, as documented; the first two say more than their status. */
const REASONS = {
  completed: [
    'user_hangup',
    'user_hangup',
    'agent_hangup',
    'call_transfer',
    'voicemail_reached',
    'inactivity',
    'max_duration_reached',
  ],
  no_answer: ['dial_no_answer'],
  busy: ['dial_busy'],
  not_connected: ['dial_failed', 'invalid_destination', 'sip_routing_error', 'marked_as_spam', 'user_declined'],
  error: ['concurrency_limit_reached', 'no_valid_payment', 'error_asr', 'error_retell', 'error_no_audio_received'],
} as const

export function reasonOf({ state, status, index }: WorldCall, seed: number): string | null {
  const key = state === 'failed' ? (status === 'error' ? 'error' : 'not_connected') : state
  const reasons = Object.hasOwn(REASONS, key) ? REASONS[key as keyof typeof REASONS] : undefined
  return reasons ? pick(reasons, draw(seed, index, streams.reason)) : null
}

/** Epoch milliseconds; null for a call that never began and, depending on the knob, for one that was dialled in vain. */
export function startOf(
  { status, startedAt }: Pick<WorldCall, 'status' | 'startedAt'>,
  { knob: setting }: Platform,
): number | null {
  if (status === 'registered') return null
  return status === 'not_connected' && setting('not-connected-start') === 'absent' ? null : startedAt
}

/** A web call has neither direction nor numbers. */
function ends(call: WorldCall, { knob: setting }: Platform) {
  if (call.kind === WEB) return null
  const outbound = call.kind === OUTBOUND
  const written = (number: string) => (setting('number-form') === 'together' ? number : grouped(number))
  const [customer, agent] = [written(call.customerNumber), written(call.agent.number)]
  return {
    direction: outbound ? 'outbound' : 'inbound',
    from: outbound ? agent : customer,
    to: outbound ? customer : agent,
  } as const
}

const grouped = (number: string): string => number.replace(/^\+1(\d{3})(\d{3})/, '+1 ($1) $2-')

/** Cents with a fraction; none for a call in which nobody spoke. */
export const costOf = (call: WorldCall, seed: number): number | null =>
  !call.parts.cost || !call.talked ? null : (100 + (draw(seed, call.index, streams.cost) % 40_000)) / 100

/** A hundredth of it, with two more digits. */
function inMainUnit(cents: number | null): string | null {
  if (cents === null) return null
  const [, fraction = ''] = String(cents).split('.')
  return (cents / 100).toFixed(fraction.length + 2)
}

export const variablesOf = (call: WorldCall): Record<string, string> => ({ customer_name: `Customer ${call.customer}` })

export const sentimentOf = (call: WorldCall, seed: number): string =>
  pick(['Positive', 'Neutral', 'Negative', 'Unknown'], draw(seed, call.index, streams.answered))

export const isVoicemail = (call: WorldCall, seed: number): boolean => reasonOf(call, seed) === 'voicemail_reached'

export const latencyOf = (call: WorldCall, seed: number): number => 500 + (draw(seed, call.index, streams.hangUp) % 1500)

// One agent's addresses are signed.
export const isSigned = ({ agent }: WorldCall): boolean => agent.name === 'Billing Agent'

function recording(call: WorldCall, { recordings }: Platform, file?: string): string | null {
  if (!call.parts.recording) return null
  return isSigned(call) ? recordings.signed(call, file) : recordings.address(call, file)
}

/** Only for a phone call that was dialled. */
const carrierId = (call: WorldCall, seed: number): string | null =>
  call.kind === WEB || call.status === 'registered' ? null : `CA${uuid(seed, call.index).replaceAll('-', '')}`

const present = (members: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined))

/** The list row. */
export function row(call: WorldCall, platform: Platform) {
  const { seed } = platform.world
  const sides = ends(call, platform)
  const sid = carrierId(call, seed)
  const cost = costOf(call, seed)
  return present({
    call_id: call.id,
    call_type: call.kind.split(' ')[0],
    access_token: call.kind === WEB ? `simulated-access-token-${hexId(seed ^ 0x7e11, call.index)}` : null,
    agent_id: call.agent.id,
    agent_name: call.agent.name,
    agent_version: 1,
    call_status: call.status,
    direction: sides?.direction,
    from_number: sides?.from,
    to_number: sides?.to,
    telephony_identifier: sid && { twilio_call_sid: sid },
    metadata: call.metadata,
    retell_llm_dynamic_variables: variablesOf(call),
    opt_in_signed_url: isSigned(call),
    data_storage_setting: 'everything',
    start_timestamp: startOf(call, platform),
    end_timestamp: call.endedAt,
    duration_ms: call.durationMs,
    disconnection_reason: reasonOf(call, seed),
    recording_url: recording(call, platform),
    recording_multi_channel_url: recording(call, platform, 'channels'),
    call_analysis: call.parts.analysis
      ? {
          call_summary: summaryOf(call, seed),
          in_voicemail: isVoicemail(call, seed),
          user_sentiment: sentimentOf(call, seed),
          call_successful: !isVoicemail(call, seed),
          custom_analysis_data: {},
        }
      : null,
    call_cost: cost && {
      product_costs: [{ product: 'elevenlabs_tts', unit_price: 1, cost }],
      total_duration_seconds: Math.ceil((call.durationMs ?? 0) / 1000),
      total_duration_unit_price: 1,
      combined_cost: cost,
    },
    latency: call.talked ? { e2e: { p50: latencyOf(call, seed), num: 4 } } : null,
  })
}

/** What the row says. */
export function truth(call: WorldCall, platform: Platform): SimulatedCall {
  const { seed } = platform.world
  const sides = ends(call, platform)
  const outbound = sides?.direction === 'outbound'
  const { from = null, to = null } = sides ?? {}
  return {
    index: call.index,
    id: call.id,
    carrierId: carrierId(call, seed),
    createdAt: null,
    startedAt: startOf(call, platform),
    endedAt: call.endedAt,
    updatedAt: null,
    status: call.status,
    state: call.state,
    direction: sides?.direction ?? 'unknown',
    channel: sides ? 'phone' : 'web',
    isTest: null,
    from,
    to,
    customerNumber: outbound ? to : from,
    agentNumber: outbound ? from : to,
    agent: { id: call.agent.id, name: call.agent.name },
    campaign: null,
    contact: null,
    durationSeconds: call.durationMs === null ? null : call.durationMs / 1000,
    endReason: reasonOf(call, seed),
    answeredBy: call.parts.analysis && isVoicemail(call, seed) ? 'machine' : null,
    cost: inMainUnit(costOf(call, seed)),
    recordingUrl: recording(call, platform),
    hidden: { agentId: null, campaignId: batchOf(call) },
  }
}

/** Batches make outbound calls; no member of a call names the batch. */
export const batchOf = ({ kind, campaign }: WorldCall): string | null => (kind === OUTBOUND ? (campaign?.id ?? null) : null)

/** The single call: the row with its transcript. */
export function details(call: WorldCall, platform: Platform) {
  const turns = conversation(call, platform.world.seed)
  if (turns.length === 0) return row(call, platform)
  const start = call.startedAt ?? call.createdAt
  const utterances = turns.map(({ speaker, text, at }) => ({
    role: speaker === 'agent' ? 'agent' : 'user',
    content: text,
    words: text.split(' ').map((word, place) => ({
      word,
      start: (at - start) / 1000 + place * 0.3,
      end: (at - start) / 1000 + place * 0.3 + 0.25,
    })),
  }))
  return {
    ...row(call, platform),
    transcript: turns.map(({ speaker, text }) => `${speaker === 'agent' ? 'Agent' : 'User'}: ${text}\n`).join(''),
    transcript_object: utterances,
    transcript_with_tool_calls: utterances,
  }
}
