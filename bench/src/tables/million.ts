import type { Section } from '../results.ts'
import { LABELS, medianOf, tasksOf } from './figures.ts'
import { markdownTable, seconds } from './markdown.ts'

export function millionTable(section: Section): string {
  const rows = tasksOf(section).flatMap((task) =>
    ['fetch', 'log'].map((contender) => {
      const peak = medianOf(section, task, contender, 'peakMb')
      const more = peak - medianOf(section, task, 'fetch', 'peakMb')
      return [
        task,
        LABELS[contender]!,
        `${peak.toFixed(0)} MB`,
        contender === 'fetch' ? '' : `${more > 0 ? '+' : ''}${more.toFixed(0)} MB`,
        seconds(medianOf(section, task, contender, 'wallMs')),
        medianOf(section, task, contender, 'requests').toFixed(0),
      ]
    }),
  )
  return markdownTable(['list', 'contender', 'peak memory', 'to fetch', 'time', 'requests'], rows)
}
