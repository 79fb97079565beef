// Batches of ElevenLabs.

import { type ApiRequest, ok, type Platform, type Route } from '../../define-simulator.js'
import { InputReader } from '../../server/input-reader.js'
import { isE164, membersOf } from '../../server/json-body.js'
import { campaignsWithIds, setUpAt } from '../../world/cast.js'
import { hexId } from '../../world/id.js'
import { inOrder } from '../../world/short-list.js'
import type { Agent, World, WorldCall } from '../../world/world.js'
import { agents, numberIdOf } from './agents.js'
import { campaignOf } from './call.js'
import { notFound, unprocessable } from './refusals.js'

export const batches = campaignsWithIds((batch) => `btcal_${hexId(0xe1f, batch)}`)

interface Batch {
  id: string
  name: string
  agent: Agent
  createdAt: number
  status: string
  /** Of a batch that was submitted while the simulator runs; it makes no calls. */
  numbers: readonly string[]
}

const createdAt = (position: number): number => Date.parse(setUpAt(position)) / 1000

const first = agents[0] as Agent

// Oldest first; the first five have no calls any more.
const settled: readonly Batch[] = [
  ...Array.from({ length: 5 }, (_, position) => ({ id: `btcal_${hexId(0xe20, position)}`, name: `Pilot ${position + 1}` })),
  ...batches,
].map((batch, position) => ({ ...batch, agent: first, createdAt: createdAt(position), status: 'completed', numbers: [] }))

const submitted = new WeakMap<World, Batch[]>()

const batchesOf = (world: World): Batch[] => [...settled, ...(submitted.get(world) ?? [])]

const shown = ({ id, name, agent, createdAt: at, status, numbers }: Batch) => ({
  id,
  name,
  agent_id: agent.id,
  agent_name: agent.name,
  branch_id: null,
  phone_number_id: numberIdOf(agent),
  phone_provider: 'twilio',
  created_at_unix: at,
  scheduled_time_unix: at,
  last_updated_at_unix: at,
  timezone: null,
  total_calls_dispatched: 0,
  total_calls_scheduled: numbers.length,
  total_calls_finished: 0,
  retry_count: 0,
  status,
  telephony_call_config: { ringing_timeout_secs: 60 },
})

const submit: Route = ({ body }, { world }) => {
  const { call_name: name, agent_id: agentId, recipients, scheduled_time_unix: at } = membersOf(body)
  if (typeof name !== 'string') return unprocessable('call_name must be a text', 'body')
  const numbers = Array.isArray(recipients) ? recipients.map((recipient) => membersOf(recipient).phone_number) : []
  if (numbers.length === 0 || !numbers.every(isE164)) return unprocessable('recipients must have E.164 numbers', 'body')
  const agent = agents.find(({ id }) => id === agentId)
  if (!agent) return notFound()
  const own = submitted.get(world) ?? []
  const newest = world.end > 0 ? world.call(world.end - 1).createdAt : 0
  const batch: Batch = {
    id: `btcal_${hexId(0xe21, own.length)}`,
    name,
    agent,
    createdAt: typeof at === 'number' ? at : Math.floor(newest / 1000),
    status: 'pending',
    numbers,
  }
  submitted.set(world, [...own, batch])
  return ok(shown(batch))
}

function list({ query }: ApiRequest, { world, knob: setting }: Platform) {
  const input = new InputReader(query)
  const size = input.whole('limit', { min: 1 }) ?? 100
  if (input.problem !== null) return unprocessable(input.problem)
  const agent = query.get('agent_id')
  const found = inOrder(batchesOf(world), setting('row-order')).filter((batch) => agent === null || batch.agent.id === agent)
  const after = query.get('last_doc')
  const offset = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1
  const page = found.slice(offset, offset + size)
  const more = offset + page.length < found.length
  return ok({ batch_calls: page.map(shown), next_doc: more ? page.at(-1)?.id : null, has_more: more })
}

const find = ({ path }: ApiRequest, { world }: Platform): Batch | undefined =>
  batchesOf(world).find(({ id }) => id === path.batch_id)

const RECIPIENT_STATES: Readonly<Record<string, string>> = { completed: 'completed', failed: 'failed' }

function recipientOf(call: WorldCall) {
  const at = Math.floor(call.createdAt / 1000)
  return {
    id: `recipient_${call.index}`,
    phone_number: call.customerNumber,
    status: RECIPIENT_STATES[call.state] ?? 'initiated',
    created_at_unix: at,
    updated_at_unix: at,
    conversation_id: call.id,
  }
}

const get: Route = (request, platform) => {
  const batch = find(request, platform)
  if (!batch) return notFound()
  const { world } = platform
  const called = Array.from({ length: world.end }, (_, index) => index)
    .filter((index) => world.isLive(index))
    .map((index) => world.call(index))
    .filter((call) => campaignOf(call)?.id === batch.id)
    .map(recipientOf)
  const pending = batch.numbers.map((number, position) => ({
    id: `recipient_${batch.id}_${position}`,
    phone_number: number,
    status: batch.status === 'cancelled' ? 'cancelled' : 'pending',
    created_at_unix: batch.createdAt,
    updated_at_unix: batch.createdAt,
    conversation_id: null,
  }))
  return ok({ ...shown(batch), recipients: [...called, ...pending] })
}

const cancel: Route = (request, platform) => {
  const batch = find(request, platform)
  if (!batch) return notFound()
  if (batch.status === 'pending') batch.status = 'cancelled'
  return ok(shown(batch))
}

export const batchRoutes: Readonly<Record<string, Route>> = {
  'POST /v1/convai/batch-calling/submit': submit,
  'GET /v1/convai/batch-calling/workspace': list,
  'GET /v1/convai/batch-calling/{batch_id}': get,
  'POST /v1/convai/batch-calling/{batch_id}/cancel': cancel,
}
