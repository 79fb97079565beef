import type { Section } from '../results.ts'
import { LABELS, medianOf, tasksOf } from './figures.ts'
import { markdownTable, seconds, times } from './markdown.ts'

export function cursorTable(section: Section): string {
  const rows = tasksOf(section).flatMap((task) =>
    ['fetch', 'log'].map((contender) => {
      const ms = medianOf(section, task, contender, 'wallMs')
      return [task, LABELS[contender]!, seconds(ms), times(medianOf(section, task, 'fetch', 'wallMs') / ms)]
    }),
  )
  return markdownTable(['the consumer takes', 'contender', '20,000 calls at 100 ms', 'speed to fetch'], rows)
}
