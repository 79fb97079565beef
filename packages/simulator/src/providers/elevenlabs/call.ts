// ElevenLabs' conversations on the wire: whole seconds, and much that only the single conversation tells.

import type { Platform } from '../../define-simulator.js'
import { conversation, summaryOf } from '../../world/conversation.js'
import { hexId, uuid } from '../../world/id.js'
import { draw, pick, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import type { WorldCall } from '../../world/world.js'
import { numberIdOf } from './agents.js'

/** Where a conversation comes from, and its direction, or `text` where it is in writing. */
export const kinds = [
  'twilio inbound',
  'twilio inbound',
  'twilio outbound',
  'twilio outbound',
  'sip_trunk inbound',
  'exotel outbound',
  'unknown inbound',
  'widget',
  'react_sdk',
  'widget text',
  'twilio_sms text',
  'slack_integration text',
  'whatsapp text',
] as const

const PHONES = new Map([
  ['twilio', 'twilio'],
  ['sip_trunk', 'sip_trunking'],
  ['exotel', 'exotel'],
  // An older call, whose source was not kept.
  ['unknown', 'twilio'],
])

const WRITTEN = ['twilio_sms', 'slack_integration']

export const sourceOf = ({ kind }: WorldCall): string => kind.split(' ')[0] ?? ''

export const isPhone = (call: WorldCall): boolean => PHONES.has(sourceOf(call))

/** Whether the conversation is in writing alone; by the knob, so are some over the telephone. */
export function isTextOnly(call: WorldCall, { world, knob: setting }: Platform): boolean {
  if (!isPhone(call)) return call.kind.endsWith(' text')
  return setting('phone-audio') === 'sometimes' && draw(world.seed, call.index, streams.answered) % 2 === 0
}

function directionOf(call: WorldCall, { knob: setting }: Platform): 'inbound' | 'outbound' | null {
  if (isPhone(call)) return call.kind.endsWith(' outbound') ? 'outbound' : 'inbound'
  return sourceOf(call) === 'twilio_sms' && setting('message-direction') === 'shown' ? 'inbound' : null
}

export const startOf = (call: WorldCall): number => Math.floor((call.startedAt ?? call.createdAt) / 1000)

export const durationOf = ({ durationMs }: WorldCall): number => Math.round((durationMs ?? 0) / 1000)

const reasons = ['', '', '', 'Call ended by remote party', 'end_call tool was called.', 'Client disconnected: 1000']

/** A free text, often empty. */
export const reasonOf = (call: WorldCall, seed: number): string =>
  call.talked ? pick(reasons, draw(seed, call.index, streams.reason)) : ''

export const evaluationOf = (call: WorldCall): string =>
  call.parts.analysis ? (call.index % 3 === 0 ? 'failure' : 'success') : 'unknown'

export const languageOf = (call: WorldCall): string => (call.customer % 4 === 0 ? 'de' : 'en')

export const ratingOf = (call: WorldCall): number | null =>
  call.parts.analysis && call.customer % 5 > 0 ? call.customer % 5 : null

/** Only clients on the web name their user. */
export const userOf = (call: WorldCall): string | null =>
  ['widget', 'react_sdk'].includes(sourceOf(call)) ? `user_${call.customer}` : null

export const campaignOf = (call: WorldCall) => (call.kind === 'twilio outbound' ? call.campaign : null)

/** Of every third conversation in which somebody spoke. */
export const toolsOf = (call: WorldCall): string[] => (call.talked && call.index % 3 === 0 ? ['look_up'] : [])

const sentimentOf = (call: WorldCall, seed: number) => {
  const drawn = draw(seed, call.index, streams.answered)
  const score = (drawn % 100) / 100
  return {
    overall_label: pick(['positive', 'neutral', 'negative'], drawn),
    overall_sentiment_score: score,
    overall_frustration_score: (100 - (drawn % 100)) / 100,
    min_user_sentiment_score: score / 2,
    max_user_frustration_score: 1,
    num_scored_user_turns: 2,
  }
}

/** The list row; with `summary`, as `summary_mode=include` shows it. */
export function row(call: WorldCall, platform: Platform, summary = false) {
  const { seed } = platform.world
  const analysed = call.parts.analysis
  return {
    agent_id: call.agent.id,
    agent_name: call.agent.name,
    branch_id: null,
    version_id: null,
    conversation_id: call.id,
    start_time_unix_secs: startOf(call),
    call_duration_secs: durationOf(call),
    message_count: conversation(call, seed).length,
    status: call.status,
    termination_reason: reasonOf(call, seed),
    call_successful: evaluationOf(call),
    call_success_score: null,
    ...(summary && { transcript_summary: analysed ? summaryOf(call, seed) : null }),
    ...(!summary && platform.knob('excluded-summary') === 'null' && { transcript_summary: null }),
    call_summary_title: analysed ? 'A request' : null,
    main_language: languageOf(call),
    conversation_initiation_source: sourceOf(call),
    tool_names: toolsOf(call),
    direction: directionOf(call, platform),
    rating: ratingOf(call),
    sentiment_analysis: analysed ? sentimentOf(call, seed) : null,
    tag_ids: [],
  }
}

/** What the row says. */
export function truth(call: WorldCall, platform: Platform): SimulatedCall {
  const source = sourceOf(call)
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: null,
    startedAt: startOf(call) * 1000,
    endedAt: null,
    updatedAt: null,
    status: call.status,
    state: call.state,
    direction: directionOf(call, platform) ?? 'unknown',
    channel: WRITTEN.includes(source) ? 'chat' : isPhone(call) ? 'phone' : source === 'whatsapp' ? 'unknown' : 'web',
    isTest: null,
    from: null,
    to: null,
    customerNumber: null,
    agentNumber: null,
    agent: { id: call.agent.id, name: call.agent.name },
    campaign: null,
    contact: null,
    durationSeconds: durationOf(call),
    endReason: reasonOf(call, platform.world.seed) || null,
    answeredBy: null,
    cost: null,
    recordingUrl: null,
    hidden: { agentId: null, campaignId: null },
  }
}

const creditsOf = (call: WorldCall, seed: number): number | null =>
  !call.parts.cost ? null : call.talked ? 100 + (draw(seed, call.index, streams.cost) % 5000) : 0

function phoneCall(call: WorldCall, platform: Platform) {
  if (!isPhone(call)) return null
  const { seed } = platform.world
  const type = PHONES.get(sourceOf(call))
  return {
    type,
    direction: directionOf(call, platform),
    phone_number_id: numberIdOf(call.agent),
    agent_number: call.agent.number,
    external_number: call.customerNumber,
    call_sid: `CA${uuid(seed, call.index).replaceAll('-', '')}`,
    ...(type === 'sip_trunking' ? { call_id: hexId(seed, call.index) } : { stream_sid: `MZ${hexId(seed, call.index)}` }),
    call_result: call.kind.endsWith(' outbound') && call.endedAt !== null ? resultOf(call, seed) : null,
  }
}

const resultOf = (call: WorldCall, seed: number): string =>
  pick(
    call.talked ? ['answered', 'answered', 'voicemail'] : ['busy', 'no_answer', 'failed'],
    draw(seed, call.index, streams.answered),
  )

/** What was said, with a tool that the agent called in the middle. */
function turns(call: WorldCall, seed: number) {
  const said = conversation(call, seed).map(({ speaker, text, at }) => ({
    role: speaker === 'agent' ? 'agent' : 'user',
    message: text as string | null,
    tool_calls: [] as object[],
    tool_results: [] as object[],
    time_in_call_secs: Math.floor((at - (call.startedAt ?? call.createdAt)) / 1000),
    interrupted: false,
  }))
  const [opening, request, ...rest] = said
  if (!opening || !request || toolsOf(call).length === 0) return said
  const used = { request_id: `tool_${call.id}`, tool_name: 'look_up', tool_has_been_called: true }
  const tool = {
    ...opening,
    message: null,
    tool_calls: [{ ...used, type: 'webhook', params_as_json: '{}' }],
    tool_results: [{ ...used, type: 'webhook', result_value: 'found', is_error: false }],
    time_in_call_secs: request.time_in_call_secs,
  }
  return [opening, request, tool, ...rest]
}

/** The single conversation. */
export function details(call: WorldCall, platform: Platform) {
  const { seed } = platform.world
  const credits = creditsOf(call, seed)
  const campaign = campaignOf(call)
  const { analysis, recording } = call.parts
  return {
    agent_id: call.agent.id,
    agent_name: call.agent.name,
    conversation_id: call.id,
    conversation_product: 'agents',
    status: call.status,
    user_id: userOf(call),
    branch_id: null,
    version_id: null,
    environment: 'production',
    metadata: {
      start_time_unix_secs: startOf(call),
      accepted_time_unix_secs: startOf(call),
      call_duration_secs: durationOf(call),
      cost: credits,
      cost_fiat: credits === null || platform.knob('cost-fiat') === 'absent' ? null : credits / 5000,
      phone_call: phoneCall(call, platform),
      batch_call: campaign && { batch_call_id: campaign.id, batch_call_recipient_id: `recipient_${call.index}` },
      termination_reason: reasonOf(call, seed),
      error: call.state === 'failed' ? { code: 1011, reason: 'failed' } : null,
      warnings: [],
      main_language: languageOf(call),
      text_only: isTextOnly(call, platform),
      conversation_initiation_source: sourceOf(call),
    },
    analysis: analysis
      ? {
          call_successful: evaluationOf(call),
          transcript_summary: summaryOf(call, seed),
          call_summary_title: 'A request',
          evaluation_criteria_results: {},
          data_collection_results: {},
        }
      : null,
    visited_agents: [{ agent_id: call.agent.id, branch_id: null }],
    conversation_initiation_client_data: call.metadata,
    has_audio: recording,
    has_user_audio: recording,
    has_response_audio: recording,
    ...(platform.knob('auxiliary-audio') === 'shown' && { has_auxiliary_audio: recording }),
    transcript: turns(call, seed),
    tag_ids: [],
  }
}
