// Resources of Retell's calls: agents, phone numbers, batches.

import { type Answer, type ApiRequest, ok, type Platform, type Route } from '../../define-simulator.js'
import { isE164, isObject, membersOf } from '../../server/json-body.js'
import { agentsWithIds, campaignsWithIds, setUpAt } from '../../world/cast.js'
import { hexId } from '../../world/id.js'
import { inOrder } from '../../world/short-list.js'
import { agentNumber, type World } from '../../world/world.js'

export const agents = agentsWithIds((agent) => `agent_${hexId(0x7e11, agent)}`)
export const batches = campaignsWithIds((batch) => `batch_call_${hexId(0x7e12, batch)}`)

export const refuse = (status: number, message: string): Answer => ({ status, body: { status: 'error', message } })

/** This API uses 422 for what does not exist. */
export const notFound = (): Answer => refuse(422, 'Cannot find requested asset under given api key.')

export const noContent: Answer = { status: 204, body: undefined }

/** The last `pagination_key`, according to the knob. */
export function lastKey({ knob: setting }: Platform, used: string | undefined): { pagination_key?: string | null } {
  const knob = setting('last-cursor')
  if (knob === 'null') return { pagination_key: null }
  return knob === 'absent' || used === undefined ? {} : { pagination_key: used }
}

/** A page of a short list; its keys are encoded positions. */
function page<Row>({ query }: ApiRequest, platform: Platform, rows: readonly Row[]): Answer {
  const limit = query.get('limit') ?? '50'
  const order = query.get('sort_order')
  if (!/^\d+$/.test(limit) || Number(limit) < 1 || Number(limit) > 1000) return refuse(400, 'limit must be from 1 to 1000')
  if (order !== null && order !== 'ascending' && order !== 'descending') {
    return refuse(400, 'sort_order must be ascending or descending')
  }
  const key = query.get('pagination_key')
  const offset = key === null ? 0 : Number(Buffer.from(key, 'base64url').toString())
  if (!Number.isSafeInteger(offset) || offset < 0) return refuse(400, 'pagination_key is invalid')
  const setting = order === null ? platform.knob('row-order') : order === 'ascending' ? 'oldest-first' : 'newest-first'
  const shown = inOrder(rows, setting).slice(offset, offset + Number(limit))
  const next = offset + shown.length
  const more = next < rows.length
  const written = Buffer.from(String(next)).toString('base64url')
  return ok({ items: shown, has_more: more, ...(more ? { pagination_key: written } : lastKey(platform, key ?? written)) })
}

const agentRows = agents.map(({ id, name }, position) => ({
  agent_id: id,
  agent_name: name,
  channel: 'voice',
  tags: position === 0 ? { prod: { version: 1 } } : {},
  user_modified_timestamp: Date.parse(setUpAt(position)),
}))

const listAgents: Route = (request, platform) => {
  const { filter_criteria: filters = {} } = membersOf(request.body)
  if (!isObject(filters)) return refuse(400, 'filter_criteria must be an object')
  const { channel, query } = filters
  const { op, value } = membersOf(channel)
  const keeps = (own: string) => (op === 'ne' ? own !== value : String(own).includes(String(value)))
  const text = typeof query === 'string' ? query.toLowerCase() : ''
  const found = agentRows.filter(
    (row) =>
      (channel === undefined || keeps(row.channel)) &&
      (row.agent_name.toLowerCase().includes(text) || row.agent_id.includes(text)),
  )
  return page(request, platform, found)
}

const getAgent: Route = ({ path, query }) => {
  const found = agentRows.find(({ agent_id }) => agent_id === path.agent_id)
  const version = query.get('version')
  if (!found || (version !== null && !['1', 'latest', 'latest_published', 'prod'].includes(version))) return notFound()
  return ok({
    agent_id: found.agent_id,
    agent_name: found.agent_name,
    version: 1,
    is_published: true,
    voice_id: 'retell-Cimo',
    response_engine: { type: 'retell-llm', llm_id: 'llm_simulated' },
    webhook_url: null,
    data_storage_setting: 'everything',
    data_storage_retention_days: null,
    last_modification_timestamp: found.user_modified_timestamp,
  })
}

const numbers = agents.map(({ id }, position) => ({
  phone_number: agentNumber(position),
  phone_number_pretty: agentNumber(position),
  phone_number_type: 'retell-twilio',
  nickname: `Line ${position + 1}`,
  area_code: 555,
  inbound_agents: [{ agent_id: id, weight: 1 }],
  outbound_agents: [{ agent_id: id, weight: 1 }],
  last_modification_timestamp: Date.parse(setUpAt(position)),
}))

const getNumber: Route = ({ path }) => {
  const found = numbers.find(({ phone_number }) => phone_number === path.phone_number)
  return found ? ok(found) : notFound()
}

// Batches created while the simulator runs; they make no calls.
const created = new WeakMap<World, number>()

const createBatch: Route = ({ body }, { world }) => {
  const { from_number: from, tasks, name, trigger_timestamp: trigger, call_time_window: window } = membersOf(body)
  if (!isE164(from)) return refuse(400, 'from_number must be an E.164 number')
  if (!Array.isArray(tasks) || tasks.length === 0 || !tasks.every((task) => isE164(membersOf(task).to_number))) {
    return refuse(400, 'tasks must hold tasks, each with an E.164 to_number')
  }
  const count = created.get(world) ?? 0
  created.set(world, count + 1)
  return {
    status: 201,
    body: {
      batch_call_id: `batch_call_${hexId(0x7e13, count)}`,
      name: typeof name === 'string' ? name : 'Batch',
      from_number: from,
      scheduled_timestamp: typeof trigger === 'number' ? trigger : world.end > 0 ? world.call(world.end - 1).createdAt : 0,
      total_task_count: tasks.length,
      ...(isObject(window) ? { call_time_window: window } : {}),
    },
  }
}

const concurrency: Route = () =>
  ok({
    current_concurrency: 0,
    concurrency_limit: 20,
    base_concurrency: 20,
    purchased_concurrency: 0,
    concurrency_purchase_limit: 100,
    remaining_purchase_limit: 100,
    concurrency_burst_enabled: false,
    concurrency_burst_limit: 0,
    reserved_inbound_concurrency: 0,
  })

export const resourceRoutes: Readonly<Record<string, Route>> = {
  'POST /v2/list-agents': listAgents,
  'GET /get-agent/{agent_id}': getAgent,
  'GET /v2/list-phone-numbers': (request, platform) => page(request, platform, numbers),
  'GET /get-phone-number/{phone_number}': getNumber,
  'POST /create-batch-call': createBatch,
  'GET /get-concurrency': concurrency,
}
