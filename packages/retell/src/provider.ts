import type { Channel, Cost, Inputs, Reader, Status, Turn } from '@callspec/provider'
import {
  analysis,
  defineProvider,
  endReason,
  fromCents,
  named,
  sidesByDirection,
  toDirection,
  toStatus,
  unsupported,
} from '@callspec/provider'
import { END_REASONS } from './end-reasons.js'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCalls } from './generated/inputs.js'
import type { Call, CallDetail, Utterance } from './generated/types.js'

/** Reasons that say more about an unconnected call than its status word. */
const NOT_CONNECTED: ReadonlyMap<string | null, Status> = new Map([
  ['dial_no_answer', 'no_answer'],
  ['dial_busy', 'busy'],
])

const STATUSES = { not_connected: 'failed' } as const

/** The filter's words and the statuses they cover. `registered` is not among them. */
const STATUS_WORDS: Readonly<Record<string, readonly Status[]>> = {
  not_connected: ['failed', 'no_answer', 'busy'],
  ongoing: ['in_progress'],
  ended: ['completed'],
  error: ['failed'],
}

/** The list row, and what `get` adds to it. */
type Row = Call & Pick<CallDetail, 'transcript' | 'transcript_object'>

const criteria = (filter: object): Inputs => ({ body: { filter_criteria: filter } })
const oneOf = (value: readonly string[]) => ({ type: 'enum', op: 'in', value })
const text = (op: 'eq' | 'co', value: string) => ({ type: 'string', op, value })
const number = (op: 'ge' | 'lt' | 'le', value: number) => ({ type: 'number', op, value })

/** Retell AI. https://docs.retellai.com/api-references/list-calls */
export const retell = defineProvider({
  descriptor,
  assumptions,
  list: '/v3/list-calls',
  takes: { list: listCalls },
  stamps: { startedAt: 'start_timestamp' },
  map(row: Row, read) {
    const direction = toDirection(read.text(row.direction))
    const durationMs = read.number(row.duration_ms)
    const rawStatus = read.text(row.call_status)
    const reason = read.text(row.disconnection_reason)
    return {
      carrierId: read.id(read.child(row.telephony_identifier)?.twilio_call_sid),
      rawStatus,
      status: (rawStatus === 'not_connected' && NOT_CONNECTED.get(reason)) || toStatus(rawStatus, STATUSES),
      direction,
      channel: toChannel(read.text(row.call_type)),
      isTest: null,
      sides: sidesByDirection(direction, read.text(row.from_number), read.text(row.to_number)),
      agent: named(read.id(row.agent_id), read.text(row.agent_name)),
      campaign: null,
      contact: null,
      createdAt: null,
      startedAt: read.epoch(row.start_timestamp),
      endedAt: read.epoch(row.end_timestamp),
      updatedAt: null,
      durationSeconds: durationMs === null ? null : durationMs / 1000,
      endReason: endReason(reason, END_REASONS),
      answeredBy: read.flag(read.child(row.call_analysis)?.in_voicemail) ? 'machine' : null,
      cost: toCost(row, read),
      recordingUrl: read.text(row.recording_url),
      transcript: row.transcript_object === undefined ? undefined : toTurns(row.transcript_object, read),
      transcriptText: row.transcript === undefined ? undefined : read.text(row.transcript),
      analysis: toAnalysis(row, read),
    }
  },
  statuses: STATUSES,
  filters: {
    period: {
      kind: 'inexact',
      because: 'filter_criteria.start_timestamp in milliseconds; whether the ends of a range count is not documented',
      pushdown({ since, until }, assume) {
        if (until === null) return criteria({ start_timestamp: number('ge', since ?? 0) })
        if (since === null) return criteria({ start_timestamp: number('lt', until) })
        // Stamps are whole milliseconds.
        const value = assume('range-bounds') === 'inclusive' ? [since, until - 1] : [since - 1, until]
        return criteria({ start_timestamp: { type: 'range', op: 'bt', value } })
      },
    },
    status: {
      kind: 'inexact',
      because: 'filter_criteria.call_status takes four of the five words; the reason says why a call was not connected',
      pushdown(wanted) {
        if (wanted.includes('unknown') || wanted.includes('queued')) return null
        const words = Object.keys(STATUS_WORDS).filter((word) => STATUS_WORDS[word]?.some((status) => wanted.includes(status)))
        return words.length === 0 ? 'nothing' : criteria({ call_status: oneOf(words) })
      },
    },
    direction: {
      kind: 'exact',
      because: 'filter_criteria.direction takes inbound and outbound; a web call has neither',
      pushdown: (direction) => (direction === 'unknown' ? null : criteria({ direction: oneOf([direction]) })),
    },
    channel: {
      kind: 'exact',
      because: 'filter_criteria.call_type takes phone_call and web_call',
      pushdown(channel) {
        if (channel === 'unknown') return null
        // Chats have their own list.
        return channel === 'chat' ? 'nothing' : criteria({ call_type: oneOf([`${channel}_call`]) })
      },
    },
    isTest: unsupported('neither rows nor filters distinguish tests from real calls'),
    phoneNumber: {
      kind: 'inexact',
      because: 'filter_criteria.to_number and from_number, by its digits and on both sides; the row says whose number it is',
      assumes: ['number-form'],
      pushdown(number, assume) {
        if (assume('number-form') !== 'together') return null
        const digits = text('co', number.slice(1))
        return [criteria({ to_number: digits }), criteria({ from_number: digits })]
      },
    },
    agentId: {
      kind: 'exact',
      because: 'filter_criteria.agent takes agents by their id',
      pushdown: (id) => criteria({ agent: [{ agent_id: id }] }),
    },
    campaignId: {
      kind: 'exact',
      because: 'filter_criteria.batch_call_id, which rows do not repeat',
      assumes: ['unseen-filters'],
      carried: false,
      pushdown: (id, assume) => (assume('unseen-filters') === 'applied' ? criteria({ batch_call_id: text('eq', id) }) : null),
    },
    duration: {
      kind: 'inexact',
      because: 'filter_criteria.duration_ms; whether the ends of a range count is not documented',
      pushdown({ min, max }) {
        // One millisecond wider, also for what is lost between seconds and milliseconds.
        const least = Math.floor((min ?? 0) * 1000) - 1
        const most = Math.ceil((max ?? 0) * 1000) + 1
        if (max === null) return least < 0 ? null : criteria({ duration_ms: number('ge', least) })
        return criteria({ duration_ms: least < 0 ? number('le', most) : { type: 'range', op: 'bt', value: [least, most] } })
      },
    },
  },
  parts: { transcript: 'get', analysis: 'row', recording: 'row', cost: 'row' },
  get: { path: '/v2/get-call/{call_id}', toRow: (call: CallDetail): Row => call },
})

export const toCall = retell.toCall

function toChannel(type: string | null): Channel {
  return type === 'phone_call' ? 'phone' : type === 'web_call' ? 'web' : 'unknown'
}

/** Cents; no page names their currency. */
function toCost(row: Row, read: Reader): Cost | null {
  const amount = fromCents(read.decimal(read.child(row.call_cost)?.combined_cost))
  return amount === null ? null : { amount, unit: 'unknown' }
}

function toAnalysis(row: Row, read: Reader) {
  const found = read.child(row.call_analysis)
  if (found === null) return null
  const mood = read.text(found.user_sentiment)?.toLowerCase() ?? null
  return analysis(read.text(found.call_summary), read.flag(found.call_successful), mood === 'unknown' ? null : mood)
}

const SPEAKERS: Readonly<Record<string, Turn['speaker']>> = { agent: 'agent', user: 'customer' }

/** A turn has no stamp and no second of its own. It begins with its first word, whose second of the audio is said to be approximate. */
function toTurns(utterances: readonly Utterance[], read: Reader): Turn[] | null {
  const turns = read.list(utterances)?.map((turn): Turn => {
    const role = read.text(turn.role) ?? ''
    return {
      speaker: (Object.hasOwn(SPEAKERS, role) && SPEAKERS[role]) || 'unknown',
      text: read.text(turn.content) ?? '',
      at: null,
      offsetSeconds: read.number(read.list(turn.words)?.[0]?.start),
    }
  })
  return turns ?? null
}
