import { type Answer, type ApiRequest, defineSimulator, ok, type Platform } from '../../define-simulator.js'
import { knob, rowOrderKnob } from '../../knobs.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { isE164, isObject, membersOf } from '../../server/json-body.js'
import type { Criteria } from '../../world/criteria.js'
import { hexId, indexOfId } from '../../world/id.js'
import type { Sort } from '../../world/listing.js'
import type { WorldCall } from '../../world/world.js'
import {
  batchOf,
  costOf,
  details,
  INBOUND,
  isSigned,
  isVoicemail,
  latencyOf,
  OUTBOUND,
  reasonOf,
  row,
  sentimentOf,
  startOf,
  truth,
  variablesOf,
  WEB,
} from './call.js'
import { type KeyedMembers, type Members, toCriteria } from './filters.js'
import { hooks } from './hooks.js'
import { agents, batches, lastKey, noContent, notFound, refuse, resourceRoutes } from './resources.js'

export const retell = defineSimulator({
  basePath: '',
  credentials: { apiKey: 'key_retellsimulatorretellsimulator' },
  headers: ({ apiKey = '' }) => ({ authorization: `Bearer ${apiKey}` }),
  errorBody: (message) => ({ status: 'error', message }),
  failsInBody: true,
  unauthorized: 'API key is missing or invalid.',
  knobs: {
    'null-stamps': knob('among', 'first', 'last'),
    'last-cursor': knob('null', 'absent', 'repeated'),
    'range-bounds': knob('inclusive', 'exclusive'),
    'number-form': knob('together', 'grouped'),
    'unseen-filters': knob('applied', 'ignored'),
    'row-order': rowOrderKnob,
    'not-connected-start': knob('absent', 'shown'),
    'absent-matches': knob('dropped', 'kept'),
    filters: knob('applied', 'ignored'),
    ...recordingKnobs,
  },
  traits: () => ({
    precisionMs: 1,
    id: (seed, index) => `call_${hexId(seed, index)}`,
    indexOf: indexOfId,
    kinds: [INBOUND, INBOUND, OUTBOUND, OUTBOUND, WEB],
    statuses: [
      ...Array(18).fill({ word: 'ended', state: 'completed' } as const),
      { word: 'registered', state: 'queued' },
      { word: 'ongoing', state: 'in_progress' },
      { word: 'error', state: 'failed' },
      { word: 'not_connected', state: 'no_answer' },
      { word: 'not_connected', state: 'busy' },
      { word: 'not_connected', state: 'failed' },
    ],
    agents,
    campaigns: batches,
  }),
  truth,
  row,
  recordings: {
    origin: 'https://recordings.example.com',
    paths: { main: '/{id}/recording.wav', channels: '/{id}/recording_multichannel.wav' },
    signing: { parameter: 'X-Signature', seconds: 86_400, isClosed: isSigned },
  },
  hooks,
  calls: {
    operations: {
      'POST /v3/list-calls': 'list',
      'GET /v2/get-call/{call_id}': 'get',
      'POST /v2/create-phone-call': 'make',
      'POST /v2/create-web-call': 'make',
      'POST /v3/create-web-call': 'make',
      'POST /v2/register-phone-call': 'make',
      'POST /create-batch-call': 'make',
      'PATCH /v2/update-call/{call_id}': 'update',
      'PATCH /v2/update-live-call/{call_id}': 'update',
      'PUT /rerun-call-analysis/{call_id}': 'update',
      'POST /v2/stop-call/{call_id}': 'end',
      'DELETE /v2/delete-call/{call_id}': 'delete',
    },
    rows: ['items'],
    single: [],
    page: { kind: 'cursor', in: 'body', input: 'pagination_key' },
    nextCursor: ['pagination_key'],
    counters: { hasMore: ['has_more'] },
    id: 'call_id',
    words: ['call_status', 'call_type', 'direction'],
    stamps: ['start_timestamp'],
    epochMs: true,
  },
  routes: {
    'POST /v3/list-calls': list,
    'GET /v2/get-call/{call_id}': ({ path }, platform) => {
      const call = platform.world.find(path.call_id ?? '')
      return call ? ok(details(call, platform)) : notFound()
    },
    'POST /v2/create-phone-call': createPhoneCall,
    'POST /v2/create-web-call': (request, platform) => createWebCall(request, platform, row),
    'POST /v3/create-web-call': (request, platform) => createWebCall(request, platform, connection),
    'POST /v2/register-phone-call': registerPhoneCall,
    'PATCH /v2/update-call/{call_id}': update,
    'PATCH /v2/update-live-call/{call_id}': updateLive,
    'PUT /rerun-call-analysis/{call_id}': ({ path }, platform) => {
      const call = platform.world.find(path.call_id ?? '')
      if (!call) return notFound()
      const parts = { analysis: call.talked }
      return ok(details(platform.world.revise(call.index, { parts }), platform))
    },
    'POST /v2/listen-live-call/{call_id}': listen,
    'POST /v2/take-over-live-call/{call_id}': takeOver,
    'POST /v2/stop-call/{call_id}': stop,
    'DELETE /v2/delete-call/{call_id}': ({ path }, { world }) => {
      const call = world.find(path.call_id ?? '')
      if (!call) return notFound()
      world.vanish(call.index)
      return noContent
    },
    ...resourceRoutes,
  },
})

function list({ body }: ApiRequest, platform: Platform): Answer {
  if (body !== undefined && !isObject(body)) return malformed()
  const {
    filter_criteria: filters = {},
    sort_order: order = 'descending',
    limit = 50,
    skip,
    pagination_key: key,
    include_total: withTotal = false,
  } = membersOf(body)
  if (order !== 'ascending' && order !== 'descending') return malformed()
  if (!isCount(limit, 1) || limit > 1000) return malformed()
  if (skip !== undefined && (!isCount(skip, 0) || key !== undefined)) return malformed()
  if (typeof withTotal !== 'boolean' || !isObject(filters)) return malformed()
  const criteria = criteriaOf(filters, platform)
  if (typeof criteria === 'string') return refuse(400, criteria)
  if (key !== undefined && typeof key !== 'string') return malformed()
  const after = key === undefined ? undefined : platform.world.indexOf(Buffer.from(key, 'base64url').toString())
  if (key !== undefined && after === undefined) return malformed()

  const rows = platform.listing.select({ criteria, sort: byStart(platform), descending: order === 'descending' })
  // The page continues after a call, not at a position, so arriving calls do not shift it.
  const offset = after === undefined ? (skip ?? 0) : rows.positionAfter(after)
  const calls = rows.window(offset, limit)
  const last = calls.at(-1)
  const next = last ? Buffer.from(last.id).toString('base64url') : key
  const hasMore = offset + calls.length < rows.total
  return ok({
    items: calls.map((call) => row(call, platform)),
    has_more: hasMore,
    ...(hasMore ? { pagination_key: next } : lastKey(platform, key ?? next)),
    ...(withTotal ? { total: rows.total } : {}),
  })
}

const malformed = (): Answer => refuse(400, 'Invalid request format, please check API reference.')

const isCount = (value: unknown, least: number): value is number => Number.isInteger(value) && (value as number) >= least

/** Calls without a start are where the knob says, or among the others by creation. */
function byStart(platform: Platform): Sort {
  const { world, knob: setting } = platform
  const place = setting('null-stamps')
  return {
    name: 'start',
    value(index) {
      const start = startOf(world.call(index), platform)
      return start ?? (place === 'among' ? world.stamp(index, 'createdAt') : null)
    },
    nulls: place === 'first' ? 'first' : 'last',
  }
}

const STATUSES = ['not_connected', 'ongoing', 'ended', 'error']
const STORAGE = ['everything', 'everything_except_pii', 'basic_attributes_only']
const NUMBER = ['number', 'range']

function criteriaOf(filters: Record<string, unknown>, platform: Platform): Criteria | string {
  const { world, knob: setting } = platform
  const { seed } = world
  const analysed =
    <Value>(of: (call: WorldCall, seed: number) => Value) =>
    (call: WorldCall) =>
      call.parts.analysis ? of(call, seed) : null
  const written = (call: WorldCall) => truth(call, platform)
  const members: Members = {
    // No simulated agent has a tag that calls show.
    agent_tag: { types: ['enum'], of: () => null },
    batch_call_id: { types: ['string'], of: batchOf },
    call_id: { types: ['string', 'enum'], of: ({ id }) => id },
    call_status: { types: ['enum'], words: STATUSES, of: ({ status }) => status },
    call_type: { types: ['enum'], words: ['web_call', 'phone_call'], of: ({ kind }) => kind.split(' ')[0] ?? null },
    direction: { types: ['enum'], words: ['inbound', 'outbound'], of: ({ kind }) => kind.split(' ')[1] ?? null },
    disconnection_reason: { types: ['enum'], of: (call) => reasonOf(call, seed) },
    data_storage_setting: { types: ['enum'], words: STORAGE, of: () => 'everything' },
    user_sentiment: { types: ['enum'], words: ['Negative', 'Positive', 'Neutral', 'Unknown'], of: analysed(sentimentOf) },
    from_number: { types: ['string'], of: (call) => written(call).from },
    to_number: { types: ['string'], of: (call) => written(call).to },
    call_successful: { types: ['boolean'], of: analysed((call) => !isVoicemail(call, seed)) },
    in_voicemail: { types: ['boolean'], of: analysed(isVoicemail) },
    start_timestamp: { types: NUMBER, of: (call) => startOf(call, platform) },
    end_timestamp: { types: NUMBER, of: ({ endedAt }) => endedAt },
    duration_ms: { types: NUMBER, of: ({ durationMs }) => durationMs },
    combined_cost: { types: NUMBER, of: (call) => costOf(call, seed) },
    e2e_latency_p50: { types: NUMBER, of: (call) => (call.talked ? latencyOf(call, seed) : null) },
  }
  const nothing = () => null
  const keyed: KeyedMembers = {
    custom_analysis_data: nothing,
    custom_attributes: nothing,
    metadata: ({ metadata }, key) => {
      const value = metadata[key]
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
    },
    dynamic_variables: (call, key) => variablesOf(call)[key] ?? null,
  }
  const { batch_call_id: batch, ...rest } = filters
  const unseen = setting('unseen-filters') === 'applied' && batch !== undefined ? { batch_call_id: batch } : {}
  return toCriteria({ ...rest, ...unseen }, members, keyed, setting)
}

const registered = { campaign: null, status: 'registered', state: 'queued' } as const

const made = (call: WorldCall, platform: Platform): Answer => ({ status: 201, body: row(call, platform) })

function createPhoneCall({ body }: ApiRequest, platform: Platform): Answer {
  const { from_number: from, to_number: to, override_agent_id: agentId, metadata } = membersOf(body)
  if (!isE164(from) || !isE164(to)) return malformed()
  const agent = agents.find(({ id, number }) => (agentId === undefined ? number === from : id === agentId))
  if (!agent) return notFound()
  const told = { kind: OUTBOUND, agent: { ...agent, number: from }, customerNumber: to, metadata: membersOf(metadata) }
  return made(platform.world.make({ ...registered, ...told }), platform)
}

function createWebCall({ body }: ApiRequest, platform: Platform, answer: (call: WorldCall, of: Platform) => unknown): Answer {
  const { agent_id: agentId, metadata } = membersOf(body)
  if (typeof agentId !== 'string') return malformed()
  const agent = agents.find(({ id }) => id === agentId)
  if (!agent) return notFound()
  const call = platform.world.make({ ...registered, kind: WEB, agent, metadata: membersOf(metadata) })
  return { status: 201, body: answer(call, platform) }
}

const connection = ({ id, createdAt }: WorldCall) => ({
  call_id: id,
  access_token: `simulated-access-token-${id}`,
  expires_at: createdAt + 600_000,
  transport: 'gateway',
  ice_servers: [{ urls: 'stun:stun.example.com' }],
})

function registerPhoneCall({ body }: ApiRequest, platform: Platform): Answer {
  const { agent_id: agentId, direction = 'inbound', from_number: from, to_number: to, metadata } = membersOf(body)
  if (typeof agentId !== 'string' || (direction !== 'inbound' && direction !== 'outbound')) return malformed()
  const agent = agents.find(({ id }) => id === agentId)
  if (!agent) return notFound()
  const [customer, own] = direction === 'inbound' ? [from, to] : [to, from]
  const told = {
    kind: direction === 'inbound' ? INBOUND : OUTBOUND,
    agent: isE164(own) ? { ...agent, number: own } : agent,
    ...(isE164(customer) ? { customerNumber: customer } : {}),
    metadata: membersOf(metadata),
  }
  return made(platform.world.make({ ...registered, ...told }), platform)
}

/** Only for calls that are over. */
function update({ path, body }: ApiRequest, platform: Platform): Answer {
  const call = platform.world.find(path.call_id ?? '')
  if (!call) return notFound()
  const { metadata } = membersOf(body)
  if (call.status === 'registered' || call.status === 'ongoing') return malformed()
  if (metadata !== undefined && !isObject(metadata)) return malformed()
  const revised = metadata === undefined ? call : platform.world.revise(call.index, { metadata })
  return ok(details(revised, platform))
}

function updateLive({ path, body }: ApiRequest, { world }: Platform): Answer {
  const call = world.find(path.call_id ?? '')
  if (call?.status !== 'ongoing') return notFound()
  const { metadata } = membersOf(membersOf(body).fields_to_override)
  if (isObject(metadata)) world.revise(call.index, { metadata })
  return ok({ success: true })
}

function listen({ path }: ApiRequest, { world }: Platform): Answer {
  const call = world.find(path.call_id ?? '')
  if (call?.status !== 'ongoing') return notFound()
  const participant = { participant_id: `listener_${call.id}`, room_name: `room_${call.id}` }
  const { access_token, expires_at } = connection(call)
  return ok({ access_token, expires_at, ...participant, transport: 'livekit', url: 'wss://livekit.example.com' })
}

function takeOver({ path, body }: ApiRequest, { world }: Platform): Answer {
  const call = world.find(path.call_id ?? '')
  if (call?.status !== 'ongoing' || membersOf(body).participant_id !== `listener_${call.id}`) return notFound()
  return ok({ success: true })
}

function stop({ path }: ApiRequest, { world }: Platform): Answer {
  const call = world.find(path.call_id ?? '')
  if (call?.status !== 'ongoing' && call?.status !== 'registered') return notFound()
  world.revise(call.index, world.restate(call.index, 'completed'))
  return noContent
}
