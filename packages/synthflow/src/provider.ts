import type { Analysis, Channel, EndReasonCode, Reader, Sides } from '@callspec/provider'
import {
  type ApiAddress,
  analysis,
  apiPath,
  contact,
  defineProvider,
  endReason,
  local,
  named,
  query,
  sidesByDirection,
  sidesByRole,
  toDirection,
  unsupported,
} from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCalls } from './generated/inputs.js'
import type { Call, CallDetails } from './generated/types.js'
import { toTurns } from './to-turns.js'

/** What `spam`, `paused` and `checking` say of a call is not documented. */
const STATUSES = {
  pending: 'queued',
  queue: 'queued',
  hangup_on_voicemail: 'completed',
  left_voicemail: 'completed',
  'user-canceled': 'canceled',
} as const

/** Words of four pages. Who broke off a `human_pick_up_cut_off` is not documented. */
const END_REASONS: Readonly<Record<string, EndReasonCode>> = {
  human_goodbye: 'customer_hangup',
  human_ended_call: 'customer_hangup',
  human_hangup: 'customer_hangup',
  user_disconnected: 'customer_hangup',
  user_canceled: 'customer_hangup',
  agent_goodbye: 'agent_hangup',
  agent_ended_call: 'agent_hangup',
  custom_end_call: 'agent_hangup',
  voicemail: 'voicemail',
  voicemail_cut_off: 'voicemail',
  voicemail_message_left: 'voicemail',
  timeout: 'timeout',
  max_duration: 'timeout',
  idle_time_exceeded: 'timeout',
  error: 'error',
  human_pick_up_cut_off: 'other',
}

const CHANNELS: ReadonlyMap<string | null, Channel> = new Map([
  ['inbound', 'phone'],
  ['outbound', 'phone'],
  ['widget', 'web'],
])

const VERDICTS: ReadonlyMap<string | undefined, boolean> = new Map([
  ['true', true],
  ['false', false],
])

/** Synthflow. https://docs.synthflow.ai/api-reference/platform-api/calls/list-calls */
export const synthflow = defineProvider({
  descriptor,
  assumptions,
  list: '/calls',
  takes: { list: listCalls },
  stamps: { startedAt: 'start_time' },
  statuses: STATUSES,
  map(row: Call, read, { parent, assume }) {
    const type = read.text(row.type_of_call)
    const agentId = read.id(row.model_id) ?? parent?.id ?? null
    return {
      carrierId: null,
      rawStatus: read.text(row.call_status),
      direction: toDirection(type),
      channel: CHANNELS.get(type) ?? 'unknown',
      isTest: null,
      sides: toSides(row, read),
      agent: named(agentId, parent?.id === agentId ? (parent?.name ?? null) : null),
      campaign: null,
      contact: contact(null, read.text(row.lead_name) ?? read.text(row.name), null),
      createdAt: null,
      startedAt: read.epoch(row.start_time),
      endedAt: zoned(read.text(row.telephony_end), read),
      updatedAt: null,
      durationSeconds: read.number(row.duration),
      endReason: endReason(read.text(row.end_call_reason), END_REASONS),
      answeredBy: answeredBy(row, read),
      cost: null,
      recordingUrl: recordingOf(row, read),
      transcript: assume('transcript-speakers') === 'unknown' ? null : toTurns(read.text(row.transcript)),
      transcriptText: read.text(row.transcript),
      analysis: row.judge_results === undefined ? undefined : toAnalysis(row, read, assume('goal-verdict') === 'success'),
    }
  },
  filters: {
    period: {
      kind: 'inexact',
      because: 'from_date compares the begin stamp; which stamp to_date compares, and whether bounds count, is not documented',
      // No call was before 1970, and an epoch has no sign.
      pushdown: ({ since }) => (since === null ? null : query('from_date', Math.max(0, Math.floor(since) - 1))),
    },
    status: local('which words call_status takes is not documented'),
    direction: local('no parameter of the list compares the direction'),
    channel: local('no parameter of the list compares the type of call'),
    isTest: unsupported('neither rows nor filters distinguish tests from real calls'),
    phoneNumber: local('whether lead_phone_number finds the numbers of agents, and how it compares, is not documented'),
    agentId: {
      kind: 'exact',
      because: 'model_id names the agent whose calls are listed',
      pushdown: (id) => query('model_id', id),
    },
    campaignId: unsupported('neither rows nor filters of the list name a batch'),
    duration: {
      kind: 'exact',
      because: 'duration_min and duration_max compare whole seconds, and both bounds count',
      pushdown: ({ min, max }) => ({
        query: {
          ...(min !== null && { duration_min: Math.ceil(min) }),
          ...(max !== null && { duration_max: Math.floor(max) }),
        },
      }),
    },
  },
  mapAssumes: { analysis: ['goal-verdict'], transcript: ['transcript-speakers'] },
  parts: { transcript: 'row', analysis: 'row', recording: 'row', cost: 'never' },
  get: { path: '/calls/{call_id}', toRow },
})

export const toCall = synthflow.toCall

/** The single call, which comes as a list of one; its status has another name. */
function toRow({ response }: CallDetails): Call {
  const { status, ...detail } = response?.calls?.[0] ?? {}
  return { ...detail, ...(status !== undefined && { call_status: status }) }
}

/** By the direction of the call where a row has the one kind of numbers alone. */
function toSides(row: Call, read: Reader): Sides {
  const direction = toDirection(read.text(row.type_of_call))
  const byRole = sidesByRole(direction, read.text(row.lead_phone_number), read.text(row.agent_phone_number))
  const byDirection = sidesByDirection(direction, read.text(row.phone_number_from), read.text(row.phone_number_to))
  return {
    from: byDirection.from ?? byRole.from,
    to: byDirection.to ?? byRole.to,
    customerNumber: byRole.customerNumber ?? byDirection.customerNumber,
    agentNumber: byRole.agentNumber ?? byDirection.agentNumber,
  }
}

/** The zone of stamps without one is not documented. */
const zoned = (stamp: string | null, read: Reader): string | null =>
  /(Z|[+-]\d{2}:?\d{2})$/.test(stamp ?? '') ? read.stamp(stamp) : null

function answeredBy(row: Call, read: Reader): 'human' | 'machine' | null {
  if (['hangup_on_voicemail', 'left_voicemail'].includes(read.text(row.call_status) ?? '')) return 'machine'
  return read.text(row.end_call_reason)?.startsWith('human_') ? 'human' : null
}

/** From 2027-01-10 rows have no address, and do not say whether there is a recording; a call of no length has none. */
function recordingOf(row: Call, read: Reader): string | ApiAddress | null {
  if (row.recording_url !== undefined) return read.text(row.recording_url)
  if ((read.number(row.duration) ?? 0) === 0) return null
  return apiPath('/calls/{call_id}/recording', { call_id: read.id(row.call_id) })
}

/** Verdicts, of which `call_summary` is no summary and `user_sentiment` no mood. */
function toAnalysis({ judge_results: verdicts }: Call, read: Reader, isSuccess: boolean): Analysis | null {
  const goal = read.text(read.child(verdicts)?.goal)?.toLowerCase()
  return analysis(null, isSuccess ? (VERDICTS.get(goal) ?? null) : null, null)
}
