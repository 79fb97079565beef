import type { Section } from '../results.ts'
import { medianOf, tasksOf } from './figures.ts'
import { markdownTable, times } from './markdown.ts'
import type { Verdict } from './verdict.ts'

export function copyTable(section: Section): string {
  const rows = tasksOf(section).map((task) => {
    const [copy, sql] = [msOf(section, task, 'copy'), msOf(section, task, 'sql')]
    return [
      task,
      String(medianOf(section, task, 'copy', 'calls')),
      `${copy.toFixed(2)} ms`,
      `${sql.toFixed(2)} ms`,
      times(copy / sql),
    ]
  })
  return markdownTable(['of a million', 'calls', '`copy.log().list`', 'plain SQL', 'ratio'], rows)
}

export function copyVerdicts(section: Section): Verdict[] {
  const tasks = tasksOf(section)
  const slowest = Math.max(...tasks.map((task) => msOf(section, task, 'copy')))
  const ratios = tasks.map((task) => msOf(section, task, 'copy') / msOf(section, task, 'sql'))
  return [
    {
      target: 'A copy of a million calls: a day, newest 50, by number, by agent in at most 10 ms each',
      measured: `${slowest.toFixed(1)} ms at most`,
      met: slowest <= 10,
    },
    {
      target: 'A copy of a million calls: at most 1.5 × the same rows in plain SQL',
      measured: `${times(Math.min(...ratios))} to ${times(Math.max(...ratios))}`,
      met: Math.max(...ratios) <= 1.5,
    },
  ]
}

const msOf = (section: Section, task: string, contender: string) => medianOf(section, task, contender, 'wallMs')
