import type { Call, Redacted } from 'callspec'
import { CALL_COLUMNS, selectMembers } from 'callspec/columns'
import { cleanText } from './clean-text.js'
import type { Meaning } from './color.js'
import { durationText } from './duration-text.js'
import { statusMeaning } from './status-meaning.js'
import type { Column } from './text-table.js'
import { clockText } from './zoned-stamp.js'

/** A column of a table of calls. */
export interface CallColumn extends Column {
  /** The member of `Call` that it shows. */
  name: string
  cellOf: (call: Redacted<Call>) => string
  isStamp: boolean
}

const STAMPS: readonly string[] = CALL_COLUMNS.filter(({ type }) => type === 'stamp').map(({ member }) => member)
/** Groups that have one cell, with what tells most of them. */
const IN_ONE_CELL: readonly string[] = ['agent', 'campaign', 'contact', 'cost', 'endReason']
const IDS = ['key', 'id', 'carrierId', 'agent.id', 'campaign.id', 'contact.id']

const HEADS: Readonly<Record<string, string>> = {
  occurredAt: 'when',
  customerNumber: 'customer',
  durationSeconds: 'duration',
  endReason: 'end reason',
  answeredBy: 'answered by',
}

const NUMBERS: ReadonlySet<string> = new Set(['durationSeconds', 'cost.amount'])

/** Of several lines. */
const LONG_TEXTS: ReadonlySet<string> = new Set(['transcriptText', 'analysis.summary'])

const meaningOf = (name: string): ((cell: string) => Meaning | undefined) | undefined => {
  if (name === 'status') return statusMeaning
  return IDS.includes(name) ? () => 'dim' : undefined
}

/** What `callColumn` takes for these names: members, and groups that have one cell. */
export const cellNames = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => (IN_ONE_CELL.includes(name) ? name : selectMembers([name])))),
]

/** The column of a member of a call, or of a group such as `agent` in one cell. Stamps are shown in the zone. */
export function callColumn(name: string, zone: string): CallColumn {
  const head = HEADS[name] ?? name
  const isStamp = STAMPS.includes(name)
  return {
    name,
    isStamp,
    head: isStamp ? `${head} (${zone})` : head,
    align: NUMBERS.has(name) ? 'right' : 'left',
    meaning: meaningOf(name),
    cellOf: (call) => {
      const value = memberOf(call, name)
      const text = isStamp && typeof value === 'string' ? clockText(value, zone) : valueText(name, value)
      // An empty cell would shift the ones after it wherever columns are told apart by spaces.
      return cleanText(text.trim() || '-')
    },
  }
}

const memberOf = (call: Redacted<Call>, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, member) => (typeof value === 'object' && value !== null ? Reflect.get(value, member) : null), call)

function valueText(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (name === 'durationSeconds' && typeof value === 'number') return durationText(value)
  if (LONG_TEXTS.has(name)) return String(value).replace(/\s+/g, ' ')
  if (typeof value !== 'object') return String(value)
  const member = (path: string) => {
    const own: unknown = Reflect.get(value, path)
    return own === null || own === undefined ? '' : String(own)
  }
  if (name === 'cost') return [member('amount'), member('unit')].filter((text) => text !== 'unknown').join(' ')
  return name === 'endReason' ? member('code') : member('name').trim() || member('id')
}
