import { type Answer, type ApiRequest, defineSimulator, ok, type Platform, type Route } from '../../define-simulator.js'
import { type KnobReader, knob } from '../../knobs.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { InputReader } from '../../server/input-reader.js'
import { Criteria } from '../../world/criteria.js'
import { indexOfId } from '../../world/id.js'
import { listAgents } from './agents.js'
import { actionsOf, agents, contactOf, durationSeconds, hex24, locationId, row, truth } from './call.js'
import { hooks } from './hooks.js'
import { messageRoutes } from './messages.js'
import { errorBody, notFound, refuse } from './refusals.js'

const token = 'pit-highlevel-simulator'

/** Most calls are over. */
const ENDED = [
  ...Array(6).fill({ word: 'completed', state: 'completed' } as const),
  { word: 'voicemail', state: 'unknown' },
  { word: 'no-answer', state: 'no_answer' },
  { word: 'busy', state: 'busy' },
  { word: 'failed', state: 'failed' },
  { word: 'canceled', state: 'canceled' },
] as const
const ONGOING = [
  { word: 'pending', state: 'queued' },
  { word: 'answered', state: 'in_progress' },
] as const

export const highlevel = defineSimulator({
  basePath: '',
  credentials: { token, locationId },
  headers: ({ token }) => ({ authorization: `Bearer ${token}` }),
  errorBody,
  unauthorized: 'Invalid token: access token is invalid',
  knobs: {
    'date-filter-stamp': knob('createdAt', 'updatedAt'),
    'date-unit': knob('milliseconds', 'seconds'),
    'date-bounds': knob('included', 'excluded'),
    'caller-is-customer': knob('always', 'inbound-only'),
    'message-ids': knob('shared', 'apart'),
    'transcript-speakers': knob('bot-and-human', 'other-words'),
    filters: knob('applied', 'ignored'),
    // Whether calls that go on are listed.
    'listed-calls': knob('all', 'ended'),
    'row-transcripts': knob('written', 'empty'),
    'trial-members': knob('absent', 'present'),
    'transcription-form': knob('array', 'single'),
    'transcription-numbers': knob('numbers', 'texts'),
    // Values of the header: documents name three.
    versions: knob('any', '2021-04-15'),
    'large-pages': knob('refused', 'cut'),
    'unknown-call': knob('404', '400'),
    'other-location': knob('401', '403'),
    ...recordingKnobs,
  },
  traits: (setting) => ({
    precisionMs: 1,
    id: hex24,
    indexOf: indexOfId,
    kinds: ['inbound', 'inbound', 'outbound'],
    statuses: setting('listed-calls') === 'all' ? [...ENDED, ...ONGOING] : ENDED,
    agents,
    campaigns: [],
  }),
  truth,
  row,
  hooks,
  calls: {
    operations: {
      'GET /voice-ai/dashboard/call-logs': 'list',
      'GET /voice-ai/dashboard/call-logs/{callId}': 'get',
      'GET /conversations/messages/{messageId}/locations/{locationId}/recording': 'recording',
    },
    rows: ['callLogs'],
    single: [],
    page: { kind: 'page', in: 'query', input: 'page', first: 1, size: { input: 'pageSize', default: 10 } },
    counters: { total: ['total'], position: ['page'], size: ['pageSize'] },
    id: 'id',
    words: [],
    stamps: ['createdAt'],
  },
  routes: Object.fromEntries(
    Object.entries({
      'GET /voice-ai/dashboard/call-logs': list,
      'GET /voice-ai/dashboard/call-logs/{callId}': get,
      'GET /voice-ai/agents': listAgents,
      ...messageRoutes,
    }).map(([name, route]) => [name, ofLocation(name, route)]),
  ),
})

/** Requests need a version that is accepted, and most the token's own location. */
function ofLocation(name: string, route: Route): Route {
  const isGlobal = name === 'GET /conversations/messages/{id}'
  return (request, platform) => {
    const { path, query, headers } = request
    if (!isVersion(headers.version, platform.knob)) return refuse('version header was not found.')
    const wanted = path.locationId ?? query.get('locationId')
    if (isGlobal || wanted === locationId) return route(request, platform)
    if (wanted === null) return refuse('locationId is required')
    return refuse('The token does not have access to this location.', Number(platform.knob('other-location')))
  }
}

const isVersion = (given: string | string[] | undefined, setting: KnobReader): boolean =>
  (setting('versions') === 'any' ? ['2021-04-15', '2023-02-21', 'v3'] : ['2021-04-15']).some((version) => version === given)

function list({ query }: ApiRequest, platform: Platform): Answer {
  const { knob: setting, listing, world } = platform
  const input = new InputReader(query)
  const isCut = setting('large-pages') === 'cut'
  const size = Math.min(50, input.whole('pageSize', { min: 1, ...(isCut ? {} : { max: 50 }) }) ?? 10)
  const page = input.whole('page', { min: 1 }) ?? 1
  const criteria = criteriaOf(input, setting)
  const sortBy = input.oneOf('sortBy', ['duration', 'createdAt'])
  const sort = input.oneOf('sort', ['ascend', 'descend'])
  if (sort !== undefined && sortBy === undefined) input.problem ??= 'sort needs sortBy'
  if (input.problem !== null) return refuse(input.problem)
  const rows = listing.select({
    criteria,
    descending: sort !== 'ascend',
    ...(sortBy === 'duration' && { sort: { name: sortBy, value: (index: number) => durationSeconds(world.call(index)) } }),
  })
  const calls = rows.window((page - 1) * size, size)
  return ok({ total: rows.total, page, pageSize: size, callLogs: calls.map((call) => row(call, platform)) })
}

const ACTION_TYPES = [
  'CALL_TRANSFER',
  'DATA_EXTRACTION',
  'IN_CALL_DATA_EXTRACTION',
  'WORKFLOW_TRIGGER',
  'SMS',
  'APPOINTMENT_BOOKING',
  'CUSTOM_ACTION',
  'KNOWLEDGE_BASE',
]

function criteriaOf(input: InputReader, setting: KnobReader): Criteria {
  const types = input.text('actionType')?.split(',')
  if (types?.some((type) => !ACTION_TYPES.includes(type))) input.problem ??= 'actionType is unknown'
  const criteria = new Criteria(setting('filters') === 'ignored')
    .add('agentId', input.text('agentId'), ({ agent }, id) => agent.id === id)
    .add('contactId', input.text('contactId')?.split(','), (call, ids) => ids.includes(contactOf(call)))
    .add('callType', input.oneOf('callType', ['LIVE', 'TRIAL']), ({ isTest }, word) => isTest === (word === 'TRIAL'))
    .add('actionType', types, (call, wanted) => actionsOf(call).some(({ actionType }) => wanted.includes(actionType)))
  addDates(criteria, input, setting)
  return criteria
}

/** Both bounds or neither, the first before the second. */
function addDates(criteria: Criteria, input: InputReader, setting: KnobReader): void {
  const [start, end] = [input.whole('startDate', { min: 0 }), input.whole('endDate', { min: 0 })]
  if ((start === undefined) !== (end === undefined)) input.problem ??= 'startDate and endDate must be sent together'
  if (start === undefined || end === undefined) return
  if (start >= end) input.problem ??= 'startDate must be before endDate'
  const unitMs = setting('date-unit') === 'milliseconds' ? 1 : 1000
  const edge = setting('date-bounds') === 'included' ? 0 : 1
  const stamp = setting('date-filter-stamp') === 'createdAt' ? 'createdAt' : 'updatedAt'
  criteria
    .add('startDate', start, (call, bound) => call[stamp] >= bound * unitMs + edge)
    .add('endDate', end, (call, bound) => call[stamp] <= bound * unitMs - edge)
}

function get({ path }: ApiRequest, platform: Platform): Answer {
  const call = platform.world.find(path.callId ?? '')
  if (call) return ok(row(call, platform))
  return platform.knob('unknown-call') === '404' ? notFound() : refuse('Call log not found')
}
