import type { Section } from '../results.ts'
import { medianOf, tasksOf } from './figures.ts'
import { markdownTable, seconds } from './markdown.ts'
import type { Verdict } from './verdict.ts'

const MOST_MS = 2500
const MOST_BYTES = 150_000

export function siteTable(section: Section): string {
  const rows = tasksOf(section).map((id) => [
    id,
    `${((section.pageBytes[id] ?? 0) / 1000).toFixed(0)} kB`,
    seconds(medianOf(section, id, 'page', 'wallMs')),
    seconds(medianOf(section, id, 'build-docs', 'wallMs')),
  ])
  return markdownTable(['platform', 'page without the bundle', 'readable', 'readable, `redocly build-docs`'], rows)
}

export function siteVerdicts(section: Section): Verdict[] {
  const slowest = Math.max(...tasksOf(section).map((id) => medianOf(section, id, 'page', 'wallMs')))
  const heaviest = Math.max(...tasksOf(section).map((id) => section.pageBytes[id] ?? 0))
  return [
    {
      target: 'A link to an operation at 1.6 Mbit/s and a quarter of the processor: readable in at most 2.5 s',
      measured: `${seconds(slowest)} at most`,
      met: slowest <= MOST_MS,
    },
    {
      target: "A platform's page without the shared bundle: at most 150 kB",
      measured: `${(heaviest / 1000).toFixed(0)} kB at most`,
      met: heaviest <= MOST_BYTES,
    },
  ]
}
