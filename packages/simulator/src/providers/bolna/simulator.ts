import { type Answer, type ApiRequest, defineSimulator, ok, type Platform } from '../../define-simulator.js'
import { knob, rowOrderKnob } from '../../knobs.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { InputReader } from '../../server/input-reader.js'
import { isE164, membersOf } from '../../server/json-body.js'
import { agentsWithIds, campaignsWithIds, hiredAt } from '../../world/cast.js'
import { indexOfId, uuid } from '../../world/id.js'
import { isOngoing } from '../../world/simulated-call.js'
import { details, row, truth } from './call.js'
import { criteriaOf } from './filters.js'
import { hooks } from './hooks.js'

// As in the documented example.
const agents = agentsWithIds((agent) => `3c90c3cc-0d44-4b50-8888-8dd25736052${agent}`)
// 32 hexadecimal digits, as in the documented example.
const batches = campaignsWithIds((batch) => uuid(0xba7c4, batch).replaceAll('-', ''))

const LONGEST_MS = 7 * 86_400_000

export const bolna = defineSimulator({
  basePath: '',
  credentials: { apiKey: 'bn-bolnasimulatorbolnasimulator' },
  headers: ({ apiKey = '' }) => ({ authorization: `Bearer ${apiKey}` }),
  errorBody,
  unauthorized: 'Access denied',
  knobs: {
    'row-order': rowOrderKnob,
    'row-members': knob('all', 'trimmed'),
    'unseen-filters': knob('applied', 'ignored'),
    // The vendor's connector found both bounds required, at most seven days apart; the pages say neither.
    dates: knob('required', 'optional'),
    // How a request without them is refused.
    refusal: knob('message', 'detail'),
    'page-name': knob('page_number', 'page'),
    'length-name': knob('conversation_duration', 'conversation_time'),
    'duration-form': knob('text', 'number'),
    filters: knob('applied', 'ignored'),
    ...recordingKnobs,
  },
  traits: () => ({
    precisionMs: 1000,
    id: uuid,
    indexOf: indexOfId,
    kinds: ['inbound', 'outbound'],
    statuses: [
      // Most calls are over.
      ...Array(16).fill({ word: 'completed', state: 'completed' } as const),
      { word: 'queued', state: 'queued' },
      { word: 'scheduled', state: 'queued' },
      { word: 'rescheduled', state: 'queued' },
      { word: 'initiate', state: 'queued' },
      { word: 'initiated', state: 'queued' },
      { word: 'ringing', state: 'ringing' },
      { word: 'in-progress', state: 'in_progress' },
      { word: 'call-disconnected', state: 'in_progress' },
      { word: 'busy', state: 'busy' },
      { word: 'no-answer', state: 'no_answer' },
      { word: 'canceled', state: 'canceled' },
      { word: 'stopped', state: 'canceled' },
      { word: 'failed', state: 'failed' },
      { word: 'error', state: 'failed' },
      { word: 'balance-low', state: 'failed' },
    ],
    agents,
    campaigns: batches,
  }),
  truth,
  row,
  recordings: { origin: 'https://recordings.example.com', paths: { main: '/{id}.mp3' } },
  hooks,
  calls: {
    operations: {
      'GET /v2/agent/{agent_id}/executions': 'list',
      'GET /executions/{execution_id}': 'get',
      'POST /call': 'make',
      'POST /call/{execution_id}/stop': 'end',
    },
    rows: ['data'],
    single: [],
    page: { kind: 'page', in: 'query', input: 'page_number', first: 1, size: { input: 'page_size', default: 20 } },
    counters: { total: ['total'], hasMore: ['has_more'], position: ['page_number'], size: ['page_size'] },
    id: 'id',
    words: ['status'],
    stamps: ['created_at'],
  },
  routes: {
    'GET /v2/agent/all': listAgents,
    'GET /v2/agent/{agent_id}/executions': list,
    'GET /executions/{execution_id}': get,
    'POST /call': makeCall,
    'POST /call/{execution_id}/stop': stop,
  },
})

function list({ path, query }: ApiRequest, platform: Platform): Answer {
  const { world, listing, knob: setting } = platform
  const agent = world.traits.agents.find(({ id }) => id === path.agent_id)
  if (!agent) return refuse(404, 'Agent not found')
  const input = new InputReader(query)
  // What a larger page does is not documented; here it counts as the largest.
  const size = Math.min(input.whole('page_size', { min: 1 }) ?? 20, 50)
  const number = input.whole('page_number', { min: 1 }) ?? 1
  const criteria = criteriaOf(input, agent, platform)
  if (input.problem !== null) return refuse(400, input.problem)
  const badPeriod = setting('dates') === 'required' ? periodProblem(input) : null
  if (badPeriod !== null) return setting('refusal') === 'message' ? refuse(400, badPeriod) : unprocessable(badPeriod)
  const rows = listing.inRowOrder(setting('row-order'), criteria)
  const offset = (number - 1) * size
  const calls = rows.window(offset, size)
  return ok({
    [setting('page-name')]: number,
    page_size: size,
    total: rows.total,
    has_more: offset + calls.length < rows.total,
    data: calls.map((call) => row(call, platform)),
  })
}

function periodProblem(input: InputReader): string | null {
  const [from, to] = [input.instant('from'), input.instant('to')]
  if (from === undefined || to === undefined) return 'from and to are required'
  return to - from > LONGEST_MS ? 'from and to may be at most 7 days apart' : null
}

/** Everything of the account in one answer. */
function listAgents(_: ApiRequest, { world }: Platform): Answer {
  return ok(
    world.traits.agents.map(({ id, name }, position) => ({
      id,
      agent_name: name,
      agent_type: 'other',
      agent_status: 'processed',
      created_at: hiredAt(world, position),
      updated_at: hiredAt(world, position),
      tasks: [],
      agent_prompts: {},
    })),
  )
}

function get({ path }: ApiRequest, platform: Platform): Answer {
  const call = platform.world.find(path.execution_id ?? '')
  return call ? ok(details(call, platform)) : refuse(404, 'Execution not found')
}

function makeCall({ body }: ApiRequest, { world }: Platform): Answer {
  const { agent_id, recipient_phone_number: number, user_data } = membersOf(body)
  const agent = world.traits.agents.find(({ id }) => id === agent_id)
  if (!agent) return refuse(400, 'Invalid agent_id')
  if (!isE164(number)) return refuse(400, 'Invalid recipient_phone_number')
  const made = world.make({
    kind: 'outbound',
    agent,
    campaign: null,
    customerNumber: number,
    status: 'queued',
    state: 'queued',
    metadata: { ...membersOf(user_data) },
  })
  return ok({ message: 'done', status: 'queued', execution_id: made.id })
}

/** Takes a call that waits off the queue. */
function stop({ path }: ApiRequest, { world }: Platform): Answer {
  const call = world.find(path.execution_id ?? '')
  if (!call) return refuse(404, 'Execution not found')
  if (!isOngoing(call.state)) return refuse(400, 'The call is over')
  world.revise(call.index, world.restate(call.index, 'canceled'))
  return ok({ message: 'Call stopped', status: 'stopped', execution_id: call.id })
}

function errorBody(message: string, status: number) {
  // A key without rights was answered so; the pages show the other form.
  return status === 403 ? { detail: message } : { error: status, message }
}

const refuse = (status: number, message: string): Answer => ({ status, body: errorBody(message, status) })

const unprocessable = (message: string): Answer => ({ status: 422, body: { detail: [{ msg: message }] } })
