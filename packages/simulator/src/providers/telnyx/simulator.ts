import { type Answer, type ApiRequest, defineSimulator, ok, type Platform } from '../../define-simulator.js'
import { knob, numberKnob, rowOrderKnob, timeZoneKnob } from '../../knobs.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { InputReader } from '../../server/input-reader.js'
import { membersOf } from '../../server/json-body.js'
import { ownRoutes } from '../../server/own-routes.js'
import { isOngoing } from '../../world/simulated-call.js'
import type { WorldCall } from '../../world/world.js'
import { accountSid, agents, callId, callIndex, root, row, statuses, truth } from './call.js'
import { conversationRoutes } from './conversations.js'
import { criteriaOf } from './criteria-of.js'
import { hooks } from './hooks.js'
import { errorBody, invalid, linkedPage, notFound, refuse } from './page.js'
import { ofCall, recordingRoutes, transcriptionRoutes } from './recordings.js'

const account = '/texml/Accounts/{account_sid}'

export const telnyx = defineSimulator({
  basePath: '/v2',
  credentials: { apiKey: 'KEY_telnyxsimulatortelnyxsimulator', accountSid },
  headers: ({ apiKey = '' }) => ({ authorization: `Bearer ${apiKey}` }),
  errorBody,
  unauthorized: 'Could not understand the provided credentials.',
  knobs: {
    'row-order': rowOrderKnob,
    // What filters by start do with calls that have none.
    'unstarted-calls': knob('returned', 'dropped'),
    'phone-number-match': numberKnob,
    'shared-ids': knob('shared', 'apart'),
    'message-order': knob('oldest-first', 'unordered'),
    // Sources differ on the names of the filters by day: `StartTime_gt`, or `StartTime>` as before.
    'date-names': knob('suffix', 'sign'),
    'date-zone': timeZoneKnob,
    'named-day': knob('excluded', 'counts'),
    'last-link': knob('absent', 'null', 'empty', 'empty-page'),
    'link-filters': knob('kept', 'dropped'),
    'empty-members': knob('absent', 'null'),
    'call-cost': knob('on', 'off'),
    'recording-stamps': knob('iso', 'rfc-2822'),
    filters: knob('applied', 'ignored'),
    ...recordingKnobs,
  },
  traits: () => ({
    precisionMs: 1000,
    id: callId,
    indexOf: callIndex,
    kinds: ['inbound', 'outbound'],
    statuses,
    agents,
    campaigns: [],
  }),
  truth,
  row,
  recordings: {
    origin: 'https://recordings.example.com',
    paths: { main: '/mp3/{id}.mp3' },
    signing: { parameter: 'X-Amz-Signature', seconds: 600, isClosed: () => true },
  },
  hooks,
  calls: {
    operations: {
      [`GET ${account}/Calls`]: 'list',
      [`GET ${account}/Calls.json`]: 'list',
      [`POST ${account}/Calls`]: 'make',
      [`GET ${account}/Calls/{call_sid}`]: 'get',
      [`POST ${account}/Calls/{call_sid}`]: 'update',
    },
    rows: ['calls'],
    single: [],
    page: {
      kind: 'cursor',
      in: 'query',
      input: 'PageToken',
      isId: true,
      inLink: ['Page'],
      size: { input: 'PageSize', default: 20 },
    },
    nextCursor: ['next_page_uri'],
    id: 'sid',
    words: ['status', 'direction'],
    stamps: ['date_created', 'start_time'],
  },
  routes: {
    ...ownRoutes(account, notFound, {
      'GET /Calls': list,
      // As links have it.
      'GET /Calls.json': list,
      'POST /Calls': makeCall,
      'GET /Calls/{call_sid}': ofCall((call, _, platform) => ok(row(call, platform))),
      'POST /Calls/{call_sid}': ofCall(update),
      ...recordingRoutes,
    }),
    ...transcriptionRoutes,
    ...conversationRoutes,
  },
})

function list({ query }: ApiRequest, platform: Platform): Answer {
  const { knob: setting, world, listing } = platform
  const input = new InputReader(query)
  const criteria = criteriaOf(input, setting)
  if (input.problem !== null) return invalid(input.problem)
  const rows = listing.inRowOrder(setting('row-order'), criteria)
  const placeAfter = (id: string) => {
    const index = world.indexOf(id)
    // It continues after a row, not at a position, so calls that arrive do not shift it.
    return index === undefined ? undefined : rows.positionAfter(index)
  }
  const window = (offset: number, limit: number) => rows.window(offset, limit).map((call) => row(call, platform))
  return linkedPage({ name: 'calls', path: `${root}/Calls.json`, query, total: rows.total, placeAfter, window }, platform)
}

/** The response does not say which call it is. */
function makeCall({ body }: ApiRequest, platform: Platform): Answer {
  const { To: to, From: from } = membersOf(body)
  const agent = agents.find(({ number }) => number === from)
  if (typeof to !== 'string' || to === '')
    return refuse(422, 'To is required', { code: '10004', title: 'Missing required parameter' })
  if (!agent) return invalid('From is no number of the account')
  platform.world.make({ kind: 'outbound', agent, customerNumber: to, status: 'ringing', state: 'ringing' })
  return ok({ from, to, status: 'queued' })
}

function update(call: WorldCall, { body }: ApiRequest, platform: Platform): Answer {
  const { Status: status } = membersOf(body)
  if (status !== undefined && status !== 'completed') return invalid('Status must be one of completed')
  const { world } = platform
  const isEnded = status !== undefined && isOngoing(call.state)
  return ok(row(isEnded ? world.revise(call.index, world.restate(call.index, 'completed')) : call, platform))
}
