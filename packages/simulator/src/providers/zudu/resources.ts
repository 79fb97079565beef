// Resources of Zudu's calls: agents, phone numbers, batches; and the envelope of all responses.

import { type Answer, type ApiRequest, ok, type Platform, type Route } from '../../define-simulator.js'
import { isE164, membersOf } from '../../server/json-body.js'
import { agentsWithIds, campaignsWithIds, setUpAt } from '../../world/cast.js'
import { Criteria } from '../../world/criteria.js'
import { hexId, uuid } from '../../world/id.js'
import { inOrder } from '../../world/short-list.js'
import { isoSeconds } from '../../world/stamp.js'
import { agentNumber, type World, type WorldCall } from '../../world/world.js'

export const organizationId = uuid(0x2dd0, 0)
export const agents = agentsWithIds((agent) => `agent_${hexId(0x2dd1, agent)}`)
export const batches = campaignsWithIds((batch) => `batch_${hexId(0x2dd2, batch)}`)

export const succeed = (message: string, data: unknown): Answer => ok({ message, status: 'success', error: null, data })

export const refuse = (status: number, message: string, error: string): Answer => ({
  status,
  body: { message, status: 'error', error },
})

/** 0-based page numbers, from a query or from a body. */
export interface PageRequest {
  page: number
  limit: number
  descending: boolean | undefined
}

/** Reads `page`, `limit` and `sort_order`, or the text of an error if one is wrong. */
export function readPage(source: Readonly<Record<string, unknown>>, defaultLimit: number): PageRequest | string {
  const { page = 0, limit = defaultLimit, sort_order: order } = source
  if (!isInteger(page) || page < 0) return 'page must be an integer of 0 or more'
  if (!isInteger(limit) || limit < 1 || limit > 100) return 'limit must be an integer from 1 to 100'
  if (order !== undefined && order !== 'ascending' && order !== 'descending') {
    return 'sort_order must be ascending or descending'
  }
  return { page, limit, descending: order === undefined ? undefined : order === 'descending' }
}

const isInteger = (value: unknown): value is number => Number.isInteger(value)

// Numbers arrive as text in a query.
const numeric = ({ query }: ApiRequest): Record<string, unknown> =>
  Object.fromEntries([...query].map(([name, value]) => [name, /^\d+$/.test(value) ? Number(value) : value]))

const invalid = (error: string): Answer => refuse(400, 'Invalid request', error)

/** The order of a short list: as requested, otherwise as the knob says. */
function ordered<Row>(rows: readonly Row[], { knob }: Platform, { descending }: PageRequest): Row[] {
  return inOrder(rows, descending === undefined ? knob('row-order') : descending ? 'newest-first' : 'oldest-first')
}

const slice = <Row>(rows: readonly Row[], { page, limit }: PageRequest): Row[] => rows.slice(page * limit, (page + 1) * limit)

const agentRows = agents.map(({ id, name }, position) => ({
  agent_id: id,
  agent_name: name,
  language: 'en',
  created_at: setUpAt(position),
  updated_at: setUpAt(position),
}))

const listAgents: Route = (request, platform) => {
  const source = numeric(request)
  const asked = readPage(source, 50)
  if (typeof asked === 'string') return invalid(asked)
  const shown = slice(ordered(agentRows, platform, asked), asked)
  const { page, limit } = asked
  return succeed('Agents retrieved successfully', {
    organization_id: organizationId,
    agents: shown,
    pagination: { page, limit, total: agentRows.length, total_pages: Math.ceil(agentRows.length / limit) },
    returned_count: shown.length,
  })
}

const getAgent: Route = ({ path }) => {
  const agent = agentRows.find(({ agent_id }) => agent_id === path.agent_id)
  if (!agent) return refuse(404, 'Agent not found', `Agent with ID '${path.agent_id}' does not exist`)
  return succeed('Agent retrieved successfully', { ...agent, organization_id: organizationId })
}

// One number per agent, and an unused one.
const phoneNumbers = [...agents.map(({ id }) => id), null].map((agentId, position) => ({
  phone_number: agentNumber(position),
  phone_number_pretty: agentNumber(position),
  area_code: 555,
  nickname: agentId === null ? 'Spare' : `Line ${position + 1}`,
  phone_number_type: 'zudu-twilio',
  inbound_agent_id: agentId,
  outbound_agent_id: agentId,
  number_provider: 'twilio',
  outbound_trunk_id: null,
  created_at: setUpAt(position),
  updated_at: setUpAt(position),
}))

const listPhoneNumbers: Route = ({ body }, platform) => {
  const source = membersOf(body)
  const asked = readPage(source, 50)
  if (typeof asked === 'string') return invalid(asked)
  const { nickname, area_code: areaCode, agent_id: agentId } = membersOf(source.filter_criteria)
  const rows = ordered(phoneNumbers, platform, asked).filter(
    (row) =>
      (nickname === undefined || row.nickname === nickname) &&
      (areaCode === undefined || row.area_code === areaCode) &&
      (agentId === undefined || row.inbound_agent_id === agentId || row.outbound_agent_id === agentId),
  )
  const shown = slice(rows, asked)
  const { page, limit } = asked
  return succeed('Phone numbers retrieved successfully', {
    organization_id: organizationId,
    phone_numbers: shown,
    returned_count: shown.length,
    pagination: {
      page,
      limit,
      total_pages: Math.ceil(rows.length / limit),
      total_count: rows.length,
      has_next: (page + 1) * limit < rows.length,
      has_previous: page > 0,
    },
  })
}

const listAvailable: Route = () => {
  const free = phoneNumbers.filter(({ inbound_agent_id, outbound_agent_id }) => !inbound_agent_id && !outbound_agent_id)
  return succeed('Available phone numbers retrieved successfully', {
    organization_id: organizationId,
    available_count: free.length,
    phone_numbers: free,
  })
}

interface BatchRow {
  batch_call_id: string
  name: string
  from_number: string
  status: string
  total_task_count: number
  created_at: string
}

// Batches created while the simulator runs, with the numbers to call.
const created = new WeakMap<World, { row: BatchRow; numbers: string[] }[]>()

const createdIn = (world: World): { row: BatchRow; numbers: string[] }[] => created.get(world) ?? []

const callsOf = (batchId: string): Criteria =>
  new Criteria(false).add('batch', batchId, (call, id) => call.kind.endsWith('OUTBOUND') && call.campaign?.id === id)

const seededBatches = ({ listing }: Platform): BatchRow[] =>
  batches.map(({ id, name }, position) => ({
    batch_call_id: id,
    name,
    from_number: agentNumber(position),
    status: 'COMPLETED',
    total_task_count: listing.select({ criteria: callsOf(id), descending: true }).total,
    created_at: setUpAt(position),
  }))

const createBatch: Route = ({ body }, { world }) => {
  const { name, from_number: from, tasks, status, trigger_timestamp: trigger, send_now: now } = membersOf(body)
  const numbers = Array.isArray(tasks) ? tasks.map((task: unknown) => membersOf(task).to_number).filter(isE164) : []
  if (!isE164(from)) return invalid('from_number must be an E.164 number')
  if (!Array.isArray(tasks) || numbers.length === 0 || numbers.length !== tasks.length) {
    return invalid('tasks must hold 1 to 1000 tasks, each with an E.164 to_number')
  }
  const chosen = typeof status === 'string' ? status : now === true || trigger === undefined ? 'sent' : 'scheduled'
  const row = {
    batch_call_id: `batch_${hexId(0x2dd3, createdIn(world).length)}`,
    name: typeof name === 'string' ? name : 'Batch',
    from_number: from,
    status: chosen.toUpperCase(),
    total_task_count: numbers.length,
    created_at: isoSeconds(world.end > 0 ? world.call(world.end - 1).createdAt : 0),
  }
  created.set(world, [...createdIn(world), { row, numbers }])
  return ok({ message: 'Batch call created successfully', status: 'success', data: row })
}

const listBatches: Route = (request, platform) => {
  const source = numeric(request)
  const rows = [...seededBatches(platform), ...createdIn(platform.world).map(({ row }) => row)]
  // Without a limit, all batches come in one response.
  const unlimited = source.limit === undefined
  const asked = readPage(unlimited ? { ...source, limit: 100 } : source, 100)
  if (typeof asked === 'string') return invalid(asked)
  if (source.sort_by !== undefined && !batchSorts.includes(String(source.sort_by))) {
    return invalid(`sort_by must be one of ${batchSorts.join(', ')}`)
  }
  const all = ordered(rows, platform, asked)
  const shown = unlimited ? all : slice(all, asked)
  const limit = unlimited ? rows.length : asked.limit
  return ok({
    message: 'Batch calls retrieved successfully',
    status: 'success',
    data: {
      batch_calls: shown,
      pagination: { page: asked.page, limit, total_count: rows.length, total_pages: Math.ceil(rows.length / limit) },
      returned_count: shown.length,
    },
  })
}

const batchSorts = ['created_at', 'updated_at', 'scheduled_timestamp', 'name', 'status', 'total_task_count']

const listTasks: Route = (request, platform) => {
  const id = request.path.id ?? ''
  const asked = readPage(numeric(request), 50)
  if (typeof asked === 'string') return invalid(asked)
  const batch = createdIn(platform.world).find(({ row }) => row.batch_call_id === id)
  if (!batch && !batches.some((known) => known.id === id)) {
    return refuse(404, 'Batch call not found', `Batch call with ID '${id}' does not exist`)
  }
  const { page, limit } = asked
  const calls = platform.listing.inRowOrder(platform.knob('row-order'), callsOf(id))
  const tasks = batch
    ? slice(
        batch.numbers.map((number, position) => pendingTask(batch.row, number, position)),
        asked,
      )
    : calls.window(page * limit, limit).map(taskOf)
  return ok({
    message: 'Batch call tasks retrieved successfully',
    status: 'success',
    data: { tasks, pagination: { page, limit, total_count: batch ? batch.numbers.length : calls.total } },
  })
}

const pendingTask = (batch: BatchRow, number: string, position: number) => ({
  task_id: `task_${batch.batch_call_id}_${position}`,
  to_number: number,
  status: 'PENDING',
  call_id: null,
  error_message: null,
  created_at: batch.created_at,
})

const taskOf = (call: WorldCall) => ({
  task_id: `task_${call.id}`,
  to_number: call.customerNumber,
  status: call.state === 'completed' ? 'COMPLETED' : call.state === 'failed' ? 'FAILED' : 'CALLING',
  call_id: call.id,
  error_message: call.state === 'failed' ? 'The call failed' : null,
  created_at: isoSeconds(call.createdAt),
})

export const resourceRoutes: Readonly<Record<string, Route>> = {
  'GET /api/agents': listAgents,
  'GET /api/agents/{agent_id}/full': getAgent,
  'POST /api/phone-numbers/list': listPhoneNumbers,
  'GET /api/phone-numbers/available': listAvailable,
  'POST /batch-call': createBatch,
  'GET /batch-call/list': listBatches,
  'GET /batch-call/{id}/tasks': listTasks,
}
