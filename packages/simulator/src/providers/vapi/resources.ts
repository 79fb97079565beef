// Resources of Vapi's calls: assistants, phone numbers, campaigns and their contacts.
import { STATUS_CODES } from 'node:http'
import { type Answer, type ApiRequest, ok, type Platform, type Route } from '../../define-simulator.js'
import { agentsWithIds, campaignsWithIds, setUpAt } from '../../world/cast.js'
import { Criteria } from '../../world/criteria.js'
import { uuid } from '../../world/id.js'
import { inOrder } from '../../world/short-list.js'
import { isoMilliseconds } from '../../world/stamp.js'
import type { Agent } from '../../world/world.js'
import { WindowQuery } from './window-query.js'

export const orgId = uuid(0x0a9, 0)
export const agents = agentsWithIds((agent) => uuid(0x7a91, agent))
export const campaigns = campaignsWithIds((campaign) => uuid(0x7a92, campaign))

/** The last agent is not a saved assistant: its calls include it, with their own number. */
export const transient = agents.at(-1) as Agent

/** The id of an agent's number. */
export const numberIdOf = (agent: Agent): string => uuid(0x7a93, agents.indexOf(agent))

/** What is known about a customer besides the number; nothing for every third. */
export const customerOf = (customer: number): { externalId?: string; name?: string; email?: string } =>
  customer % 3 === 2
    ? {}
    : { externalId: `crm-${customer}`, name: `Customer ${customer}`, email: `customer.${customer}@example.com` }

/** An error in the form that users see; it is not documented. */
export const refuse = (status: number, message: string | string[]): Answer => ({ status, body: errorBody(message, status) })

export const errorBody = (message: string | string[], statusCode: number) => ({
  message,
  error: STATUS_CODES[statusCode],
  statusCode,
})

const created = (position: number) => {
  const at = isoMilliseconds(Date.parse(setUpAt(position)))
  return { orgId, createdAt: at, updatedAt: at }
}

const assistants = agents
  .filter((agent) => agent !== transient)
  .map(({ id, name }, position) => ({ id, ...created(position), name, latestVersion: null }))

const numbers = assistants.map(({ id: assistantId }, position) => ({
  id: numberIdOf(agents[position] as Agent),
  ...created(position),
  provider: 'twilio',
  number: agents[position]?.number,
  status: 'active',
  assistantId,
}))

const campaignStates = ['in-progress', 'ended', 'scheduled']
const campaignRows = campaigns.map(({ id, name }, position) => ({
  id,
  ...created(position),
  name,
  status: campaignStates[position] ?? 'scheduled',
  assistantId: assistants[0]?.id,
  phoneNumberId: numbers[0]?.id,
}))

interface Row {
  id: string
  createdAt: string
  updatedAt: string
}

const list =
  (rows: readonly Row[]): Route =>
  ({ query }, { knob: setting }) => {
    const input = new WindowQuery(query)
    if (input.errors.length > 0) return refuse(400, input.errors)
    return ok(
      inOrder(rows, setting('row-order'))
        .filter((row) => input.holds(Date.parse(row.createdAt), Date.parse(row.updatedAt)))
        .slice(0, input.limit),
    )
  }

const get =
  (rows: readonly Row[]): Route =>
  ({ path }) => {
    const row = rows.find(({ id }) => id === path.id)
    return row ? ok(row) : refuse(404, 'Not found')
  }

/** A page of rows and its position. */
function page(rows: readonly unknown[], query: URLSearchParams, size: number): Answer {
  const [limit, number] = [Number(query.get('limit') ?? size), Number(query.get('page') ?? 1)]
  const totalPages = Math.ceil(rows.length / limit)
  return ok({
    results: rows.slice((number - 1) * limit, number * limit),
    metadata: { itemsPerPage: limit, totalItems: rows.length, currentPage: number, totalPages, hasNextPage: number < totalPages },
  })
}

function listCampaigns({ query }: ApiRequest): Answer {
  const input = new WindowQuery(query).whole('page', 1).oneOf('status', [...campaignStates, 'cancelled', 'archived'])
  input.oneOf('sortOrder', ['ASC', 'DESC']).oneOf('sortBy', ['createdAt', 'duration', 'cost'])
  if (input.errors.length > 0) return refuse(400, input.errors)
  const rows = campaignRows.filter(
    ({ id, status, createdAt, updatedAt }) =>
      (query.get('id') ?? id) === id &&
      (query.get('status') ?? status) === status &&
      input.holds(Date.parse(createdAt), Date.parse(updatedAt)),
  )
  return page(query.get('sortOrder') === 'ASC' ? rows : rows.reverse(), query, 100)
}

function listContacts({ path, query }: ApiRequest, { listing }: Platform): Answer {
  if (!campaigns.some(({ id }) => id === path.id)) return refuse(404, 'Not found')
  const input = new WindowQuery(query).whole('page', 1).oneOf('sortBy', ['position', 'status'])
  if (input.errors.length > 0) return refuse(400, input.errors)
  const wanted = query.getAll('status')
  const criteria = new Criteria(false).add(
    'campaign',
    path.id,
    (call, id) => call.kind === 'outboundPhoneCall' && call.campaign?.id === id,
  )
  const calls = listing.select({ criteria, descending: false })
  const rows = calls.window(0, calls.total).map((call) => ({
    id: uuid(0x7a94, call.index),
    number: call.customerNumber,
    status: call.endedAt === null ? 'contact.dispatched' : 'contact.completed',
    callId: call.id,
    dispatchedAt: isoMilliseconds(call.createdAt),
  }))
  return page(
    rows.filter(({ status }) => wanted.length === 0 || wanted.includes(status)),
    query,
    50,
  )
}

export const resourceRoutes: Readonly<Record<string, Route>> = {
  'GET /assistant': list(assistants),
  'GET /assistant/{id}': get(assistants),
  'GET /phone-number': list(numbers),
  'GET /phone-number/{id}': get(numbers),
  'GET /v2/campaign': listCampaigns,
  'GET /v2/campaign/{id}': get(campaignRows),
  'GET /v2/campaign/{id}/contacts': listContacts,
}
