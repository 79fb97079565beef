import type { Inputs } from '@callspec/provider'
import {
  analysis,
  apiPath,
  DURATION,
  defineProvider,
  endReason,
  fromRequests,
  local,
  named,
  query,
  sidesByDirection,
  toStamp,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCalls } from './generated/inputs.js'
import type { Call, paths } from './generated/types.js'
import { readMedium } from './medium.js'
import { outcomeOf } from './outcome.js'
import { bringTranscript } from './transcript.js'

const END_REASONS = {
  unjoined: 'no_answer',
  hangup: 'customer_hangup',
  agent_hangup: 'agent_hangup',
  timeout: 'timeout',
  connection_error: 'error',
  system_error: 'error',
} as const

/** The form of the platform's ids. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Most that billing adds to a duration. */
const ROUNDING_SECONDS = 6

/** Whole seconds, one wider, because the bounds may not count. */
function durationBounds(min: number | null, max: number | null): Inputs | null {
  const least = Math.floor(min ?? 0) - ROUNDING_SECONDS - 1
  if (least <= 0 && max === null) return null
  return {
    query: {
      durationMin: least > 0 ? `${least}s` : undefined,
      durationMax: max === null ? undefined : `${Math.ceil(max) + 1}s`,
    },
  }
}

/** Ultravox. https://docs.ultravox.ai/api-reference/calls/calls-list */
export const ultravox = defineProvider({
  descriptor,
  assumptions,
  list: '/api/calls',
  takes: { list: listCalls },
  stamps: { createdAt: 'created', startedAt: 'joined' },
  map(row: Call, read, { assume }) {
    const medium = readMedium(row, read, assume('sip-caller-id') === 'request-context')
    const reason = read.text(row.endReason)
    // No member has a word for the state: stamps and the reason tell it.
    const [joined, ended] = [read.stamp(row.joined), read.stamp(row.ended)]
    const isOver = ended !== null || reason !== null
    const isUnjoined = isOver && joined === null
    const agent = read.child(row.agent)
    const billed = read.as(DURATION, row.billedDuration)
    const ending = read.text(read.child(row.sipDetails)?.terminationReason)
    const termination = assume('sip-terminations') === 'by-name' ? ending : null
    const hasRecording = isOver && !isUnjoined && read.flag(row.recordingEnabled) === true
    return {
      // The platform's own keys of `metadata` that name one are not documented.
      carrierId: null,
      rawStatus: null,
      status: isOver ? outcomeOf(reason, medium.isPlaced, termination) : joined === null ? 'queued' : 'in_progress',
      direction: medium.direction,
      channel: medium.channel,
      isTest: null,
      sides: sidesByDirection(medium.direction, medium.from, medium.to),
      agent: named(read.id(row.agentId) ?? read.id(agent?.agentId), read.text(agent?.name)),
      campaign: null,
      contact: null,
      createdAt: read.stamp(row.created),
      startedAt: joined,
      endedAt: ended,
      updatedAt: null,
      durationSeconds: assume('billed-duration') === 'billed' ? billed : null,
      endReason: endReason(reason, END_REASONS),
      answeredBy: null,
      cost: null,
      recordingUrl: hasRecording ? apiPath('/api/calls/{call_id}/recording', { call_id: read.id(row.callId) }) : null,
      // Nothing is said in a call that nobody joined.
      transcript: isUnjoined ? null : undefined,
      transcriptText: isUnjoined ? null : undefined,
      analysis: analysis(read.text(row.summary) ?? read.text(row.shortSummary), null, null),
    }
  },
  filters: {
    period: {
      kind: 'inexact',
      because:
        'toDate compares the creation, its bound included, and a call is joined after it; fromDate would lose what was joined later',
      pushdown: ({ until }) => (until === null ? null : query('toDate', toStamp(until))),
    },
    duration: {
      kind: 'inexact',
      because: 'durationMin and durationMax, whose duration and bounds are not documented: wider by what billing rounds up',
      assumes: ['duration-filter'],
      pushdown: ({ min, max }, assume) => (assume('duration-filter') === 'billed' ? durationBounds(min, max) : null),
    },
    status: local('no parameter compares the stamps and the reason that tell it'),
    direction: local('no parameter compares the medium, which tells it of calls that Ultravox placed and of SIP calls'),
    channel: local('no parameter compares the medium'),
    isTest: unsupported('neither rows nor filters distinguish tests from real calls'),
    phoneNumber: local('no parameter compares the numbers that the medium holds'),
    agentId: {
      kind: 'exact',
      because: 'agentIds takes agents by their id',
      pushdown: (id) => (UUID.test(id) ? query('agentIds', [id]) : 'nothing'),
    },
    campaignId: unsupported('neither rows nor filters of the list name a scheduled batch'),
  },
  mapAssumes: { row: ['billed-duration', 'sip-terminations', 'sip-caller-id'], transcript: ['message-order'] },
  parts: {
    transcript: fromRequests<paths, typeof descriptor, Call>('several', bringTranscript),
    analysis: 'row',
    recording: 'row',
    cost: 'never',
  },
  get: { path: '/api/calls/{call_id}', accepts: (id) => UUID.test(id), toRow: (call: Call) => call },
})

export const toCall = ultravox.toCall
