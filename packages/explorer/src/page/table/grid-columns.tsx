import { outcomeOf } from 'callspec/stats'
import type { ComponentChildren } from 'preact'
import type { ShownCall } from '../../api/answers.js'
import type { SortColumn } from '../../api/explorer-query.js'
import { Icon, type IconName } from '../marks/icon.js'
import { StatusMark } from '../marks/status-mark.js'
import { durationText } from '../text/duration-text.js'
import { stampText } from '../text/stamp-text.js'
import { wordText } from '../text/word-text.js'

/** A column of the table. */
export interface GridColumn {
  id: string
  title: string
  /** Its least width in pixels. */
  width: number
  /** Whether it takes what room is left. */
  grows?: boolean
  isNumber?: boolean
  /** What a click on its head sorts by. */
  sort?: SortColumn
  /** Columns of an exported file that hold the same. */
  exported: readonly string[]
  /** What stands in its cell; `null`: nothing is known. */
  cell: (call: ShownCall, timeZone: string) => ComponentChildren
}

type Read = (call: ShownCall) => string | null | undefined

const text = (
  id: string,
  title: string,
  width: number,
  exported: readonly string[],
  read: Read,
  sort?: SortColumn,
): GridColumn => ({
  id,
  title,
  width,
  exported,
  cell: (call) => shown(read(call)),
  ...(sort && { sort }),
})

const stamp = (id: string, title: string, exported: string, read: Read, sort?: SortColumn): GridColumn => ({
  id,
  title,
  width: 164,
  exported: [exported],
  cell: (call, timeZone) => {
    const at = read(call)
    return at ? <time dateTime={at}>{stampText(at, timeZone)}</time> : null
  },
  ...(sort && { sort }),
})

// Names that people gave may be in any script, and hold marks that turn the line around.
const shown = (value: string | null | undefined) => (value ? <bdi title={value.slice(0, 500)}>{value}</bdi> : null)

/** Of calls whose direction is not known, both numbers. */
const customerOf = ({ customerNumber, from, to }: ShownCall) => customerNumber ?? ([from, to].filter(Boolean).join(' → ') || null)

/** What stands in a cell where nothing is known. */
export const NOTHING = (
  <span class="muted">
    <span aria-hidden="true">–</span>
    <span class="unseen">unknown</span>
  </span>
)

const ARROWS: Record<ShownCall['direction'], IconName> = { inbound: 'inbound', outbound: 'outbound', unknown: 'unknown' }

/** All columns, in the order that they have unless one chooses another. */
export const GRID_COLUMNS: readonly GridColumn[] = [
  stamp('occurredAt', 'Time', 'occurred_at', ({ occurredAt }) => occurredAt, 'occurredAt'),
  {
    id: 'status',
    title: 'Status',
    width: 114,
    sort: 'status',
    exported: ['status'],
    cell: ({ status }) => <StatusMark status={status} />,
  },
  {
    ...text('agent', 'Agent', 136, ['agent_id', 'agent_name'], ({ agent }) => agent?.name ?? agent?.id, 'agent'),
    grows: true,
  },
  {
    id: 'customerNumber',
    title: 'Customer',
    width: 148,
    sort: 'customerNumber',
    exported: ['direction', 'customer_number', 'from_number', 'to_number'],
    cell: (call) => (
      <span class="with-icon" title={call.direction}>
        <Icon name={ARROWS[call.direction]} />
        <span class="unseen">{call.direction} </span>
        {shown(customerOf(call)) ?? NOTHING}
      </span>
    ),
  },
  {
    id: 'durationSeconds',
    title: 'Duration',
    width: 84,
    isNumber: true,
    sort: 'durationSeconds',
    exported: ['duration_seconds'],
    cell: ({ durationSeconds }) =>
      durationSeconds === null ? null : <span title={`${durationSeconds} s`}>{durationText(durationSeconds)}</span>,
  },
  {
    id: 'cost',
    title: 'Cost',
    width: 112,
    isNumber: true,
    sort: 'cost',
    exported: ['cost_amount', 'cost_unit'],
    cell: ({ cost }) =>
      cost ? (
        <span>
          {cost.amount}{' '}
          {cost.unit === 'unknown' ? (
            <small title="The platform states no unit">
              <span aria-hidden="true">?</span>
              <span class="unseen">unit unknown</span>
            </small>
          ) : (
            <small>{cost.unit}</small>
          )}
        </span>
      ) : null,
  },
  text('source', 'Source', 106, ['source'], ({ source }) => source, 'source'),
  { ...text('id', 'Id', 160, ['id'], ({ id }) => id), grows: true },
  {
    id: 'direction',
    title: 'Direction',
    width: 98,
    sort: 'direction',
    exported: ['direction'],
    cell: ({ direction }) => direction,
  },
  text('outcome', 'Outcome', 96, ['answered_by', 'end_reason_code'], (call) => wordText(outcomeOf(call)), 'outcome'),
  text(
    'endReason',
    'End reason',
    130,
    ['end_reason_code', 'end_reason_raw'],
    ({ endReason }) => endReason && (endReason.code === 'unknown' ? endReason.raw : wordText(endReason.code)),
    'endReason',
  ),
  text('channel', 'Channel', 84, ['channel'], ({ channel }) => channel, 'channel'),
  text('provider', 'Provider', 104, ['provider'], ({ provider }) => provider, 'provider'),
  text('contact', 'Contact', 150, ['contact_id', 'contact_name', 'contact_email'], ({ contact }) =>
    contact ? (contact.name ?? contact.email ?? contact.id) : null,
  ),
  text('campaign', 'Campaign', 140, ['campaign_id', 'campaign_name'], ({ campaign }) => campaign?.name ?? campaign?.id),
  text('summary', 'Summary', 280, ['analysis_summary'], ({ analysis }) => analysis?.summary),
  text('sentiment', 'Sentiment', 100, ['analysis_sentiment'], ({ analysis }) => analysis?.sentiment),
  text('successful', 'Successful', 100, ['analysis_successful'], ({ analysis }) => yesOrNo(analysis?.successful)),
  text('answeredBy', 'Answered by', 104, ['answered_by'], ({ answeredBy }) => answeredBy),
  text('agentNumber', "Agent's number", 132, ['agent_number'], ({ agentNumber }) => agentNumber),
  text('from', 'From', 132, ['from_number'], ({ from }) => from),
  text('to', 'To', 132, ['to_number'], ({ to }) => to),
  text('isTest', 'Test', 64, ['is_test'], ({ isTest }) => yesOrNo(isTest)),
  text('rawStatus', "Platform's status", 130, ['raw_status'], ({ rawStatus }) => rawStatus),
  stamp('createdAt', 'Created', 'created_at', ({ createdAt }) => createdAt),
  stamp('endedAt', 'Ended', 'ended_at', ({ endedAt }) => endedAt),
  stamp('updatedAt', 'Updated', 'updated_at', ({ updatedAt }) => updatedAt),
  text('carrierId', "Carrier's id", 190, ['carrier_id'], ({ carrierId }) => carrierId),
]

/** Those that are shown unless one chooses others. */
export const FIRST_COLUMNS: readonly string[] = GRID_COLUMNS.slice(0, 8).map(({ id }) => id)

const yesOrNo = (value: boolean | null | undefined) => (value === null || value === undefined ? null : value ? 'yes' : 'no')
