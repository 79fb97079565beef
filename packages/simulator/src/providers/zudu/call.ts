// Zudu's calls on the wire.

import type { Platform } from '../../define-simulator.js'
import type { KnobReader } from '../../knobs.js'
import { conversation, summaryOf } from '../../world/conversation.js'
import { uuid } from '../../world/id.js'
import { draw, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import type { WorldCall } from '../../world/world.js'
import { organizationId } from './resources.js'

// A call in a browser has no numbers, and its direction is not documented.
function ends(call: WorldCall) {
  if (call.kind === 'WEB_CALL') return { direction: null, from: null, to: null }
  return call.kind === 'PHONE_CALL OUTBOUND'
    ? { direction: 'OUTBOUND', from: call.agent.number, to: call.customerNumber }
    : { direction: 'INBOUND', from: call.customerNumber, to: call.agent.number }
}

// The hand-written pages show these two, the list page does not: without them, a row without a start has no stamp at all.
const showsCreation = (setting: KnobReader): boolean => setting('creation-stamps') === 'shown'

/** The list row. */
export function row(call: WorldCall, { world: { seed }, knob: setting }: Platform) {
  const { direction, from, to } = ends(call)
  return {
    id: uuid(seed, call.index),
    call_id: call.id,
    agent_id: call.agent.id,
    organization_id: organizationId,
    call_status: call.status,
    call_type: call.kind.split(' ')[0] ?? null,
    direction,
    from_number: from,
    to_number: to,
    start_timestamp: call.startedAt,
    end_timestamp: call.endedAt,
    call_duration: call.durationMs,
    ...(showsCreation(setting) ? { created_at: call.createdAt, updated_at: call.updatedAt } : {}),
  }
}

/** What the row says. */
export function truth(call: WorldCall, { knob: setting }: Platform): SimulatedCall {
  const { direction, from, to } = ends(call)
  const outbound = direction === 'OUTBOUND'
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: showsCreation(setting) ? call.createdAt : null,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    updatedAt: showsCreation(setting) ? call.updatedAt : null,
    status: call.status,
    state: call.state,
    direction: direction === null ? 'unknown' : outbound ? 'outbound' : 'inbound',
    channel: direction === null ? 'web' : 'phone',
    isTest: null,
    from,
    to,
    customerNumber: outbound ? to : from,
    agentNumber: outbound ? from : to,
    agent: { id: call.agent.id, name: null },
    campaign: null,
    contact: null,
    durationSeconds: call.durationMs === null ? null : call.durationMs / 1000,
    endReason: null,
    answeredBy: null,
    cost: null,
    recordingUrl: null,
    hidden: { agentId: null, campaignId: null },
  }
}

/** The single call: the row and many more members. */
export function details(call: WorldCall, platform: Platform) {
  const { seed } = platform.world
  const turns = conversation(call, seed)
  const user = platform.knob('transcript-speakers') === 'user-is-customer' ? 'user' : 'caller'
  const transcript = turns.map(({ speaker, text, at }) => ({
    role: speaker === 'agent' ? 'assistant' : user,
    content: text,
    timestamp: at,
    words: text.split(' ').map((word, position) => ({ word, start: at + position * 300, end: at + position * 300 + 250 })),
  }))
  const cost = (draw(seed, call.index, streams.cost) % 900) / 1000
  return {
    ...row(call, platform),
    disconnection_reason: call.talked && draw(seed, call.index, streams.reason) % 4 !== 0 ? 'USER_HANGUP' : null,
    recording_url: call.parts.recording ? platform.recordings.address(call) : null,
    public_log_url: null,
    opt_out_sensitive_data_storage: false,
    metadata: call.metadata,
    events: [],
    transcript: spoken(call, seed),
    transcript_object: transcript,
    transcript_with_tool_calls: transcript,
    latency: null,
    call_analysis: call.parts.analysis
      ? { call_successful: true, call_summary: summaryOf(call, seed), user_sentiment: 'Positive', in_voicemail: false }
      : null,
    call_cost:
      call.talked && call.parts.cost
        ? { combined_cost: cost, product_costs: [{ product: 'voice', cost, unit_price: 0.07 }] }
        : null,
    telephony_identifier: ends(call).direction ? { call_sid: `CA${uuid(seed, call.index)}`, conference_sid: null } : null,
  }
}

/** The transcript as one text. */
export const spoken = (call: WorldCall, seed: number): string =>
  conversation(call, seed)
    .map(({ speaker, text }) => `${speaker === 'agent' ? 'Agent' : 'User'}: ${text}`)
    .join('\n')

/** The single call in responses to creating and changing, which write three members in lower case. */
export function lowerCased(call: WorldCall, platform: Platform) {
  const full = details(call, platform)
  return {
    ...full,
    call_status: full.call_status?.toLowerCase() ?? null,
    call_type: full.call_type?.toLowerCase() ?? null,
    direction: full.direction?.toLowerCase() ?? null,
  }
}
