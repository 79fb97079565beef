import type { Section } from '../results.ts'
import { contendersAt, medianOf, tasksOf } from './figures.ts'
import { markdownTable, seconds, times } from './markdown.ts'
import type { Verdict } from './verdict.ts'

export function workersTable(section: Section): string {
  const rows = tasksOf(section).flatMap((queue) =>
    contendersAt(section, queue).map((count) => {
      const ms = medianOf(section, queue, count, 'wallMs')
      return [queue, count, seconds(ms), times(toOne(section, queue, count))]
    }),
  )
  return markdownTable(['queue on', 'workers', 'time', 'to one'], rows)
}

const toOne = (section: Section, queue: string, count: string) =>
  medianOf(section, queue, count, 'wallMs') / medianOf(section, queue, '1', 'wallMs')

export function workersVerdicts(section: Section): Verdict[] {
  const most: [string, number][] = [
    ['2', 0.55],
    ['4', 0.3],
  ]
  return most.map(([count, ratio]) => {
    const worst = Math.max(...tasksOf(section).map((queue) => toOne(section, queue, count)))
    return {
      target: `First passes of 40 accounts by ${count} workers of one job: at most ${ratio} × the time of one`,
      measured: times(worst),
      met: worst <= ratio,
    }
  })
}
