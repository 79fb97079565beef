import type { Assume, Channel, Cost, Reader, Status, Turn } from '@callspec/provider'
import {
  type ApiAddress,
  analysis,
  apiPath,
  byDetails,
  contact,
  defineProvider,
  detailsOf,
  endReason,
  local,
  named,
  query,
  sidesByRole,
  toDirection,
  toStatus,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listConversationsExcludeStatuses } from './generated/enums.js'
import { getConversation, listConversations } from './generated/inputs.js'
import type { Conversation, ConversationDetail, Metadata } from './generated/types.js'

/** The list row, and what only the single conversation tells. */
type Row = Conversation & { metadata?: Metadata } & Partial<Pick<ConversationDetail, 'transcript' | 'user_id' | 'has_audio'>>

const STATUSES = { done: 'completed', processing: 'unknown' } as const
/** Including the assumed meaning of `processing`. */
const ASSUMED_STATUSES = { ...STATUSES, processing: 'in_progress' } as const

const statusOf = (word: string | null, assume: Assume<'processing-status'>): Status =>
  toStatus(word, assume('processing-status') === 'in-progress' ? ASSUMED_STATUSES : STATUSES)

/** ElevenLabs Agents. https://elevenlabs.io/docs/api-reference/conversations/list */
export const elevenlabs = defineProvider({
  descriptor,
  assumptions,
  list: '/v1/convai/conversations',
  takes: { list: listConversations, get: getConversation },
  stamps: { startedAt: 'start_time_unix_secs' },
  map(row: Row, read, { assume }) {
    const phone = read.child(row.metadata?.phone_call)
    const direction = toDirection(read.text(row.direction))
    const rawStatus = read.text(row.status)
    return {
      carrierId: read.id(phone?.call_sid),
      rawStatus,
      status: statusOf(rawStatus, assume),
      direction,
      channel: toChannel(row, read),
      isTest: null,
      // Named by their role, not by who called.
      sides: sidesByRole(direction, read.text(phone?.external_number), read.text(phone?.agent_number)),
      agent: named(read.id(row.agent_id), read.text(row.agent_name)),
      campaign: named(read.id(read.child(row.metadata?.batch_call)?.batch_call_id), null),
      contact: contact(read.id(row.user_id), null, null),
      createdAt: null,
      startedAt: read.epochSeconds(row.start_time_unix_secs),
      endedAt: null,
      updatedAt: null,
      durationSeconds: read.number(row.call_duration_secs),
      // Free text, whose words no page lists.
      endReason: endReason(read.text(row.termination_reason), {}),
      answeredBy: read.text(phone?.call_result) === 'voicemail' ? 'machine' : null,
      cost: row.metadata === undefined ? undefined : toCost(row.metadata, read),
      recordingUrl: row.has_audio === undefined ? undefined : audioOf(row, read),
      transcript: row.transcript === undefined ? undefined : toTurns(row.transcript, read),
      transcriptText: row.transcript === undefined ? undefined : null,
      analysis: row.transcript_summary === undefined ? undefined : toAnalysis(row, read),
    }
  },
  filters: {
    period: {
      kind: 'inexact',
      because:
        'call_start_after_unix and call_start_before_unix in whole seconds; whether the second itself counts is not documented',
      pushdown: ({ since, until }) => ({
        query: {
          // No call was before 1970, and an epoch has no sign.
          ...(since !== null && { call_start_after_unix: Math.max(0, Math.ceil(since / 1000) - 1) }),
          ...(until !== null && { call_start_before_unix: Math.max(0, Math.ceil(until / 1000)) }),
        },
      }),
    },
    status: {
      kind: 'inexact',
      because: 'exclude_statuses takes the words to leave out; a word that is not documented comes nevertheless',
      pushdown(wanted, assume) {
        const others = listConversationsExcludeStatuses.filter((word) => !wanted.includes(statusOf(word, assume)))
        // A word that is not documented is `unknown`.
        const isNone = others.length === listConversationsExcludeStatuses.length && !wanted.includes('unknown')
        return isNone ? 'nothing' : query('exclude_statuses', others)
      },
    },
    direction: local('no parameter of the list compares the direction'),
    channel: {
      kind: 'inexact',
      because: 'text_only=false leaves out what is in writing; rows tell the channel by their source',
      assumes: ['phone-audio'],
      // Rows from a client on the web do not tell whether anything was spoken.
      pushdown: (channel, assume) =>
        channel === 'phone' && assume('phone-audio') === 'always' ? query('text_only', false) : null,
    },
    isTest: unsupported('neither rows nor filters distinguish tests from real calls'),
    phoneNumber: byDetails('rows have no numbers, and no parameter compares them'),
    agentId: { kind: 'exact', because: 'agent_id is the agent of the row', pushdown: (id) => query('agent_id', id) },
    campaignId: byDetails('rows name no batch, and no parameter compares it'),
    duration: {
      kind: 'inexact',
      because: 'call_duration_min_secs and call_duration_max_secs in whole seconds; whether the bounds count is not documented',
      pushdown({ min, max }) {
        const bounds = {
          ...(min !== null && min > 0 && { call_duration_min_secs: Math.ceil(min) - 1 }),
          ...(max !== null && { call_duration_max_secs: Math.floor(max) + 1 }),
        }
        return Object.keys(bounds).length === 0 ? null : { query: bounds }
      },
    },
  },
  mapAssumes: { row: ['processing-status'] },
  parts: { transcript: 'get', analysis: { inputs: query('summary_mode', 'include') }, recording: 'get', cost: 'get' },
  details: detailsOf(['carrierId', 'from', 'to', 'customerNumber', 'agentNumber', 'campaign', 'contact', 'answeredBy']),
  get: { path: '/v1/convai/conversations/{conversation_id}', toRow },
})

export const toCall = elevenlabs.toCall

/** The single conversation as a list row. It has no sentiment. */
function toRow({ metadata: given, analysis: made, ...detail }: ConversationDetail): Row {
  const [metadata, found] = [membersOf(given), membersOf(made)]
  return {
    ...detail,
    metadata,
    start_time_unix_secs: metadata.start_time_unix_secs,
    call_duration_secs: metadata.call_duration_secs,
    message_count: 0,
    termination_reason: metadata.termination_reason ?? null,
    conversation_initiation_source: metadata.conversation_initiation_source ?? null,
    direction: membersOf(metadata.phone_call).direction ?? null,
    call_successful: found.call_successful ?? 'unknown',
    transcript_summary: found.transcript_summary ?? null,
  }
}

/** An empty object in place of nothing, or of what is no object. */
function membersOf<Members extends object>(value: Members | null | undefined): Members {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  // What a member of it is, is checked where it is read.
  return isObject ? value : ({} as Members)
}

const CHANNELS: ReadonlyMap<string, Channel> = new Map([
  ...['twilio', 'sip_trunk', 'exotel', 'genesys'].map((source) => [source, 'phone'] as const),
  ...['android', 'node_js', 'react_native', 'react', 'js', 'python', 'swift', 'flutter'].map(
    (client) => [`${client}_sdk`, 'web'] as const,
  ),
  ['widget', 'web'],
  // Text messages, messages of Slack, tickets of Zendesk.
  ...['twilio_sms', 'slack_integration', 'zendesk_integration'].map((source) => [source, 'chat'] as const),
])

/** By what started the conversation. Only the single one says whether it was in writing, and only telephony has a direction. */
function toChannel(row: Row, read: Reader): Channel {
  if (read.flag(row.metadata?.text_only)) return 'chat'
  const known = CHANNELS.get(read.text(row.conversation_initiation_source) ?? '')
  return known ?? (read.text(row.direction) === null ? 'unknown' : 'phone')
}

/** A recording has no address, only a request. */
const audioOf = (row: Row, read: Reader): ApiAddress | null =>
  read.flag(row.has_audio)
    ? apiPath('/v1/convai/conversations/{conversation_id}/audio', { conversation_id: read.id(row.conversation_id) })
    : null

/** US dollars, which older conversations lack; else credits. */
function toCost({ cost, cost_fiat }: Metadata, read: Reader): Cost | null {
  const [dollars, credits] = [read.decimal(cost_fiat), read.decimal(cost)]
  if (dollars !== null) return { amount: dollars, unit: 'USD' }
  return credits === null ? null : { amount: credits, unit: 'credits' }
}

const OUTCOMES: ReadonlyMap<string | null, boolean> = new Map([
  ['success', true],
  ['failure', false],
])

const toAnalysis = (row: Row, read: Reader) =>
  analysis(
    read.text(row.transcript_summary),
    OUTCOMES.get(read.text(row.call_successful)) ?? null,
    read.text(read.child(row.sentiment_analysis)?.overall_label),
  )

const SPEAKERS: ReadonlyMap<string | null, Turn['speaker']> = new Map([
  ['user', 'customer'],
  ['agent', 'agent'],
])

/** A turn without a message is one of tools alone. */
function toTurns(transcript: ConversationDetail['transcript'], read: Reader): Turn[] | null {
  const turns = read.list(transcript)?.flatMap((turn): Turn[] => {
    const text = read.text(turn.message)
    const speaker = SPEAKERS.get(read.text(turn.role)) ?? 'unknown'
    return text === null ? [] : [{ speaker, text, at: null, offsetSeconds: read.number(turn.time_in_call_secs) }]
  })
  return turns ?? null
}
