import { type Answer, type ApiRequest, defineSimulator, ok, type Platform } from '../../define-simulator.js'
import { knob, meetsNumber, numberKnob, rowOrderKnob, timeZoneKnob } from '../../knobs.js'
import { addDayFilters } from '../../laravel/day-filters.js'
import { LaravelQuery, paginator } from '../../laravel/laravel.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { isE164, membersOf } from '../../server/json-body.js'
import { agentsWithIds, campaignsWithIds, setUpAt } from '../../world/cast.js'
import { Criteria } from '../../world/criteria.js'
import { inOrder } from '../../world/short-list.js'
import { isoSeconds } from '../../world/stamp.js'
import { dateToValues } from '../../world/zone.js'
import { row, truth, unzoned } from './call.js'
import { hooks } from './hooks.js'

const agents = agentsWithIds((agent) => String(311 + agent))
const campaigns = campaignsWithIds((campaign) => String(71 + campaign))
const types = ['inbound', 'outbound', 'web'] as const
const firstId = 480_337

const statuses = [
  { word: 'completed', state: 'completed' },
  { word: 'completed', state: 'completed' },
  { word: 'ended', state: 'completed' },
  { word: 'ended_by_customer', state: 'completed' },
  { word: 'ended_by_customer', state: 'completed' },
  { word: 'ended_by_assistant', state: 'completed' },
  { word: 'initiated', state: 'queued' },
  { word: 'ringing', state: 'ringing' },
  { word: 'busy', state: 'busy' },
  { word: 'in-progress', state: 'in_progress' },
  { word: 'no-answer', state: 'no_answer' },
  { word: 'failed', state: 'failed' },
] as const

export const autocalls = defineSimulator({
  basePath: '/api',
  credentials: { token: 'autocalls-simulator-key' },
  headers: ({ token }) => ({ authorization: `Bearer ${token}` }),
  errorBody: (message) => ({ message }),
  unauthorized: 'Unauthenticated.',
  knobs: {
    'row-order': rowOrderKnob,
    'stamp-zone': timeZoneKnob,
    'date-filter-stamp': knob('created_at', 'updated_at'),
    'date-zone': timeZoneKnob,
    'date-to': knob(...dateToValues),
    'phone-number-match': numberKnob,
    brand: knob('autocalls', 'famulor'),
    'unseen-filters': knob('applied', 'ignored'),
    filters: knob('applied', 'ignored'),
    ...recordingKnobs,
  },
  traits: () => ({
    precisionMs: 1000,
    id: (_, index) => String(firstId + index),
    indexOf: (_, id) => (/^\d+$/.test(id) ? Number(id) - firstId : Number.NaN),
    kinds: types,
    statuses,
    agents,
    campaigns,
  }),
  truth,
  row: (call, platform) => row(call, platform, platform.knob('brand') === 'famulor' ? isoSeconds : unzoned(platform)),
  recordings: { origin: 'https://recordings.example.com', paths: { main: '/{id}.mp3' } },
  hooks,
  calls: {
    operations: {
      'GET /user/calls': 'list',
      'GET /user/calls/{id}': 'get',
      'DELETE /user/calls/{id}': 'delete',
      'POST /user/make_call': 'make',
    },
    rows: ['data'],
    single: [],
    page: { kind: 'page', in: 'query', input: 'page', first: 1, size: { input: 'per_page', default: 15 } },
    counters: { total: ['total'], pages: ['last_page'], size: ['per_page'], position: ['current_page'] },
    id: 'id',
    words: ['status', 'type'],
    stamps: ['created_at'],
  },
  routes: {
    'GET /user/calls': list,
    'GET /user/calls/{id}': get,
    'DELETE /user/calls/{id}': remove,
    'POST /user/make_call': makeCall,
    'GET /user/assistants/get': listAssistants,
    'GET /user/campaigns': (_, { knob: setting }) => ok(inOrder(campaigns.map(namedRow), setting('row-order'))),
    'GET /user/phone-numbers/all': (_, { knob: setting }) =>
      ok({
        data: inOrder(
          agents.map(({ number }, position) => ({ id: 901 + position, phone_number: number })),
          setting('row-order'),
        ),
      }),
  },
})

function list({ query }: ApiRequest, platform: Platform): Answer {
  const { knob: setting, listing, baseUrl } = platform
  const input = new LaravelQuery(query)
  const perPage = input.integer('per_page', { min: 1, max: 100 }) ?? 15
  const page = input.integer('page', { min: 1 }) ?? 1
  const words = statuses.map(({ word }) => word)
  const unseen = setting('unseen-filters') === 'ignored'
  const criteria = new Criteria(setting('filters') === 'ignored')
    .add('status', input.oneOf('status', words), (call, status) => call.status === status)
    .add('type', input.oneOf('type', types), (call, type) => call.kind === type)
    .add(
      'phone_number',
      input.text('phone_number'),
      (call, number) => call.kind !== 'web' && meetsNumber(setting, call.customerNumber, number),
    )
    .add('assistant_id', input.integer('assistant_id'), (call, id) => unseen || call.agent.id === String(id))
    .add('campaign_id', input.integer('campaign_id'), (call, id) => unseen || call.campaign?.id === String(id))
  addDayFilters(criteria, input, setting)
  if (!input.isValid) return refuseInput(input)

  const rows = listing.inRowOrder(setting('row-order'), criteria)
  const calls = rows.window((page - 1) * perPage, perPage)
  const position = { total: rows.total, page, perPage, count: calls.length }
  return ok(
    paginator(
      calls.map((call) => autocalls.row(call, platform)),
      `${baseUrl}/user/calls`,
      position,
    ),
  )
}

// The single call has stamps without a zone, at Famulor too.
function get({ path }: ApiRequest, platform: Platform): Answer {
  const call = platform.world.find(path.id ?? '')
  return call ? ok(row(call, platform, unzoned(platform))) : callNotFound
}

function remove({ path }: ApiRequest, { world }: Platform): Answer {
  const call = world.find(path.id ?? '')
  if (!call) return callNotFound
  world.vanish(call.index)
  return ok({ message: 'Call deleted successfully' })
}

const callNotFound: Answer = { status: 404, body: { message: 'Call not found' } }

function makeCall({ body }: ApiRequest, { world, knob: setting }: Platform): Answer {
  const { phone_number: number, assistant_id: assistantId } = membersOf(body)
  const missing = [...(number === undefined ? ['phone_number'] : []), ...(assistantId === undefined ? ['assistant_id'] : [])]
  if (missing.length > 0) {
    const errors = Object.fromEntries(missing.map((name) => [name, [`The ${name.replace('_', ' ')} field is required.`]]))
    return { status: 422, body: { message: Object.values(errors)[0]?.[0], errors } }
  }
  if (!isE164(number)) {
    return refuse(400, 'Invalid phone number format. Please use E.164 format (e.g. +1234567890)')
  }
  const agent = agents.find(({ id }) => id === String(assistantId))
  if (!agent) return refuse(404, 'Assistant not found or does not belong to the authenticated user')
  const made = world.make({
    kind: 'outbound',
    agent,
    campaign: null,
    customerNumber: number,
    status: 'initiated',
    state: 'queued',
  })
  const message = 'Call initiated successfully'
  return ok(setting('brand') === 'famulor' ? { message, call_id: Number(made.id), status: 'initiated' } : { message, data: {} })
}

function listAssistants({ query }: ApiRequest, { knob: setting, baseUrl }: Platform): Answer {
  const input = new LaravelQuery(query)
  const perPage = input.integer('per_page', { min: 1, max: 100 }) ?? 10
  const page = input.integer('page', { min: 1 }) ?? 1
  if (!input.isValid) return refuseInput(input)
  const rows = inOrder(agents.map(namedRow), setting('row-order'))
  const shown = rows.slice((page - 1) * perPage, page * perPage)
  const position = { total: rows.length, page, perPage, count: shown.length }
  return ok(paginator(shown, `${baseUrl}/user/assistants/get`, position))
}

const namedRow = ({ id, name }: { id: string; name: string }, position: number) => ({
  id: Number(id),
  name,
  created_at: setUpAt(position).replace('Z', '.000000Z'),
})

// Laravel's message is the first error.
const refuseInput = ({ errors }: LaravelQuery): Answer => ({
  status: 422,
  body: { message: Object.values(errors)[0]?.[0], errors },
})

const refuse = (status: number, message: string): Answer => ({ status, body: { message } })
