import type { Assume, EndReasonCode, Pushdown, Reader, Status, Turn } from '@callspec/provider'
import {
  analysis,
  dayBounds,
  defineProvider,
  detailsOf,
  endReason,
  fromMinutes,
  isFinal,
  local,
  query,
  sidesByDirection,
  toStamp,
  toStatus,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCalls } from './generated/inputs.js'
import type { Call, CallDetail, Phrase } from './generated/types.js'

/** Words of `queue_status`; those of `status` are common ones. */
const STATUSES = {
  new: 'queued',
  allocated: 'queued',
  started: 'in_progress',
  complete: 'completed',
  pre_queue_error: 'failed',
  queue_error: 'failed',
  call_error: 'failed',
  // What failed came after the call.
  complete_error: 'completed',
} as const

const ENDED_BY: Readonly<Record<string, EndReasonCode>> = { ASSISTANT: 'agent_hangup', USER: 'customer_hangup' }
/** Documented messages; the list is open. */
const ERRORS: Readonly<Record<string, EndReasonCode>> = {
  'Call failed.': 'error',
  'The number you dialed is not found.': 'error',
}
const TRANSFERRED: Readonly<Record<string, EndReasonCode>> = { ASSISTANT: 'transferred', USER: 'transferred' }

// That nobody answered is what the status says.
const ANSWERED_BY: ReadonlyMap<string | null, 'human' | 'machine' | 'unknown'> = new Map([
  ['human', 'human'],
  ['voicemail', 'machine'],
  ['unknown', 'unknown'],
])

const SPEAKERS: ReadonlyMap<string | null, Turn['speaker']> = new Map([
  ['user', 'customer'],
  ['assistant', 'agent'],
  ['robot', 'agent'],
])

/** The list row, and what `get` adds to it. */
type Row = Call & Pick<CallDetail, 'transcripts' | 'concatenated_transcript'>

/** Seconds; a second would do but for what is lost between minutes and seconds. */
const FIGURES_APART = 2

/** Bland. https://docs.bland.ai/api-v1/get/calls */
export const bland = defineProvider({
  descriptor,
  assumptions,
  list: '/v1/calls',
  takes: { list: listCalls },
  stamps: { createdAt: 'created_at', startedAt: 'started_at' },
  statuses: STATUSES,
  map(row: Row, read, { assume }) {
    const inbound = read.flag(row.inbound)
    const direction = inbound === null ? 'unknown' : inbound ? 'inbound' : 'outbound'
    const isTransferred = read.text(row.transferred_to) !== null
    const words = toWords(row, read)
    const amount = read.decimal(row.price)
    return {
      carrierId: null,
      ...words,
      direction,
      // Calls from a browser are among them, and nothing documented tells them apart.
      channel: 'unknown',
      isTest: null,
      sides: sidesByDirection(direction, read.text(row.from), read.text(row.to)),
      agent: null,
      campaign: null,
      contact: null,
      createdAt: read.stamp(row.created_at),
      startedAt: read.stamp(row.started_at),
      endedAt: assume('end-stamp') === 'actual' ? read.stamp(row.end_at) : null,
      updatedAt: null,
      durationSeconds: toSeconds(row, read),
      // A call that failed was ended by nobody; what went wrong stands in a message, which calls that did not fail may have as well.
      endReason:
        endReason(read.text(row.call_ended_by), isTransferred ? TRANSFERRED : ENDED_BY) ??
        (words.status === 'failed' ? endReason(read.text(row.error_message), ERRORS) : null),
      answeredBy: ANSWERED_BY.get(read.text(row.answered_by)) ?? null,
      cost: row.price === undefined ? undefined : amount === null ? null : { amount, unit: 'USD' },
      recordingUrl: row.recording_url === undefined ? undefined : read.text(row.recording_url),
      transcript: row.transcripts === undefined ? undefined : toTurns(row.transcripts, read, assume),
      transcriptText: row.concatenated_transcript === undefined ? undefined : read.text(row.concatenated_transcript),
      analysis: row.summary === undefined ? undefined : analysis(read.text(row.summary), null, null),
    }
  },
  filters: {
    period: {
      kind: 'inexact',
      because: 'update_start_date and end_date compare the update and the creation, between which a call starts',
      assumes: ['stamp-order'],
      // A scheduled call is created long before it starts.
      endsList: true,
      pushdown: ({ since, until }, assume) => {
        if (assume('stamp-order') !== 'always') return null
        const bounded = until !== null && assume('date-filter-stamp') === 'created_at'
        if (since === null && !bounded) return null
        // The zone of the day is not documented.
        const [updated] = descriptor.operations['GET /v1/calls'].dateFilters
        const days = dayBounds([updated], { since, until: null }, { zone: 'unknown', lastDay: 'unknown' })
        return { query: { ...days.query, ...(bounded && { end_date: toStamp(until) }) } }
      },
    },
    status: local('completed is the only filter by state, and which words it covers is not documented'),
    direction: {
      kind: 'exact',
      because: 'inbound takes true or false',
      assumes: ['row-members'],
      pushdown: (direction, assume) =>
        direction === 'unknown' || assume('row-members') !== 'all' ? null : query('inbound', direction === 'inbound'),
    },
    channel: unsupported('neither rows nor filters tell a telephone call from one of a browser'),
    isTest: unsupported('neither rows nor filters distinguish tests from real calls'),
    phoneNumber: {
      kind: 'inexact',
      because: 'from_number and to_number are the two sides; the row says whose number it is',
      assumes: ['phone-number-match'],
      pushdown: (number, assume): Pushdown =>
        assume('phone-number-match') === 'exact' ? [query('from_number', number), query('to_number', number)] : null,
    },
    agentId: unsupported('neither rows nor filters name an agent; a pathway is what an agent follows'),
    campaignId: {
      kind: 'exact',
      because: 'campaign_id, which rows do not repeat',
      assumes: ['unseen-filters'],
      carried: false,
      pushdown: (id, assume) => (assume('unseen-filters') === 'applied' ? query('campaign_id', id) : null),
    },
    duration: {
      kind: 'inexact',
      because: 'duration_gt and duration_lt compare the length in minutes; corrected_duration is in seconds',
      assumes: ['duration-figures'],
      pushdown: ({ min, max }, assume) => {
        const [least, most] = [(min ?? 0) - FIGURES_APART, (max ?? 0) + FIGURES_APART]
        const bounds = {
          ...(least > 0 && { duration_gt: Math.floor((least / 60) * 1000) / 1000 }),
          ...(max !== null && { duration_lt: Math.ceil((most / 60) * 1000) / 1000 }),
        }
        return assume('duration-figures') === 'same' && Object.keys(bounds).length > 0 ? { query: bounds } : null
      },
    },
  },
  mapAssumes: { row: ['total-count', 'end-stamp'], transcript: ['transcript-speakers'] },
  parts: { transcript: 'get', analysis: 'get', recording: 'get', cost: 'get' },
  // Rows may lack what tells them.
  details: detailsOf(['direction', 'customerNumber', 'agentNumber', 'endReason']),
  get: { path: '/v1/calls/{call_id}', toRow: (call: CallDetail): Row => call },
  recording: { path: '/v1/recordings/{call_id}' },
})

export const toCall = bland.toCall

/** `status` is the most current word; without one, whether the call is over stands above how far it came. */
function toWords(row: Row, read: Reader): { rawStatus: string | null; status: Status } {
  const [word, stage, isOver] = [read.text(row.status), read.text(row.queue_status), read.flag(row.completed)]
  const rawStatus = word ?? stage
  const status = toStatus(rawStatus, STATUSES)
  if (word !== null || isOver === null) return { rawStatus, status }
  if (isOver) return { rawStatus, status: isFinal(status) ? status : 'completed' }
  return { rawStatus, status: status === 'completed' ? 'unknown' : status }
}

function toSeconds(row: Row, read: Reader): number | null {
  const corrected = read.decimal(row.corrected_duration)
  const length = fromMinutes(read.number(row.call_length))
  return corrected === null ? length : Number(corrected)
}

/** What was said. The order is not documented; each phrase has its stamp. */
function toTurns(phrases: Phrase[] | null, read: Reader, assume: Assume<'transcript-speakers'>): Turn[] | null {
  const areKnown = assume('transcript-speakers') === 'assistant-and-user'
  const turns = read.list(phrases)?.flatMap((phrase): Turn[] => {
    const who = read.text(phrase.user)
    if (areKnown && who === 'agent-action') return []
    const speaker = (areKnown && SPEAKERS.get(who)) || 'unknown'
    return [{ speaker, text: read.text(phrase.text) ?? '', at: read.stamp(phrase.created_at), offsetSeconds: null }]
  })
  const areStamped = turns?.every(({ at }) => at !== null)
  return (areStamped ? turns?.toSorted((one, other) => (one.at ?? '').localeCompare(other.at ?? '')) : turns) ?? null
}
