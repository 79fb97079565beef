import { type Call, createAutocalls, descriptor, type TranscriptTurn } from '@callspec/autocalls'
import type { Fields } from '../fields.js'
import { analysis, endReason, named, sidesByRole, toDirection } from '../mapping.js'
import type { Channel, Turn } from '../model.js'
import { defineProvider, type Push } from '../provider.js'
import { createdOrder, impossible, periodByDays, query, requestPerWord, statusWords } from '../push.js'
import { fromEpoch } from '../stamp.js'

// The words that the list page documents for the filter.
const STATUS_WORDS = [
  'initiated',
  'ringing',
  'busy',
  'in-progress',
  'ended',
  'completed',
  'ended_by_customer',
  'ended_by_assistant',
  'no-answer',
  'failed',
]

/** Who ended a call is told by the status word. */
const END_REASONS = { ended_by_customer: 'customer_hangup', ended_by_assistant: 'agent_hangup' } as const

const byNumber =
  (name: string) =>
  (id: string, assume: (assumption: 'unseen-filters') => string): Push => {
    if (!isWholeNumber(id)) return 'nothing'
    return assume('unseen-filters') === 'applied' ? query(name, Number(id)) : null
  }

/** Ids are integers; one that a double cannot hold exactly would ask for another call. */
const isWholeNumber = (id: string) => /^(0|[1-9]\d*)$/.test(id) && Number.isSafeInteger(Number(id))

/** Autocalls and its many brands. https://docs.autocalls.ai/api-reference/calls/get-calls */
export const autocalls = defineProvider({
  descriptor,
  createClient: createAutocalls,
  list: '/user/calls',
  tellsStart: false,
  map(row: Fields<Call>, { assume }) {
    const zone = assume('stamp-zone')
    const type = row.text('type')
    const status = row.text('status')
    const amount = row.decimal('total_cost')
    const { transcript } = row.row
    const reason = endReason(status, END_REASONS)
    return {
      id: row.requiredId('id'),
      carrierId: null,
      rawStatus: status,
      direction: toDirection(type),
      channel: toChannel(type),
      isTest: null,
      sides: sidesByRole(toDirection(type), row.text('client_phone_number'), row.text('assistant_phone_number')),
      agent: named(null, row.text('assistant_name')),
      campaign: named(null, row.text('campaign_name')),
      contact: null,
      createdAt: row.stamp('created_at', zone),
      startedAt: null,
      endedAt: null,
      updatedAt: row.stamp('updated_at', zone),
      durationSeconds: row.number('duration'),
      endReason: reason?.code === 'unknown' ? null : reason,
      answeredBy: toAnsweredBy(row.text('answered_by')),
      // The page of the calls states no currency.
      cost: amount === null ? null : { amount, unit: 'unknown' },
      recordingUrl: row.text('recording_url'),
      transcript: Array.isArray(transcript) ? toTurns(row, transcript) : null,
      transcriptText: typeof transcript === 'string' && transcript !== '' ? transcript : null,
      analysis: toAnalysis(row),
    }
  },
  filters: {
    period: periodByDays(descriptor.operations['GET /user/calls'].dateFilters),
    status: {
      kind: 'native',
      because: 'status takes one documented word; completed covers four of them',
      push: (wanted) => requestPerWord('status', statusWords(wanted, STATUS_WORDS)),
    },
    direction: {
      kind: 'native',
      because: 'type takes inbound or outbound',
      push: (value) => (value === 'unknown' ? null : query('type', value)),
    },
    channel: {
      kind: 'native',
      because: 'type takes web; what is not web is telephony and filtered here',
      push: (value) => (value === 'web' ? query('type', 'web') : null),
    },
    isTest: impossible('neither rows nor filters tell tests from real calls'),
    phoneNumber: {
      kind: 'native',
      because: 'phone_number is the number of the client',
      assumes: ['phone-number-match'],
      push: (number, assume) => (assume('phone-number-match') === 'exact' ? query('phone_number', number) : null),
    },
    agentId: {
      kind: 'native',
      because: 'assistant_id, which rows do not repeat',
      assumes: ['unseen-filters'],
      carried: false,
      push: byNumber('assistant_id'),
    },
    campaignId: {
      kind: 'native',
      because: 'campaign_id, which rows do not repeat',
      assumes: ['unseen-filters'],
      carried: false,
      push: byNumber('campaign_id'),
    },
  },
  sort: createdOrder,
  mapAssumes: { row: ['stamp-zone'] },
  parts: { transcript: 'row', analysis: 'row', recording: 'row', cost: 'row' },
  get: {
    path: '/user/calls/{id}',
    parameter: 'id',
    accepts: isWholeNumber,
    toRow: (answer: Call): Call => answer,
  },
})

export const toCall = autocalls.toCall

function toChannel(type: string | null): Channel {
  if (type === 'web') return 'web'
  return type === 'inbound' || type === 'outbound' ? 'phone' : 'unknown'
}

function toAnsweredBy(word: string | null) {
  return word === null || word === 'human' || word === 'machine' ? word : 'unknown'
}

/** Famulor's form. Its seconds have digits below the millisecond. */
function toTurns(row: Fields<Call>, turns: TranscriptTurn[]): Turn[] {
  return row.children('transcript', turns).map((turn) => {
    const sender = turn.text('sender')
    const seconds = turn.number('timestamp')
    return {
      speaker: sender === 'bot' ? 'agent' : sender === 'human' ? 'customer' : 'unknown',
      text: turn.text('text') ?? '',
      at: seconds === null ? null : fromEpoch(Math.round(seconds * 1000)),
    }
  })
}

/** Only one of the two documented forms has members of a known meaning; the other stays in `raw`. */
function toAnalysis(row: Fields<Call>) {
  const { evaluation } = row.row
  if (typeof evaluation !== 'object' || evaluation === null || Array.isArray(evaluation)) return null
  return analysis(null, null, typeof evaluation.sentiment === 'string' ? evaluation.sentiment : null)
}
