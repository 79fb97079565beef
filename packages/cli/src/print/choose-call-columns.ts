import type { Call, Redacted } from 'callspec'
import stringWidth from 'string-width'
import type { CallColumn } from './call-columns.js'
import { elide } from './elide.js'
import { addColumns, fitColumns, type Step, type Widths } from './fit-columns.js'
import { narrowHead } from './narrow-head.js'
import { columnWidths } from './text-table.js'

export interface ChosenColumns {
  columns: readonly CallColumn[]
  widths: number[]
  /** The heads of those that found no room. */
  leftOut: readonly string[]
}

/** The columns that fit the width, by the first calls: `usual` ones give way to each other, `more` are added where room is left. */
export function chooseCallColumns(
  usual: readonly CallColumn[],
  more: readonly CallColumn[],
  calls: readonly Redacted<Call>[],
  width: number,
): ChosenColumns {
  const cells = new Map([...usual, ...more].map((column) => [column.name, calls.map(column.cellOf)]))
  const own = widthsOf(usual, cells)
  const fitted = fitColumns(own, width, stepsOf(cells))
  const filled = more.filter(({ name }) => cells.get(name)?.some((cell) => cell !== '-'))
  const isWhole = [...own].every(([name, each]) => fitted.get(name) === each)
  const widths = isWhole ? addColumns(fitted, widthsOf(filled, cells), width) : fitted
  // The id stays last.
  const columns = [...usual.slice(0, -1), ...more, ...usual.slice(-1)].filter(({ name }) => widths.has(name))
  return {
    columns: columns.map((column) => (widths.get(column.name)! < (own.get(column.name) ?? 0) ? narrowed(column) : column)),
    widths: columns.map(({ name }) => widths.get(name)!),
    leftOut: usual.filter(({ name }) => !widths.has(name)).map(({ head }) => head),
  }
}

/** The same of columns that somebody named: all are shown, and the widest are narrowed first; stamps after the others, because half of one tells nothing. */
export function fitNamedColumns(named: readonly CallColumn[], calls: readonly Redacted<Call>[], width: number): ChosenColumns {
  const cells = new Map(named.map((column) => [column.name, calls.map(column.cellOf)]))
  const own = widthsOf(named, cells)
  const stamps = named.filter(({ isStamp }) => isStamp).map(({ name }) => name)
  const texts = [...own].toSorted(([, one], [, other]) => other - one).flatMap(([name]) => (stamps.includes(name) ? [] : name))
  const narrow = (names: readonly string[], to: number) => names.map((name): Step => ({ narrow: name, to }))
  const widths = fitColumns(own, width, [
    ...LEAST_NAMED.flatMap((to) => narrow(texts, to)),
    ...stamps.map((name): Step => ({ narrow: name, to: shortStamp(cells.get(name) ?? []), whole: true })),
    ...narrow([...texts, ...stamps], LEAST_OF_ALL),
  ])
  return {
    columns: named.map((column) => (widths.get(column.name)! < own.get(column.name)! ? narrowed(column) : column)),
    widths: named.map(({ name }) => widths.get(name)!),
    leftOut: [],
  }
}

const LEAST_NAMED = [24, 16, 11]
const LEAST_OF_ALL = 6

type Cells = ReadonlyMap<string, readonly string[]>

function widthsOf(columns: readonly CallColumn[], cells: Cells): Widths {
  const widths = columnWidths(columns, rowsOf(columns, cells))
  return new Map(columns.map(({ name }, index) => [name, widths[index]!]))
}

/** Columns of cells, as rows. */
const rowsOf = (columns: readonly CallColumn[], cells: Cells): string[][] =>
  (cells.get(columns[0]?.name ?? '') ?? []).map((_, row) => columns.map(({ name }) => cells.get(name)?.[row] ?? ''))

/** A plus and fifteen digits; what is longer is a SIP address. */
const LONGEST_NUMBER = 16

/** What is easiest to do without comes first. */
const stepsOf = (cells: Cells): Step[] => [
  { narrow: 'customerNumber', to: LONGEST_NUMBER },
  { narrow: 'agent', to: 16 },
  { narrow: 'source', to: 16 },
  { drop: 'direction' },
  { narrow: 'agent', to: 12 },
  { narrow: 'id', to: tellingWidth(cells.get('id') ?? []) },
  { narrow: 'occurredAt', to: shortStamp(cells.get('occurredAt') ?? []), whole: true },
  { drop: 'durationSeconds' },
  { narrow: 'agent', to: 8 },
  { narrow: 'source', to: 8 },
  { drop: 'agent' },
  { drop: 'source' },
  { drop: 'customerNumber' },
]

const STAMP_WITHOUT_SECONDS = '2026-11-01 08:00'.length
const LEAST_ID = 11

/** The least width in which no two of these ids look the same. */
function tellingWidth(ids: readonly string[]): number {
  const all = new Set(ids)
  const longest = Math.max(LEAST_ID, ...[...all].map((id) => stringWidth(id)))
  for (let width = LEAST_ID; width < longest; width++) {
    if (new Set([...all].map((id) => elide(id, width))).size === all.size) return width
  }
  return longest
}

const shortStamp = (stamps: readonly string[]) =>
  Math.max(STAMP_WITHOUT_SECONDS, ...stamps.map((stamp) => withoutSeconds(stamp).length))

/** An offset stays. */
const withoutSeconds = (stamp: string) => stamp.replace(/(:\d\d):\d\d/, '$1')

/** A narrow stamp has no seconds, and its head is the zone. */
function narrowed(column: CallColumn): CallColumn {
  if (!column.isStamp) return column
  return {
    ...column,
    head: column.head.length > STAMP_WITHOUT_SECONDS ? narrowHead(column.head) : column.head,
    cellOf: (call) => withoutSeconds(column.cellOf(call)),
  }
}
