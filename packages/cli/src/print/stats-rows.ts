import type { Cell, Table, TableColumn } from '@callspec/export'
import type { Measures, Stats, StatsGroup } from 'callspec/stats'

/** Groups as a table of typed columns, one for each unit of cost that any of them has. The total is no row: whoever adds up would count it again. */
export function statsRows({ groups, total, words }: Stats): Table {
  const columns = [...words.flatMap(groupColumns), ...measureColumns(Object.keys(total.cost))]
  return {
    name: 'stats',
    columns: columns.map(({ read: _, ...column }) => column),
    rows: groups.map((group) => columns.map(({ read }) => read(group))),
  }
}

interface StatsColumn extends TableColumn {
  read: (group: StatsGroup) => Cell
}

function groupColumns(word: Stats['words'][number]): StatsColumn[] {
  if (word !== 'agent' && word !== 'campaign') {
    const type = word === 'isTest' ? 'boolean' : word === 'day' || word === 'week' ? 'date' : 'text'
    return [{ name: snake(word), type, read: ({ by }) => by[word] ?? null }]
  }
  return [
    { name: `${word}_id`, type: 'text', width: 38, read: ({ by }) => by[word]?.id ?? null },
    { name: `${word}_name`, type: 'text', width: 32, read: ({ by }) => by[word]?.name ?? null },
  ]
}

type NumberOf = keyof { [Name in keyof Measures as Measures[Name] extends number | null ? Name : never]: true }

const ONE_DECIMAL = '0.0'

const number = (name: NumberOf, format?: string): StatsColumn => ({
  name: snake(name),
  type: 'number',
  width: 10,
  format,
  read: (group) => group[name],
})

const measureColumns = (units: readonly string[]): StatsColumn[] => [
  number('calls'),
  number('minutes', ONE_DECIMAL),
  { name: 'seconds', type: 'decimal', read: ({ seconds }) => seconds },
  number('averageSeconds', ONE_DECIMAL),
  ...(['withoutDuration', 'answered', 'noAnswer', 'failed', 'unknown'] as const).map((name) => number(name)),
  number('answerRate', '0.0%'),
  ...units.map((unit): StatsColumn => ({ name: `cost_${unit}`, type: 'decimal', read: ({ cost }) => cost[unit] ?? null })),
  number('withoutCost'),
  number('costNotAsked'),
]

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
