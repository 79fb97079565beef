// What Telnyx's assistants and people said to each other.

import { type Answer, type ApiRequest, ok, type Platform, type Route } from '../../define-simulator.js'
import { conversation, summaryOf } from '../../world/conversation.js'
import { Criteria } from '../../world/criteria.js'
import { uuid } from '../../world/id.js'
import { draw, streams } from '../../world/random.js'
import { isoMilliseconds } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'
import { endsOf } from './call.js'
import { numberedPage } from './page.js'
import { callOf, hasAssistant, idOf } from './recordings.js'

const isConversation = (call: WorldCall): boolean => call.parts.transcript && hasAssistant(call)

function row(call: WorldCall, { world, knob: setting }: Platform) {
  const { from, to } = endsOf(call)
  const [agent, person] = call.kind === 'outbound' ? [from, to] : [to, from]
  return {
    id: idOf('conversation', call, world),
    name: call.agent.name,
    created_at: isoMilliseconds(call.startedAt ?? call.createdAt),
    last_message_at: isoMilliseconds(call.endedAt ?? call.createdAt),
    metadata: {
      assistant_id: call.agent.id,
      call_control_id: setting('shared-ids') === 'shared' ? call.id : `v3:${uuid(world.seed ^ 1, call.index)}`,
      telnyx_conversation_channel: 'phone_call',
      telnyx_agent_target: agent,
      telnyx_end_user_target: person,
    },
  }
}

/** A condition that is none, in the form of these endpoints alone. */
const invalid = (input: string): Answer => ({
  status: 422,
  body: { detail: [{ loc: ['query', input], msg: 'Value is not a valid condition', type: 'value_error' }] },
})

/** The value of a condition like `eq.1`; undefined if the input is absent, `null` if it is none. */
function condition(
  query: URLSearchParams,
  input: string,
  operators: string,
): [operator: string, value: string] | null | undefined {
  const text = query.get(input)
  if (text === null) return undefined
  const [, operator, value] = new RegExp(`^(${operators})\\.(.*)$`).exec(text) ?? []
  return operator === undefined || value === undefined ? null : [operator, value]
}

const meets: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  gte: (one, other) => one >= other,
  gt: (one, other) => one > other,
  lte: (one, other) => one <= other,
  lt: (one, other) => one < other,
}

function listConversations({ query }: ApiRequest, platform: Platform): Answer {
  const of = condition(query, 'metadata->call_control_id', 'eq')
  const assistant = condition(query, 'metadata->assistant_id', 'eq')
  const created = condition(query, 'created_at', 'gte|gt|lte|lt')
  const order = /^created_at\.(asc|desc)$/.exec(query.get('order') ?? 'created_at.desc')?.[1]
  const limit = Number(query.get('limit') ?? 100)
  if (of === null) return invalid('metadata->call_control_id')
  if (assistant === null) return invalid('metadata->assistant_id')
  if (created === null || Number.isNaN(Date.parse(created?.[1] ?? '2026'))) return invalid('created_at')
  if (order === undefined) return invalid('order')
  if (!Number.isInteger(limit) || limit < 1) return invalid('limit')
  const write = (call: WorldCall) => row(call, platform)
  const known = of && platform.world.find(of[1])
  const criteria = new Criteria(false)
    .add('conversation', true, isConversation)
    .add('assistant', assistant?.[1], ({ agent }, id) => agent.id === id)
    .add('created', created, (call, [operator, value]) =>
      Boolean(meets[operator]?.(call.startedAt ?? call.createdAt, Date.parse(value))),
    )
  if (of) {
    const found = known && criteria.matches(known) ? [write(known)] : []
    return ok({ data: found.filter(({ metadata }) => metadata.call_control_id === of[1]) })
  }
  const rows = platform.listing.inRowOrder(order === 'asc' ? 'oldest-first' : 'newest-first', criteria)
  return ok({ data: rows.window(0, limit).map(write) })
}

const ROLES = { agent: 'assistant', customer: 'user' }

/** What was said, with a tool in the middle, whose request has no text. */
function messages(call: WorldCall, { world: { seed }, knob: setting }: Platform) {
  const spoken = conversation(call, seed).map(({ speaker, text, at }) => ({
    role: ROLES[speaker],
    text,
    // It is put down before it is heard.
    created_at: isoMilliseconds(at - 500),
    sent_at: isoMilliseconds(at),
  }))
  const at = (call.startedAt ?? call.createdAt) + 6000
  const request = { id: 'call_1', type: 'function', function: { name: 'look_up', arguments: '{}' } }
  const all = [
    ...spoken.slice(0, 2),
    { role: 'assistant', text: null, created_at: isoMilliseconds(at), tool_calls: [request] },
    { role: 'tool', text: '{"found":true}', created_at: isoMilliseconds(at + 250) },
    ...spoken.slice(2),
  ]
  if (setting('message-order') === 'oldest-first') return all
  const place = (message: object) =>
    draw(
      seed ^ call.index,
      all.findIndex((each) => each === message),
      streams.shuffle,
    )
  return all.toSorted((one, other) => place(one) - place(other))
}

/** What belongs to a conversation; without one there is nothing. What else is answered is not documented. */
const few =
  (rowsOf: (call: WorldCall, platform: Platform) => unknown[]): Route =>
  ({ path, query }, platform) => {
    const call = callOf('conversation', path.conversation_id ?? '', platform.world)
    const rows = call && isConversation(call) ? rowsOf(call, platform) : []
    return numberedPage(query, 100, rows.length, (offset, limit) => rows.slice(offset, offset + limit))
  }

function insights(call: WorldCall, { world }: Platform) {
  if (!call.parts.analysis) return []
  const id = idOf('insights', call, world)
  return [
    {
      id,
      created_at: isoMilliseconds(call.endedAt ?? call.createdAt),
      status: 'completed',
      conversation_insights: [{ insight_id: uuid(0x7e1, 100), result: summaryOf(call, world.seed) }],
    },
  ]
}

export const conversationRoutes: Readonly<Record<string, Route>> = {
  'GET /ai/conversations': listConversations,
  'GET /ai/conversations/{conversation_id}/messages': few(messages),
  'GET /ai/conversations/{conversation_id}/conversations-insights': few(insights),
}
