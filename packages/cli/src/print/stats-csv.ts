import type { Measures, Stats, StatsGroup } from 'callspec/stats'
import { type CsvCell, csvText } from './csv-text.js'

/** Groups as CSV, with a column for each unit of cost that any of them has. */
export function statsCsv({ groups, total, words }: Stats): string {
  const columns = [...words.flatMap(groupColumns), ...measureColumns(Object.keys(total.cost))]
  return csvText([columns.map(([name]) => name), ...groups.map((group) => columns.map(([, read]) => read(group)))])
}

type StatsColumn = [name: string, read: (group: StatsGroup) => CsvCell]

function groupColumns(word: Stats['words'][number]): StatsColumn[] {
  if (word !== 'agent' && word !== 'campaign') return [[snake(word), ({ by }) => by[word] ?? null]]
  return [
    [`${word}_id`, ({ by }) => by[word]?.id ?? null],
    [`${word}_name`, ({ by }) => by[word]?.name ?? null],
  ]
}

const NUMBERS = [
  'calls',
  'minutes',
  'seconds',
  'averageSeconds',
  'withoutDuration',
  'answered',
  'noAnswer',
  'failed',
  'unknown',
  'answerRate',
] as const satisfies (keyof Measures)[]

const measureColumns = (units: readonly string[]): StatsColumn[] => [
  ...NUMBERS.map((name): StatsColumn => [snake(name), (group) => group[name]]),
  ...units.map((unit): StatsColumn => [`cost_${unit}`, ({ cost }) => cost[unit] ?? null]),
  ['without_cost', ({ withoutCost }) => withoutCost],
  ['cost_not_asked', ({ costNotAsked }) => costNotAsked],
]

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
