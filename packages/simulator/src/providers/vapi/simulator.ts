import { type Answer, type ApiRequest, defineSimulator, ok, type Platform, type Route } from '../../define-simulator.js'
import { knob, rowOrderKnob } from '../../knobs.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { serveFile } from '../../recordings/serve-file.js'
import { isE164, isObject, membersOf } from '../../server/json-body.js'
import { Criteria } from '../../world/criteria.js'
import { indexOfId, uuid } from '../../world/id.js'
import { draw, streams } from '../../world/random.js'
import type { WorldCall } from '../../world/world.js'
import { kinds, row, truth, updatedAt } from './call.js'
import { hooks } from './hooks.js'
import { agents, campaigns, errorBody, numberIdOf, refuse, resourceRoutes } from './resources.js'
import { WindowQuery } from './window-query.js'

export const vapi = defineSimulator({
  basePath: '',
  credentials: { apiKey: 'vapi-simulator-key' },
  headers: ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` }),
  errorBody,
  unauthorized: 'Invalid Key',
  knobs: {
    'row-order': rowOrderKnob,
    // The order of calls of one instant, and whether it is the same in every response.
    'tied-rows': knob('newest-first', 'oldest-first', 'shuffled'),
    'stamp-order': knob('always', 'sometimes'),
    'started-at': knob('sometimes', 'always'),
    'transcript-speakers': knob('agent-and-user', 'other-words'),
    // The role of an agent's message: pages disagree.
    'agent-role': knob('bot', 'assistant'),
    messages: knob('artifact', 'call', 'both'),
    'carrier-id': knob('phoneCallProviderId', 'transport'),
    'recording-address': knob('recording', 'recordingUrl'),
    'success-evaluation': knob('pass-fail', 'numeric'),
    filters: knob('applied', 'ignored'),
    // How long a presigned address opens: a short time, says the page.
    'presigned-seconds': knob('3600', '7200'),
    // How the request for a recording responds: both are listed.
    'recording-response': knob('redirect', 'file'),
    ...recordingKnobs,
  },
  traits: (setting) => ({
    precisionMs: 1,
    id: uuid,
    indexOf: indexOfId,
    kinds: [...kinds, 'inboundPhoneCall', 'outboundPhoneCall'],
    statuses: [
      ...Array(7).fill({ word: 'ended', state: 'completed' } as const),
      // Also of a call that nobody answered: its reason tells.
      { word: 'ended', state: 'completed', talked: false },
      { word: 'scheduled', state: 'queued' },
      { word: 'queued', state: 'queued' },
      { word: 'ringing', state: 'ringing' },
      { word: 'in-progress', state: 'in_progress' },
      { word: 'forwarding', state: 'in_progress' },
      { word: 'not-found', state: 'unknown' },
      { word: 'deletion-failed', state: 'unknown' },
    ],
    agents,
    campaigns,
    missingStarts: setting('started-at') === 'sometimes',
  }),
  truth,
  row,
  recordings: {
    origin: 'https://storage.example.com',
    paths: {
      main: '/{id}-mono.wav',
      stereo: '/{id}-stereo.wav',
      customer: '/{id}-customer.wav',
      assistant: '/{id}-assistant.wav',
    },
    signing: { parameter: 'X-Amz-Signature', seconds: { knob: 'presigned-seconds' }, isClosed: () => true },
  },
  hooks,
  calls: {
    operations: {
      'GET /call': 'list',
      'GET /call/{id}': 'get',
      'POST /call': 'make',
      'PATCH /call/{id}': 'update',
      'DELETE /call/{id}': 'delete',
      'GET /call/{id}/mono-recording': 'recording',
      'GET /call/{id}/stereo-recording': 'recording',
      'GET /call/{id}/customer-recording': 'recording',
      'GET /call/{id}/assistant-recording': 'recording',
    },
    rows: [],
    single: [],
    page: { kind: 'cursor', in: 'query', input: 'createdAtLe', size: { input: 'limit', default: 100 } },
    id: 'id',
    words: ['status', 'type'],
    stamps: ['createdAt', 'startedAt'],
  },
  routes: {
    'GET /call': list,
    'POST /call': makeCall,
    'GET /call/{id}': ({ path }, platform) => withCall(path.id, platform, (call) => ok(row(call, platform))),
    'PATCH /call/{id}': update,
    'DELETE /call/{id}': remove,
    'GET /call/{id}/mono-recording': file('main'),
    'GET /call/{id}/stereo-recording': file('stereo'),
    'GET /call/{id}/customer-recording': file('customer'),
    'GET /call/{id}/assistant-recording': file('assistant'),
    'GET /call/{id}/video-recording': noFile,
    'GET /call/{id}/call-logs': noFile,
    'GET /call/{id}/pcap': noFile,
    ...resourceRoutes,
  },
})

function list({ query }: ApiRequest, platform: Platform): Answer {
  const input = new WindowQuery(query)
  if (input.errors.length > 0) return refuse(400, input.errors)
  const value = (name: string): string | undefined => query.get(name) ?? undefined
  const { knob: setting } = platform
  const criteria = new Criteria(setting('filters') === 'ignored')
    .add('id', value('id'), (call, id) => call.id === id)
    .add('assistantId', value('assistantId'), (call, id) => row(call, platform).assistantId === id)
    .add('phoneNumberId', value('phoneNumberId'), (call, id) => row(call, platform).phoneNumberId === id)
    .add('updatedAt', input.bounds('updatedAt'), (call) => input.meets('updatedAt', updatedAt(call, setting)))
  return ok(window(input, criteria, platform).map((call) => row(call, platform)))
}

/** The calls created within the bounds, up to the requested number. */
function window(input: WindowQuery, criteria: Criteria, { knob: setting, listing, world }: Platform): WorldCall[] {
  const [order, ties] = [setting('row-order'), setting('tied-rows')]
  const rows = listing.select({ criteria, descending: true })
  // Calls are created in order, so bounds on the creation are bounds on the index.
  const firstIndex = firstWhere(world.end, (index) => input.isAfterStart(createdAt(index)))
  const endIndex = firstWhere(world.end, (index) => !input.isBeforeEnd(createdAt(index)))
  const offset = rows.positionAfter(endIndex)
  const count = Math.max(0, rows.positionAfter(firstIndex) - offset)
  // The common case only builds the calls that it returns.
  if (order === 'newest-first' && ties === 'newest-first') return rows.window(offset, Math.min(count, input.limit))
  const rank = ({ index }: WorldCall) =>
    ties === 'shuffled' ? draw(offset + input.limit, index, streams.shuffle) : ties === 'newest-first' ? -index : index
  const place = (call: WorldCall) =>
    order === 'unordered'
      ? draw(world.seed, call.index, streams.shuffle)
      : order === 'newest-first'
        ? -call.createdAt
        : call.createdAt
  const sorted = rows.window(offset, count).sort((one, other) => place(one) - place(other) || rank(one) - rank(other))
  return sorted.slice(0, input.limit)

  function createdAt(index: number): number {
    return world.stamp(index, 'createdAt') ?? 0
  }
}

/** The first index from which a condition holds. */
function firstWhere(end: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, end]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function withCall(id: string | undefined, { world }: Platform, answer: (call: WorldCall) => Answer): Answer {
  const call = world.find(id ?? '')
  return call ? answer(call) : refuse(404, 'Not found')
}

function makeCall({ body }: ApiRequest, platform: Platform): Answer {
  const { assistantId, phoneNumberId, customer, customers, name } = membersOf(body)
  const agent = agents.find(({ id }) => id === assistantId)
  if (!agent) return refuse(400, ['assistantId must name an assistant'])
  if (phoneNumberId !== undefined && !agents.some((each) => numberIdOf(each) === phoneNumberId)) {
    return refuse(400, ['phoneNumberId must name a phone number'])
  }
  const call = (number: string) =>
    platform.world.make({
      kind: 'outboundPhoneCall',
      agent,
      campaign: null,
      // An unknown number: nothing more is known about customer 2.
      customer: 2,
      customerNumber: number,
      status: 'queued',
      state: 'queued',
      metadata: typeof name === 'string' ? { name } : {},
    })
  if (Array.isArray(customers)) {
    const numbers = customers.map((each) => membersOf(each).number)
    return {
      status: 201,
      body: {
        results: numbers.filter(isE164).map((number) => row(call(number), platform)),
        errors: customers
          .filter((_, position) => !isE164(numbers[position]))
          .map((each) => ({ customer: each, error: 'number must be E.164' })),
      },
    }
  }
  const { number } = membersOf(customer)
  return isE164(number) ? { status: 201, body: row(call(number), platform) } : refuse(400, ['customer.number must be E.164'])
}

function update({ path, body }: ApiRequest, platform: Platform): Answer {
  const { name } = membersOf(body)
  if (name !== undefined && (typeof name !== 'string' || name.length > 40))
    return refuse(400, ['name must be a text of at most 40'])
  return withCall(path.id, platform, ({ index, updatedAt: last }) =>
    ok(row(platform.world.revise(index, { metadata: { name }, updatedAt: platform.world.nextUpdate(last) }), platform)),
  )
}

function remove({ path, body }: ApiRequest, platform: Platform): Answer {
  const { world } = platform
  const { ids = [path.id] } = isObject(body) ? body : {}
  if (!Array.isArray(ids)) return refuse(400, ['ids must be an array'])
  return withCall(path.id, platform, (call) => {
    const answer = ok(row(call, platform))
    for (const id of ids) world.vanish(world.find(String(id))?.index ?? -1)
    return answer
  })
}

/** Redirects to a file, or is the file. */
function file(name: string): Route {
  return ({ path, headers }, platform) =>
    withCall(path.id, platform, (call) => {
      const { recordings, knob: setting } = platform
      if (!call.parts.recording) return refuse(404, 'Artifact not found')
      if (setting('recording-response') === 'file') return serveFile(recordings.file(call, name), headers, setting)
      return { status: 302, body: {}, headers: { location: recordings.signed(call, name) } }
    })
}

function noFile({ path }: ApiRequest, platform: Platform): Answer {
  return withCall(path.id, platform, () => refuse(404, 'Artifact not found'))
}
