import type { Outcome } from '../job.ts'
import type { Section, Series } from '../results.ts'
import { median } from '../statistics.ts'

/** The runs of one contender at one task; `undefined` if it does not take part. */
export const seriesOf = ({ series }: Section, task: string, contender: string): Series | undefined =>
  series.find((each) => each.task === task && each.contender === contender)

/** Median of one figure over all repetitions; NaN if the contender does not take part. */
export function medianOf(section: Section, task: string, contender: string, figure: keyof Outcome): number {
  const series = seriesOf(section, task, contender)
  return series ? median(series.runs.map((run) => run[figure])) : Number.NaN
}

export const tasksOf = ({ series }: Section) => [...new Set(series.map(({ task }) => task))]
export const contendersAt = ({ series }: Section, task: string) =>
  series.filter((each) => each.task === task).map(({ contender }) => contender)

/** A contender's name in a table. */
export const LABELS: Readonly<Record<string, string>> = {
  fetch: 'fetch + JSON.parse',
  redocly: 'redocly client',
  retell: 'retell-sdk',
  vapi: '@vapi-ai/server-sdk',
  paginate: 'callspec `paginate`',
  log: 'callspec `log.list`',
}
