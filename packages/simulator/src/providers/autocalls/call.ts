// Autocalls' calls on the wire, in the shapes of either brand.

import type { Platform } from '../../define-simulator.js'
import { conversation } from '../../world/conversation.js'
import { draw, pick, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import { isoMilliseconds } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'
import { zoneOf } from '../../world/zone.js'

type WriteStamp = (instant: number) => string

/** `2025-08-04 14:30:00`, in a zone that the response does not name. */
export const unzoned = ({ knob: setting }: Platform): WriteStamp => {
  const zone = zoneOf(setting('stamp-zone'))
  return (instant) => isoMilliseconds(zone.local(instant)).slice(0, 19).replace('T', ' ')
}

/** A call, with its stamps in one form or the other. */
export function row(call: WorldCall, { world: { seed }, knob: setting, recordings }: Platform, write: WriteStamp) {
  const famulor = setting('brand') === 'famulor'
  const web = call.kind === 'web'
  return {
    id: Number(call.id),
    assistant_name: call.agent.name,
    campaign_name: call.campaign?.name ?? null,
    type: call.kind,
    duration: durationSeconds(call),
    assistant_phone_number: web ? null : call.agent.number,
    client_phone_number: web ? null : call.customerNumber,
    status: call.status,
    transcript: transcript(call, seed, famulor),
    variables: variables(call, famulor),
    evaluation: evaluation(call, famulor),
    webhook_response: call.talked ? { status: 'received' } : null,
    carrier_cost: money(call, seed, famulor, 4),
    total_cost: money(call, seed, famulor),
    answered_by: answeredBy(call, seed, famulor),
    recording_url: recordingUrl(call, recordings),
    created_at: write(call.createdAt),
    updated_at: write(call.updatedAt),
  }
}

/** What the row says. */
export function truth(call: WorldCall, { world: { seed }, knob: setting, recordings }: Platform): SimulatedCall {
  const famulor = setting('brand') === 'famulor'
  const web = call.kind === 'web'
  const outbound = call.kind === 'outbound'
  const agentNumber = web ? null : call.agent.number
  const customerNumber = web ? null : call.customerNumber
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: call.createdAt,
    startedAt: null,
    endedAt: null,
    updatedAt: call.updatedAt,
    status: call.status,
    state: call.state,
    direction: web ? 'unknown' : outbound ? 'outbound' : 'inbound',
    channel: web ? 'web' : 'phone',
    isTest: null,
    from: outbound ? agentNumber : customerNumber,
    to: outbound ? customerNumber : agentNumber,
    customerNumber,
    agentNumber,
    agent: { id: null, name: call.agent.name },
    campaign: call.campaign && { id: null, name: call.campaign.name },
    contact: null,
    durationSeconds: durationSeconds(call),
    // Only the status word says who hung up.
    endReason: call.status?.startsWith('ended_by_') ? call.status : null,
    answeredBy: answeredBy(call, seed, famulor),
    cost: money(call, seed, famulor),
    recordingUrl: recordingUrl(call, recordings),
    hidden: { agentId: call.agent.id, campaignId: call.campaign?.id ?? null },
  }
}

const durationSeconds = (call: WorldCall): number => Math.floor((call.durationMs ?? 0) / 1000)

function transcript(call: WorldCall, seed: number, famulor: boolean) {
  const turns = conversation(call, seed)
  if (!famulor) return turns.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n')
  return turns.map(({ speaker, text, at }) => ({
    text,
    type: 'transcript',
    sender: speaker === 'agent' ? 'bot' : 'human',
    timestamp: at / 1000 + 0.525861,
  }))
}

// By default, PHP writes an empty object as an empty array.
function variables(call: WorldCall, famulor: boolean) {
  if (call.customer % 2 === 0) return { customer_name: `Customer ${call.customer}` }
  return famulor ? [] : {}
}

function evaluation(call: WorldCall, famulor: boolean) {
  if (!famulor) return call.parts.analysis ? { sentiment: 'positive', outcome: 'settled', score: 8 } : {}
  return call.parts.analysis
    ? [{ name: 'settled', type: 'bool', value: true, description: 'Whether the matter was settled' }]
    : []
}

const cost = (call: WorldCall, seed: number): number =>
  call.talked ? (4 + (draw(seed, call.index, streams.cost) % 300)) / 100 : 0

function money(call: WorldCall, seed: number, famulor: boolean, parts = 1): number | string | null {
  if (!call.parts.cost) return null
  const amount = cost(call, seed) / parts
  return famulor ? amount.toFixed(8) : Math.round(amount * 100) / 100
}

function answeredBy(call: WorldCall, seed: number, famulor: boolean): string | null {
  if (!call.talked) return famulor ? null : 'unknown'
  return pick(['human', 'human', 'machine', famulor ? null : 'unknown'], draw(seed, call.index, streams.answered))
}

const recordingUrl = (call: WorldCall, recordings: Platform['recordings']): string | null =>
  call.parts.recording ? recordings.address(call) : null
