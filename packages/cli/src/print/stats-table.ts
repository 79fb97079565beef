import { type GroupValues, isTime, type Measures, type Stats, type StatsBy, type StatsGroup } from 'callspec/stats'
import stringWidth from 'string-width'
import { toOptionWord } from '../options/stats-by.js'
import { cleanText } from './clean-text.js'
import { countText } from './count-text.js'
import { durationText } from './duration-text.js'
import { type Column, columnWidths, GAP, layOut } from './text-table.js'
import { wrap } from './wrap.js'

const NUMBERS: readonly Column[] = ['calls', 'minutes', 'average', 'answered', 'no answer', 'failed', 'unknown', 'rate'].map(
  (head) => ({ head, align: 'right' }),
)

const INDENT = '  '

/** Groups as a table that fits the width, with their total. On a narrow terminal each group takes two lines. */
export function statsTable({ groups, total, words }: Stats, width: number, zone = 'UTC'): string {
  const columns = groupColumns(words, zone)
  const rows: Row[] = groups.map((group) => ({ ...measureCells(group), group: words.map((word) => groupCell(group.by, word)) }))
  if (groups.length > 1) rows.push({ ...measureCells(total), group: words.map((_, index) => (index === 0 ? 'total' : '')) })
  const head: Row = { group: columns.map(({ head }) => head), numbers: NUMBERS.map(({ head }) => head), cost: 'cost' }
  return `${layOutRows(columns, [head, ...rows], width).join('\n')}\n`
}

interface Row {
  group: string[]
  numbers: string[]
  cost: string
}

/** The first column of times names their zone. */
function groupColumns(words: readonly StatsBy[], zone: string): Column[] {
  const first = words.find(isTime)
  return words.map((word) => ({
    head: word === first ? `${word} (${zone})` : toOptionWord(word),
    ...((word === 'agent' || word === 'campaign') && { maxWidth: 32 }),
  }))
}

function groupCell(by: GroupValues, word: StatsBy): string {
  const value = by[word] ?? null
  const text = typeof value === 'object' ? (value?.name ?? value?.id) : String(value)
  return cleanText(text?.trim() || '-')
}

function measureCells(measures: StatsGroup | Measures): Omit<Row, 'group'> {
  const { calls, minutes, averageSeconds, answered, noAnswer, failed, unknown, answerRate } = measures
  return {
    numbers: [
      String(calls),
      minutes === null ? '-' : minutes.toFixed(1),
      averageSeconds === null ? '-' : durationText(averageSeconds),
      ...[answered, noAnswer, failed, unknown].map(String),
      answerRate === null ? '-' : `${Number((answerRate * 100).toFixed(1))}%`,
    ],
    cost: costText(measures),
  }
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

/** Costs stand beside the numbers if that leaves room for them, else below; where even the numbers find no room, they do so. */
function layOutRows(columns: readonly Column[], rows: readonly Row[], width: number): string[] {
  const lines = padded(
    [...columns, ...NUMBERS],
    rows.map(({ group, numbers }) => [...group, ...numbers]),
  )
  const needed = stringWidth(lines[0]!)
  if (needed + leastCostWidth(rows) <= width) return lines.map((line, index) => wrapCost(rows[index]!.cost, width, line))
  const costs = rows.map(({ cost }) => (cost === '-' ? [] : [wrapCost(cost, width, INDENT)]))
  if (needed - GAP.length <= width) return lines.flatMap((line, index) => [line.trimEnd(), ...costs[index]!])
  const groups = padded(
    columns,
    rows.map(({ group }) => group),
  )
  const numbers = padded(
    NUMBERS,
    rows.map((row) => row.numbers),
  )
  return groups.flatMap((line, index) => [line.trimEnd(), `${INDENT}${numbers[index]!.trimEnd()}`, ...costs[index]!])
}

/** The widest sum of a unit. */
const leastCostWidth = (rows: readonly Row[]) =>
  Math.max(...rows.flatMap(({ cost }) => cost.split(', ')).map((sum) => stringWidth(sum) + 1))

/** Breaks between sums, and within none. */
const wrapCost = (cost: string, width: number, start: string) =>
  wrap(cost.replaceAll(/(?<!,) /g, '\u00a0'), width, start).replaceAll('\u00a0', ' ')

/** Rows of one width, each with a gap behind. */
function padded(columns: readonly Column[], rows: readonly string[][]): string[] {
  // A mark at the end keeps the width of the columns before it.
  const withLast = rows.map((row) => [...row, '|'])
  const widths = [...columnWidths(columns, rows), 1]
  return layOut([...columns, { head: '' }], withLast, widths).map((line) => line.slice(0, -1))
}
