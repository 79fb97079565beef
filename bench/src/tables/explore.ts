import type { Section } from '../results.ts'
import { medianOf, tasksOf } from './figures.ts'
import { markdownTable } from './markdown.ts'
import type { Verdict } from './verdict.ts'

export function exploreTable(section: Section): string {
  const rows = tasksOf(section).map((task) => [
    task,
    `${medianOf(section, task, 'server', 'wallMs').toFixed(0)} ms`,
    `${medianOf(section, task, 'server', 'cpuMs').toFixed(0)} ms`,
    `${medianOf(section, task, 'server', 'peakMb').toFixed(0)} MB`,
  ])
  return markdownTable(['asked of the page’s server', 'time', 'CPU', 'resident memory'], rows)
}

export function exploreVerdicts(section: Section): Verdict[] {
  const slowest = Math.max(
    ...tasksOf(section)
      .filter((task) => task !== 'read a million')
      .map((task) => medianOf(section, task, 'server', 'cpuMs')),
  )
  return [
    {
      target: 'The page over a million calls: any filter, order or search in at most 500 ms of CPU',
      measured: `${slowest.toFixed(0)} ms at most`,
      met: slowest <= 500,
    },
  ]
}
