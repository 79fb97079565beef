import type { Section } from '../results.ts'
import type { TypesOutcome } from '../sections/types.ts'
import { contendersAt, seriesOf, tasksOf } from './figures.ts'
import { markdownTable } from './markdown.ts'
import type { Verdict } from './verdict.ts'

const figuresOf = (section: Section, task: string, contender: string) =>
  // This section records nothing else.
  seriesOf(section, task, contender)!.runs[0] as TypesOutcome

export function typesTable(section: Section): string {
  const rows = tasksOf(section).flatMap((task) =>
    contendersAt(section, task).map((name) => {
      const { instantiations, peakMb } = figuresOf(section, task, name)
      return [task, `\`${name}\``, instantiations.toLocaleString('en'), `${peakMb.toFixed(0)} MB`]
    }),
  )
  return markdownTable(['compiler', 'package', 'instantiations', 'memory'], rows)
}

export function typesVerdicts(section: Section): Verdict[] {
  return tasksOf(section).map((task) => {
    const count = (name: string) => figuresOf(section, task, name).instantiations
    return {
      target: `Type-checking a small program, ${task}: fewer instantiations than with \`retell-sdk\``,
      measured: `${count('callspec').toLocaleString('en')} against ${count('retell-sdk').toLocaleString('en')}`,
      met: count('callspec') < count('retell-sdk'),
    }
  })
}
