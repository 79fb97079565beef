import type { Agent, Call, Contact, EndReason } from 'callspec'
import type { Cells, Value } from '../store/store.js'
import { AT } from './read-columns.js'

/** A cell of a row that `callCells` made: of the member's type. */
type Cell = Value | undefined

/**
 * The call of a row, without its parts. Its members come in the order that they have on a live call, so that both make the same JSON. `raw` is
 * parsed when it is read: few readers do, and it takes longer than the rest.
 */
export function toCall(row: Cells): Call {
  let rawText = row[AT.raw] as string | null
  // A row that is no JSON is not kept.
  let raw: unknown = null
  const call = {
    key: row[AT.key],
    provider: row[AT.provider],
    source: row[AT.source],
    id: row[AT.id],
    carrierId: row[AT.carrier_id],
    status: row[AT.status],
    rawStatus: row[AT.raw_status],
    isFinal: Boolean(row[AT.is_final]),
    direction: row[AT.direction],
    channel: row[AT.channel],
    isTest: flag(row[AT.is_test]),
    from: row[AT.from_number],
    to: row[AT.to_number],
    customerNumber: row[AT.customer_number],
    agentNumber: row[AT.agent_number],
    agent: named(row[AT.agent_id], row[AT.agent_name]),
    campaign: named(row[AT.campaign_id], row[AT.campaign_name]),
    contact: contact(row[AT.contact_id], row[AT.contact_name], row[AT.contact_email]),
    occurredAt: row[AT.occurred_at],
    createdAt: row[AT.created_at],
    startedAt: row[AT.started_at],
    endedAt: row[AT.ended_at],
    updatedAt: row[AT.updated_at],
    durationSeconds: row[AT.duration_seconds],
    endReason: endReason(row[AT.end_reason_code], row[AT.end_reason_raw]),
    answeredBy: row[AT.answered_by],
    get raw() {
      if (rawText !== null) raw = JSON.parse(rawText)
      rawText = null
      return raw
    },
    set raw(value) {
      rawText = null
      raw = value
    },
  }
  // `callCells` wrote the row from a call, member by member.
  return call as unknown as Call
}

export const flag = (cell: Cell): boolean | null => (cell === null ? null : Boolean(cell))

// Written from such groups, as above.
const named = (id: Cell, name: Cell) => (id === null && name === null ? null : { id, name }) as Agent | null

const contact = (id: Cell, name: Cell, email: Cell) =>
  (id === null && name === null && email === null ? null : { id, name, email }) as Contact | null

const endReason = (code: Cell, raw: Cell) => (code === null ? null : { code, raw }) as EndReason | null
