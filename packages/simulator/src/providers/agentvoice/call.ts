// AgentVoice's calls on the wire.

import type { Platform } from '../../define-simulator.js'
import type { KnobReader } from '../../knobs.js'
import { conversation, summaryOf } from '../../world/conversation.js'
import { draw, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import { isoMilliseconds, orNull } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'
import { contactOf } from './contacts.js'

/** The light row. */
export function row(call: WorldCall, { world, recordings }: Platform) {
  const contact = contactOf(call.customer)
  const reached = call.talked && !wentToVoicemail(call, world.seed)
  return {
    id: call.id,
    agent_id: call.agent.id,
    agent_name: call.agent.name,
    contact_id: contact?.id ?? null,
    contact_first_name: contact?.first ?? null,
    contact_last_name: contact?.last ?? null,
    contact_email: contact?.email ?? null,
    phone_number: call.customerNumber,
    phone_number_called_from: calledFrom(call),
    call_type: call.kind,
    status: call.status,
    call_success: call.talked ? reached : null,
    went_to_voicemail: call.talked ? !reached : null,
    call_duration: durationSeconds(call),
    started_at: orNull(call.startedAt, isoMilliseconds),
    ended_at: orNull(call.endedAt, isoMilliseconds),
    ended_reason: endReason(call, world.seed),
    recording_url: recordingUrl(call, recordings),
    campaign_id: call.campaign?.id ?? null,
    campaign_name: call.campaign?.name ?? null,
    created_at: isoMilliseconds(call.createdAt),
  }
}

/** What the light row says, in neutral words. */
export function truth(call: WorldCall, { world, recordings }: Platform): SimulatedCall {
  const outbound = call.kind === 'outbound'
  const contact = contactOf(call.customer)
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: call.createdAt,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    updatedAt: null,
    status: call.status,
    state: call.state,
    direction: outbound ? 'outbound' : 'inbound',
    channel: 'phone',
    isTest: null,
    from: calledFrom(call),
    to: outbound ? call.customerNumber : null,
    customerNumber: call.customerNumber,
    agentNumber: outbound ? call.agent.number : null,
    agent: { id: call.agent.id, name: call.agent.name },
    campaign: call.campaign && { ...call.campaign },
    contact: contact && { id: contact.id, name: `${contact.first} ${contact.last}`, email: contact.email },
    durationSeconds: durationSeconds(call),
    endReason: endReason(call, world.seed),
    answeredBy: call.talked && wentToVoicemail(call, world.seed) ? 'machine' : null,
    cost: null,
    recordingUrl: recordingUrl(call, recordings),
    hidden: { agentId: null, campaignId: null },
  }
}

// The number that a call came from: on inbound calls the customer's own, so those rows have no number of the agent.
const calledFrom = (call: WorldCall): string => (call.kind === 'outbound' ? call.agent.number : call.customerNumber)

const durationSeconds = (call: WorldCall): number | null => (call.durationMs === null ? null : Math.floor(call.durationMs / 1000))

const wentToVoicemail = (call: WorldCall, seed: number): boolean => draw(seed, call.index, streams.answered) % 10 === 0

const endReason = (call: WorldCall, seed: number): string | null =>
  call.talked && draw(seed, call.index, streams.reason) % 4 !== 0 ? 'customer-ended-call' : null

const recordingUrl = (call: WorldCall, recordings: Platform['recordings']): string | null =>
  call.parts.recording ? recordings.address(call) : null

const groups: Readonly<Record<string, readonly string[]>> = {
  transcript: ['transcript', 'transcript_formatted'],
  metrics: ['quality_metrics', 'latency_metrics', 'audio_metrics'],
  diagnostics: ['turn_events', 'interruptions', 'tool_usage'],
  actions: ['action_executions', 'action_summary'],
}
const onlyIncluded = ['latency_metrics', 'audio_metrics', 'turn_events', 'interruptions', 'tool_usage']

// Only the names of these are documented, and that `transcript` is text and `notes` an array.
function details(call: WorldCall, seed: number): Record<string, unknown> {
  const turns = conversation(call, seed)
  const name = { agent: 'Agent', customer: 'Customer' }
  return {
    transcript: turns.map(({ speaker, text }) => `${name[speaker]}: ${text}`).join('\n'),
    transcript_formatted: turns.map(({ speaker, text, at }) => ({ speaker, text, timestamp: isoMilliseconds(at) })),
    post_call_analysis: call.parts.analysis ? { summary: summaryOf(call, seed) } : null,
    call_description: call.parts.analysis ? summaryOf(call, seed) : null,
    custom_analysis: {},
    structured_data_results: {},
    notes: [],
    action_executions: [],
    action_summary: null,
    quality_metrics: {},
    enhanced_context: null,
    latency_metrics: {},
    audio_metrics: {},
    turn_events: [],
    interruptions: [],
    tool_usage: [],
  }
}

/** How calls are written by `fields` and `include`: light, full or light with groups. Undocumented groups add nothing. */
export function shape(query: URLSearchParams, setting: KnobReader): (call: WorldCall, platform: Platform) => unknown {
  const isFull = query.get('fields') === 'full'
  const everything = setting('full-payload') === 'everything'
  // The first of repeated keys counts; the documented form is a comma-separated list.
  const included = (query.get('include') ?? '').split(',')
  const names = new Set(included.flatMap((group) => (Object.hasOwn(groups, group) ? (groups[group] ?? []) : [])))
  if (!isFull && names.size === 0) return row
  return (call, platform) => ({
    ...row(call, platform),
    ...Object.fromEntries(
      Object.entries(details(call, platform.world.seed)).filter(
        ([name]) => names.has(name) || (isFull && (everything || !onlyIncluded.includes(name))),
      ),
    ),
  })
}
