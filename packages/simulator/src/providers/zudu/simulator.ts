import { type Answer, type ApiRequest, defineSimulator, type Platform } from '../../define-simulator.js'
import { knob, rowOrderKnob } from '../../knobs.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { isE164, isObject, membersOf } from '../../server/json-body.js'
import { Criteria } from '../../world/criteria.js'
import { hexId, indexOfId } from '../../world/id.js'
import type { Sort } from '../../world/listing.js'
import type { CallState } from '../../world/simulated-call.js'
import type { WorldCall } from '../../world/world.js'
import { details, lowerCased, row, spoken, truth } from './call.js'
import { agents, batches, organizationId, readPage, refuse, resourceRoutes, succeed } from './resources.js'

const states: Readonly<Record<string, CallState>> = {
  REGISTERED: 'queued',
  ONGOING: 'in_progress',
  ENDED: 'completed',
  ERROR: 'failed',
  SCHEDULED: 'queued',
}

export const zudu = defineSimulator({
  basePath: '',
  credentials: {
    apiKey: 'sk_simulatorsimulatorsimulatorsimulat',
    apiSecret: 's3cr3t_simulatorsimulatorsimulatorsimulatorsimu',
  },
  headers: ({ apiKey = '', apiSecret = '' }) => ({ 'x-api-key': apiKey, 'x-api-secret': apiSecret }),
  errorBody: (error) => ({ message: error, status: 'error', error }),
  failsInBody: true,
  unauthorized: 'Unauthorized',
  knobs: {
    'started-at': knob('always', 'sometimes'),
    'null-stamps': knob('first', 'last'),
    'filter-case': knob('folded', 'exact'),
    'call-type-filter': knob('applied', 'ignored'),
    'agent-filter': knob('array', 'string'),
    'transcript-speakers': knob('user-is-customer', 'other-words'),
    'row-order': rowOrderKnob,
    'creation-stamps': knob('absent', 'shown'),
    'applied-filters-echo': knob('all', 'partial', 'absent'),
    'duration-bounds': knob('included', 'excluded'),
    filters: knob('applied', 'ignored'),
    ...recordingKnobs,
  },
  traits: (setting) => ({
    precisionMs: 1,
    id: (seed, index) => `call_${hexId(seed, index)}`,
    indexOf: indexOfId,
    kinds: ['PHONE_CALL INBOUND', 'PHONE_CALL INBOUND', 'PHONE_CALL OUTBOUND', 'PHONE_CALL OUTBOUND', 'WEB_CALL'],
    statuses: ['ENDED', 'ENDED', 'ENDED', 'ENDED', 'ENDED', 'ENDED', 'ERROR', 'ONGOING', 'REGISTERED', 'SCHEDULED'].map(
      (word) => ({ word, state: states[word] ?? 'unknown' }),
    ),
    agents,
    campaigns: batches,
    missingStarts: setting('started-at') === 'sometimes',
  }),
  truth,
  row,
  recordings: { origin: 'https://recordings.example.com', paths: { main: '/{id}.mp4' } },
  calls: {
    operations: {
      'POST /api/calls': 'list',
      'GET /api/calls': 'list',
      'GET /api/calls/{callId}': 'get',
      'POST /api/calls/create-phone-call': 'make',
      'POST /api/calls/create-web-call': 'make',
      'POST /batch-call': 'make',
      'PUT /api/calls/{callId}': 'update',
      'DELETE /api/calls/{callId}': 'delete',
    },
    rows: ['data', 'calls'],
    single: ['data'],
    page: { kind: 'page', in: 'body', input: 'page', first: 0, size: { input: 'limit', default: 50 } },
    counters: {
      total: ['data', 'pagination', 'total_count'],
      pages: ['data', 'pagination', 'total_pages'],
      hasMore: ['data', 'pagination', 'has_next_page'],
      size: ['data', 'pagination', 'limit'],
      position: ['data', 'pagination', 'page'],
    },
    id: 'call_id',
    words: ['call_status', 'call_type', 'direction'],
    stamps: ['start_timestamp', 'created_at'],
    epochMs: true,
  },
  routes: {
    'POST /api/calls': list,
    'GET /api/calls': (_, platform) => page({}, platform, details),
    'POST /api/calls/create-phone-call': createPhoneCall,
    'POST /api/calls/create-web-call': createWebCall,
    'GET /api/calls/{callId}': ({ path }, platform) => {
      const call = platform.world.find(path.callId ?? '')
      return call ? succeed('Call retrieved successfully', details(call, platform)) : callNotFound(path.callId)
    },
    'PUT /api/calls/{callId}': update,
    'DELETE /api/calls/{callId}': remove,
    ...resourceRoutes,
  },
})

function list({ body }: ApiRequest, platform: Platform): Answer {
  if (body !== undefined && !isObject(body)) return invalid('The body must be an object')
  return page(membersOf(body), platform, row)
}

function page(body: Record<string, unknown>, platform: Platform, render: (call: WorldCall, of: Platform) => unknown): Answer {
  const asked = readPage(body, 50)
  if (typeof asked === 'string') return invalid(asked)
  const { sort_by: sortBy = 'start_timestamp' } = body
  const sort = typeof sortBy === 'string' ? sorts(platform)[sortBy] : undefined
  if (sort === undefined) return invalid(`sort_by cannot be ${JSON.stringify(sortBy)}`)
  const { filter_criteria: filters = {} } = body
  if (!isObject(filters)) return invalid('filter_criteria must be an object')
  const criteria = criteriaOf(filters, platform)
  if (typeof criteria === 'string') return invalid(criteria)

  const { page, limit, descending = true } = asked
  const rows = platform.listing.select({ criteria, sort: sort ?? undefined, descending })
  const calls = rows.window(page * limit, limit)
  return succeed('Calls retrieved successfully', {
    organization_id: organizationId,
    calls: calls.map((call) => render(call, platform)),
    pagination: {
      page,
      limit,
      total_count: rows.total,
      total_pages: Math.ceil(rows.total / limit),
      has_next_page: (page + 1) * limit < rows.total,
      has_previous_page: page > 0,
    },
    returned_count: calls.length,
    sort_order: descending ? 'descending' : 'ascending',
    sort_by: sortBy,
    ...echo(platform.knob('applied-filters-echo'), criteria),
  })
}

// The documented example echoes one of the four filters of its request.
function echo(setting: string, { applied }: Criteria): { applied_filters?: Record<string, unknown> } {
  if (setting === 'absent') return {}
  const { duration_ms: duration } = applied
  return { applied_filters: setting === 'all' ? applied : duration === undefined ? {} : { duration_ms: duration } }
}

// null: calls are in order of creation anyway.
function sorts({ world, knob: setting }: Platform): Readonly<Record<string, Sort | null>> {
  const nulls = setting('null-stamps') === 'last' ? 'last' : 'first'
  return {
    created_at: null,
    start_timestamp: { name: 'start', value: (index) => world.stamp(index, 'startedAt'), nulls },
    end_timestamp: { name: 'end', value: (index) => world.stamp(index, 'endedAt'), nulls },
    call_duration: { name: 'duration', value: (index) => world.call(index).durationMs, nulls },
    call_id: { name: 'id', value: (index) => world.call(index).id },
  }
}

// Undocumented members are ignored and not echoed.
function criteriaOf(filters: Record<string, unknown>, { world, knob: setting }: Platform): Criteria | string {
  const { call_status: status, agent_id: agent, call_type: type, duration_ms: duration, transcript_search: text } = filters
  if (status !== undefined && !isTexts(status)) return 'call_status must be an array of strings'
  if (type !== undefined && !isTexts(type)) return 'call_type must be an array of strings'
  const single = setting('agent-filter') === 'string'
  if (agent !== undefined && (single ? typeof agent !== 'string' : !isTexts(agent))) {
    return single ? 'agent_id must be a string' : 'agent_id must be an array of strings'
  }
  if (duration !== undefined && !isObject(duration)) return 'duration_ms must be an object'
  if (text !== undefined && typeof text !== 'string') return 'transcript_search must be a string'
  const fold = (word: string | null): string => (setting('filter-case') === 'folded' ? (word ?? '').toUpperCase() : (word ?? ''))
  const isAbove = (one: number, other: number) => one > other || (one === other && setting('duration-bounds') === 'included')
  const typeIsKnown = setting('call-type-filter') === 'applied'
  return new Criteria(setting('filters') === 'ignored')
    .add('call_status', status, (call, words) => words.some((word) => fold(word) === fold(call.status)))
    .add('agent_id', agent, (call, ids) => (Array.isArray(ids) ? ids.includes(call.agent.id) : ids === call.agent.id))
    .add('call_type', typeIsKnown ? type : undefined, (call, words) =>
      words.some((word) => fold(word) === call.kind.split(' ')[0]),
    )
    .add(
      'duration_ms',
      duration,
      ({ durationMs }, { lower_threshold: lower, upper_threshold: upper }) =>
        durationMs !== null &&
        (typeof lower !== 'number' || isAbove(durationMs, lower)) &&
        (typeof upper !== 'number' || isAbove(upper, durationMs)),
    )
    .add('transcript_search', text, (call, part) => spoken(call, world.seed).toLowerCase().includes(part.toLowerCase()))
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string')

function createPhoneCall({ body }: ApiRequest, platform: Platform): Answer {
  const { from_number: from, to_number: to, override_agent_id: agentId, metadata } = membersOf(body)
  if (!isE164(from) || !isE164(to)) return invalid('from_number and to_number must be E.164 numbers')
  const agent = agents.find(({ id, number }) => (agentId === undefined ? number === from : id === agentId)) ?? agents[0]
  if (!agent || (agentId !== undefined && agent.id !== agentId)) return agentNotFound(agentId)
  const made = platform.world.make({
    ...registered,
    kind: 'PHONE_CALL OUTBOUND',
    agent: { ...agent, number: from },
    customerNumber: to,
    metadata: membersOf(metadata),
  })
  return succeed('Phone call created successfully', {
    organization_id: organizationId,
    call_type: 'phone_call',
    status: 'call_initiated',
    call: lowerCased(made, platform),
    phone_call_info: { from_number: from, to_number: to, direction: 'outbound', call_status: 'registered' },
  })
}

function createWebCall({ body }: ApiRequest, platform: Platform): Answer {
  const { agent_id: agentId, metadata } = membersOf(body)
  const agent = agents.find(({ id }) => id === agentId)
  if (!agent) return agentNotFound(agentId)
  const made = platform.world.make({ ...registered, kind: 'WEB_CALL', agent, metadata: membersOf(metadata) })
  const access = { room_name: `room_${made.id}`, token: 'simulated-room-token' }
  return succeed('Web call created successfully', {
    organization_id: organizationId,
    call_type: 'web_call',
    call: lowerCased(made, platform),
    web_call_info: {
      room_name: access.room_name,
      access_token: access.token,
      call_status: 'registered',
      agent_id: agent.id,
    },
    livekit_connection: { server_url: 'wss://livekit.example.com', ...access },
  })
}

const registered = { campaign: null, status: 'REGISTERED', state: 'queued' } as const

function update({ path, body }: ApiRequest, platform: Platform): Answer {
  const call = platform.world.find(path.callId ?? '')
  if (!call) return callNotFound(path.callId)
  const { call_status: status, direction, from_number: from, metadata } = membersOf(body)
  const word = typeof status === 'string' ? status.toUpperCase() : undefined
  const state = word === undefined ? call.state : states[word]
  if (state === undefined || (status !== undefined && word === undefined)) return invalid('call_status is unknown')
  const way = direction === undefined ? undefined : String(direction).toUpperCase()
  if (way !== undefined && way !== 'INBOUND' && way !== 'OUTBOUND') return invalid('direction is unknown')
  if (from !== undefined && !isE164(from)) return invalid('from_number must be an E.164 number')
  const kind = way === undefined ? call.kind : `PHONE_CALL ${way}`
  const caller = kind === 'PHONE_CALL INBOUND' ? { customerNumber: from } : { agent: { ...call.agent, number: from ?? '' } }
  const revised = platform.world.revise(call.index, {
    ...(word === undefined ? {} : { status: word, state }),
    kind,
    metadata: { ...call.metadata, ...membersOf(metadata) },
    ...(from === undefined ? {} : caller),
  })
  return succeed('Call updated successfully', {
    operation: 'update',
    organization_id: organizationId,
    call: lowerCased(revised, platform),
  })
}

// A scheduled call loses its schedule and stays; any other is deleted.
function remove({ path }: ApiRequest, platform: Platform): Answer {
  const call = platform.world.find(path.callId ?? '')
  if (!call) return callNotFound(path.callId)
  if (call.status !== 'SCHEDULED') {
    platform.world.vanish(call.index)
    return succeed('Call deleted successfully', { organization_id: organizationId, call_id: call.id })
  }
  const revised = platform.world.revise(call.index, { status: 'REGISTERED', state: 'queued' })
  return succeed('Scheduled call cancelled successfully', {
    operation: 'schedule_cancelled',
    organization_id: organizationId,
    call_id: call.id,
    // Seconds in the documented example, next to stamps in milliseconds.
    cancelled_scheduled_timestamp: Math.floor((call.startedAt ?? call.createdAt) / 1000),
    call: row(revised, platform),
  })
}

const invalid = (error: string): Answer => refuse(400, 'Invalid request', error)

const callNotFound = (id: string | undefined): Answer => refuse(404, 'Call not found', `Call with ID '${id}' does not exist`)

const agentNotFound = (id: unknown): Answer => refuse(404, 'Agent not found', `Agent with ID '${String(id)}' does not exist`)
