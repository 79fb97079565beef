// The two SDKs' platforms as the benchmark of faults serves them: list, single call and making a call in the shapes that
// the SDKs type, over the calls of a simulated AgentVoice. Served by the simulator's own server, so that a fault is the same
// bytes for everyone.
import type { ApiRequest, Platform, SimulatorDefinition } from '../../../packages/simulator/dist/define-simulator.js'
import { simulators } from '../../../packages/simulator/dist/simulators.js'
import type { WorldCall } from '../../../packages/simulator/dist/world/world.js'
import { retellRow } from './retell-list.ts'
import { toPeerCall } from './simulated-calls.ts'
import { vapiRow } from './vapi-list.ts'

// Widened from its own literal types, because its parts are used by themselves.
const agentvoice: SimulatorDefinition = simulators.agentvoice
const { knobs, truth } = agentvoice
const errorBody = (message: string) => ({ message })
const unauthorized = 'Unauthorized'
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const made = () => ({ status: 201, body: { call_id: 'call_made', id: 'made' } })

/** Calls newest first. */
const newestFirst = ({ listing, world }: Platform) => listing.select({ descending: true }).window(0, world.end)

const rowOf = (call: WorldCall, platform: Platform) => {
  const peer = toPeerCall(truth(call, platform))
  return retellRow({ ...peer, id: peer.id.slice('call_'.length) })
}

export const retell: SimulatorDefinition = {
  basePath: '',
  credentials: { apiKey: 'retell-simulator-key' },
  headers: ({ apiKey = '' }) => bearer(apiKey),
  errorBody,
  unauthorized,
  knobs,
  traits: (knob) => {
    const traits = agentvoice.traits(knob)
    return { ...traits, id: (seed, index) => `call_${traits.id(seed, index)}` }
  },
  truth,
  row: rowOf,
  calls: {
    operations: { 'POST /v3/list-calls': 'list', 'GET /v2/get-call/{id}': 'get', 'POST /v2/create-phone-call': 'make' },
    rows: ['items'],
    single: [],
    page: { kind: 'page', in: 'body', input: 'pagination_key', first: 0 },
    id: 'call_id',
    words: ['call_status', 'direction', 'call_type'],
    stamps: ['start_timestamp'],
  },
  routes: {
    'POST /v3/list-calls': ({ body }: ApiRequest, platform) => {
      // Written by the SDK.
      const { limit, pagination_key: key = '0' } = body as { limit: number; pagination_key?: string }
      const calls = newestFirst(platform)
      const end = Number(key) + limit
      const more = end < calls.length
      const items = calls.slice(Number(key), end).map((call) => rowOf(call, platform))
      return { status: 200, body: { items, has_more: more, ...(more && { pagination_key: String(end) }) } }
    },
    'GET /v2/get-call/{id}': ({ path: { id = '' } }, platform) => {
      const call = platform.world.find(id)
      return call ? { status: 200, body: rowOf(call, platform) } : { status: 404, body: errorBody('Not found') }
    },
    'POST /v2/create-phone-call': made,
  },
}

const vapiRowOf = (call: WorldCall, platform: Platform) => vapiRow(toPeerCall(truth(call, platform)))

export const vapi: SimulatorDefinition = {
  basePath: '',
  credentials: { token: 'vapi-simulator-key' },
  headers: ({ token = '' }) => bearer(token),
  errorBody,
  unauthorized,
  knobs,
  traits: agentvoice.traits,
  truth,
  row: vapiRowOf,
  calls: {
    operations: { 'GET /call': 'list', 'GET /call/{id}': 'get', 'POST /call': 'make' },
    rows: [],
    single: [],
    page: { kind: 'cursor', in: 'query', input: 'createdAtLt' },
    id: 'id',
    words: ['status', 'type'],
    // The list is continued by it.
    stamps: ['createdAt'],
  },
  routes: {
    'GET /call': ({ query }, platform) => {
      const before = query.get('createdAtLt')
      const rows = newestFirst(platform).map((call) => vapiRowOf(call, platform))
      const older = before === null ? rows : rows.filter(({ createdAt }) => Date.parse(createdAt) < Date.parse(before))
      return { status: 200, body: older.slice(0, Number(query.get('limit'))) }
    },
    'GET /call/{id}': ({ path: { id = '' } }, platform) => {
      const call = platform.world.find(id)
      return call ? { status: 200, body: vapiRowOf(call, platform) } : { status: 404, body: errorBody('Not found') }
    },
    'POST /call': made,
  },
}
