// Twilio's calls on the wire: a row a leg.

import type { Platform } from '../../define-simulator.js'
import type { KnobReader } from '../../knobs.js'
import { agentsWithIds } from '../../world/cast.js'
import { uuid } from '../../world/id.js'
import { draw, pick, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import { orNull, rfc2822 } from '../../world/stamp.js'
import type { Agent, World, WorldCall } from '../../world/world.js'

export const accountSid = 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'

/** Where everything of the account is. */
export const root = `/2010-04-01/Accounts/${accountSid}`

/** An id of Twilio: two letters for the kind, 32 digits. */
export const sid = (kind: string, seed: number, index: number): string => `${kind}${uuid(seed, index).replaceAll('-', '')}`

/** Nobody at Twilio is an agent: what they have here is the number that customers meet. */
export const agents = agentsWithIds((agent) => sid('PN', 0x7e11, agent))

/** The last agent has a SIP address in place of a number. */
const desk = agents.at(-1) as Agent
const deskAddress = 'desk-5@example.com'

const outbound = ['outbound-api', 'outbound-dial', 'trunking-terminating']

/** The leg that led to this one; a call that was made by `<Dial>` hangs on the call before it. */
export const parentOf = ({ kind, index }: WorldCall, { seed, traits }: World): string | null =>
  kind === 'outbound-dial' && index > 0 ? traits.id(seed, index - 1) : null

/** Every sixth customer calls from an app. */
const isClient = (call: WorldCall): boolean => call.kind === 'inbound' && call.customer % 6 === 5

export function endsOf(call: WorldCall): { from: string; to: string } {
  const customer = isClient(call) ? `client:customer_${call.customer}` : call.customerNumber
  const agent = call.agent === desk && !isClient(call) ? deskAddress : call.agent.number
  return outbound.includes(call.kind) ? { from: agent, to: customer } : { from: customer, to: agent }
}

/** A call that waits, or waited until it was canceled, was never dialled. */
export const startOf = ({ status, index, startedAt }: WorldCall): number | null =>
  status === 'queued' || (status === 'canceled' && index % 2 === 0) ? null : startedAt

/** Only what completed successfully has an end. */
export const endOf = ({ status, endedAt }: WorldCall): number | null => (status === 'completed' ? endedAt : null)

/** The list row, which is also the single call. */
export function row(call: WorldCall, platform: Platform): Record<string, unknown> {
  const { world, knob: setting } = platform
  const { seed } = world
  const { from, to } = endsOf(call)
  // What is empty is null, or a text.
  const filled = (value: string | null) => value ?? (setting('empty-members') === 'null' ? null : '')
  const uri = `${root}/Calls/${call.id}`
  const price = priceOf(call, seed)
  return {
    sid: call.id,
    account_sid: accountSid,
    parent_call_sid: filled(parentOf(call, world)),
    group_sid: filled(null),
    trunk_sid: filled(call.kind.startsWith('trunking') ? sid('TK', seed, 0) : null),
    phone_number_sid: filled(call.agent === desk ? null : call.agent.id),
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    start_time: filled(orNull(startOf(call), rfc2822)),
    end_time: filled(orNull(endOf(call), rfc2822)),
    to,
    to_formatted: formatted(to),
    from,
    from_formatted: formatted(from),
    status: call.status,
    direction: call.kind,
    duration: filled(orNull(secondsOf(call), String)),
    queue_time: String(call.kind === 'outbound-api' ? (call.index % 5) * 1000 : 0),
    price: filled(price && (setting('price-sign') === 'negative' ? `-${price}` : price)),
    price_unit: 'USD',
    answered_by: filled(answeredBy(call, seed, setting)),
    caller_name: filled(callerName(call)),
    forwarded_from: filled(call.kind === 'inbound' && call.index % 9 === 0 ? '+15550301000' : null),
    api_version: '2010-04-01',
    uri: `${uri}.json`,
    subresource_uris: Object.fromEntries(subresources.map(([name, file]) => [name, `${uri}/${file}`])),
  }
}

/** What the row says. */
export function truth(call: WorldCall, { world: { seed }, knob: setting }: Platform): SimulatedCall {
  const isOutbound = outbound.includes(call.kind)
  const { from, to } = endsOf(call)
  const [customer, agent] = isOutbound ? [to, from] : [from, to]
  const name = callerName(call)
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: call.createdAt,
    startedAt: startOf(call),
    endedAt: endOf(call),
    updatedAt: call.updatedAt,
    status: call.status,
    state: call.state,
    direction: isOutbound ? 'outbound' : 'inbound',
    channel: isClient(call) ? 'web' : 'phone',
    isTest: null,
    from,
    to,
    customerNumber: isClient(call) ? null : customer,
    agentNumber: agent,
    agent: null,
    campaign: null,
    contact: name === null ? null : { id: null, name, email: null },
    durationSeconds: secondsOf(call),
    endReason: null,
    answeredBy: meanings[answeredBy(call, seed, setting) ?? ''] ?? null,
    cost: priceOf(call, seed),
    recordingUrl: null,
    hidden: { agentId: null, campaignId: null },
  }
}

/** What rang in vain took no time. */
const secondsOf = ({ durationMs }: WorldCall): number | null => (durationMs ? Math.floor(durationMs / 1000) : null)

/** The charge, which comes late; calls that nobody answered have none. */
const priceOf = ({ talked, parts, index }: WorldCall, seed: number): string | null =>
  talked && parts.cost ? (((draw(seed, index, streams.cost) % 4000) + 1) / 10_000).toFixed(4 + (index % 2)) : null

/** What each word of the detection says. */
const meanings: Readonly<Record<string, string>> = {
  human: 'human',
  machine: 'machine',
  machine_start: 'machine',
  machine_end_beep: 'machine',
  machine_end_silence: 'machine',
  machine_end_other: 'machine',
  fax: 'machine',
  unknown: 'unknown',
}

/** Only calls that were made with detection have a word. */
function answeredBy({ kind, talked, index }: WorldCall, seed: number, setting: KnobReader): string | null {
  const drawn = draw(seed, index, streams.answered)
  if (kind !== 'outbound-api' || !talked || drawn % 2 === 0) return null
  const isShort = setting('answered-by-words') === 'short'
  return pick(
    Object.keys(meanings).filter((word) => word === 'human' || (word === 'machine') === isShort),
    drawn >>> 1,
  )
}

const callerName = (call: WorldCall): string | null =>
  call.kind === 'inbound' && !isClient(call) && call.customer % 3 === 0 ? `CUSTOMER ${call.customer}` : null

/** North American numbers have another form for display. */
const formatted = (end: string): string => end.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')

/** What hangs on a call, and the file in its address. */
const subresources = [
  ['notifications', 'Notifications.json'],
  ['recordings', 'Recordings.json'],
  ['payments', 'Payments.json'],
  ['events', 'Events.json'],
  ['siprec', 'Siprec.json'],
  ['streams', 'Streams.json'],
  ['transcriptions', 'Transcriptions.json'],
  ['user_defined_message_subscriptions', 'UserDefinedMessageSubscriptions.json'],
  ['user_defined_messages', 'UserDefinedMessages.json'],
] as const
