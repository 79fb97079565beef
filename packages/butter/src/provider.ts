import type { Reader, Turn } from '@callspec/provider'
import { defineProvider, endReason, local, named, sidesByDirection, toDirection, unsupported } from '@callspec/provider'
import { assumptions } from './generated/assumptions.js'
import { descriptor } from './generated/descriptor.js'
import { listCalls } from './generated/inputs.js'
import type { CallDetail, CallSummary } from './generated/types.js'

const NO_FILTER = 'no filter of the list is documented'

const END_REASONS = { user_hangup: 'customer_hangup' } as const
/** Including the assumed meaning of `tool_end_call`. */
const ASSUMED_END_REASONS = { ...END_REASONS, tool_end_call: 'agent_hangup' } as const

type Row = CallSummary & Pick<CallDetail, 'transcript'>

/** Butter AI. https://docs.getbutter.ai/api-reference/calls/list */
export const butter = defineProvider({
  descriptor,
  assumptions,
  list: '/api/calls',
  takes: { list: listCalls },
  stamps: { createdAt: 'created_at', startedAt: 'start_time' },
  map(row: Row, read, { assume }) {
    const type = read.text(row.call_type)
    const direction = toDirection(type)
    const amount = read.decimal(row.total_cost)
    return {
      carrierId: null,
      rawStatus: read.text(row.status),
      direction,
      // The channel of a preview is not documented.
      channel: direction === 'unknown' ? 'unknown' : 'phone',
      isTest: type === null ? null : type !== 'preview' ? false : assume('preview-calls') === 'test' || null,
      sides: sidesByDirection(direction, read.text(row.from_number), read.text(row.to_number)),
      agent: named(read.id(row.agent_id), read.text(row.agent_name)),
      campaign: null,
      contact: null,
      createdAt: read.stamp(row.created_at),
      startedAt: read.stamp(row.start_time),
      endedAt: read.stamp(row.end_time),
      updatedAt: read.stamp(row.updated_at),
      durationSeconds: read.number(row.duration_seconds),
      endReason: endReason(
        read.text(row.end_reason),
        assume('tool-end-call') === 'agent-hangup' ? ASSUMED_END_REASONS : END_REASONS,
      ),
      answeredBy: null,
      cost: amount === null ? null : { amount, unit: 'credits' },
      recordingUrl: null,
      transcript:
        row.transcript === undefined
          ? undefined
          : toTurns(read, row.transcript, assume('transcript-speakers') === 'agent-and-user'),
      transcriptText: row.transcript === undefined ? undefined : null,
      analysis: null,
    }
  },
  filters: {
    period: local(NO_FILTER),
    status: local(NO_FILTER),
    direction: local(NO_FILTER),
    channel: local(NO_FILTER),
    isTest: local(`${NO_FILTER}; rows show a preview in call_type`),
    phoneNumber: local(NO_FILTER),
    agentId: local(NO_FILTER),
    campaignId: unsupported('neither rows nor filters name a campaign'),
  },
  mapAssumes: { row: ['preview-calls', 'tool-end-call'], transcript: ['transcript-speakers'] },
  parts: { transcript: 'get', analysis: 'never', recording: 'never', cost: 'row' },
  get: {
    path: '/api/calls/{call_sid}',
    accepts: (id) => /^call_[A-Za-z0-9]+$/.test(id),
    // The response's members are documented without their nesting: those of the list row may or may not be there.
    toRow({ data }: { data?: CallDetail }, id) {
      const isCall = typeof data === 'object' && data !== null && !Array.isArray(data)
      return (isCall ? { ...data, call_sid: data.call_sid || id } : {}) as Row
    },
  },
})

export const toCall = butter.toCall

const AGENT: ReadonlySet<string> = new Set(['agent', 'assistant'])
const CUSTOMER: ReadonlySet<string> = new Set(['user', 'customer'])

/** The values of `speaker` are not documented. */
function toTurns(read: Reader, transcript: Row['transcript'], assumed: boolean): Turn[] | null {
  const turns = read.list(transcript)?.map((turn): Turn => {
    const speaker = read.text(turn.speaker) ?? ''
    return {
      speaker: !assumed ? 'unknown' : AGENT.has(speaker) ? 'agent' : CUSTOMER.has(speaker) ? 'customer' : 'unknown',
      text: read.text(turn.text) ?? '',
      at: null,
      offsetSeconds: null,
    }
  })
  return turns ?? null
}
