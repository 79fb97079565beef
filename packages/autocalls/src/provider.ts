import type { Channel, Reader, Turn } from '@callspec/provider'
import {
  analysis,
  defineProvider,
  endReason,
  named,
  type Pushdown,
  periodByDays,
  query,
  requestPerWord,
  sidesByRole,
  statusWords,
  toDirection,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCallsStatus } from './generated/enums.js'
import { listCalls } from './generated/inputs.js'
import type { Call, TranscriptTurn } from './generated/types.js'

/** The status word says who ended a call. */
const END_REASONS = { ended_by_customer: 'customer_hangup', ended_by_assistant: 'agent_hangup' } as const

const byNumber =
  (name: string) =>
  (id: string, assume: (assumption: 'unseen-filters') => string): Pushdown => {
    if (!isWholeNumber(id)) return 'nothing'
    return assume('unseen-filters') === 'applied' ? query(name, Number(id)) : null
  }

/** Ids are integers; one that a double cannot represent exactly would request another call. */
const isWholeNumber = (id: string) => /^(0|[1-9]\d*)$/.test(id) && Number.isSafeInteger(Number(id))

/** Autocalls and its many brands. https://docs.autocalls.ai/api-reference/calls/get-calls */
export const autocalls = defineProvider({
  descriptor,
  assumptions,
  list: '/user/calls',
  takes: { list: listCalls },
  stamps: { createdAt: 'created_at' },
  map(row: Call, read, { assume }) {
    const zone = assume('stamp-zone')
    const type = read.text(row.type)
    const status = read.text(row.status)
    const amount = read.decimal(row.total_cost)
    const { transcript } = row
    const reason = endReason(status, END_REASONS)
    return {
      carrierId: null,
      rawStatus: status,
      direction: toDirection(type),
      channel: toChannel(type),
      isTest: null,
      sides: sidesByRole(toDirection(type), read.text(row.client_phone_number), read.text(row.assistant_phone_number)),
      agent: named(null, read.text(row.assistant_name)),
      campaign: named(null, read.text(row.campaign_name)),
      contact: null,
      createdAt: read.stamp(row.created_at, zone),
      startedAt: null,
      endedAt: null,
      updatedAt: read.stamp(row.updated_at, zone),
      durationSeconds: read.number(row.duration),
      endReason: reason?.code === 'unknown' ? null : reason,
      answeredBy: toAnsweredBy(read.text(row.answered_by)),
      // The calls page states no currency.
      cost: amount === null ? null : { amount, unit: 'unknown' },
      recordingUrl: read.text(row.recording_url),
      transcript: Array.isArray(transcript) ? toTurns(read, transcript) : null,
      transcriptText: typeof transcript === 'string' ? read.text(transcript) : null,
      analysis: toAnalysis(row, read),
    }
  },
  filters: {
    period: periodByDays(descriptor.operations['GET /user/calls'].dateFilters),
    status: {
      kind: 'exact',
      because: 'status takes one documented word; completed covers four of them',
      pushdown: (wanted) => requestPerWord('status', statusWords(wanted, listCallsStatus)),
    },
    direction: {
      kind: 'exact',
      because: 'type takes inbound or outbound',
      pushdown: (value) => (value === 'unknown' ? null : query('type', value)),
    },
    channel: {
      kind: 'exact',
      because: 'type takes web; what is not web is telephony and filtered here',
      pushdown: (value) => (value === 'web' ? query('type', 'web') : null),
    },
    isTest: unsupported('neither rows nor filters distinguish tests from real calls'),
    phoneNumber: {
      kind: 'exact',
      because: 'phone_number is the number of the client',
      assumes: ['phone-number-match'],
      pushdown: (number, assume) => (assume('phone-number-match') === 'exact' ? query('phone_number', number) : null),
    },
    agentId: {
      kind: 'exact',
      because: 'assistant_id, which rows do not repeat',
      assumes: ['unseen-filters'],
      carried: false,
      pushdown: byNumber('assistant_id'),
    },
    campaignId: {
      kind: 'exact',
      because: 'campaign_id, which rows do not repeat',
      assumes: ['unseen-filters'],
      carried: false,
      pushdown: byNumber('campaign_id'),
    },
  },
  mapAssumes: { row: ['stamp-zone'] },
  parts: { transcript: 'row', analysis: 'row', recording: 'row', cost: 'row' },
  get: {
    path: '/user/calls/{id}',
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
function toTurns(read: Reader, transcript: TranscriptTurn[]): Turn[] | null {
  const turns = read.list(transcript)?.map((turn): Turn => {
    const sender = read.text(turn.sender)
    return {
      speaker: sender === 'bot' ? 'agent' : sender === 'human' ? 'customer' : 'unknown',
      text: read.text(turn.text) ?? '',
      at: read.epochSeconds(turn.timestamp),
      offsetSeconds: null,
    }
  })
  return turns ?? null
}

/** Only one of the two documented forms has members of a known meaning; the other stays in `raw`. */
function toAnalysis({ evaluation }: Call, read: Reader) {
  if (typeof evaluation !== 'object' || evaluation === null || Array.isArray(evaluation)) return null
  return analysis(null, null, typeof evaluation.sentiment === 'string' ? read.text(evaluation.sentiment) : null)
}
