import { type Answer, type ApiRequest, defineSimulator, ok, type Platform } from '../../define-simulator.js'
import { knob, meetsNumber, numberKnob } from '../../knobs.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { isE164, membersOf } from '../../server/json-body.js'
import { agentsWithIds, campaignsWithIds } from '../../world/cast.js'
import { Criteria } from '../../world/criteria.js'
import { indexOfId, uuid } from '../../world/id.js'
import type { Rows } from '../../world/listing.js'
import { row, shape, truth } from './call.js'
import { contactOf, contactRow, contacts, organizationId } from './contacts.js'

const agents = agentsWithIds((agent) => uuid(0xa6e7, agent))
const campaigns = campaignsWithIds((campaign) => uuid(0xca3b, campaign))

export const agentvoice = defineSimulator({
  basePath: '/api',
  credentials: { apiKey: 'agentvoice-simulator-key', organizationId },
  headers: (credentials) => ({
    'x-api-key': credentials.apiKey ?? '',
    'x-organization-id': credentials.organizationId ?? '',
  }),
  errorBody: (error) => ({ error }),
  failsInBody: true,
  unauthorized: 'Authentication failed',
  knobs: {
    'started-at': knob('always', 'sometimes'),
    'null-stamps': knob('first', 'last'),
    'phone-number-match': numberKnob,
    'date-bounds': knob('inclusive', 'exclusive'),
    'full-payload': knob('as-listed', 'everything'),
    filters: knob('applied', 'ignored'),
    ...recordingKnobs,
  },
  traits: (setting) => ({
    precisionMs: 1,
    id: uuid,
    indexOf: indexOfId,
    kinds: ['inbound', 'outbound'],
    // The only documented word.
    statuses: [{ word: 'completed', state: 'completed' }],
    agents,
    campaigns,
    missingStarts: setting('started-at') === 'sometimes',
  }),
  truth,
  row,
  recordings: { origin: 'https://storage.example.com', paths: { main: '/recordings/{id}.mp3' } },
  calls: {
    operations: { 'GET /calls': 'list', 'GET /calls/{id}': 'get', 'POST /agents/call': 'make' },
    rows: ['data'],
    single: [],
    page: { kind: 'offset', in: 'query', input: 'offset', first: 0, size: { input: 'limit', default: 50 } },
    counters: {
      total: ['pagination', 'total'],
      hasMore: ['pagination', 'has_more'],
      size: ['pagination', 'limit'],
      position: ['pagination', 'offset'],
    },
    id: 'id',
    words: ['status', 'call_type'],
    stamps: ['started_at', 'created_at'],
  },
  routes: {
    'GET /calls': list,
    'GET /calls/{id}': get,
    'POST /agents/call': makeCall,
    'GET /contacts': () => ok(contacts.map(contactRow)),
    'GET /contacts/{id}': ({ path }) => {
      const contact = contacts.find(({ id }) => id === path.id)
      return contact ? ok(contactRow(contact)) : refuse(404, 'Contact not found')
    },
  },
})

function list({ query }: ApiRequest, platform: Platform): Answer {
  const orderBy = query.get('order_by') ?? 'started_at'
  if (!Object.hasOwn(stampNames, orderBy)) return refuse(400, 'Invalid order_by parameter')
  // The page documents no other rejection. Other invalid values are ignored here, and a larger limit counts as the largest.
  const limit = Math.min(whole(query.get('limit')) || 50, 100)
  const offset = whole(query.get('offset')) ?? 0
  const render = shape(query, platform.knob)

  if (query.get('most_recent') === 'true') {
    const [call] = select(query, platform, 'started_at', true).window(0, 1)
    return call ? ok(render(call, platform)) : refuse(404, 'No calls found matching criteria')
  }
  const rows = select(query, platform, orderBy, query.get('order') !== 'asc')
  const calls = rows.window(offset, limit)
  return ok({
    data: calls.map((call) => render(call, platform)),
    pagination: { total: rows.total, limit, offset, has_more: offset + calls.length < rows.total },
  })
}

const stampNames: Readonly<Record<string, 'startedAt' | 'endedAt' | 'createdAt'>> = {
  started_at: 'startedAt',
  ended_at: 'endedAt',
  created_at: 'createdAt',
}

function select(query: URLSearchParams, platform: Platform, orderBy: string, descending: boolean): Rows {
  const { world, listing, knob: setting } = platform
  const inclusive = setting('date-bounds') === 'inclusive'
  const value = (name: string): string | undefined => query.get(name) ?? undefined
  const instant = (name: string): number | undefined => {
    const at = Date.parse(query.get(name) ?? '')
    return Number.isNaN(at) ? undefined : at
  }
  const criteria = new Criteria(setting('filters') === 'ignored')
    .add('phone_number', value('phone_number'), (call, number) => meetsNumber(setting, call.customerNumber, number))
    .add('contact_id', value('contact_id'), (call, id) => contactOf(call.customer)?.id === id)
    .add('agent_id', value('agent_id'), (call, id) => call.agent.id === id)
    .add('campaign_id', value('campaign_id'), (call, id) => call.campaign?.id === id)
    .add('status', value('status'), (call, status) => call.status === status)
    .add('call_type', value('call_type'), (call, type) => call.kind === type)
    .add(
      'from',
      instant('from'),
      ({ startedAt }, from) => startedAt !== null && (inclusive ? startedAt >= from : startedAt > from),
    )
    .add('to', instant('to'), ({ startedAt }, to) => startedAt !== null && (inclusive ? startedAt <= to : startedAt < to))
  const name = stampNames[orderBy] ?? 'startedAt'
  const nulls = setting('null-stamps') === 'last' ? 'last' : 'first'
  return listing.select({
    criteria,
    // Calls are in order of creation anyway.
    sort: name === 'createdAt' ? undefined : { name, value: (index) => world.stamp(index, name), nulls },
    descending,
  })
}

function get({ path, query }: ApiRequest, platform: Platform): Answer {
  const render = shape(query, platform.knob)
  const call = platform.world.find(path.id ?? '')
  return call ? ok(render(call, platform)) : refuse(404, 'Call not found')
}

// The newer page documents a number, the older one a contact.
function makeCall({ body }: ApiRequest, { world }: Platform): Answer {
  const { agentId, contactId, phoneNumber } = membersOf(body)
  const agent = agents.find(({ id }) => id === agentId)
  if (agentId === undefined || (contactId === undefined && phoneNumber === undefined)) {
    return refuse(400, 'agentId and contactId are required')
  }
  const contact = contacts.find(({ id, phone }) => (contactId === undefined ? phone === phoneNumber : id === contactId))
  // The errors for an unknown agent and an invalid number are not documented.
  if (!agent) return refuse(500, 'Failed to initiate call')
  if (contactId !== undefined && !contact) return refuse(404, 'Contact not found')
  const number = contactId === undefined ? phoneNumber : contact?.phone
  if (contact && number === null) return refuse(400, 'Contact does not have a phone number')
  if (!isE164(number)) return refuse(500, 'Failed to initiate call')
  const customer = contacts.findIndex(({ phone }) => phone === number)
  const made = world.make({
    kind: 'outbound',
    agent,
    campaign: null,
    // An unknown number is customer 2, who has no contact.
    customer: customer < 0 ? 2 : customerOf(number),
    customerNumber: number,
    status: null,
    state: 'unknown',
  })
  return ok({
    message: 'Call initiated successfully',
    callId: made.id,
    agentName: agent.name,
    contactName: contact ? `${contact.first} ${contact.last}` : null,
    phoneNumber: number,
  })
}

const customerOf = (number: string): number => Number(number.slice(-4)) - 1000

const refuse = (status: number, error: string): Answer => ({ status, body: { error } })

const whole = (text: string | null): number | undefined => (/^\d+$/.test(text ?? '') ? Number(text) : undefined)
