import { type Answer, type ApiRequest, defineSimulator, ok, type Platform } from '../../define-simulator.js'
import { knob, numberKnob, timeZoneKnob } from '../../knobs.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { InputReader } from '../../server/input-reader.js'
import { isE164, isObject, membersOf } from '../../server/json-body.js'
import { agentsWithIds } from '../../world/cast.js'
import { indexOfId, uuid } from '../../world/id.js'
import { isOngoing } from '../../world/simulated-call.js'
import { details, isOver, row, truth, updateOf } from './call.js'
import { criteriaOf } from './filters.js'
import { hooks } from './hooks.js'
import { campaigns, errorBody, refuse, resourceRoutes, withCall } from './resources.js'

const agents = agentsWithIds((agent) => uuid(0xb1a5, agent))

export const bland = defineSimulator({
  basePath: '',
  credentials: { apiKey: 'org_blandsimulatorblandsimulator' },
  // The key as it is.
  headers: ({ apiKey = '' }) => ({ authorization: apiKey }),
  errorBody,
  failsInBody: true,
  unauthorized: 'Unauthorized',
  knobs: {
    'total-count': knob('sent', 'absent'),
    'row-members': knob('all', 'example'),
    'date-filter-stamp': knob('created_at', 'started_at', 'updated_at'),
    'stamp-order': knob('always', 'sometimes'),
    'duration-figures': knob('same', 'different'),
    'end-stamp': knob('actual', 'planned'),
    'phone-number-match': numberKnob,
    'unseen-filters': knob('applied', 'ignored'),
    'transcript-speakers': knob('assistant-and-user', 'other-words'),
    // Both are documented as words of the agent.
    'agent-word': knob('assistant', 'robot'),
    'phrase-order': knob('ascending', 'descending'),
    'queue-word': knob('complete', 'completed'),
    'unconnected-start': knob('absent', 'shown'),
    'update-zone': timeZoneKnob,
    'deleted-calls': knob('gone', 'listed'),
    filters: knob('applied', 'ignored'),
    ...recordingKnobs,
  },
  traits: () => ({
    precisionMs: 1,
    id: uuid,
    indexOf: indexOfId,
    kinds: ['inbound', 'outbound'],
    statuses: [
      ...Array(16).fill({ word: 'completed', state: 'completed' } as const),
      { word: 'failed', state: 'failed' },
      { word: 'busy', state: 'busy' },
      { word: 'no-answer', state: 'no_answer' },
      { word: 'canceled', state: 'canceled' },
      { word: 'unknown', state: 'unknown' },
      { word: 'queued', state: 'queued' },
      { word: 'new', state: 'queued' },
      { word: 'allocated', state: 'queued' },
      { word: 'started', state: 'in_progress' },
      { word: 'pre_queue_error', state: 'failed' },
      { word: 'queue_error', state: 'failed' },
      { word: 'call_error', state: 'failed' },
      { word: 'complete_error', state: 'completed' },
    ],
    agents,
    campaigns,
  }),
  truth,
  row,
  recordings: {
    origin: 'https://recordings.example.com',
    paths: { main: '/recordings/{id}.wav', mp3: '/recordings/{id}.mp3' },
  },
  hooks,
  calls: {
    operations: {
      'GET /v1/calls': 'list',
      'GET /v1/calls/{call_id}': 'get',
      'POST /v1/calls': 'make',
      'POST /v1/calls/{call_id}/stop': 'end',
      'DELETE /v1/calls/{call_id}': 'delete',
      'GET /v1/recordings/{call_id}': 'recording',
    },
    rows: ['calls'],
    single: [],
    page: { kind: 'offset', in: 'query', input: 'from', first: 0, size: { input: 'limit', default: 1000 } },
    counters: { total: ['total_count'] },
    id: 'call_id',
    words: ['status', 'queue_status', 'answered_by', 'call_ended_by'],
    stamps: ['created_at', 'started_at'],
  },
  routes: {
    'GET /v1/calls': list,
    'POST /v1/calls': makeCall,
    'GET /v1/calls/{call_id}': ({ path }, platform) => withCall(path, platform, (call) => ok(details(call, platform))),
    'DELETE /v1/calls/{call_id}': remove,
    'POST /v1/calls/{call_id}/stop': stop,
    ...resourceRoutes,
  },
})

function list({ query }: ApiRequest, platform: Platform): Answer {
  const { listing, world, knob: setting } = platform
  const input = new InputReader(query)
  const from = input.whole('from', { min: 0 }) ?? 0
  const to = input.whole('to', { min: 0 }) ?? Number.POSITIVE_INFINITY
  // What a larger limit does is not documented; here it counts as the largest.
  const limit = Math.min(input.whole('limit', { min: 1 }) ?? 1000, 1000)
  const descending = input.flag('ascending') !== true
  const byUpdate = input.oneOf('sort_by', ['created_at', 'updated_at']) === 'updated_at'
  const criteria = criteriaOf(input, platform)
  if (query.has('created_at') && (query.has('start_date') || query.has('end_date')))
    return refuse(400, 'created_at cannot be used with start_date or end_date.')
  if (input.problem !== null) return refuse(400, input.problem)
  const value = (index: number) => updateOf(world.call(index), setting)
  // Calls are in order of creation anyway.
  const rows = listing.select({ criteria, sort: byUpdate ? { name: 'updated_at', value } : undefined, descending })
  const calls = rows.window(from, Math.max(0, Math.min(limit, to - from)))
  return ok({
    ...(setting('total-count') === 'sent' && { total_count: rows.total }),
    count: calls.length,
    calls: calls.map((call) => row(call, platform)),
  })
}

function makeCall({ body }: ApiRequest, { world }: Platform): Answer {
  const { phone_number: number, metadata } = membersOf(body)
  if (number === undefined) return refuse(400, 'Missing required parameter: phone_number.')
  if (!isE164(number)) return refuse(400, 'Invalid phone_number.')
  const made = world.make({
    kind: 'outbound',
    campaign: null,
    customerNumber: number,
    status: 'queued',
    state: 'queued',
    metadata: isObject(metadata) ? metadata : {},
  })
  return ok({ status: 'success', message: 'Call successfully queued.', call_id: made.id, batch_id: null })
}

/** Ends a call that is under way, and takes one that waits off the queue. */
function stop({ path }: ApiRequest, { world }: Platform): Answer {
  const call = world.find(path.call_id ?? '')
  // Under which status the documented error comes is not documented.
  if (!call || isOver(call)) return refuse(404, 'SID not found for the given c_id.')
  world.revise(call.index, world.restate(call.index, call.state === 'in_progress' ? 'completed' : 'canceled'))
  return ok({ status: 'success', message: 'Call ended successfully.' })
}

/** Whether a deleted call leaves the list is not documented. */
function remove({ path }: ApiRequest, platform: Platform): Answer {
  const { world, knob: setting } = platform
  return withCall(path, platform, ({ index, state }) => {
    if (isOngoing(state) || setting('deleted-calls') === 'gone') world.vanish(index)
    else world.revise(index, { parts: { transcript: false, analysis: false } })
    return { status: 204, body: undefined }
  })
}
