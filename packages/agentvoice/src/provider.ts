import type { Reader } from '@callspec/provider'
import {
  analysis,
  contact,
  defineProvider,
  endReason,
  instantBounds,
  local,
  named,
  type Pushdown,
  query,
  sidesByRole,
  toDirection,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { getCall, listCalls } from './generated/inputs.js'
import type { Call } from './generated/types.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The list page types its id filters as uuid, so no call can match another form. */
const byUuid =
  (name: string) =>
  (id: string): Pushdown =>
    UUID.test(id) ? query(name, id) : 'nothing'

const END_REASONS = { 'customer-ended-call': 'customer_hangup' } as const

/** AgentVoice. https://www.agentvoice.com/docs/api-reference/calls */
export const agentvoice = defineProvider({
  descriptor,
  assumptions,
  list: '/calls',
  takes: { list: listCalls, get: getCall },
  stamps: { createdAt: 'created_at', startedAt: 'started_at' },
  map(row: Call, read) {
    const direction = toDirection(read.text(row.call_type))
    // What the originating number is in an inbound call is not documented.
    const agentNumber = direction === 'outbound' ? read.text(row.phone_number_called_from) : null
    return {
      carrierId: null,
      rawStatus: read.text(row.status),
      direction,
      channel: 'phone',
      isTest: null,
      sides: sidesByRole(direction, read.text(row.phone_number), agentNumber),
      agent: named(read.id(row.agent_id), read.text(row.agent_name)),
      campaign: named(read.id(row.campaign_id), read.text(row.campaign_name)),
      contact: contact(read.id(row.contact_id), fullName(row, read), read.text(row.contact_email)),
      createdAt: read.stamp(row.created_at),
      startedAt: read.stamp(row.started_at),
      endedAt: read.stamp(row.ended_at),
      updatedAt: null,
      durationSeconds: read.number(row.call_duration),
      endReason: endReason(read.text(row.ended_reason), END_REASONS),
      answeredBy: read.flag(row.went_to_voicemail) ? 'machine' : null,
      cost: null,
      recordingUrl: read.text(row.recording_url),
      // The inner shape of transcript_formatted is not documented; it stays in `raw`.
      transcript: row.transcript === undefined ? undefined : null,
      transcriptText: row.transcript === undefined ? undefined : read.text(row.transcript),
      // A light row has none of these. Beside them `call_success`, which light rows have as well, is part of the analysis.
      analysis:
        row.call_description === undefined && row.post_call_analysis === undefined && row.notes === undefined
          ? undefined
          : analysis(summary(row, read), read.flag(row.call_success), null),
    }
  },
  filters: {
    period: {
      kind: 'inexact',
      because: 'from and to read the start of a call; whether a bound itself counts is not documented',
      assumes: ['started-at'],
      pushdown: (period, assume) =>
        assume('started-at') === 'always' ? instantBounds(descriptor.operations['GET /calls'].dateFilters, period) : null,
    },
    status: local('the words of status are not documented'),
    direction: {
      kind: 'exact',
      because: 'call_type takes inbound or outbound',
      pushdown: (value) => (value === 'unknown' ? null : query('call_type', value)),
    },
    channel: local('every call of the list has a telephone number'),
    isTest: unsupported('neither rows nor filters tell tests from real calls'),
    phoneNumber: {
      kind: 'exact',
      because: 'phone_number is the number of the customer',
      assumes: ['phone-number-match'],
      pushdown: (number, assume) => (assume('phone-number-match') === 'exact' ? query('phone_number', number) : null),
    },
    agentId: { kind: 'exact', because: 'agent_id takes a uuid', pushdown: byUuid('agent_id') },
    campaignId: { kind: 'exact', because: 'campaign_id takes a uuid', pushdown: byUuid('campaign_id') },
  },
  parts: {
    transcript: { inputs: { query: { include: ['transcript'] } } },
    analysis: { inputs: { query: { fields: 'full' } } },
    recording: 'row',
    cost: 'never',
  },
  get: {
    path: '/calls/{id}',
    inputs: { query: { fields: 'full' } },
    // Whether the answer has an envelope is not documented; the spec says both.
    toRow(answer: Call | { data?: Call }): Call {
      const call = 'id' in answer ? answer : (answer.data ?? { id: '' })
      // It was asked for in full: what is not there was not said.
      return { call_description: null, ...call }
    },
  },
})

export const toCall = agentvoice.toCall

function fullName(row: Call, read: Reader): string | null {
  const first = read.text(row.contact_first_name)
  const last = read.text(row.contact_last_name)
  return first === null ? last : last === null ? first : `${first} ${last}`
}

/** The type of the full payload's description is not documented; only a text can be a summary. */
function summary({ call_description }: Call, read: Reader): string | null {
  return typeof call_description === 'string' ? read.text(call_description) : null
}
