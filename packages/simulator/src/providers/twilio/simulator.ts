import { type Answer, type ApiRequest, defineSimulator, ok, type Platform, type Route } from '../../define-simulator.js'
import { knob, meetsNumber, numberKnob, rowOrderKnob } from '../../knobs.js'
import { InputReader } from '../../server/input-reader.js'
import { membersOf } from '../../server/json-body.js'
import { ownRoutes } from '../../server/own-routes.js'
import { Criteria } from '../../world/criteria.js'
import { indexOfId } from '../../world/id.js'
import { isOngoing } from '../../world/simulated-call.js'
import type { WorldCall } from '../../world/world.js'
import { accountSid, agents, endOf, endsOf, parentOf, root, row, sid, startOf, truth } from './call.js'
import { addDayFilters } from './day-filter.js'
import { hooks } from './hooks.js'
import { errorBody, listingPage, notFound, refuse } from './page.js'
import { resourceRoutes } from './resources.js'

const statuses = [
  // Most calls are over.
  ...Array(8).fill({ word: 'completed', state: 'completed' } as const),
  { word: 'queued', state: 'queued' },
  { word: 'ringing', state: 'ringing' },
  { word: 'in-progress', state: 'in_progress' },
  { word: 'busy', state: 'busy' },
  { word: 'failed', state: 'failed' },
  { word: 'no-answer', state: 'no_answer' },
  { word: 'canceled', state: 'canceled' },
] as const

const account = '/2010-04-01/Accounts/{AccountSid}'

export const twilio = defineSimulator({
  basePath: '',
  credentials: { accountSid, authToken: 'twilio-simulator-token' },
  headers: ({ accountSid: user, authToken = '' }) => ({ authorization: `Basic ${btoa(`${user}:${authToken}`)}` }),
  errorBody,
  unauthorized: 'Authenticate',
  knobs: {
    'row-order': rowOrderKnob,
    // What filters by start do with calls that were never dialled.
    'unstarted-calls': knob('returned', 'dropped'),
    'phone-number-match': numberKnob,
    // The page said "on or before midnight of" a day before it said "before".
    'day-before': knob('exclusive', 'midnight', 'inclusive'),
    'time-of-day': knob('counted', 'ignored'),
    // Pages call members "empty"; no example shows an empty text.
    'empty-members': knob('null', 'text'),
    // Every example of a call has a minus, one of a recording none.
    'price-sign': knob('negative', 'positive'),
    // The page of calls knows human and machine, the page about detection more.
    'answered-by-words': knob('long', 'short'),
    filters: knob('applied', 'ignored'),
  },
  traits: () => ({
    precisionMs: 1000,
    id: (seed, index) => sid('CA', seed, index),
    indexOf: indexOfId,
    kinds: [
      ...Array(3).fill('inbound'),
      ...Array(3).fill('outbound-api'),
      'outbound-dial',
      'trunking-originating',
      'trunking-terminating',
    ],
    statuses,
    agents,
    campaigns: [],
  }),
  truth,
  row,
  hooks,
  calls: {
    operations: {
      [`GET ${account}/Calls.json`]: 'list',
      [`POST ${account}/Calls.json`]: 'make',
      [`GET ${account}/Calls/{Sid}.json`]: 'get',
      [`POST ${account}/Calls/{Sid}.json`]: 'update',
      [`DELETE ${account}/Calls/{Sid}.json`]: 'delete',
      [`GET ${account}/Recordings/{Sid}.wav`]: 'recording',
      [`GET ${account}/Recordings/{Sid}.mp3`]: 'recording',
    },
    rows: ['calls'],
    single: [],
    page: {
      kind: 'cursor',
      in: 'query',
      input: 'PageToken',
      isId: true,
      inLink: ['Page'],
      size: { input: 'PageSize', default: 50 },
    },
    nextCursor: ['next_page_uri'],
    counters: { size: ['page_size'] },
    id: 'sid',
    words: ['status', 'direction'],
    stamps: ['date_created', 'start_time'],
  },
  routes: ownRoutes(account, notFound, {
    'GET /Calls.json': list,
    'POST /Calls.json': makeCall,
    'GET /Calls/{Sid}.json': withCall((call, platform) => ok(row(call, platform))),
    'POST /Calls/{Sid}.json': update,
    'DELETE /Calls/{Sid}.json': withCall(remove),
    ...resourceRoutes,
  }),
})

function list({ query }: ApiRequest, platform: Platform): Answer {
  const { knob: setting, world, listing } = platform
  const input = new InputReader(query)
  const words = [...new Set(statuses.map(({ word }) => word))]
  const criteria = new Criteria(setting('filters') === 'ignored')
    .add('Status', input.oneOf('Status', words), (call, word) => call.status === word)
    .add('From', input.text('From'), (call, wanted) => meetsNumber(setting, endsOf(call).from, wanted))
    .add('To', input.text('To'), (call, wanted) => meetsNumber(setting, endsOf(call).to, wanted))
    .add('ParentCallSid', input.text('ParentCallSid'), (call, parent) => parentOf(call, world) === parent)
  addDayFilters(criteria, input, setting, 'StartTime', startOf, setting('unstarted-calls') === 'returned')
  addDayFilters(criteria, input, setting, 'EndTime', endOf, false)
  if (input.problem !== null) return refuse(400, input.problem)
  const rows = listing.inRowOrder(setting('row-order'), criteria)
  return listingPage(rows, {
    name: 'calls',
    path: `${root}/Calls.json`,
    query,
    indexOf: (id) => world.indexOf(id),
    write: (call) => row(call, platform),
  })
}

function withCall(answer: (call: WorldCall, platform: Platform, request: ApiRequest) => Answer): Route {
  return (request, platform) => {
    const call = platform.world.find(request.path.Sid ?? '')
    return call ? answer(call, platform, request) : notFound()
  }
}

function makeCall({ body }: ApiRequest, platform: Platform): Answer {
  const { To: to, From: from, ...told } = membersOf(body)
  if (typeof to !== 'string' || to === '') return refuse(400, 'No to number is specified', 21201)
  const agent = agents.find(({ number }) => number === from)
  if (!agent) return refuse(400, 'From is no number of the account')
  if (![told.Url, told.Twiml, told.ApplicationSid].some((text) => typeof text === 'string' && text !== '')) {
    return refuse(400, 'Url, Twiml or ApplicationSid is required')
  }
  const call = platform.world.make({ kind: 'outbound-api', agent, customerNumber: to, status: 'queued', state: 'queued' })
  return { status: 201, body: row(call, platform) }
}

function update(request: ApiRequest, platform: Platform): Answer {
  const { Status: status } = membersOf(request.body)
  if (status !== undefined && status !== 'canceled' && status !== 'completed')
    return refuse(400, 'Status must be canceled or completed')
  return withCall((call) => {
    if (!isOngoing(call.state)) return refuse(400, 'Call is not in progress')
    if (status === 'canceled' && call.state === 'in_progress') return refuse(400, 'Call is already in progress')
    const { world } = platform
    const changed = status === undefined ? call : world.revise(call.index, world.restate(call.index, status))
    return ok(row(changed, platform))
  })(request, platform)
}

function remove(call: WorldCall, { world }: Platform): Answer {
  if (isOngoing(call.state)) return refuse(400, 'Call is in progress')
  world.vanish(call.index)
  return { status: 204, body: undefined }
}
