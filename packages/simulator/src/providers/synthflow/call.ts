// Synthflow's calls on the wire.

import type { Platform } from '../../define-simulator.js'
import type { KnobReader } from '../../knobs.js'
import { agentsWithIds } from '../../world/cast.js'
import { conversation } from '../../world/conversation.js'
import { draw, pick, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import { isoSeconds } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'

export const agents = agentsWithIds((agent) => `12acc0ac-df2a-47af-afe3-e1aa4380a30${agent}`)

export const kinds = ['inbound', 'outbound', 'outbound']

/** Words of the single call's page and of the page of analytics. Most calls are over. */
export const statuses = [
  ...Array(12).fill({ word: 'completed', state: 'completed' } as const),
  ...Array(2).fill({ word: 'no-answer', state: 'no_answer' } as const),
  { word: 'busy', state: 'busy' },
  { word: 'failed', state: 'failed' },
  { word: 'canceled', state: 'canceled' },
  { word: 'user-canceled', state: 'canceled' },
  { word: 'hangup_on_voicemail', state: 'completed' },
  { word: 'left_voicemail', state: 'completed' },
  { word: 'spam', state: 'unknown' },
  { word: 'paused', state: 'unknown' },
  { word: 'pending', state: 'queued' },
  { word: 'registered', state: 'queued' },
  { word: 'queue', state: 'queued' },
  { word: 'ringing', state: 'ringing' },
  { word: 'in-progress', state: 'in_progress' },
] as const

export const isInbound = ({ kind }: WorldCall): boolean => kind === 'inbound'

export const ends = (call: WorldCall) =>
  isInbound(call) ? { from: call.customerNumber, to: call.agent.number } : { from: call.agent.number, to: call.customerNumber }

/** Whole seconds. */
export const lengthOf = ({ durationMs }: WorldCall): number | null => (durationMs === null ? null : Math.round(durationMs / 1000))

const isVoicemail = ({ status }: WorldCall): boolean => status === 'hangup_on_voicemail' || status === 'left_voicemail'

/** Words of four pages, and a sentence of a call that failed. */
function reasonOf(call: WorldCall, seed: number): string | null {
  if (call.state === 'failed') return '404: Not Found'
  if (isVoicemail(call)) return call.status === 'left_voicemail' ? 'voicemail_message_left' : 'voicemail'
  if (call.status === 'user-canceled') return 'user_canceled'
  if (!call.talked) return null
  const words = [
    'human_goodbye',
    'agent_goodbye',
    'human_ended_call',
    'agent_ended_call',
    'human_hangup',
    'max_duration',
    'undefined',
  ]
  return pick([...words, 'human_pick_up_cut_off'], draw(seed, call.index, streams.hangUp))
}

const nameOf = ({ customer }: WorldCall): string | null => (customer % 3 === 0 ? null : `Customer ${customer}`)

/** What `transcript` calls the two sides. */
const words = (setting: KnobReader) =>
  setting('transcript-speakers') === 'bot-and-human'
    ? { agent: setting('agent-word'), customer: 'human' }
    : { agent: 'agent', customer: 'user' }

function transcriptOf(call: WorldCall, { world, knob: setting }: Platform): string | null {
  const spoken = conversation(call, world.seed)
  const of = words(setting)
  return spoken.length === 0 ? null : spoken.map(({ speaker, text }) => `${of[speaker]}: ${text}`).join('\n')
}

/** Texts of verdicts; none of a call in which nobody spoke. */
function verdictsOf(call: WorldCall, seed: number): Record<string, unknown> | null {
  if (!call.parts.analysis || !call.talked) return null
  const verdict = draw(seed, call.index, streams.reason)
  return {
    goal: pick(['true', 'True', 'false', 'partial', 'not_applicable'], verdict),
    goal_feedback: 'The agent settled it.',
    user_sentiment: 'true',
    call_summary: 'true',
  }
}

/** A length is written as a number or as a text. */
const written = (seconds: number, setting: KnobReader): number | string =>
  setting('duration-type') === 'number' ? seconds : String(seconds)

/** A member that rows lack if there is nothing to say. */
const optional = <Name extends string, Value>(name: Name, value: Value | null) => (value === null ? {} : { [name]: value })

/** What rows and the single call share. */
function shared(call: WorldCall, platform: Platform) {
  const { world, knob: setting } = platform
  const seconds = lengthOf(call)
  const { from, to } = ends(call)
  return {
    call_id: call.id,
    model_id: call.agent.id,
    campaign_type: 'live',
    ...optional('duration', seconds === null ? null : written(seconds, setting)),
    ...optional('end_call_reason', reasonOf(call, world.seed)),
    type_of_call: isInbound(call) ? 'inbound' : 'outbound',
    ...optional('start_time', call.startedAt === null ? null : String(call.startedAt)),
    phone_number_from: from,
    phone_number_to: to,
    name: nameOf(call) ?? '',
    transcript: transcriptOf(call, platform),
    ...(setting('recording-address') === 'row' && {
      recording_url: call.parts.recording ? platform.recordings.address(call) : null,
    }),
    error_message: call.state === 'failed' ? 'The number cannot be reached.' : '',
    executed_actions: {},
    timezone: 'Europe/Berlin',
    telephony_hangup: null,
    telephony_disconnect_reason: null,
    telephony_duration: call.durationMs,
    telephony_start: null,
    telephony_end: endOf(call, setting),
    collected_variables: {},
  }
}

/** The list shows stamps without a zone; the single call's page types them as date and time. */
function endOf({ endedAt }: WorldCall, setting: KnobReader): string | null {
  if (endedAt === null) return null
  return setting('telephony-zone') === 'none' ? isoSeconds(endedAt).slice(0, -1) : isoSeconds(endedAt)
}

export function row(call: WorldCall, platform: Platform) {
  return {
    ...shared(call, platform),
    call_status: call.status,
    lead_phone_number: call.customerNumber,
    agent_phone_number: call.agent.number,
    lead_name: nameOf(call),
    recording_duration: null,
    judge_results: verdictsOf(call, platform.world.seed),
    agents_used: [call.agent.id],
    labels: [],
    deployment_type: null,
  }
}

/** The single call: without what only rows have, and with a status of another name. */
export const details = (call: WorldCall, platform: Platform) => ({
  ...shared(call, platform),
  status: call.status,
  custom_end_call_reason: null,
  prompt_variables: {},
  telephony_ringing_duration: null,
})

export function truth(call: WorldCall, platform: Platform): SimulatedCall {
  const { world, knob: setting } = platform
  const { from, to } = ends(call)
  const reason = reasonOf(call, world.seed)
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: null,
    startedAt: call.startedAt,
    endedAt: call.endedAt === null || setting('telephony-zone') === 'none' ? null : Math.floor(call.endedAt / 1000) * 1000,
    updatedAt: null,
    status: call.status,
    state: call.state,
    direction: isInbound(call) ? 'inbound' : 'outbound',
    channel: 'phone',
    isTest: null,
    from,
    to,
    customerNumber: call.customerNumber,
    agentNumber: call.agent.number,
    agent: { id: call.agent.id, name: call.agent.name },
    campaign: null,
    contact: nameOf(call) === null ? null : { id: null, name: nameOf(call), email: null },
    durationSeconds: lengthOf(call),
    endReason: reason,
    answeredBy: isVoicemail(call) ? 'machine' : reason?.startsWith('human_') ? 'human' : null,
    cost: null,
    recordingUrl: recordingOf(call, platform),
    hidden: { agentId: null, campaignId: null },
  }
}

/** Rows without an address do not say whether there is a recording; a call of no length has none. */
function recordingOf(call: WorldCall, { recordings, knob: setting }: Platform): string | null {
  if (setting('recording-address') === 'row') return call.parts.recording ? recordings.address(call) : null
  return (lengthOf(call) ?? 0) > 0 ? `/calls/${call.id}/recording` : null
}
