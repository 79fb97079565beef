import type { Section } from '../results.ts'
import { contendersAt, medianOf, tasksOf } from './figures.ts'
import { markdownTable, seconds, times } from './markdown.ts'

export function togetherTable(section: Section): string {
  const rows = tasksOf(section).flatMap((task) => {
    const contenders = contendersAt(section, task)
    const slowest = slowestAlone(section, task)
    return contenders.map((contender) => {
      const ms = medianOf(section, task, contender, 'wallMs')
      const alone = contender.startsWith('five')
      return [task, alone ? contender : `${contender} alone`, seconds(ms), alone ? times(ms / slowest) : '']
    })
  })
  return markdownTable(['latency', 'sources', 'time', 'to the slowest alone'], rows)
}

/** Median time of the source that takes longest by itself. */
export function slowestAlone(section: Section, task: string): number {
  const alone = contendersAt(section, task).filter((contender) => !contender.startsWith('five'))
  return Math.max(...alone.map((contender) => medianOf(section, task, contender, 'wallMs')))
}
