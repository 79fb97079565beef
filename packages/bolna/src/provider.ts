import type { Channel, Direction, EndReason, EndReasonCode, Reader } from '@callspec/provider'
import {
  defineProvider,
  detailsOf,
  endReason,
  fromCents,
  inPath,
  local,
  named,
  query,
  requestPerWord,
  sidesByDirection,
  statusWords,
  toDirection,
  toStamp,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listExecutionsStatus } from './generated/enums.js'
import { listExecutions } from './generated/inputs.js'
import type { Execution, TelephonyData } from './generated/types.js'

/** Words of Bolna alone; the others are common ones. */
const STATUSES = {
  rescheduled: 'queued',
  initiate: 'queued',
  // The line is down; `completed` follows when all about the call is known.
  'call-disconnected': 'in_progress',
  stopped: 'canceled',
  'balance-low': 'failed',
} as const

const CHANNELS: ReadonlyMap<string | null, Channel> = new Map([
  ['twilio', 'phone'],
  ['plivo', 'phone'],
  ['web-call', 'web'],
  ['websocket', 'web'],
])

/** Documented texts that name a reason by themselves; the list is open, and carriers add their own. */
const REASONS: Readonly<Record<string, EndReasonCode>> = {
  inactivity_timeout: 'timeout',
  'Call timed out': 'timeout',
  llm_prompted_hangup: 'agent_hangup',
  'Call recipient was busy': 'busy',
  'Call unanswered': 'no_answer',
  'Call recipient hung up': 'customer_hangup',
  'Network Congestion From Carrier': 'error',
  'Telephony Internal Error': 'error',
  'Carrier Internal Error': 'error',
  'Bolna Error': 'error',
}

/** Bolna. https://docs.bolna.ai/api-reference/agent/v2/get_all_agent_executions */
export const bolna = defineProvider({
  descriptor,
  assumptions,
  list: '/v2/agent/{agent_id}/executions',
  takes: { list: listExecutions },
  stamps: { createdAt: 'created_at' },
  statuses: STATUSES,
  map(row: Execution, read, { parent }) {
    const carrier = read.child(row.telephony_data)
    const direction = toDirection(read.text(carrier?.call_type))
    const cents = fromCents(read.decimal(row.total_cost))
    return {
      carrierId: read.id(carrier?.provider_call_id),
      rawStatus: read.text(row.status),
      direction,
      channel: CHANNELS.get(read.text(carrier?.provider)) ?? 'unknown',
      isTest: null,
      sides: sidesByDirection(direction, read.text(carrier?.from_number), read.text(carrier?.to_number)),
      // Rows may leave the agent out, and never tell its name.
      agent: named(read.id(row.agent_id) ?? parent?.id ?? null, parent?.name ?? null),
      campaign: named(read.id(row.batch_id), null),
      contact: null,
      createdAt: read.stamp(row.created_at),
      startedAt: null,
      endedAt: null,
      updatedAt: read.stamp(row.updated_at),
      durationSeconds: read.number(row.conversation_duration) ?? read.number(row.conversation_time),
      endReason: toEndReason(row, carrier, direction, read),
      // That no machine was found does not prove a person.
      answeredBy: read.flag(row.answered_by_voice_mail) ? 'machine' : null,
      // Cents of a currency that no page names.
      cost: row.total_cost === undefined ? undefined : cents === null ? null : { amount: cents, unit: 'unknown' },
      recordingUrl: toRecordingUrl(row, carrier, read),
      transcript: row.transcript === undefined ? undefined : null,
      // The form of its lines is not documented.
      transcriptText: row.transcript === undefined ? undefined : read.text(row.transcript),
      analysis: null,
    }
  },
  filters: {
    period: {
      kind: 'inexact',
      because: 'from and to compare created_at, and both count',
      pushdown: ({ since, until }) => ({
        query: { ...(since !== null && { from: toStamp(since) }), ...(until !== null && { to: toStamp(until) }) },
      }),
    },
    status: {
      kind: 'exact',
      because: 'status takes one documented word; queued has one more that it does not take',
      pushdown: (wanted) =>
        wanted.includes('queued') ? null : requestPerWord('status', statusWords(wanted, listExecutionsStatus, STATUSES)),
    },
    direction: {
      kind: 'exact',
      because: 'call_type takes inbound or outbound',
      assumes: ['row-members'],
      pushdown: (direction, assume) =>
        direction === 'unknown' || assume('row-members') !== 'all' ? null : query('call_type', direction),
    },
    channel: local('which providers the calls of one channel have is not documented'),
    isTest: unsupported('neither rows nor filters distinguish tests from real calls'),
    phoneNumber: local('no parameter of the list compares numbers'),
    agentId: { kind: 'exact', because: 'each agent has a list of its own', pushdown: (id) => inPath('agent_id', id) },
    campaignId: {
      kind: 'exact',
      because: 'batch_id, which trimmed rows do not repeat',
      assumes: ['unseen-filters'],
      carried: false,
      pushdown: (id, assume) => (assume('unseen-filters') === 'applied' ? query('batch_id', id) : null),
    },
  },
  mapAssumes: { row: ['row-members'] },
  parts: { transcript: 'get', analysis: 'never', recording: 'get', cost: 'get' },
  // Trimmed rows lack what tells them.
  details: detailsOf([
    'carrierId',
    'direction',
    'customerNumber',
    'agentNumber',
    'agent',
    'campaign',
    'updatedAt',
    'endReason',
    'answeredBy',
  ]),
  get: { path: '/executions/{execution_id}', toRow: (execution: Execution) => execution },
})

export const toCall = bolna.toCall

/** The text says more than who hung up. */
function toEndReason(row: Execution, carrier: TelephonyData | null, direction: Direction, read: Reader): EndReason | null {
  const by = read.text(carrier?.hangup_by)
  const raw = read.text(row.termination_reason) ?? read.text(carrier?.hangup_reason) ?? by
  const reason = endReason(raw, REASONS)
  return reason?.code === 'unknown' ? { ...reason, code: codeOf(by, direction) } : reason
}

function codeOf(by: string | null, direction: Direction): EndReasonCode {
  if (by === 'API Request') return 'api'
  if (by === 'Error') return 'error'
  const isCustomer = (by === 'Caller' && direction === 'inbound') || (by === 'Callee' && direction === 'outbound')
  return isCustomer ? 'customer_hangup' : 'unknown'
}

function toRecordingUrl(row: Execution, carrier: TelephonyData | null, read: Reader): string | null | undefined {
  if (row.telephony_data === undefined) return undefined
  if (carrier === null) return null
  return carrier.recording_url === undefined ? undefined : read.text(carrier.recording_url)
}
