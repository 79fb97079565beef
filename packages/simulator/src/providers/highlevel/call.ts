// HighLevel's call logs on the wire.

import type { Platform } from '../../define-simulator.js'
import type { KnobReader } from '../../knobs.js'
import { agentsWithIds } from '../../world/cast.js'
import { conversation, summaryOf } from '../../world/conversation.js'
import { indexOfId, uuid } from '../../world/id.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import { isoMilliseconds } from '../../world/stamp.js'
import type { World, WorldCall } from '../../world/world.js'

export const locationId = 'LOC123456789ABCDEF'

/** An id has 24 hexadecimal digits. */
export const hex24 = (seed: number, index: number): string => uuid(seed, index).replaceAll('-', '').slice(8)

export const agents = agentsWithIds((agent) => hex24(0x419, agent))

/** Ids of messages and of calls differ. */
const MESSAGES = 0x3e55

export const messageIdOf = ({ index }: WorldCall, { seed }: World): string => hex24(seed ^ MESSAGES, index)

/** The call that a message belongs to. */
export function callOfMessage(id: string, world: World): WorldCall | undefined {
  const index = indexOfId(world.seed ^ MESSAGES, id)
  if (!Number.isInteger(index) || !world.isLive(index)) return undefined
  const call = world.call(index)
  return messageIdOf(call, world) === id ? call : undefined
}

export const contactOf = ({ customer }: WorldCall): string => hex24(0xc047, customer)

export const durationSeconds = ({ durationMs }: WorldCall): number => Math.round((durationMs ?? 0) / 1000)

/** Tests may lack what belongs to a customer. */
const isWhole = ({ isTest }: WorldCall, setting: KnobReader): boolean => !isTest || setting('trial-members') === 'present'

/** An agent that calls is the caller, if the member means that. */
const callerOf = (call: WorldCall, setting: KnobReader): string =>
  setting('caller-is-customer') === 'inbound-only' && call.kind === 'outbound' ? call.agent.number : call.customerNumber

const WORDS = { agent: 'bot', customer: 'human' }
const OTHER_WORDS = { agent: 'assistant', customer: 'user' }

function transcriptOf(call: WorldCall, { world: { seed }, knob: setting }: Platform): string {
  if (setting('row-transcripts') === 'empty') return ''
  const words = setting('transcript-speakers') === 'bot-and-human' ? WORDS : OTHER_WORDS
  return conversation(call, seed)
    .map(({ speaker, text }) => `${words[speaker]}: ${text}`)
    .join('\n')
}

const ACTIONS = [
  { actionType: 'SMS', actionName: 'Send Confirmation SMS', actionParameters: { messageBody: 'Your appointment is confirmed' } },
  { actionType: 'WORKFLOW_TRIGGER', actionName: 'Start Follow-up Workflow', actionParameters: { workflowId: hex24(0xac7, 100) } },
  { actionType: 'CALL_TRANSFER', actionName: 'Transfer to Manager', actionParameters: { transferToType: 'number' } },
]

/** What the agent did: none, one or two of these. */
export function actionsOf(call: WorldCall) {
  const at = isoMilliseconds(call.startedAt ?? call.createdAt)
  const done = call.talked ? ACTIONS.slice(call.index % 3, (call.index % 3) + (call.index % 4)) : []
  return done.map((action, place) => ({ actionId: hex24(0xac7, place), ...action, executedAt: at, triggerReceivedAt: at }))
}

/** The list row, which is also the single call. */
export function row(call: WorldCall, platform: Platform) {
  const { world, knob: setting } = platform
  const isKnown = isWhole(call, setting)
  return {
    id: call.id,
    agentId: call.agent.id,
    isAgentDeleted: false,
    createdAt: isoMilliseconds(call.createdAt),
    duration: durationSeconds(call),
    trialCall: call.isTest,
    executedCallActions: actionsOf(call),
    summary: call.parts.analysis ? summaryOf(call, world.seed) : '',
    transcript: transcriptOf(call, platform),
    ...(isKnown && {
      contactId: contactOf(call),
      fromNumber: callerOf(call, setting),
      messageId: messageIdOf(call, world),
    }),
    ...(call.talked && {
      translation:
        call.index % 2 === 0 ? { enabled: false, language: 'es' } : { translatedTranscript: 'What was said, in other words.' },
      extractedData: { reason: 'a question' },
    }),
  }
}

export function truth(call: WorldCall, { world, knob: setting }: Platform): SimulatedCall {
  const isKnown = isWhole(call, setting)
  const from = isKnown ? callerOf(call, setting) : null
  const path = `/conversations/messages/${messageIdOf(call, world)}/locations/${locationId}/recording`
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: call.createdAt,
    startedAt: null,
    endedAt: null,
    updatedAt: null,
    status: null,
    state: 'unknown',
    direction: 'unknown',
    channel: 'unknown',
    isTest: call.isTest,
    from,
    to: null,
    customerNumber: setting('caller-is-customer') === 'always' ? from : null,
    agentNumber: null,
    agent: { id: call.agent.id, name: null },
    campaign: null,
    contact: isKnown ? { id: contactOf(call), name: null, email: null } : null,
    durationSeconds: durationSeconds(call),
    endReason: null,
    answeredBy: null,
    cost: null,
    // A row does not tell whether there is one.
    recordingUrl: isKnown && setting('message-ids') === 'shared' ? path : null,
    hidden: { agentId: null, campaignId: null },
  }
}
