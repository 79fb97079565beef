// Agents, and what is left of calls that were deleted.

import { type ApiRequest, ok, type Platform, type Route } from '../../define-simulator.js'
import { setUpAt } from '../../world/cast.js'
import { uuid } from '../../world/id.js'
import { inOrder } from '../../world/short-list.js'
import type { WorldCall } from '../../world/world.js'
import { accountId, agents, row } from './call.js'
import { notFound, shortPage } from './page.js'

const agentRows = agents.map(({ id, name }, position) => ({
  agentId: id,
  publishedRevisionId: null,
  name,
  created: setUpAt(position),
  callTemplate: null,
  statistics: { calls: 0 },
}))

const listAgents: Route = (request, platform) => {
  const wanted = request.query.get('search') ?? ''
  const rows = inOrder(agentRows, platform.knob('row-order')).filter(({ name }) => name.includes(wanted))
  return shortPage(rows, '/api/agents', request, platform)
}

const getAgent: Route = ({ path }) => {
  const found = agentRows.find(({ agentId }) => agentId === path.agent_id)
  return found ? ok(found) : notFound()
}

function tombstone(call: WorldCall, platform: Platform) {
  const { created, joined, ended, endReason, recordingEnabled } = row(call, platform)
  return {
    callId: call.id,
    accountId,
    created,
    deletionTime: '2026-11-30T00:00:00Z',
    joined,
    ended,
    maxDuration: '3600s',
    endReason,
    recordingEnabled,
    hadSummary: call.talked,
  }
}

/** Calls that were deleted long before all others. */
const LONG_GONE = Array.from({ length: 4 }, (_, position) => ({
  callId: uuid(0x0117d, position),
  accountId,
  created: setUpAt(position),
  deletionTime: '2020-01-01T00:00:00Z',
  joined: null,
  ended: setUpAt(position),
  maxDuration: '3600s',
  endReason: 'unjoined',
  recordingEnabled: false,
  hadSummary: false,
}))

/** All tombstones, oldest first. */
const tombstones = (platform: Platform) => [
  ...LONG_GONE,
  ...Array.from({ length: platform.world.end }, (_, index) => index)
    .filter((index) => !platform.world.isLive(index))
    .map((index) => tombstone(platform.world.call(index), platform)),
]

const listDeleted: Route = (request: ApiRequest, platform) =>
  shortPage(inOrder(tombstones(platform), platform.knob('row-order')), '/api/deleted_calls', request, platform)

const getDeleted: Route = ({ path }, platform) => {
  const found = tombstones(platform).find(({ callId }) => callId === path.call_id)
  return found ? ok(found) : notFound()
}

export const resourceRoutes: Readonly<Record<string, Route>> = {
  'GET /api/agents': listAgents,
  'GET /api/agents/{agent_id}': getAgent,
  'GET /api/deleted_calls': listDeleted,
  'GET /api/deleted_calls/{call_id}': getDeleted,
}
