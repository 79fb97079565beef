// Bland's calls on the wire.

import type { Platform } from '../../define-simulator.js'
import type { KnobReader } from '../../knobs.js'
import { conversation, summaryOf } from '../../world/conversation.js'
import { uuid } from '../../world/id.js'
import { draw, pick, streams } from '../../world/random.js'
import { isOngoing, type SimulatedCall } from '../../world/simulated-call.js'
import { isoMilliseconds, orNull } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'

/** The words of `status`, which only calls have that were created. */
const STATUS_WORDS: readonly (string | null)[] = ['completed', 'failed', 'busy', 'no-answer', 'canceled', 'unknown']

/** What a row of the list page's example has. */
const EXAMPLE = 'call_id created_at call_length to from completed queue_status error_message answered_by batch_id'.split(' ')

/** Minutes. */
const MAX_DURATION = 30

export const isInbound = (call: WorldCall): boolean => call.kind === 'inbound'

const batches = [0, 1, 2].map((batch) => uuid(0xba7c, batch))

/** Batches make outbound calls; a few are in none. */
export const batchOf = (call: WorldCall): string | null => (isInbound(call) ? null : (batches[call.customer % 4] ?? null))

export const ends = (call: WorldCall) =>
  isInbound(call) ? { from: call.customerNumber, to: call.agent.number } : { from: call.agent.number, to: call.customerNumber }

/** Minutes, with the three decimals of the example. */
export const lengthOf = ({ durationMs }: WorldCall): number | null =>
  durationMs === null ? null : Math.round(durationMs / 60) / 1000

/** Whole seconds. */
function correctedOf({ durationMs, index }: WorldCall, setting: KnobReader): number | null {
  if (durationMs === null) return null
  const isLonger = setting('duration-figures') === 'different' && durationMs > 0 && index % 2 === 0
  return Math.round(durationMs / 1000) + (isLonger ? 45 : 0)
}

/** When the call was connected. What the member holds if it never was is not documented. */
export function startOf(call: WorldCall, setting: KnobReader): number | null {
  const isConnected = call.talked || call.state === 'in_progress'
  return isConnected || setting('unconnected-start') === 'shown' ? call.startedAt : null
}

/** When the call was last updated, which no member of it tells; null where nothing counts as an update. */
export function updateOf(call: WorldCall, setting: KnobReader): number | null {
  const isLate = call.updatedAt > (call.endedAt ?? call.startedAt ?? call.createdAt)
  return setting('stamp-order') === 'always' || isLate ? call.updatedAt : null
}

export const isOver = (call: WorldCall): boolean => !isOngoing(call.state)

const statusOf = ({ status }: WorldCall): string | null => (STATUS_WORDS.includes(status) ? status : null)

/** Two pages write a call that is over in two ways. */
function stageOf(call: WorldCall, setting: KnobReader): string | null {
  const { status } = call
  if (statusOf(call) === null) return status
  return status === 'failed' ? 'call_error' : setting('queue-word')
}

function answeredBy(call: WorldCall, seed: number): string | null {
  if (call.state === 'no_answer') return 'no-answer'
  if (!call.talked) return null
  return pick(['human', 'human', 'human', 'voicemail', 'unknown', null], draw(seed, call.index, streams.answered))
}

const errorOf = ({ state }: WorldCall): string | null => (state === 'failed' ? 'The number you dialed is not found.' : null)

const endedBy = (call: WorldCall, seed: number): string | null =>
  call.talked ? pick(['ASSISTANT', 'USER'], draw(seed, call.index, streams.hangUp)) : null

/** USD. A call that failed has a least price. */
function priceOf(call: WorldCall, seed: number): number | null {
  if (!call.parts.cost || !isOver(call)) return null
  return call.talked ? (15 + (draw(seed, call.index, streams.cost) % 900)) / 1000 : 0.015
}

const recordingOf = (call: WorldCall, { recordings }: Platform): string | null =>
  call.parts.recording ? recordings.address(call) : null

/** `2023-12-21T23:25:14.801000+00:00`, with the microseconds of the example. */
const isoMicroseconds = (at: number): string => isoMilliseconds(at).replace('Z', '000+00:00')

/** Every member but the transcript. */
function members(call: WorldCall, platform: Platform) {
  const { world, knob: setting } = platform
  const status = statusOf(call)
  const seconds = correctedOf(call, setting)
  const startedAt = startOf(call, setting)
  const plannedEnd = startedAt === null ? null : startedAt + MAX_DURATION * 60_000
  return {
    call_id: call.id,
    c_id: call.id,
    created_at: isoMicroseconds(call.createdAt),
    started_at: orNull(startedAt, isoMilliseconds),
    end_at: orNull(setting('end-stamp') === 'actual' ? call.endedAt : plannedEnd, isoMilliseconds),
    call_length: lengthOf(call),
    corrected_duration: seconds === null ? null : String(seconds),
    max_duration: MAX_DURATION,
    ...ends(call),
    inbound: isInbound(call),
    local_dialing: false,
    completed: isOver(call),
    ...(status !== null && { status }),
    queue_status: stageOf(call, setting),
    error_message: errorOf(call),
    answered_by: answeredBy(call, world.seed),
    call_ended_by: endedBy(call, world.seed),
    transferred_to: call.talked && draw(world.seed, call.index, streams.reason) % 9 === 0 ? '+15550109999' : null,
    warm_transfer_call: null,
    is_proxy_agent_call: false,
    record: call.parts.recording,
    recording_url: recordingOf(call, platform),
    price: priceOf(call, world.seed),
    summary: call.parts.analysis ? summaryOf(call, world.seed) : null,
    analysis: null,
    batch_id: batchOf(call),
    pathway_id: call.agent.id,
    pathway_version: 1,
    pathway_logs: null,
    request_data: { phone_number: call.customerNumber, wait: true },
    variables: ends(call),
    metadata: call.metadata,
    endpoint_url: 'api.prod.bland.ai',
    is_canary: false,
  }
}

const hasAll = ({ knob: setting }: Platform): boolean => setting('row-members') === 'all'

/** The list row. */
export function row(call: WorldCall, platform: Platform): Record<string, unknown> {
  const all = members(call, platform)
  if (hasAll(platform)) return all
  return Object.fromEntries(Object.entries(all).filter(([name]) => EXAMPLE.includes(name)))
}

/** What the row says. */
export function truth(call: WorldCall, platform: Platform): SimulatedCall {
  const { world, knob: setting } = platform
  const isWhole = hasAll(platform)
  const { from, to } = ends(call)
  const inbound = isWhole ? isInbound(call) : null
  const answered = answeredBy(call, world.seed)
  // 0.834 minutes are 50.04 seconds.
  const minutes = lengthOf(call)
  const seconds = isWhole ? correctedOf(call, setting) : minutes === null ? null : Math.round(minutes * 60_000) / 1000
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: call.createdAt,
    startedAt: isWhole ? startOf(call, setting) : null,
    // Whether the member is when the call ended is not documented.
    endedAt: null,
    updatedAt: null,
    ...(isWhole ? { status: call.status, state: call.state } : staged(call, setting)),
    direction: inbound === null ? 'unknown' : inbound ? 'inbound' : 'outbound',
    channel: 'unknown',
    isTest: null,
    from,
    to,
    customerNumber: inbound === null ? null : inbound ? from : to,
    agentNumber: inbound === null ? null : inbound ? to : from,
    agent: null,
    campaign: null,
    contact: null,
    durationSeconds: seconds,
    endReason: (isWhole ? endedBy(call, world.seed) : null) ?? errorOf(call),
    answeredBy: answered === 'voicemail' ? 'machine' : answered === 'no-answer' ? null : answered,
    cost: isWhole ? priceOf(call, world.seed) : null,
    recordingUrl: isWhole ? recordingOf(call, platform) : null,
    hidden: { agentId: null, campaignId: campaignOf(call) },
  }
}

/** Campaigns make outbound calls; no member of a call names the campaign. */
export const campaignOf = (call: WorldCall): string | null => (isInbound(call) ? null : (call.campaign?.id ?? null))

/** What a row without `status` says of the state: busy, unanswered and canceled calls are only over. */
function staged(call: WorldCall, setting: KnobReader): Pick<SimulatedCall, 'status' | 'state'> {
  const status = stageOf(call, setting)
  return { status, state: statusOf(call) === null || call.state === 'failed' ? call.state : 'completed' }
}

/** The single call: every member, and the transcript. */
export function details(call: WorldCall, platform: Platform) {
  const phrases = phrasesOf(call, platform)
  return {
    ...members(call, platform),
    concatenated_transcript: phrases.length === 0 ? null : phrases.map(({ user, text }) => `${user}: ${text} \n `).join(''),
    transcripts: platform.knob('phrase-order') === 'ascending' ? phrases : phrases.toReversed(),
  }
}

/** What was said, and that the agent hung up. */
export function phrasesOf(call: WorldCall, { world: { seed }, knob: setting }: Platform) {
  const known = setting('transcript-speakers') === 'assistant-and-user'
  const words = known ? { agent: setting('agent-word'), customer: 'user' } : { agent: 'model', customer: 'human' }
  const spoken = conversation(call, seed).map(({ speaker, text, at }) => ({ user: words[speaker], text, at }))
  const last = spoken.at(-1)
  const action =
    last && endedBy(call, seed) === 'ASSISTANT' ? [{ user: 'agent-action', text: 'Ended call', at: last.at + 1000 }] : []
  return [...spoken, ...action].map(({ user, text, at }, place) => ({
    id: call.index * 10 + place,
    created_at: isoMicroseconds(at),
    text,
    user,
    c_id: call.id,
    status: null,
    transcript_id: null,
  }))
}
