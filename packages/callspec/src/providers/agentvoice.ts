import { type Call, createAgentvoice, descriptor } from '@callspec/agentvoice'
import type { Fields } from '../fields.js'
import { analysis, contact, endReason, named, sidesByRole, toDirection } from '../mapping.js'
import { defineProvider, type Push } from '../provider.js'
import { impossible, instantBounds, local, query } from '../push.js'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The list page types its id filters as uuid, so no call can match another form. */
const byUuid =
  (name: string) =>
  (id: string): Push =>
    UUID.test(id) ? query(name, id) : 'nothing'

const END_REASONS = { 'customer-ended-call': 'customer_hangup' } as const

/** AgentVoice. https://www.agentvoice.com/docs/api-reference/calls */
export const agentvoice = defineProvider({
  descriptor,
  createClient: createAgentvoice,
  list: '/calls',
  tellsStart: true,
  map(row: Fields<Call>) {
    const direction = toDirection(row.text('call_type'))
    // What the originating number is in an inbound call is not documented.
    const agentNumber = direction === 'outbound' ? row.text('phone_number_called_from') : null
    return {
      id: row.requiredId('id'),
      carrierId: null,
      rawStatus: row.text('status'),
      direction,
      channel: 'phone',
      isTest: null,
      sides: sidesByRole(direction, row.text('phone_number'), agentNumber),
      agent: named(row.text('agent_id'), row.text('agent_name')),
      campaign: named(row.text('campaign_id'), row.text('campaign_name')),
      contact: contact(row.text('contact_id'), fullName(row), row.text('contact_email')),
      createdAt: row.stamp('created_at'),
      startedAt: row.stamp('started_at'),
      endedAt: row.stamp('ended_at'),
      updatedAt: null,
      durationSeconds: row.number('call_duration'),
      endReason: endReason(row.text('ended_reason'), END_REASONS),
      answeredBy: row.flag('went_to_voicemail') ? 'machine' : null,
      cost: null,
      recordingUrl: row.text('recording_url'),
      // The inner shape of transcript_formatted is not documented; it stays in `raw`.
      transcript: row.has('transcript') ? null : undefined,
      transcriptText: row.has('transcript') ? row.text('transcript') : undefined,
      analysis: analysis(summary(row), row.flag('call_success'), null),
    }
  },
  filters: {
    period: {
      kind: 'coarse',
      because: 'from and to read the start of a call; whether a bound itself counts is not documented',
      assumes: ['started-at'],
      push: (period, assume) =>
        assume('started-at') === 'always' ? instantBounds(descriptor.operations['GET /calls'].dateFilters, period) : null,
    },
    status: local('the words of status are not documented'),
    direction: {
      kind: 'native',
      because: 'call_type takes inbound or outbound',
      push: (value) => (value === 'unknown' ? null : query('call_type', value)),
    },
    channel: local('every call of the list has a telephone number'),
    isTest: impossible('neither rows nor filters tell tests from real calls'),
    phoneNumber: {
      kind: 'native',
      because: 'phone_number is the number of the customer',
      assumes: ['phone-number-match'],
      push: (number, assume) => (assume('phone-number-match') === 'exact' ? query('phone_number', number) : null),
    },
    agentId: { kind: 'native', because: 'agent_id takes a uuid', push: byUuid('agent_id') },
    campaignId: { kind: 'native', because: 'campaign_id takes a uuid', push: byUuid('campaign_id') },
  },
  sort(order, assume) {
    const direction = order === 'oldest' ? 'ascending' : 'descending'
    // Sorting by a stamp that some calls lack would put those calls anywhere.
    const started = assume('started-at') === 'always'
    return {
      inputs: { query: { order_by: started ? 'started_at' : 'created_at', order: direction === 'ascending' ? 'asc' : 'desc' } },
      by: started ? 'startedAt' : 'createdAt',
      direction,
      documented: true,
      assumes: started ? ['started-at'] : [],
    }
  },
  parts: {
    transcript: { inputs: { query: { include: ['transcript'] } } },
    analysis: { inputs: { query: { fields: 'full' } } },
    recording: 'row',
    cost: 'never',
  },
  get: {
    path: '/calls/{id}',
    parameter: 'id',
    inputs: { query: { fields: 'full' } },
    // Whether the answer has an envelope is not documented; the spec says both.
    toRow: (answer: Call | { data?: Call }): Call => ('id' in answer ? answer : (answer.data ?? { id: '' })),
  },
})

export const toCall = agentvoice.toCall

function fullName(row: Fields<Call>): string | null {
  const first = row.text('contact_first_name')
  const last = row.text('contact_last_name')
  return first === null ? last : last === null ? first : `${first} ${last}`
}

/** The type of the full payload's description is not documented; only a text can be a summary. */
function summary(row: Fields<Call>): string | null {
  const { call_description } = row.row
  return typeof call_description === 'string' && call_description !== '' ? call_description : null
}
