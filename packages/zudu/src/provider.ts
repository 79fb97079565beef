import type { Channel, Cost, Reader, Turn } from '@callspec/provider'
import {
  analysis,
  defineProvider,
  endReason,
  type Inputs,
  local,
  named,
  sidesByDirection,
  statusWords,
  toDirection,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCalls } from './generated/inputs.js'
import type { Call } from './generated/types.js'

// The words in the list page's filter that cover a whole status: `registered` shares `queued` with SCHEDULED, which is only documented for
// responses.
const STATUS_WORDS = ['ongoing', 'ended']

const END_REASONS = { USER_HANGUP: 'customer_hangup' } as const

const criteria = (filter: object): Inputs => ({ body: { filter_criteria: filter } })

/** Zudu AI. https://docs.zudu.ai/api-reference/calls/post-calls */
export const zudu = defineProvider({
  descriptor,
  assumptions,
  list: '/api/calls',
  takes: { list: listCalls },
  stamps: { createdAt: 'created_at', startedAt: 'start_timestamp' },
  map(row: Call, read, { assume }) {
    const direction = toDirection(read.text(row.direction))
    const durationMs = read.number(row.call_duration)
    return {
      carrierId: read.id(read.child(row.telephony_identifier)?.call_sid),
      rawStatus: read.text(row.call_status),
      direction,
      channel: toChannel(read.text(row.call_type)),
      isTest: null,
      sides: sidesByDirection(direction, read.text(row.from_number), read.text(row.to_number)),
      agent: named(read.id(row.agent_id), null),
      campaign: null,
      contact: null,
      createdAt: read.epoch(row.created_at),
      startedAt: read.epoch(row.start_timestamp),
      endedAt: read.epoch(row.end_timestamp),
      updatedAt: read.epoch(row.updated_at),
      durationSeconds: durationMs === null ? null : durationMs / 1000,
      endReason: endReason(read.text(row.disconnection_reason), END_REASONS),
      answeredBy: read.flag(read.child(row.call_analysis)?.in_voicemail) ? 'machine' : null,
      cost: row.call_cost === undefined ? undefined : toCost(row, read),
      recordingUrl: row.recording_url === undefined ? undefined : read.text(row.recording_url),
      transcript:
        row.transcript_object === undefined
          ? undefined
          : toTurns(row, read, assume('transcript-speakers') === 'user-is-customer'),
      transcriptText: row.transcript === undefined ? undefined : read.text(row.transcript),
      analysis: row.call_analysis === undefined ? undefined : toAnalysis(row, read),
    }
  },
  filters: {
    period: local('no date filter is documented'),
    status: {
      kind: 'exact',
      because: 'filter_criteria.call_status, for the words that its example shows',
      assumes: ['filter-case'],
      pushdown(wanted, assume) {
        // `queued` also covers SCHEDULED and `failed` ERROR, which are not documented for the filter.
        const covered = wanted.every((status) => status === 'in_progress' || status === 'completed')
        if (!covered || assume('filter-case') !== 'folded') return null
        return criteria({ call_status: statusWords(wanted, STATUS_WORDS) })
      },
    },
    direction: local('no filter by direction is documented'),
    channel: {
      kind: 'exact',
      because: 'filter_criteria.call_type, shown on another page than the list',
      assumes: ['call-type-filter'],
      pushdown(channel, assume) {
        const word = channel === 'phone' ? 'PHONE_CALL' : channel === 'web' ? 'WEB_CALL' : null
        return word === null || assume('call-type-filter') !== 'applied' ? null : criteria({ call_type: [word] })
      },
    },
    isTest: unsupported('neither rows nor filters distinguish tests from real calls'),
    phoneNumber: local('no filter by number is documented'),
    agentId: {
      kind: 'exact',
      because: 'filter_criteria.agent_id, an array on the list page',
      assumes: ['agent-filter'],
      pushdown: (id, assume) => (assume('agent-filter') === 'array' ? criteria({ agent_id: [id] }) : null),
    },
    campaignId: unsupported('neither rows nor filters of the list name a batch'),
    duration: {
      kind: 'inexact',
      because: 'filter_criteria.duration_ms; whether its thresholds count is not documented',
      // One millisecond wider. No bound below zero is shown, and none is needed.
      pushdown({ min, max }) {
        const least = Math.floor((min ?? 0) * 1000) - 1
        if (least < 0 && max === null) return null
        return criteria({
          duration_ms: {
            ...(least >= 0 && { lower_threshold: least }),
            ...(max !== null && { upper_threshold: Math.ceil(max * 1000) + 1 }),
          },
        })
      },
    },
  },
  mapAssumes: { transcript: ['transcript-speakers'] },
  parts: { transcript: 'get', analysis: 'get', recording: 'get', cost: 'get' },
  get: {
    path: '/api/calls/{callId}',
    toRow: ({ data }: { data?: Call }): Call => data ?? {},
  },
})

export const toCall = zudu.toCall

function toChannel(word: string | null): Channel {
  const folded = word?.toUpperCase()
  return folded === 'PHONE_CALL' ? 'phone' : folded === 'WEB_CALL' ? 'web' : 'unknown'
}

/** No page states the currency. */
function toCost(row: Call, read: Reader): Cost | null {
  const amount = read.decimal(read.child(row.call_cost)?.combined_cost)
  return amount === null ? null : { amount, unit: 'unknown' }
}

function toAnalysis(row: Call, read: Reader) {
  const found = read.child(row.call_analysis)
  return found && analysis(read.text(found.call_summary), read.flag(found.call_successful), read.text(found.user_sentiment))
}

/** Only the role `assistant` is documented. */
function toTurns(row: Call, read: Reader, userIsCustomer: boolean): Turn[] | null {
  const turns = read.list(row.transcript_object)?.map((turn): Turn => {
    const role = read.text(turn.role)
    return {
      speaker: role === 'assistant' ? 'agent' : role === 'user' && userIsCustomer ? 'customer' : 'unknown',
      text: read.text(turn.content) ?? '',
      at: read.epoch(turn.timestamp),
      offsetSeconds: null,
    }
  })
  return turns ?? null
}
