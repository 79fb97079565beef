import { type Answer, type ApiRequest, defineSimulator, ok, type Platform } from '../../define-simulator.js'
import { knob, rowOrderKnob } from '../../knobs.js'
import { isObject } from '../../server/json-body.js'
import { agentsWithIds } from '../../world/cast.js'
import { conversation } from '../../world/conversation.js'
import { hexId, indexOfId } from '../../world/id.js'
import { draw, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import { isoSeconds, orNull } from '../../world/stamp.js'
import type { WorldCall } from '../../world/world.js'

const agents = agentsWithIds((agent) => `agent_${hexId(0xb077, agent)}`)

export const butter = defineSimulator({
  basePath: '',
  credentials: { apiKey: 'butter-simulator-key' },
  headers: ({ apiKey = '' }) => ({ 'x-api-key': apiKey }),
  errorBody: (error) => ({ success: false, error }),
  failsInBody: true,
  unauthorized: 'Unauthorized',
  knobs: {
    'row-order': rowOrderKnob,
    'last-cursor': knob('null', 'absent', 'repeated'),
    'transcript-speakers': knob('agent-and-user', 'other-words'),
    'preview-calls': knob('test', 'real'),
    'tool-end-call': knob('agent-hangup', 'other'),
  },
  traits: () => ({
    precisionMs: 1000,
    id: (seed, index) => `call_${hexId(seed, index)}`,
    indexOf: indexOfId,
    kinds: ['inbound', 'inbound', 'outbound', 'outbound', 'preview'],
    statuses: [
      ...Array(8).fill({ word: 'completed', state: 'completed' } as const),
      { word: 'queued', state: 'queued' },
      { word: 'initiated', state: 'queued' },
      { word: 'ringing', state: 'ringing' },
      { word: 'in-progress', state: 'in_progress' },
      { word: 'in_progress', state: 'in_progress' },
      { word: 'busy', state: 'busy' },
      { word: 'no-answer', state: 'no_answer' },
      { word: 'failed', state: 'failed' },
      { word: 'canceled', state: 'canceled' },
    ],
    agents,
    campaigns: [],
  }),
  truth,
  row,
  calls: {
    operations: { 'GET /api/calls': 'list', 'GET /api/calls/{call_sid}': 'get' },
    rows: ['data'],
    single: ['data'],
    page: { kind: 'cursor', in: 'query', input: 'cursor' },
    nextCursor: ['pagination', 'next_cursor'],
    counters: { hasMore: ['pagination', 'has_more'], size: ['pagination', 'page_size'] },
    id: 'call_sid',
    words: ['status', 'call_type'],
    stamps: ['created_at', 'start_time'],
  },
  routes: { 'GET /api/calls': list, 'GET /api/calls/{call_sid}': get },
})

function row(call: WorldCall, { world }: Platform) {
  const { from, to } = numbers(call)
  return {
    call_sid: call.id,
    to_number: to,
    from_number: from,
    agent_id: call.agent.id,
    agent_name: call.agent.name,
    client_id: 'org_123',
    call_type: call.kind,
    status: call.status,
    recording_enabled: true,
    total_cost: cost(call, world.seed),
    duration_seconds: durationSeconds(call),
    turn_count: conversation(call, world.seed).length,
    created_at: isoSeconds(call.createdAt),
    updated_at: isoSeconds(call.updatedAt),
    start_time: orNull(call.startedAt, isoSeconds),
    end_time: orNull(call.endedAt, isoSeconds),
    end_reason: endReason(call, world.seed),
    billing_status: call.talked ? 'billed' : null,
  }
}

function truth(call: WorldCall, { world, knob: setting }: Platform): SimulatedCall {
  const { from, to } = numbers(call)
  const outbound = call.kind === 'outbound'
  const preview = call.kind === 'preview'
  return {
    index: call.index,
    id: call.id,
    carrierId: null,
    createdAt: call.createdAt,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    updatedAt: call.updatedAt,
    status: call.status,
    state: call.state,
    direction: preview ? 'unknown' : outbound ? 'outbound' : 'inbound',
    channel: preview ? 'unknown' : 'phone',
    isTest: preview && setting('preview-calls') === 'test',
    from,
    to,
    customerNumber: preview ? null : outbound ? to : from,
    agentNumber: preview ? null : outbound ? from : to,
    agent: { id: call.agent.id, name: call.agent.name },
    campaign: null,
    contact: null,
    durationSeconds: durationSeconds(call),
    endReason: endReason(call, world.seed),
    answeredBy: null,
    cost: cost(call, world.seed),
    recordingUrl: null,
    hidden: { agentId: null, campaignId: null },
  }
}

// A preview has no caller's number, but the called number is documented as always present.
function numbers(call: WorldCall): { from: string | null; to: string } {
  if (call.kind === 'inbound') return { from: call.customerNumber, to: call.agent.number }
  return { from: call.kind === 'preview' ? null : call.agent.number, to: call.customerNumber }
}

const durationSeconds = (call: WorldCall): number | null =>
  call.durationMs === null ? null : Math.round(call.durationMs / 100) / 10

const cost = (call: WorldCall, seed: number): number | null =>
  !call.parts.cost ? null : call.talked ? (50 + (draw(seed, call.index, streams.cost) % 4000)) / 100 : 0

const endReason = (call: WorldCall, seed: number): string | null =>
  call.talked ? (draw(seed, call.index, streams.reason) % 3 === 0 ? 'tool_end_call' : 'user_hangup') : null

function list({ query }: ApiRequest, platform: Platform): Answer {
  const limit = query.get('limit') ?? '50'
  if (!/^\d+$/.test(limit) || Number(limit) < 1 || Number(limit) > 100) return refuse('limit must be between 1 and 100')
  const cursor = query.get('cursor')
  const after = cursor === null ? undefined : platform.world.indexOf(callOfCursor(cursor) ?? '')
  if (cursor !== null && after === undefined) return refuse('Invalid cursor')

  const rows = platform.listing.inRowOrder(platform.knob('row-order'))
  // The page continues after a call, not at a position, so arriving calls do not shift it.
  const offset = after === undefined ? 0 : rows.positionAfter(after)
  const calls = rows.window(offset, Number(limit))
  const last = calls.at(-1)
  const next = last ? cursorOf(last.id) : cursor
  const hasMore = offset + calls.length < rows.total
  return ok({
    success: true,
    data: calls.map((call) => row(call, platform)),
    pagination: {
      ...(hasMore ? { next_cursor: next } : lastCursor(platform.knob('last-cursor'), cursor ?? next)),
      has_more: hasMore,
      page_size: calls.length,
    },
  })
}

function lastCursor(setting: string, repeated: string | null): { next_cursor?: string | null } {
  if (setting === 'absent') return {}
  return { next_cursor: setting === 'repeated' ? repeated : null }
}

// Written like the documented example, including the blank after the colon.
const cursorOf = (callSid: string): string => Buffer.from(`{"call_sid": "${callSid}"}`).toString('base64')

function callOfCursor(cursor: string): string | undefined {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'))
    return isObject(decoded) && typeof decoded.call_sid === 'string' ? decoded.call_sid : undefined
  } catch {
    return undefined
  }
}

function get({ path }: ApiRequest, platform: Platform): Answer {
  const call = platform.world.find(path.call_sid ?? '')
  if (!call) return { status: 404, body: { success: false, error: 'Call not found' } }
  const turns = conversation(call, platform.world.seed)
  const words = platform.knob('transcript-speakers') === 'agent-and-user' ? { agent: 'agent', customer: 'user' } : OTHER_WORDS
  return ok({
    success: true,
    data: {
      ...row(call, platform),
      transcript: turns.map(({ speaker, text }) => ({ speaker: words[speaker], text })),
      turns: turns.map(({ text, at }) => ({ text, timestamp: isoSeconds(at) })),
    },
  })
}

const OTHER_WORDS = { agent: 'bot', customer: 'human' }

const refuse = (message: string): Answer => ({ status: 400, body: { success: false, error: message } })
