import { type Answer, type ApiRequest, defineSimulator, ok, type Platform } from '../../define-simulator.js'
import { knob, rowOrderKnob } from '../../knobs.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { InputReader } from '../../server/input-reader.js'
import { membersOf } from '../../server/json-body.js'
import { Criteria } from '../../world/criteria.js'
import { indexOfId, uuid } from '../../world/id.js'
import type { Rows, Sort } from '../../world/listing.js'
import type { WorldCall } from '../../world/world.js'
import { agents, details, ends, kinds, lengthOf, row, statuses, truth } from './call.js'
import { hooks } from './hooks.js'

export const synthflow = defineSimulator({
  basePath: '/v2',
  credentials: { apiKey: 'synthflow-simulator-apikey' },
  headers: ({ apiKey = '' }) => ({ authorization: `Bearer ${apiKey}` }),
  errorBody,
  unauthorized: 'Unauthorized: Invalid or expired token.',
  knobs: {
    'row-order': rowOrderKnob,
    'transcript-speakers': knob('bot-and-human', 'other-words'),
    'agent-word': knob('bot', 'assistant'),
    'goal-verdict': knob('success', 'other'),
    // Where calls without `start_time` stand.
    'undated-rows': knob('among', 'first', 'last'),
    // Which stamp `to_date` compares, and whether bounds count.
    'to-date': knob('end', 'start'),
    'date-bounds': knob('inclusive', 'exclusive'),
    'duration-type': knob('number', 'text'),
    'telephony-zone': knob('none', 'UTC'),
    // Rows have it until 2027-01-10.
    'recording-address': knob('row', 'request'),
    filters: knob('applied', 'ignored'),
    ...recordingKnobs,
  },
  traits: () => ({ precisionMs: 1, id: uuid, indexOf: indexOfId, kinds, statuses, agents, campaigns: [], missingStarts: true }),
  truth,
  row,
  recordings: { origin: 'https://recordings.synthflow.example', paths: { main: '/{id}.wav' } },
  hooks,
  calls: {
    operations: {
      'GET /calls': 'list',
      'GET /calls/{call_id}': 'get',
      'POST /calls': 'make',
      'GET /calls/{call_id}/recording': 'recording',
    },
    rows: ['response', 'calls'],
    single: ['response', 'calls', '0'],
    page: { kind: 'offset', in: 'query', input: 'offset', first: 0, size: { input: 'limit', default: 20 } },
    counters: {
      total: ['response', 'pagination', 'total_records'],
      position: ['response', 'pagination', 'offset'],
      size: ['response', 'pagination', 'limit'],
    },
    id: 'call_id',
    words: ['call_status', 'type_of_call'],
    stamps: ['start_time'],
  },
  routes: {
    'GET /calls': list,
    'POST /calls': make,
    'GET /calls/{call_id}': get,
    'GET /calls/{call_id}/recording': recording,
    'GET /assistants/': listAgents,
    'GET /assistants/{model_id}': getAgent,
  },
})

const pageOf = (total: number, limit: number, offset: number) => ({ total_records: total, limit, offset })

/** The page of a list; other numbers are refused as the lists of batches do it. */
function window(input: InputReader): { limit: number; offset: number } {
  const limit = input.whole('limit') ?? 20
  if (limit < 1 || limit > 100) input.problem ??= 'Limit must be between 1 and 100.'
  return { limit, offset: input.whole('offset', { min: 0 }) ?? 0 }
}

function list({ query }: ApiRequest, platform: Platform): Answer {
  const input = new InputReader(query)
  const { limit, offset } = window(input)
  const agent = input.text('model_id')
  const criteria = criteriaOf(input, platform)
  if (agent === undefined) return refuse('model_id is required')
  if (input.problem !== null) return refuse(input.problem)
  if (!platform.world.traits.agents.some(({ id }) => id === agent)) return refuse('Model not found', 404)
  const rows = inRowOrder(
    platform,
    criteria.of('model_id', agent, (call, id) => call.agent.id === id),
  )
  const calls = rows.window(offset, limit).map((call) => row(call, platform))
  return ok({ status: 'ok', response: { pagination: pageOf(rows.total, limit, offset), calls } })
}

/** By the start; calls without one are where the knob says, or among the others by creation. */
function inRowOrder({ world, listing, knob: setting }: Platform, criteria: Criteria): Rows {
  const order = setting('row-order')
  if (order === 'unordered') return listing.inRowOrder(order, criteria)
  const place = setting('undated-rows')
  const sort: Sort = {
    name: 'start',
    value: (index) => world.call(index).startedAt ?? (place === 'among' ? world.stamp(index, 'createdAt') : null),
    nulls: place === 'first' ? 'first' : 'last',
  }
  return listing.select({ criteria, sort, descending: order === 'newest-first' })
}

function criteriaOf(input: InputReader, { knob: setting }: Platform): Criteria {
  // A call without the stamp is in no period.
  const slack = setting('date-bounds') === 'inclusive' ? 0 : 1
  const bounded = (call: WorldCall) => (setting('to-date') === 'end' ? call.endedAt : call.startedAt)
  return (
    new Criteria(setting('filters') === 'ignored')
      .add('from_date', input.whole('from_date'), ({ startedAt }, from) => startedAt !== null && startedAt >= from + slack)
      .add('to_date', input.whole('to_date'), (call, to) => (bounded(call) ?? Number.NaN) <= to - slack)
      .add('call_status', input.text('call_status'), ({ status }, word) => status === word)
      .add('duration_min', input.whole('duration_min'), (call, least) => (lengthOf(call) ?? Number.NaN) >= least)
      .add('duration_max', input.whole('duration_max'), (call, most) => (lengthOf(call) ?? Number.NaN) <= most)
      .add('lead_phone_number', input.text('lead_phone_number'), (call, number) => Object.values(ends(call)).includes(number))
      // No simulated call executes an action.
      .add('action_id', input.text('action_id'), () => false)
  )
}

function get({ path }: ApiRequest, platform: Platform): Answer {
  const call = platform.world.find(path.call_id ?? '')
  if (!call) return refuse('Call not found', 404)
  return ok({ status: 'ok', response: { pagination: pageOf(1, 20, 0), calls: [details(call, platform)] } })
}

/** A redirect to the file. */
function recording({ path }: ApiRequest, { world, recordings }: Platform): Answer {
  const call = world.find(path.call_id ?? '')
  if (!call?.parts.recording) return refuse('Recording not found', 404)
  return { status: 302, body: {}, headers: { location: recordings.address(call) } }
}

function make({ body }: ApiRequest, { world }: Platform): Answer {
  const { model_id: id, phone, name } = membersOf(body)
  const agent = world.traits.agents.find((each) => each.id === id)
  if (!agent || typeof phone !== 'string' || typeof name !== 'string') return refuse('model_id, phone and name are required')
  const made = { kind: 'outbound', agent, campaign: null, customerNumber: phone, status: 'queue', state: 'queued' } as const
  const call = world.make({ ...made, metadata: {} })
  return ok({ status: 'ok', response: { answer: 'Call initiated', call_id: call.id }, eta: 0 })
}

const agentRow = ({ id, name, number }: (typeof agents)[number]) => ({
  model_id: id,
  name,
  type: 'outbound',
  phone_number: number,
  external_webhook_url: null,
  is_recording: true,
  actions: [],
  input_variables: [],
})

function listAgents({ query }: ApiRequest, { world }: Platform): Answer {
  const input = new InputReader(query)
  const { limit, offset } = window(input)
  if (input.problem !== null) return refuse(input.problem)
  const { agents: all } = world.traits
  const assistants = all.slice(offset, offset + limit).map(agentRow)
  return ok({ status: 'ok', response: { pagination: pageOf(all.length, limit, offset), assistants } })
}

function getAgent({ path }: ApiRequest, { world }: Platform): Answer {
  const agent = world.traits.agents.find(({ id }) => id === path.model_id)
  if (!agent) return refuse('Model not found', 404)
  return ok({ status: 'ok', response: { pagination: pageOf(1, 20, 0), assistants: [agentRow(agent)] } })
}

function errorBody(description: string) {
  return { detail: { status: 'error', description, request_id: '00000000000000000000000000000000', category: 'important' } }
}

const refuse = (description: string, status = 400): Answer => ({ status, body: errorBody(description) })
