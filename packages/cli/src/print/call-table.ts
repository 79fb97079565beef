import type { Call, Redacted } from 'callspec'
import { cleanText } from './clean-text.js'
import { durationText } from './duration-text.js'
import { type Column, columnWidths, GAP, layOut } from './text-table.js'
import { clockText } from './zoned-stamp.js'

/** Turns listed calls into text, a batch at a time. */
export interface CallWriter {
  /** The text that is ready after these calls. */
  add(calls: readonly (Call | Redacted<Call>)[]): string
  /** The rest of the text. */
  end(): string
}

const WHEN = 0
const CUSTOMER = 4
const AGENT = 5

const columnsIn = (zone: string): readonly Column[] => [
  { head: `when (${zone})` },
  { head: 'source' },
  { head: 'direction' },
  { head: 'status' },
  { head: 'customer', maxWidth: 24 },
  { head: 'agent', maxWidth: 32 },
  { head: 'duration', align: 'right' },
  { head: 'id' },
]

// On a narrow terminal each call takes two lines. The second starts with what `get` takes.
const FIRST_LINE = [0, 2, 3, 4, 6]
const SECOND_LINE = [1, 7, 5]
const INDENT = '  '
const LEAST_AGENT_WIDTH = 8
// A plus and fifteen digits. Longer values, such as SIP addresses, are truncated.
const LONGEST_NUMBER = 16
const LONGEST_STAMP = '2026-10-25 02:30:00+01:00'.length

/** Rows that are buffered to choose the widths. A wider cell later widens its column from there on. */
const ROWS_AT_ONCE = 200

/** The calls as a table that fits the width if whole ids do. Stamps are shown in the zone. */
export function createCallTable(width: number, zone = 'UTC'): CallWriter {
  const columns = columnsIn(zone)
  let waiting: string[][] = []
  let widths: number[] = []
  let started = false

  function flush(): string {
    if (waiting.length === 0) return ''
    widths = columnWidths(columns, waiting, widths)
    const rows = started ? waiting : [columns.map(({ head }) => head), ...waiting]
    started = true
    waiting = []
    return `${fit(columns, rows, widths, width).join('\n')}\n`
  }

  return {
    add(calls) {
      for (const call of calls) waiting.push(cellsOf(call, zone))
      return waiting.length < ROWS_AT_ONCE ? '' : flush()
    },
    end: flush,
  }
}

function fit(columns: readonly Column[], rows: readonly string[][], widths: readonly number[], width: number): string[] {
  const total = widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1)
  const agent = Math.min(widths[AGENT]!, widths[AGENT]! - (total - width))
  if (agent < Math.min(widths[AGENT]!, LEAST_AGENT_WIDTH)) return fitOnTwoLines(columns, rows, widths, width)
  return layOut(columns, rows, widths.with(AGENT, agent))
}

function fitOnTwoLines(
  columns: readonly Column[],
  rows: readonly string[][],
  widths: readonly number[],
  width: number,
): string[] {
  const pick = <T>(values: readonly T[], indexes: readonly number[]) => indexes.map((index) => values[index]!)
  const lines = (indexes: readonly number[], own: readonly number[]) =>
    layOut(
      pick(columns, indexes),
      rows.map((row) => pick(row, indexes)),
      pick(own, indexes),
    )
  const besideAgent = INDENT.length + widths[1]! + widths[7]! + 2 * GAP.length
  const agent = Math.max(LEAST_AGENT_WIDTH, Math.min(widths[AGENT]!, width - besideAgent))
  const second = lines(SECOND_LINE, widths.with(AGENT, agent))
  const over = FIRST_LINE.reduce((sum, index) => sum + widths[index]! + GAP.length, -GAP.length) - width
  const customer = narrowed(widths[CUSTOMER]!, over, LONGEST_NUMBER)
  const when = narrowed(widths[WHEN]!, over - widths[CUSTOMER]! + customer, LONGEST_STAMP)
  const first = lines(FIRST_LINE, widths.with(CUSTOMER, customer).with(WHEN, when))
  return first.flatMap((line, index) => [line, `${INDENT}${second[index]}`])
}

/** A width reduced by `over`, but not below `least`. */
const narrowed = (own: number, over: number, least: number) => (over > 0 ? Math.max(Math.min(own, least), own - over) : own)

function cellsOf(call: Redacted<Call>, zone: string): string[] {
  const cells = [
    call.occurredAt && clockText(call.occurredAt, zone),
    call.source,
    call.direction,
    call.status,
    call.customerNumber,
    call.agent && (call.agent.name ?? call.agent.id),
    call.durationSeconds === null ? null : durationText(call.durationSeconds),
    call.id,
  ]
  // An empty cell would shift the ones after it wherever columns are told apart by spaces.
  return cells.map((cell) => cleanText(cell?.trim() || '-'))
}
