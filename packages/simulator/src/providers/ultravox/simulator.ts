import { type Answer, type ApiRequest, defineSimulator, ok, type Platform, type Route } from '../../define-simulator.js'
import { knob, rowOrderKnob } from '../../knobs.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { isObject, membersOf } from '../../server/json-body.js'
import { Criteria } from '../../world/criteria.js'
import { indexOfId, uuid } from '../../world/id.js'
import type { WorldCall } from '../../world/world.js'
import { agents, kinds, row, statuses, truth } from './call.js'
import { criteriaOf } from './criteria-of.js'
import { hooks } from './hooks.js'
import { errorBody, notFound, PageReader, pageOf, refuse } from './page.js'
import { getRecording, getSipLogs, listEvents, listMessages, ofCall } from './parts.js'
import { resourceRoutes } from './resources.js'

export const ultravox = defineSimulator({
  basePath: '',
  credentials: { apiKey: 'simulate.UltravoxUltravoxUltravoxUltravox' },
  headers: ({ apiKey = '' }) => ({ 'x-api-key': apiKey }),
  errorBody,
  unauthorized: 'Invalid API key.',
  knobs: {
    'row-order': rowOrderKnob,
    'last-cursor': knob('null', 'empty'),
    'message-order': knob('oldest-first', 'unordered'),
    'billed-duration': knob('billed', 'other'),
    'sip-terminations': knob('by-name', 'other'),
    'sip-caller-id': knob('request-context', 'other'),
    // What the address of the next page says besides its cursor, and where it leads.
    'next-link': knob('filters', 'cursor', 'elsewhere'),
    total: knob('counted', 'zero', 'absent'),
    filters: knob('applied', 'ignored'),
    'duration-filter': knob('billed', 'joined'),
    // How the request for a recording is answered: both are listed.
    'recording-response': knob('redirect', 'file'),
    ...recordingKnobs,
  },
  traits: () => ({ precisionMs: 1, id: uuid, indexOf: indexOfId, kinds, statuses, agents, campaigns: [] }),
  truth,
  row,
  recordings: { origin: 'https://recordings.ultravox.example', paths: { main: '/{id}.wav' } },
  hooks,
  calls: {
    operations: {
      'GET /api/calls': 'list',
      'GET /api/calls/{call_id}': 'get',
      'POST /api/calls': 'make',
      'POST /api/agents/{agent_id}/calls': 'make',
      'POST /api/calls/{call_id}/send_data_message': 'end',
      'DELETE /api/calls/{call_id}': 'delete',
      'GET /api/calls/{call_id}/recording': 'recording',
    },
    rows: ['results'],
    single: [],
    page: { kind: 'cursor', in: 'query', input: 'cursor', inLink: [] },
    nextCursor: ['next'],
    counters: { total: ['total'] },
    id: 'callId',
    words: ['endReason', 'billingStatus'],
    stamps: ['created', 'joined'],
  },
  routes: {
    'GET /api/calls': (request, platform) => list('/api/calls', request, platform),
    'POST /api/calls': (request, platform) => make(agents[0] as (typeof agents)[number], request, platform),
    'GET /api/calls/{call_id}': ofCall((call, _, platform) => ok(row(call, platform))),
    'DELETE /api/calls/{call_id}': ofCall(({ index }, _, { world }) => {
      world.vanish(index)
      return { status: 204, body: undefined }
    }),
    'GET /api/calls/{call_id}/messages': listMessages,
    'GET /api/calls/{call_id}/recording': getRecording,
    'GET /api/calls/{call_id}/events': listEvents,
    'GET /api/calls/{call_id}/sip_logs': getSipLogs,
    'POST /api/calls/{call_id}/send_data_message': ofCall(sendMessage),
    'GET /api/agents/{agent_id}/calls': ofAgent(({ id }, request, platform) =>
      list(`/api/agents/${id}/calls`, request, platform, id),
    ),
    'POST /api/agents/{agent_id}/calls': ofAgent(make),
    ...resourceRoutes,
  },
})

type Agent = (typeof agents)[number]

/** A page of all calls by the filters, or of an agent's, which has none. */
function list(path: string, request: ApiRequest, platform: Platform, agentId?: string): Answer {
  const input = new PageReader(request.query)
  const { world, listing, knob: setting } = platform
  const after = input.after === undefined ? undefined : world.indexOf(input.after)
  const criteria =
    agentId === undefined
      ? criteriaOf(request.query, input, platform)
      : new Criteria(false).add('agent', agentId, ({ agent }, id) => agent.id === id)
  const sort = agentId === undefined ? input.oneOf('sort', ['created', '-created']) : undefined
  if (input.problem !== null) return refuse(400, input.problem)
  if (input.after !== undefined && after === undefined) return refuse(400, 'Invalid cursor')
  const order = sort === undefined ? setting('row-order') : sort === 'created' ? 'oldest-first' : 'newest-first'
  const rows = listing.inRowOrder(order, criteria)
  // The page continues after a call, not at a position, so arriving calls do not shift it.
  const offset = after === undefined ? 0 : rows.positionAfter(after)
  const calls = rows.window(offset, input.size)
  const hasMore = offset + calls.length < rows.total
  const results = calls.map((call) => row(call, platform))
  return pageOf({ results, total: rows.total, next: hasMore ? calls.at(-1)?.id : undefined }, path, request, platform)
}

function ofAgent(answer: (agent: Agent, request: ApiRequest, platform: Platform) => Answer): Route {
  return (request, platform) => {
    const agent = agents.find(({ id }) => id === request.path.agent_id)
    return agent ? answer(agent, request, platform) : notFound()
  }
}

function make(agent: Agent, { body }: ApiRequest, platform: Platform): Answer {
  const { medium = { webRtc: {} }, metadata = {} } = membersOf(body)
  const [name = ''] = Object.keys(membersOf(medium))
  const { outgoing, incoming } = membersOf(membersOf(medium)[name])
  const kind = kinds.find((each) => each === [name, outgoing && 'outgoing', incoming && 'incoming'].filter(Boolean).join(' '))
  if (kind === undefined) return refuse(400, 'The medium is unknown')
  if (!isObject(metadata) || Object.keys(metadata).some((key) => key.startsWith('ultravox.'))) {
    return refuse(400, 'metadata must not have keys of the platform')
  }
  const { to, from } = membersOf(outgoing)
  const number = (address: unknown) => String(address).replace(/^sip:|@.*$/g, '')
  const call = platform.world.make({
    kind,
    agent: from === undefined ? agent : { ...agent, number: number(from) },
    campaign: null,
    ...(to === undefined ? {} : { customerNumber: number(to) }),
    status: 'created',
    state: 'queued',
    metadata,
  })
  return { status: 201, body: row(call, platform) }
}

function sendMessage(call: WorldCall, { body }: ApiRequest, { world }: Platform): Answer {
  const { type } = membersOf(body)
  if (typeof type !== 'string') return refuse(400, 'type is required')
  if (call.status !== 'joined') return notFound()
  if (type === 'hang_up') world.revise(call.index, world.restate(call.index, 'completed'))
  return { status: 204, body: undefined }
}
