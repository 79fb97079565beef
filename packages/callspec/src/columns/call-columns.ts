import type { Call } from '@callspec/provider'

/**
 * What a column holds: `stamp` RFC 3339 in UTC with milliseconds, `number` a floating-point number, `decimal` the digits of an amount,
 * whose precision a number would lose.
 */
export type ColumnType = 'text' | 'boolean' | 'stamp' | 'number' | 'decimal'

/** One column of a call as a flat row. */
export interface Column {
  /** In snake case: `occurred_at`, `agent_name`. */
  readonly name: string
  /** The member of a call that it holds, as in its JSON: `occurredAt`, `agent.name`. */
  readonly member: string
  readonly type: ColumnType
  /** Whether every call has a value. */
  readonly required: boolean
  /** The value of a call; `null` also for a part that was not asked for. */
  readonly valueOf: (call: FlatCall) => string | number | boolean | null
}

/** A call with or without the platform's own rows. */
export type FlatCall = Omit<Call, 'raw' | 'rawDetail'>

type Read = Column['valueOf']

const column =
  (type: ColumnType, required = false) =>
  (name: string, member: string, read: Read): Column => ({ name, member, type, required, valueOf: read })
const text = column('text')
const word = column('text', true)
const stamp = column('stamp')

/**
 * The columns of a call in the one order that tables, spreadsheets and files have them. Every member of `Call` but its turns and the platform's own
 * rows, which are no single value.
 */
export const CALL_COLUMNS: readonly Column[] = [
  word('key', 'key', ({ key }) => key),
  word('provider', 'provider', ({ provider }) => provider),
  word('source', 'source', ({ source }) => source),
  word('id', 'id', ({ id }) => id),
  stamp('occurred_at', 'occurredAt', ({ occurredAt }) => occurredAt),
  word('status', 'status', ({ status }) => status),
  text('raw_status', 'rawStatus', ({ rawStatus }) => rawStatus),
  column('boolean', true)('is_final', 'isFinal', ({ isFinal }) => isFinal),
  word('direction', 'direction', ({ direction }) => direction),
  word('channel', 'channel', ({ channel }) => channel),
  column('boolean')('is_test', 'isTest', ({ isTest }) => isTest),
  text('customer_number', 'customerNumber', ({ customerNumber }) => customerNumber),
  text('agent_number', 'agentNumber', ({ agentNumber }) => agentNumber),
  text('from_number', 'from', ({ from }) => from),
  text('to_number', 'to', ({ to }) => to),
  text('agent_id', 'agent.id', ({ agent }) => agent?.id ?? null),
  text('agent_name', 'agent.name', ({ agent }) => agent?.name ?? null),
  text('campaign_id', 'campaign.id', ({ campaign }) => campaign?.id ?? null),
  text('campaign_name', 'campaign.name', ({ campaign }) => campaign?.name ?? null),
  text('contact_id', 'contact.id', ({ contact }) => contact?.id ?? null),
  text('contact_name', 'contact.name', ({ contact }) => contact?.name ?? null),
  text('contact_email', 'contact.email', ({ contact }) => contact?.email ?? null),
  column('number')('duration_seconds', 'durationSeconds', ({ durationSeconds }) => durationSeconds),
  column('decimal')('cost_amount', 'cost.amount', ({ cost }) => cost?.amount ?? null),
  text('cost_unit', 'cost.unit', ({ cost }) => cost?.unit ?? null),
  text('answered_by', 'answeredBy', ({ answeredBy }) => answeredBy),
  text('end_reason_code', 'endReason.code', ({ endReason }) => endReason?.code ?? null),
  text('end_reason_raw', 'endReason.raw', ({ endReason }) => endReason?.raw ?? null),
  stamp('created_at', 'createdAt', ({ createdAt }) => createdAt),
  stamp('started_at', 'startedAt', ({ startedAt }) => startedAt),
  stamp('ended_at', 'endedAt', ({ endedAt }) => endedAt),
  stamp('updated_at', 'updatedAt', ({ updatedAt }) => updatedAt),
  text('carrier_id', 'carrierId', ({ carrierId }) => carrierId),
  text('recording_url', 'recordingUrl', ({ recordingUrl }) => recordingUrl ?? null),
  text('transcript_text', 'transcriptText', ({ transcriptText }) => transcriptText ?? null),
  text('analysis_summary', 'analysis.summary', ({ analysis }) => analysis?.summary ?? null),
  column('boolean')('analysis_successful', 'analysis.successful', ({ analysis }) => analysis?.successful ?? null),
  text('analysis_sentiment', 'analysis.sentiment', ({ analysis }) => analysis?.sentiment ?? null),
]
