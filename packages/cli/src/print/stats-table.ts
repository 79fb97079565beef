import { type GroupValues, isTime, type Measures, type Stats, type StatsBy, type StatsGroup } from 'callspec/stats'
import stringWidth from 'string-width'
import { optionWord } from '../options/option-of.js'
import { cleanText } from './clean-text.js'
import { type Paint, plain } from './color.js'
import { countText } from './count-text.js'
import { durationText } from './duration-text.js'
import { fitColumns, type Step } from './fit-columns.js'
import { narrowHead } from './narrow-head.js'
import { type Column, columnWidths, headLine, layOut } from './text-table.js'
import { wrap } from './wrap.js'

const COUNTS: readonly Column[] = [
  { head: 'calls' },
  { head: 'minutes' },
  { head: 'average' },
  { head: 'answered' },
  { head: 'no answer' },
  { head: 'failed', meaning: (cell) => (cell === '0' ? undefined : 'bad') },
  { head: 'unknown' },
  { head: 'rate' },
]
const NUMBERS = COUNTS.map((column): Column => ({ ...column, align: 'right' }))

const COST: Column = { head: 'cost' }

export interface StatsTable {
  text: string
  /** The heads of columns that found no room. */
  leftOut: string[]
}

/** Groups as a table that fits the width, with their total: some columns get narrower, then some are left out. Costs break between sums. */
export function statsTable({ groups, total, words }: Stats, width: number, zone = 'UTC', paint: Paint = plain): StatsTable {
  const columns = [...groupColumns(words, zone), ...NUMBERS, COST]
  const rows = groups.map((group) => [...words.map((word) => groupCell(group.by, word)), ...measureCells(group)])
  if (groups.length > 1) rows.push([...words.map((_, index) => (index === 0 ? 'total' : '')), ...measureCells(total)])
  const widths = columnWidths(columns, rows)
  const own = new Map(columns.map(({ head }, index) => [head, widths[index]!]))
  const costs = rows.map((row) => row.at(-1)!)
  const fitted = fitColumns(own, width, stepsOf(columns, rows))
  const shown = columns.flatMap((column, index) => (fitted.has(column.head) ? [{ column, index }] : []))
  const pick = (row: readonly string[]) => shown.map(({ index }) => row[index]!)
  const shownWidths = shown.map(({ column: { head } }) => fitted.get(head)!)
  const shownColumns = shown.map(({ column }, at) =>
    shownWidths[at]! < stringWidth(column.head) ? { ...column, head: narrowHead(column.head) } : column,
  )
  const lines = rows.map((row) => layOutRow(shownColumns, pick(row), shownWidths, paint))
  return {
    text: `${[headLine(shownColumns, shownWidths, paint), ...lines].join('\n')}\n`,
    leftOut: columns.map(({ head }) => head).filter((head) => !fitted.has(head) && !(head === COST.head && isFree(costs))),
  }
}

/** Whether no call has a cost. */
const isFree = (costs: readonly string[]) => costs.every((cost) => cost === '-')

/** What is easiest to do without comes first. */
function stepsOf(columns: readonly Column[], rows: readonly string[][]): Step[] {
  const costs = rows.map((row) => row.at(-1)!)
  // Only names have a limit.
  const names = columns.flatMap(({ head, maxWidth }) => (maxWidth === undefined ? [] : [head]))
  const narrow = (to: number) => names.map((name): Step => ({ narrow: name, to }))
  const leastCost = Math.max(...[COST.head, ...costs].flatMap((cost) => cost.split(', ')).map((sum) => stringWidth(sum) + 1))
  const unneeded: Step[] = isFree(costs) ? [{ drop: COST.head }] : []
  const zoned = columns.flatMap((column, index): Step[] => {
    const short = narrowHead(column.head)
    if (short === column.head) return []
    return [
      {
        narrow: column.head,
        to: columnWidths(
          [{ head: short }],
          rows.map((row) => [row[index]!]),
        )[0]!,
        whole: true,
      },
    ]
  })
  return [
    ...unneeded,
    { narrow: COST.head, to: leastCost },
    ...narrow(16),
    { drop: 'rate' },
    { drop: 'average' },
    ...narrow(12),
    ...zoned,
    { drop: 'unknown' },
    { drop: 'no answer' },
    ...narrow(8),
    { drop: 'answered' },
  ]
}

/** One line, and more where the costs need them. */
function layOutRow(columns: readonly Column[], row: string[], widths: readonly number[], paint: Paint): string {
  if (columns.at(-1)?.head !== COST.head) return layOut(columns, [row], widths, paint)[0]!
  const own = widths.slice(0, -1)
  // The cell behind them keeps the width of the last of these columns.
  const [line = ''] = layOut([...columns.slice(0, -1), { head: '' }], [[...row.slice(0, -1), '|']], [...own, 1], paint)
  const start = line.slice(0, -1)
  return wrapCost(row.at(-1)!, stringWidth(start) + widths.at(-1)!, start)
}

/** The first column of times names their zone. */
function groupColumns(words: readonly StatsBy[], zone: string): Column[] {
  const first = words.find(isTime)
  return words.map((word) => ({
    head: word === first ? `${word} (${zone})` : optionWord(word),
    ...((word === 'agent' || word === 'campaign') && { maxWidth: 32 }),
  }))
}

function groupCell(by: GroupValues, word: StatsBy): string {
  const value = by[word] ?? null
  const text = typeof value === 'object' ? (value?.name ?? value?.id) : String(value)
  return cleanText(text?.trim() || '-')
}

function measureCells(measures: StatsGroup | Measures): string[] {
  const { calls, minutes, averageSeconds, answered, noAnswer, failed, unknown, answerRate } = measures
  return [
    String(calls),
    minutes === null ? '-' : minutes.toFixed(1),
    averageSeconds === null ? '-' : durationText(averageSeconds),
    ...[answered, noAnswer, failed, unknown].map(String),
    answerRate === null ? '-' : `${Number((answerRate * 100).toFixed(1))}%`,
    costText(measures),
  ]
}

function costText({ cost, withoutCost, costNotAsked }: Measures): string {
  const sums = Object.entries(cost).map(([unit, amount]) => `${amount} ${unit === 'unknown' ? '(unit not stated)' : unit}`)
  const without = withoutCost - costNotAsked
  if (sums.length === 0 && costNotAsked === 0) return '-'
  return [
    ...sums,
    ...(without > 0 ? [`${countText(without, 'call')} without a cost`] : []),
    ...(costNotAsked > 0 ? [`${countText(costNotAsked, 'call')} not asked for`] : []),
  ].join(', ')
}

/** Breaks between sums, and within none. */
const wrapCost = (cost: string, width: number, start: string) =>
  wrap(cost.replaceAll(/(?<!,) /g, '\u00a0'), width, start).replaceAll('\u00a0', ' ')
