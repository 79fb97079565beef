import type { Call, Redacted } from 'callspec'
import stringWidth from 'string-width'
import { callColumn, cellNames } from './call-columns.js'
import { type ChosenColumns, chooseCallColumns, fitNamedColumns } from './choose-call-columns.js'
import { type Paint, plain } from './color.js'
import { noRoomText } from './no-room-text.js'
import { columnWidths, headLine, layOut, lineWidth } from './text-table.js'

/** Turns listed calls into text, a batch at a time. */
export interface CallWriter {
  /** The text that is ready after these calls. */
  add(calls: readonly (Call | Redacted<Call>)[]): string
  /** The rest of the text. */
  end(): string
  /** At the end: what the text does not show for want of room, and how to see it; `undefined`: nothing. */
  note?(): string | undefined
}

export interface CallTableOptions {
  /** Columns of the terminal. */
  width: number
  /** Stamps are shown in this time zone. Default: UTC. */
  zone?: string | undefined
  /** Names of members of a call, a column for each; `selectMembers` knows them. Default: the most telling ones that fit. */
  columns?: readonly string[] | undefined
  paint?: Paint | undefined
}

const USUAL = ['occurredAt', 'source', 'direction', 'status', 'customerNumber', 'agent', 'durationSeconds', 'id']
/** On a wide terminal, if a call has them. A pipe has the usual ones, however long. */
const MORE = ['cost', 'endReason', 'campaign', 'answeredBy']

/** Longer names and addresses are shortened. */
const LONGEST_CELL = 40

/** Rows that are buffered to choose the columns. A wider cell later widens its column from there on, if that fits. */
const ROWS_AT_ONCE = 200

/** The calls as a table that fits the width, a line for each. */
export function createCallTable({ width, zone = 'UTC', columns: named, paint = plain }: CallTableOptions): CallWriter {
  // A pipe has cells whole that somebody named.
  const maxWidth = named ? undefined : LONGEST_CELL
  const columnsOf = (names: readonly string[]) =>
    names.map((name) => ({ ...callColumn(name, zone), maxWidth: name === 'id' ? undefined : maxWidth }))
  let waiting: Redacted<Call>[] = []
  let chosen: ChosenColumns | undefined
  let isShortened = false

  const choose = () =>
    named
      ? fitNamedColumns(columnsOf(cellNames(named)), waiting, width)
      : chooseCallColumns(columnsOf(USUAL), columnsOf(width === Number.POSITIVE_INFINITY ? [] : MORE), waiting, width)

  function flush(): string {
    if (waiting.length === 0) return ''
    const head = chosen === undefined
    const { columns, widths, leftOut } = chosen ?? choose()
    const rows = waiting.map((call) => columns.map((column) => column.cellOf(call)))
    waiting = []
    const wider = columnWidths(columns, rows, widths)
    const fitting = lineWidth(wider) <= width ? wider : widths
    chosen = { columns, widths: fitting, leftOut }
    const id = columns.findIndex(({ name }) => name === 'id')
    isShortened ||= rows.some((row) => stringWidth(row[id] ?? '') > (fitting[id] ?? 0))
    const lines = layOut(columns, rows, fitting, paint)
    return `${[...(head ? [headLine(columns, fitting, paint)] : []), ...lines].join('\n')}\n`
  }

  return {
    add(calls) {
      for (const call of calls) waiting.push(call)
      return waiting.length < ROWS_AT_ONCE ? '' : flush()
    },
    end: flush,
    note() {
      const hidden = [...(chosen?.leftOut ?? []), ...(isShortened ? ['whole ids'] : [])]
      return hidden.length === 0 ? undefined : noRoomText(hidden, ['list --columns', 'list --json'])
    },
  }
}
