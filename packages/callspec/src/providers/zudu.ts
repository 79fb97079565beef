import { type Call, createZudu, descriptor } from '@callspec/zudu'
import type { Fields } from '../fields.js'
import { analysis, endReason, named, sidesByDirection, toDirection } from '../mapping.js'
import type { Channel, Cost, Turn } from '../model.js'
import { defineProvider, type Inputs } from '../provider.js'
import { impossible, local, statusWords } from '../push.js'

// Of the words that the list page shows in its filter, those that stand for a whole status: `registered` shares `queued` with
// SCHEDULED, which is named for answers only.
const STATUS_WORDS = ['ongoing', 'ended']

const END_REASONS = { USER_HANGUP: 'customer_hangup' } as const

const criteria = (filter: object): Inputs => ({ body: { filter_criteria: filter } })

/** Zudu AI. https://docs.zudu.ai/api-reference/calls/post-calls */
export const zudu = defineProvider({
  descriptor,
  createClient: createZudu,
  list: '/api/calls',
  tellsStart: true,
  map(row: Fields<Call>, { assume }) {
    const direction = toDirection(row.text('direction'))
    const durationMs = row.number('call_duration')
    return {
      id: row.requiredId('call_id'),
      carrierId: row.child('telephony_identifier')?.text('call_sid') ?? null,
      rawStatus: row.text('call_status'),
      direction,
      channel: toChannel(row.text('call_type')),
      isTest: null,
      sides: sidesByDirection(direction, row.text('from_number'), row.text('to_number')),
      agent: named(row.text('agent_id'), null),
      campaign: null,
      contact: null,
      createdAt: row.epoch('created_at'),
      startedAt: row.epoch('start_timestamp'),
      endedAt: row.epoch('end_timestamp'),
      updatedAt: row.epoch('updated_at'),
      durationSeconds: durationMs === null ? null : durationMs / 1000,
      endReason: endReason(row.text('disconnection_reason'), END_REASONS),
      answeredBy: row.child('call_analysis')?.flag('in_voicemail') ? 'machine' : null,
      cost: row.has('call_cost') ? toCost(row) : undefined,
      recordingUrl: row.has('recording_url') ? row.text('recording_url') : undefined,
      transcript: row.has('transcript_object') ? toTurns(row, assume('transcript-roles') === 'user-is-customer') : undefined,
      transcriptText: row.has('transcript') ? row.text('transcript') : undefined,
      analysis: row.has('call_analysis') ? toAnalysis(row) : undefined,
    }
  },
  filters: {
    period: local('no date filter is documented'),
    status: {
      kind: 'native',
      because: 'filter_criteria.call_status, for the words that its example shows',
      assumes: ['filter-case'],
      push(wanted, assume) {
        // `queued` also covers SCHEDULED and `failed` covers ERROR, which the filter is not shown to take.
        const covered = wanted.every((status) => status === 'in_progress' || status === 'completed')
        if (!covered || assume('filter-case') !== 'folded') return null
        return criteria({ call_status: statusWords(wanted, STATUS_WORDS) })
      },
    },
    direction: local('no filter by direction is documented'),
    channel: {
      kind: 'native',
      because: 'filter_criteria.call_type, shown on another page than the list',
      assumes: ['call-type-filter'],
      push(channel, assume) {
        if (channel === 'unknown' || assume('call-type-filter') !== 'applied') return null
        return criteria({ call_type: [channel === 'phone' ? 'PHONE_CALL' : 'WEB_CALL'] })
      },
    },
    isTest: impossible('neither rows nor filters tell tests from real calls'),
    phoneNumber: local('no filter by number is documented'),
    agentId: {
      kind: 'native',
      because: 'filter_criteria.agent_id, an array on the list page',
      assumes: ['agent-filter'],
      push: (id, assume) => (assume('agent-filter') === 'array' ? criteria({ agent_id: [id] }) : null),
    },
    campaignId: impossible('neither rows nor filters of the list name a batch'),
  },
  sort(order, assume) {
    const direction = order === 'oldest' ? 'ascending' : 'descending'
    // Sorting by a stamp that some calls lack would put those calls anywhere.
    const started = assume('start-timestamp') === 'always'
    return {
      inputs: { body: { sort_by: started ? 'start_timestamp' : 'created_at', sort_order: direction } },
      by: started ? 'startedAt' : 'createdAt',
      direction,
      documented: true,
      assumes: started ? ['start-timestamp'] : [],
    }
  },
  mapAssumes: { transcript: ['transcript-roles'] },
  parts: { transcript: 'get', analysis: 'get', recording: 'get', cost: 'get' },
  get: {
    path: '/api/calls/{callId}',
    parameter: 'callId',
    toRow: ({ data }: { data?: Call }): Call => data ?? {},
  },
})

export const toCall = zudu.toCall

function toChannel(word: string | null): Channel {
  const folded = word?.toUpperCase()
  return folded === 'PHONE_CALL' ? 'phone' : folded === 'WEB_CALL' ? 'web' : 'unknown'
}

/** No page states the currency. */
function toCost(row: Fields<Call>): Cost | null {
  const amount = row.child('call_cost')?.decimal('combined_cost') ?? null
  return amount === null ? null : { amount, unit: 'unknown' }
}

function toAnalysis(row: Fields<Call>) {
  const found = row.child('call_analysis')
  return found && analysis(found.text('call_summary'), found.flag('call_successful'), found.text('user_sentiment'))
}

/** Of the roles only `assistant` is documented. */
function toTurns(row: Fields<Call>, userIsCustomer: boolean): Turn[] | null {
  const turns = row.list('transcript_object')?.map((turn): Turn => {
    const role = turn.text('role')
    return {
      speaker: role === 'assistant' ? 'agent' : role === 'user' && userIsCustomer ? 'customer' : 'unknown',
      text: turn.text('content') ?? '',
      at: turn.epoch('timestamp'),
    }
  })
  return turns ?? null
}
