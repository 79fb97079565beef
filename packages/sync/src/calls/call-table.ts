import { fingerprint, holds, PARTS, subscriberNumber } from '@callspec/provider'
import type { Call, Part, Turn } from 'callspec'
import { CALL_COLUMNS } from 'callspec/columns'
import type { Cells, TableColumn, Upsert, Value } from '../store/store.js'

/** The columns of `calls` beyond those of every table of calls. */
const OWN_COLUMNS = [
  { name: 'raw', type: 'json' },
  { name: 'raw_detail', type: 'json' },
  { name: 'turn_count', type: 'integer' },
  { name: 'turns_fingerprint', type: 'text' },
  { name: 'row_parts', type: 'text' },
  { name: 'fetched_parts', type: 'text' },
  { name: 'list_rank', type: 'integer' },
  { name: 'digits_1', type: 'text' },
  { name: 'digits_2', type: 'text' },
  { name: 'other_occurred_at', type: 'stamp' },
  { name: 'written_at', type: 'stamp' },
] as const satisfies readonly TableColumn[]

export const TABLE_COLUMNS: readonly TableColumn[] = [...CALL_COLUMNS, ...OWN_COLUMNS]

/** Columns of a part: where a list row has none, it stays as `get` brought it. */
export const PART_COLUMNS: { readonly [Name in Part]: readonly string[] } = {
  transcript: ['transcript_text', 'turn_count', 'turns_fingerprint'],
  analysis: ['analysis_summary', 'analysis_successful', 'analysis_sentiment'],
  recording: ['recording_url'],
  cost: ['cost_amount', 'cost_unit'],
}

/** Whether a row of `calls`, by its name in a statement, has something of a part. */
export const PART_IS_THERE: { readonly [Name in Part]: (row: string) => string } = {
  transcript: (row) => `(${row}.turn_count > 0 OR ${row}.transcript_text <> '')`,
  analysis: (row) =>
    `(${row}.analysis_summary IS NOT NULL OR ${row}.analysis_sentiment IS NOT NULL OR ${row}.analysis_successful IS NOT NULL)`,
  recording: (row) => `${row}.recording_url IS NOT NULL`,
  cost: (row) => `${row}.cost_amount IS NOT NULL`,
}

/** Columns that a row which comes again does not change. `get` brought what `raw_detail` has. */
const KEPT = new Set(['key', 'raw_detail', 'written_at'])

/** The place of a call that no list has brought yet: only a web hook has. */
export const UNLISTED_RANK = 0

function onConflict(): string {
  const partOf = new Map(PARTS.flatMap((part) => PART_COLUMNS[part].map((column) => [column, part] as const)))
  const updates = TABLE_COLUMNS.filter(({ name }) => !KEPT.has(name)).map(({ name }) => {
    if (name === 'list_rank') return { name, value: PLACE }
    const part = partOf.get(name)
    return { name, value: part ? partUpdate(name, part) : name === 'fetched_parts' ? FETCHED : `excluded.${name}` }
  })
  const before = updates.map(({ name }) => `calls.${name}`).join(', ')
  const after = updates.map(({ value }) => value).join(', ')
  const set = updates.map(({ name, value }) => `${name} = ${value}`).join(', ')
  return `ON CONFLICT (key) DO UPDATE SET ${set}, written_at = excluded.written_at, gone_at = NULL
WHERE calls.gone_at IS NOT NULL OR (${before}) IS DISTINCT FROM (${after})`
}

/** A row that holds a part replaces it; but one that has nothing of it leaves what `get` brought. */
const partUpdate = (name: string, part: Part) =>
  `CASE WHEN ${PART_IS_THERE[part]('excluded')} THEN excluded.${name} WHEN excluded.row_parts LIKE '% ${part} %' AND calls.fetched_parts NOT LIKE '% ${part} %' THEN excluded.${name} ELSE calls.${name} END`

/** The row's place among those of the same instant stays, once it has one. */
const PLACE = `CASE WHEN calls.list_rank = ${UNLISTED_RANK} THEN excluded.list_rank ELSE calls.list_rank END`

/** What was fetched before, and what this list was asked to bring. */
const FETCHED = `CASE WHEN calls.fetched_parts LIKE '%' || excluded.fetched_parts || '%' THEN calls.fetched_parts ELSE calls.fetched_parts || excluded.fetched_parts END`

/** Inserts calls that were not erased; updates those that differ, and writes no others. */
export const CALL_UPSERT: Upsert = { table: 'calls', columns: TABLE_COLUMNS, onConflict: onConflict(), unlessIn: 'erased' }

/** Parts as a text with a space before and after each: ` cost transcript `. */
export const partList = (parts: readonly Part[]): string => (parts.length === 0 ? '' : ` ${parts.join(' ')} `)

export const partsIn = (list: Value): Part[] => PARTS.filter((part) => String(list).includes(` ${part} `))

/** What the table needs beside the call. */
export interface CallContext {
  /** The platform's own row as JSON. */
  raw: string | null
  /** Its place among calls of the same instant: the lower comes first. */
  rank: number
  /** Parts that rows have only because the list was asked for them. */
  asked: readonly Part[]
  /** The other instant at which it may have been. */
  otherReading: string | null
  /** RFC 3339. */
  now: string
}

/** The call as a row of `calls`. */
export function callCells(call: Call, { raw, rank, asked, otherReading, now }: CallContext): Cells {
  const cells: Value[] = CALL_COLUMNS.map((column) => column.valueOf(call))
  const held = PARTS.filter((part) => holds(call, part))
  const fetched = held.filter((part) => asked.includes(part))
  const { transcript = null } = call
  const [first, second] = digitsOf(call)
  cells.push(raw, null, transcript?.length ?? null, turnsFingerprint(transcript))
  cells.push(partList(held.filter((part) => !fetched.includes(part))), partList(fetched), rank, first, second, otherReading, now)
  return cells
}

export const turnsFingerprint = (turns: readonly Turn[] | null): string | null =>
  turns === null ? null : fingerprint(JSON.stringify(turns))

/** The digits by which a query for a phone number finds a call: the customer's or, where that is unknown, both numbers'. */
function digitsOf({ customerNumber, from, to }: Call): [Value, Value] {
  return customerNumber === null ? [digits(from), digits(to)] : [digits(customerNumber), null]
}

const digits = (number: string | null): string | null =>
  number === null ? null : (subscriberNumber(number)?.replace('+', '') ?? null)

/** The place of a column in a row of `calls`. */
export const placeOf = (name: string): number => TABLE_COLUMNS.findIndex((column) => column.name === name)
