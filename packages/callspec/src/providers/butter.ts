import { type CallDetail, type CallSummary, createButter, descriptor } from '@callspec/butter'
import type { Fields } from '../fields.js'
import { endReason, named, sidesByDirection, toDirection } from '../mapping.js'
import type { Turn } from '../model.js'
import { defineProvider } from '../provider.js'
import { createdOrder, impossible, local } from '../push.js'

const NO_FILTER = 'no filter of the list is documented'

const END_REASONS = { user_hangup: 'customer_hangup', tool_end_call: 'agent_hangup' } as const

type Row = CallSummary & Pick<CallDetail, 'transcript'>

/** Butter AI. https://docs.getbutter.ai/api-reference/calls/list */
export const butter = defineProvider({
  descriptor,
  createClient: createButter,
  list: '/api/calls',
  tellsStart: true,
  map(row: Fields<Row>, { assume }) {
    const type = row.text('call_type')
    const direction = toDirection(type)
    const amount = row.decimal('total_cost')
    return {
      id: row.requiredId('call_sid'),
      carrierId: null,
      rawStatus: row.text('status'),
      direction,
      // How a preview is carried is not documented.
      channel: direction === 'unknown' ? 'unknown' : 'phone',
      isTest: type === null ? null : type === 'preview',
      sides: sidesByDirection(direction, row.text('from_number'), row.text('to_number')),
      agent: named(row.text('agent_id'), row.text('agent_name')),
      campaign: null,
      contact: null,
      createdAt: row.stamp('created_at'),
      startedAt: row.stamp('start_time'),
      endedAt: row.stamp('end_time'),
      updatedAt: row.stamp('updated_at'),
      durationSeconds: row.number('duration_seconds'),
      endReason: endReason(row.text('end_reason'), END_REASONS),
      answeredBy: null,
      cost: amount === null ? null : { amount, unit: 'credits' },
      recordingUrl: null,
      transcript: row.has('transcript') ? toTurns(row, assume('transcript-speakers') === 'agent-and-user') : undefined,
      transcriptText: row.has('transcript') ? null : undefined,
      analysis: null,
    }
  },
  filters: {
    period: local(NO_FILTER),
    status: local(NO_FILTER),
    direction: local(NO_FILTER),
    channel: local(NO_FILTER),
    isTest: local(`${NO_FILTER}; rows tell a preview by call_type`),
    phoneNumber: local(NO_FILTER),
    agentId: local(NO_FILTER),
    campaignId: impossible('neither rows nor filters name a campaign'),
  },
  sort: createdOrder,
  mapAssumes: { transcript: ['transcript-speakers'] },
  parts: { transcript: 'get', analysis: 'never', recording: 'never', cost: 'row' },
  get: {
    path: '/api/calls/{call_sid}',
    parameter: 'call_sid',
    accepts: (id) => /^call_[A-Za-z0-9]+$/.test(id),
    // The members of the answer are documented without their nesting: those of the list row may or may not be there.
    toRow({ data }: { data?: CallDetail }, id) {
      const isCall = typeof data === 'object' && data !== null && !Array.isArray(data)
      return (isCall ? { ...data, call_sid: data.call_sid ?? id } : {}) as Row
    },
  },
})

export const toCall = butter.toCall

const AGENT: ReadonlySet<string> = new Set(['agent', 'assistant'])
const CUSTOMER: ReadonlySet<string> = new Set(['user', 'customer'])

/** The values of `speaker` are not documented. */
function toTurns(row: Fields<Row>, assumed: boolean): Turn[] | null {
  const turns = row.list('transcript')?.map((turn): Turn => {
    const speaker = turn.text('speaker') ?? ''
    return {
      speaker: !assumed ? 'unknown' : AGENT.has(speaker) ? 'agent' : CUSTOMER.has(speaker) ? 'customer' : 'unknown',
      text: turn.text('text') ?? '',
      at: null,
    }
  })
  return turns ?? null
}
