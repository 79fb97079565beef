import type { Section } from '../results.ts'
import { spread } from '../statistics.ts'
import { contendersAt, LABELS, medianOf, seriesOf, tasksOf } from './figures.ts'
import { markdownTable, times } from './markdown.ts'

/** One row per wire shape and contender; the ratio is to the plain loop over the same bytes. */
export function cpuTable(section: Section): string {
  const rows = tasksOf(section).flatMap((shape) =>
    contendersAt(section, shape).map((contender) => {
      const { runs } = seriesOf(section, shape, contender)!
      const pages = runs[0]!.calls / 100
      const ms = medianOf(section, shape, contender, 'cpuMs')
      const ratio = ms / medianOf(section, shape, 'fetch', 'cpuMs')
      const around = spread(runs.map(({ cpuMs }) => cpuMs))
      return [
        `${shape} (${Math.round((section.pageBytes[shape] ?? 0) / 1000)} kB)`,
        LABELS[contender] ?? contender,
        `${(ms / pages).toFixed(3)} ms`,
        times(ratio),
        `± ${(around * 100).toFixed(0)} %`,
      ]
    }),
  )
  return markdownTable(['list (page)', 'contender', 'CPU per page', 'to fetch', 'runs'], rows)
}
