import type { Section } from '../results.ts'
import { spread } from '../statistics.ts'
import { contendersAt, medianOf, seriesOf } from './figures.ts'
import { markdownTable } from './markdown.ts'
import type { Verdict } from './verdict.ts'

export function importTable(section: Section): string {
  const rows = contendersAt(section, 'import').map((name) => {
    const around = spread(seriesOf(section, 'import', name)!.runs.map(({ wallMs }) => wallMs))
    return [`\`${name}\``, `${medianOf(section, 'import', name, 'wallMs').toFixed(1)} ms`, `± ${(around * 100).toFixed(0)} %`]
  })
  return markdownTable(['package', 'first import', 'runs'], rows)
}

export function importVerdicts(section: Section): Verdict[] {
  const ms = (name: string) => medianOf(section, 'import', name, 'wallMs')
  const most = 1.5 * ms('openapi-fetch') + 5
  return [
    {
      target: 'First import of `callspec`: at most 1.5 × `openapi-fetch` and 5 ms',
      measured: `${ms('callspec').toFixed(1)} ms against ${most.toFixed(1)} ms`,
      met: ms('callspec') <= most,
    },
  ]
}
