import { type Answer, type ApiRequest, defineSimulator, ok, type Platform, type Route } from '../../define-simulator.js'
import { knob, rowOrderKnob } from '../../knobs.js'
import { recordingAudio } from '../../recordings/recording-audio.js'
import { recordingKnobs } from '../../recordings/recording-knobs.js'
import { serveFile } from '../../recordings/serve-file.js'
import { InputReader } from '../../server/input-reader.js'
import { isE164, membersOf } from '../../server/json-body.js'
import { conversation, summaryOf } from '../../world/conversation.js'
import { hexId, indexOfId } from '../../world/id.js'
import type { Sort } from '../../world/listing.js'
import type { WorldCall } from '../../world/world.js'
import { agentRoutes, agents, numberIdOf } from './agents.js'
import { batches, batchRoutes } from './batches.js'
import { details, durationOf, evaluationOf, kinds, row, truth } from './call.js'
import { toCriteria } from './filters.js'
import { hooks } from './hooks.js'
import { errorBody, notFound, unprocessable } from './refusals.js'

const ONE = '/v1/convai/conversations/{conversation_id}'

export const elevenlabs = defineSimulator({
  basePath: '',
  credentials: { apiKey: 'sk_elevenlabssimulatorelevenlabssimulator' },
  headers: ({ apiKey = '' }) => ({ 'xi-api-key': apiKey }),
  errorBody,
  unauthorized: 'Invalid API key',
  knobs: {
    'last-cursor': knob('null', 'absent', 'repeated'),
    'phone-audio': knob('always', 'sometimes'),
    'processing-status': knob('in-progress', 'over'),
    'row-order': rowOrderKnob,
    // Whether the second of a filter by start itself counts.
    'start-bounds': knob('inclusive', 'exclusive'),
    // The same of a filter by duration.
    'duration-bounds': knob('inclusive', 'exclusive'),
    // What a row has where no summary was asked for.
    'excluded-summary': knob('absent', 'null'),
    // Whether a text message has a direction, like a call.
    'message-direction': knob('null', 'shown'),
    'cost-fiat': knob('shown', 'absent'),
    // Required by the SDK, absent from the documented examples.
    'auxiliary-audio': knob('shown', 'absent'),
    filters: knob('applied', 'ignored'),
    ...recordingKnobs,
  },
  traits: (setting) => ({
    precisionMs: 1000,
    id: (seed, index) => `conv_${hexId(seed, index)}`,
    indexOf: indexOfId,
    kinds,
    statuses: [
      ...Array(10).fill({ word: 'done', state: 'completed' } as const),
      { word: 'initiated', state: 'queued' },
      { word: 'in-progress', state: 'in_progress' },
      { word: 'processing', state: setting('processing-status') === 'in-progress' ? 'in_progress' : 'completed' },
      { word: 'failed', state: 'failed' },
    ],
    agents,
    campaigns: batches,
  }),
  truth,
  row,
  hooks,
  calls: {
    operations: {
      'GET /v1/convai/conversations': 'list',
      [`GET ${ONE}`]: 'get',
      [`DELETE ${ONE}`]: 'delete',
      [`GET ${ONE}/audio`]: 'recording',
      [`POST ${ONE}/feedback`]: 'update',
      [`POST ${ONE}/analysis/run`]: 'update',
      'POST /v1/convai/twilio/outbound-call': 'make',
      'POST /v1/convai/sip-trunk/outbound-call': 'make',
      'POST /v1/convai/batch-calling/submit': 'make',
    },
    rows: ['conversations'],
    single: [],
    page: { kind: 'cursor', in: 'query', input: 'cursor' },
    nextCursor: ['next_cursor'],
    counters: { hasMore: ['has_more'] },
    id: 'conversation_id',
    words: ['status', 'direction', 'conversation_initiation_source'],
    stamps: ['start_time_unix_secs'],
  },
  routes: {
    'GET /v1/convai/conversations': list,
    [`GET ${ONE}`]: withCall(get),
    [`DELETE ${ONE}`]: withCall((call, { world }) => {
      world.vanish(call.index)
      return ok({})
    }),
    [`GET ${ONE}/audio`]: withCall(audio),
    [`GET ${ONE}/summary`]: withCall(summary),
    [`POST ${ONE}/feedback`]: withCall(feedback),
    [`POST ${ONE}/analysis/run`]: withCall((call, platform) =>
      ok(details(platform.world.revise(call.index, { parts: { analysis: call.talked } }), platform)),
    ),
    'POST /v1/convai/twilio/outbound-call': (request, platform) => makeCall('twilio', request, platform),
    'POST /v1/convai/sip-trunk/outbound-call': (request, platform) => makeCall('sip_trunk', request, platform),
    ...batchRoutes,
    ...agentRoutes,
  },
})

function list({ query }: ApiRequest, platform: Platform): Answer {
  const input = new InputReader(query)
  const limit = input.whole('page_size', { min: 1, max: 100 }) ?? 30
  const direction = input.oneOf('sort_direction', ['asc', 'desc']) ?? 'desc'
  const isIncluded = input.oneOf('summary_mode', ['exclude', 'include']) === 'include'
  if (input.problem !== null) return unprocessable(input.problem)
  const criteria = toCriteria(query, platform)
  if (typeof criteria === 'string') return unprocessable(criteria)
  const cursor = input.text('cursor')
  const after = cursor === undefined ? undefined : platform.world.indexOf(Buffer.from(cursor, 'base64url').toString())
  if (cursor !== undefined && after === undefined) return unprocessable('cursor is invalid')

  const rows = platform.listing.select({ criteria, sort: byStart(platform), descending: direction === 'desc' })
  // The page continues after a call, not at a position, so arriving calls do not shift it.
  const offset = after === undefined ? 0 : rows.positionAfter(after)
  const calls = rows.window(offset, limit)
  const last = calls.at(-1)
  const next = last ? Buffer.from(last.id).toString('base64url') : cursor
  const hasMore = offset + calls.length < rows.total
  return ok({
    conversations: calls.map((call) => row(call, platform, isIncluded)),
    ...(hasMore ? { next_cursor: next } : lastCursor(platform, cursor ?? next)),
    has_more: hasMore,
  })
}

const byStart = ({ world }: Platform): Sort => ({ name: 'start', value: (index) => world.stamp(index, 'startedAt') })

/** The cursor of the last page, according to the knob. */
function lastCursor({ knob: setting }: Platform, used: string | undefined): { next_cursor?: string | null } {
  const place = setting('last-cursor')
  if (place === 'null') return { next_cursor: null }
  return place === 'absent' || used === undefined ? {} : { next_cursor: used }
}

/** A route about one conversation. */
function withCall(answer: (call: WorldCall, platform: Platform, request: ApiRequest) => Answer): Route {
  return (request, platform) => {
    const call = platform.world.find(request.path.conversation_id ?? '')
    return call ? answer(call, platform, request) : notFound()
  }
}

function get(call: WorldCall, platform: Platform, { query }: ApiRequest): Answer {
  const input = new InputReader(query)
  const format = input.oneOf('format', ['json', 'opentelemetry'])
  if (input.problem !== null) return unprocessable(input.problem)
  return ok({ ...details(call, platform), ...(format === 'opentelemetry' && { otlp_traces: { resourceSpans: [] } }) })
}

function audio(call: WorldCall, { world, knob: setting }: Platform, { headers }: ApiRequest): Answer {
  if (!call.parts.recording) return notFound()
  const bytes = recordingAudio('mp3', { seed: world.seed, index: call.index, file: 0, seconds: Math.min(5, durationOf(call)) })
  return serveFile({ bytes, mediaType: 'audio/mpeg', modified: call.endedAt ?? call.createdAt }, headers, setting)
}

function summary(call: WorldCall, { world }: Platform, { query }: ApiRequest): Answer {
  const input = new InputReader(query)
  const most = input.whole('max_messages', { min: 0 }) ?? 20
  if (input.problem !== null) return unprocessable(input.problem)
  const said = conversation(call, world.seed)
  const isShort = said.length <= most
  const messages = said.map(({ speaker, text }) => ({ role: speaker === 'agent' ? 'agent' : 'user', message: text }))
  return ok({
    conversation_id: call.id,
    agent_id: call.agent.id,
    status: call.status,
    call_summary_title: call.parts.analysis ? 'A request' : null,
    transcript_summary: call.parts.analysis ? summaryOf(call, world.seed) : null,
    call_successful: evaluationOf(call),
    message_count: said.length,
    messages: isShort ? messages : null,
    messages_omitted: !isShort,
    note: 'The whole conversation has the tools as well.',
  })
}

function feedback(_call: WorldCall, _platform: Platform, { body }: ApiRequest): Answer {
  const { feedback: word = 'like' } = membersOf(body)
  return word === 'like' || word === 'dislike' ? ok({}) : unprocessable('feedback must be like or dislike', 'body')
}

/** Answers 200 whether or not a call is made. */
function makeCall(source: 'twilio' | 'sip_trunk', { body }: ApiRequest, { world }: Platform): Answer {
  const { agent_id: agentId, agent_phone_number_id: numberId, to_number: to, ...rest } = membersOf(body)
  for (const [name, value] of Object.entries({ agent_id: agentId, agent_phone_number_id: numberId, to_number: to })) {
    if (typeof value !== 'string') return unprocessable(`${name} must be a text`, 'body')
  }
  const agent = agents.find(({ id }) => id === agentId)
  const own = agents.find((each) => numberIdOf(each) === numberId)
  if (!agent || !own) return notFound()
  const idName = source === 'twilio' ? 'callSid' : 'sip_call_id'
  if (!isE164(to)) return ok({ success: false, message: 'The number cannot be called.', conversation_id: null, [idName]: null })
  const call = world.make({
    kind: `${source} outbound`,
    agent: { ...agent, number: own.number },
    customerNumber: to,
    status: 'initiated',
    state: 'queued',
    campaign: null,
    metadata: membersOf(rest.conversation_initiation_client_data),
  })
  return ok({ success: true, message: 'Success', conversation_id: call.id, [idName]: `CA${hexId(world.seed, call.index)}` })
}
