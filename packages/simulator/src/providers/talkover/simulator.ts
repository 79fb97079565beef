import { type Answer, type ApiRequest, defineSimulator, ok, type Platform } from '../../define-simulator.js'
import { knob, rowOrderKnob, timeZoneKnob } from '../../knobs.js'
import { addDayFilters } from '../../laravel/day-filters.js'
import { counters, LaravelQuery } from '../../laravel/laravel.js'
import { isE164, membersOf } from '../../server/json-body.js'
import { Criteria } from '../../world/criteria.js'
import { hexId, indexOfId, uuid } from '../../world/id.js'
import { draw, streams } from '../../world/random.js'
import type { SimulatedCall } from '../../world/simulated-call.js'
import { isoSeconds, orNull } from '../../world/stamp.js'
import type { Agent, WorldCall } from '../../world/world.js'
import { dateToValues } from '../../world/zone.js'
import { agents, campaigns, dial, directions, ends, formatted, pageOf, refuse, refuseInput, resourceRoutes } from './resources.js'

const statuses = [
  ...Array(5).fill({ word: 'completed', state: 'completed' } as const),
  { word: 'initiated', state: 'queued' },
  { word: 'ringing', state: 'ringing' },
  { word: 'answered', state: 'in_progress' },
  { word: 'failed', state: 'failed' },
  { word: 'busy', state: 'busy' },
  { word: 'no-answer', state: 'no_answer' },
] as const

export const talkover = defineSimulator({
  basePath: '/api/v1',
  credentials: { token: 'talq_simulator' },
  headers: ({ token }) => ({ authorization: `Bearer ${token}` }),
  // Documented on every response. No limit is enforced, so the window is always fresh.
  answerHeaders: () => ({
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '999',
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 60),
  }),
  errorBody: (message) => ({ success: false, message }),
  failsInBody: true,
  unauthorized: 'Unauthorized',
  knobs: {
    'row-order': rowOrderKnob,
    'date-filter-stamp': knob('created_at', 'updated_at'),
    'date-zone': timeZoneKnob,
    'date-to': knob(...dateToValues),
    'search-by-number': knob('contains', 'from-only'),
    filters: knob('applied', 'ignored'),
  },
  traits: () => ({
    precisionMs: 1000,
    id: uuid,
    indexOf: indexOfId,
    kinds: directions,
    statuses,
    agents,
    campaigns,
  }),
  truth,
  row,
  calls: {
    operations: {
      'GET /calls': 'list',
      'GET /agents/{agent_id}/calls': 'list',
      'POST /agents/{agent_id}/call': 'make',
      'POST /campaigns/{campaign_id}/call': 'make',
      'POST /agents/{agent_id}/end-call': 'end',
    },
    rows: ['data'],
    page: { kind: 'page', in: 'query', input: 'page', first: 1, size: { input: 'per_page', default: 20 } },
    counters: {
      total: ['pagination', 'total'],
      pages: ['pagination', 'last_page'],
      size: ['pagination', 'per_page'],
      position: ['pagination', 'current_page'],
    },
    id: 'id',
    words: ['status', 'direction'],
    stamps: ['created_at'],
  },
  publicRoutes: ['GET /health'],
  routes: {
    'GET /health': () => ok({ status: 'ok' }),
    'GET /calls': ({ query }, platform) => list(query, platform, row),
    'GET /agents/{agent_id}/calls': listAgentCalls,
    'GET /agents/{agent_id}/active-call/{phone}': activeCall,
    'POST /agents/{agent_id}/call': makeCall,
    'POST /agents/{agent_id}/end-call': endCall,
    ...resourceRoutes,
  },
})

const sidOf = (call: WorldCall, seed: number): string => `CA${hexId(seed, call.index)}${call.id.slice(0, 8)}`

// As in the documented example, an answered call has a duration before it is over.
const durationSeconds = (call: WorldCall, seed: number): number => {
  if (call.durationMs === null && call.status === 'answered') return 5 + (draw(seed, call.index, streams.duration) % 600)
  return Math.floor((call.durationMs ?? 0) / 1000)
}

function agentCallRow(call: WorldCall, { world: { seed } }: Platform) {
  const { from, to } = ends(call)
  return {
    id: call.id,
    sid: sidOf(call, seed),
    to,
    to_formatted: formatted(to),
    from,
    from_formatted: formatted(from),
    is_testing: call.isTest,
    direction: call.kind,
    status: call.status,
    duration: durationSeconds(call, seed),
    created_at: isoSeconds(call.createdAt),
    updated_at: isoSeconds(call.updatedAt),
  }
}

function row(call: WorldCall, platform: Platform) {
  const { created_at, updated_at, ...rest } = agentCallRow(call, platform)
  const { id, name } = call.agent
  return { ...rest, agent: { id, name, label: `${name} Label` }, created_at, updated_at }
}

function truth(call: WorldCall, { world: { seed } }: Platform): SimulatedCall {
  return {
    index: call.index,
    id: call.id,
    carrierId: sidOf(call, seed),
    createdAt: call.createdAt,
    startedAt: null,
    endedAt: null,
    updatedAt: call.updatedAt,
    status: call.status,
    state: call.state,
    direction: call.kind === 'outbound' ? 'outbound' : 'inbound',
    channel: 'phone',
    isTest: call.isTest,
    ...ends(call),
    customerNumber: call.customerNumber,
    agentNumber: call.agent.number,
    agent: { id: call.agent.id, name: call.agent.name },
    campaign: null,
    contact: null,
    durationSeconds: durationSeconds(call, seed),
    endReason: null,
    answeredBy: null,
    cost: null,
    recordingUrl: null,
    hidden: { agentId: null, campaignId: null },
  }
}

function list(query: URLSearchParams, platform: Platform, render: typeof agentCallRow, agent?: Agent): Answer {
  const { knob: setting, world } = platform
  const input = new LaravelQuery(query)
  const { page, perPage } = pageOf(input)
  const words = [...new Set(statuses.map(({ word }) => word))]
  const filters = new Criteria(setting('filters') === 'ignored')
    .add('status', input.oneOf('status', words), (call, status) => call.status === status)
    .add('direction', input.oneOf('direction', directions), (call, direction) => call.kind === direction)
    .add('agent_id', agent ? undefined : input.text('agent_id'), (call, id) => call.agent.id === id)
    .add('search', input.text('search'), (call, text) => {
      const { from, to } = ends(call)
      const numbers = setting('search-by-number') === 'contains' ? [from, to] : [from]
      return [...numbers, sidOf(call, world.seed)].some((part) => part.includes(text))
    })
  addDayFilters(filters, input, setting)
  if (!input.isValid) return refuseInput(input)

  // The agent in the path is not a filter, so it counts even if filters are ignored.
  const criteria = new Criteria(false)
    .add('path', agent?.id, (call, id) => call.agent.id === id)
    .add('filters', filters.isEmpty ? undefined : filters.key, (call) => filters.matches(call))
  const rows = platform.listing.inRowOrder(setting('row-order'), criteria)
  const calls = rows.window((page - 1) * perPage, perPage)
  return ok({
    success: true,
    data: calls.map((call) => render(call, platform)),
    pagination: counters({ total: rows.total, page, perPage, count: calls.length }),
  })
}

function listAgentCalls({ path, query }: ApiRequest, platform: Platform): Answer {
  const agent = agents.find(({ id }) => id === path.agent_id)
  return agent ? list(query, platform, agentCallRow, agent) : refuse(404, 'Agent not found')
}

const isActive = (call: WorldCall): boolean => ['initiated', 'ringing', 'answered'].includes(call.status ?? '')

function activeCall({ path }: ApiRequest, { listing, world: { seed } }: Platform): Answer {
  const criteria = new Criteria(false)
    .add('agent', path.agent_id, (call, id) => call.agent.id === id)
    .add('to', path.phone, (call, phone) => ends(call).to === phone)
    .add('active', true, isActive)
  const rows = listing.select({ criteria, descending: true })
  if (rows.total === 0) return refuse(404, 'No active call found for this phone number')
  return ok({
    success: true,
    data: rows.window(0, rows.total).map((call) => ({
      id: call.id,
      agent_id: call.agent.id,
      to: ends(call).to,
      status: call.status,
      started_at: orNull(call.startedAt, isoSeconds),
      duration_seconds: durationSeconds(call, seed),
    })),
  })
}

// This page documents its own error shape.
const refuseCall = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
})

function makeCall({ path, body }: ApiRequest, { world }: Platform): Answer {
  const { to, is_testing: isTest } = membersOf(body)
  const agent = agents.find(({ id }) => id === path.agent_id)
  if (!agent) return refuseCall(404, 'AGENT_NOT_FOUND', 'Agent not found')
  if (to === undefined) return refuseCall(400, 'MISSING_PHONE_NUMBER', 'Phone number is required')
  if (!isE164(to)) return refuseCall(400, 'INVALID_PHONE_NUMBER', 'Invalid phone number')
  const made = dial(world, agent, null, to, isTest === true)
  return ok({
    success: true,
    data: { id: made.id, agent_id: agent.id, to, status: made.status, created_at: isoSeconds(made.createdAt) },
  })
}

function endCall({ path, body }: ApiRequest, { world }: Platform): Answer {
  const { call_sid: id } = membersOf(body)
  const call = typeof id === 'string' ? world.find(id) : undefined
  if (!call || call.agent.id !== path.agent_id) return refuse(404, 'Call not found')
  if (!isActive(call)) {
    return { status: 409, body: { success: false, message: 'Call is not active', code: 'CALL_NOT_ACTIVE' } }
  }
  const endedAt = (call.startedAt ?? call.createdAt) + 60_000
  world.revise(call.index, { ...world.restate(call.index, 'completed'), durationMs: 60_000, endedAt, updatedAt: endedAt })
  return ok({
    success: true,
    data: { id: call.id, status: 'completed', ended_at: isoSeconds(endedAt), ended_reason: 'ended_by_api' },
  })
}
