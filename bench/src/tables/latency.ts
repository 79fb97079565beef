import type { Section } from '../results.ts'
import { contendersAt, LABELS, medianOf, tasksOf } from './figures.ts'
import { markdownTable, seconds, times } from './markdown.ts'

const LATENCIES = [0, 20, 100]

/** One row per wire shape and contender, wall time at each latency; requests and memory as at 0 ms. */
export function latencyTable(section: Section): string {
  const shapes = tasksOf(section).flatMap((task) => (task.endsWith(' at 0 ms') ? [task.slice(0, -' at 0 ms'.length)] : []))
  const rows = shapes.flatMap((shape) =>
    contendersAt(section, `${shape} at 0 ms`).map((contender) => [
      shape,
      LABELS[contender] ?? contender,
      ...LATENCIES.map((latencyMs) => {
        const task = `${shape} at ${latencyMs} ms`
        const ms = medianOf(section, task, contender, 'wallMs')
        return `${seconds(ms)} (${times(medianOf(section, task, 'fetch', 'wallMs') / ms)})`
      }),
      medianOf(section, `${shape} at 100 ms`, contender, 'requests').toFixed(0),
      `${medianOf(section, `${shape} at 0 ms`, contender, 'peakMb').toFixed(0)} MB`,
    ]),
  )
  return markdownTable(
    ['list', 'contender', ...LATENCIES.map((ms) => `${ms} ms: time (speed to fetch)`), 'requests', 'peak memory'],
    rows,
  )
}
