// Telnyx's TeXML calls on the wire: a row a leg.

import type { Platform } from '../../define-simulator.js'
import { agentsWithIds } from '../../world/cast.js'
import { indexOfId, uuid } from '../../world/id.js'
import { draw, pick, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import { orNull, rfc2822 } from '../../world/stamp.js'
import type { Agent, WorldCall } from '../../world/world.js'

export const accountSid = '61bf923e-5e4d-4595-a110-56190ea18a1b'

/** Where everything of the account is, below the host. */
export const root = `/v2/texml/Accounts/${accountSid}`

export const statuses = [
  // Most calls are over.
  ...Array(7).fill({ word: 'completed', state: 'completed' } as const),
  { word: 'ringing', state: 'ringing' },
  { word: 'in-progress', state: 'in_progress' },
  { word: 'canceled', state: 'canceled' },
  { word: 'failed', state: 'failed' },
  { word: 'busy', state: 'busy' },
  { word: 'no-answer', state: 'no_answer' },
] as const

/** A call's id has the form of the documented ones: a version and 54 characters. */
export const callId = (seed: number, index: number): string => {
  const digits = uuid(seed, index).replaceAll('-', '')
  return `v3:${digits.slice(0, 20)}_${digits.slice(0, 1)}${digits}`
}

export const callIndex = indexOfId

/** Nobody in a row is an agent: what an application has here is its number. */
export const agents = agentsWithIds((agent) => `assistant-${uuid(0x7e1, agent)}`)

/** The last agent has a SIP address in place of a number. */
const desk = agents.at(-1) as Agent
const deskAddress = 'sip:desk-5@sip.example.com'

export function endsOf(call: WorldCall): { from: string; to: string } {
  const agent = call.agent.id === desk.id ? deskAddress : call.agent.number
  return call.kind === 'outbound' ? { from: agent, to: call.customerNumber } : { from: call.customerNumber, to: agent }
}

/** A call that rings, or rang until it was canceled, has not started. */
export const startOf = ({ status, index, startedAt }: WorldCall): number | null =>
  status === 'ringing' || (status === 'canceled' && index % 2 === 0) ? null : startedAt

/** The list row, which is also the single call. */
export function row(call: WorldCall, platform: Platform): Record<string, unknown> {
  const { knob: setting } = platform
  const { from, to } = endsOf(call)
  const price = priceOf(call, platform)
  const members = {
    account_sid: accountSid,
    answered_by: answeredBy(call, platform),
    caller_name: call.kind === 'inbound' ? call.customerNumber : null,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    direction: call.kind,
    duration: orNull(secondsOf(call), String),
    end_time: orNull(call.endedAt, rfc2822),
    from,
    from_formatted: formatted(from),
    price,
    price_unit: price === null ? null : 'USD',
    sid: call.id,
    start_time: orNull(startOf(call), rfc2822),
    status: call.status,
    to,
    to_formatted: formatted(to),
    uri: `${root}/Calls/${call.id}.json`,
  }
  if (setting('empty-members') === 'null') return members
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))
}

/** What the row says. */
export function truth(call: WorldCall, platform: Platform): SimulatedCall {
  const isOutbound = call.kind === 'outbound'
  const { from, to } = endsOf(call)
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: call.createdAt,
    startedAt: startOf(call),
    endedAt: call.endedAt,
    updatedAt: call.updatedAt,
    status: call.status,
    state: call.state,
    direction: isOutbound ? 'outbound' : 'inbound',
    channel: [from, to].includes(deskAddress) ? 'unknown' : 'phone',
    isTest: null,
    from,
    to,
    customerNumber: isOutbound ? to : from,
    agentNumber: isOutbound ? from : to,
    agent: null,
    campaign: null,
    contact: null,
    durationSeconds: secondsOf(call),
    endReason: null,
    answeredBy: answeredBy(call, platform)?.replace('not_sure', 'unknown') ?? null,
    cost: priceOf(call, platform),
    recordingUrl: null,
    hidden: { agentId: null, campaignId: null },
  }
}

/** What rang in vain took no time. */
const secondsOf = ({ durationMs }: WorldCall): number | null => (durationMs ? Math.floor(durationMs / 1000) : null)

/** Only accounts with the feature of call costs have prices, and calls that nobody answered have none. */
const priceOf = ({ talked, parts, index }: WorldCall, { world: { seed }, knob: setting }: Platform): string | null =>
  talked && parts.cost && setting('call-cost') === 'on' ? ((draw(seed, index, streams.cost) % 400) / 100 + 0.01).toFixed(2) : null

/** Only calls that were made with detection have a word. */
function answeredBy({ kind, talked, index }: WorldCall, { world: { seed } }: Platform): string | null {
  const drawn = draw(seed, index, streams.answered)
  return kind === 'outbound' && talked && drawn % 2 === 0 ? pick(['human', 'machine', 'not_sure'], drawn >>> 1) : null
}

/** North American numbers have another form for display. */
const formatted = (end: string): string => end.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')
