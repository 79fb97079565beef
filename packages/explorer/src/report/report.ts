import type { CopyQuery } from '@callspec/sync'
import type { Summary } from 'callspec'
import { countedQuery } from 'callspec/kit'
import type { CountedLog } from 'callspec/stats'
import type { Overview } from '../api/answers.js'
import { boundsOf } from './bounds-of.js'
import { incompleteOf } from './incomplete-of.js'
import { reportHtml } from './report-html.js'
import { ReportTally } from './report-tally.js'

export interface ReportOptions {
  /** Sources that are known not to be whole before they are read, as in a copy whose first pass is not done. */
  incomplete?: readonly Overview['incomplete'][number][] | undefined
  /** How an error is told. Default: its message. */
  errorText?: ((error: Error) => string) | undefined
  /** What is read: `calls.db`. Default: the accounts themselves. */
  from?: string | undefined
  /** When it is made. Default: now. */
  now?: Date | undefined
  /** Aborts the reading, which rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

export interface Report {
  /** The whole file: no script, nothing from elsewhere. */
  html: string
  calls: number
  /** How the listing went. If a source failed, or a row was bad, the report says so. */
  summary: Summary
}

/**
 * Reads the calls of a query once and makes a report of them: the charts and totals of the page in one file. Holds sums in memory, not calls. What only a copy
 * answers may be asked of the log of one.
 * @throws CallspecError `invalid-query`, and what `list` throws
 */
export async function report(log: CountedLog, query: CopyQuery = {}, options: ReportOptions = {}): Promise<Report> {
  const bounds = boundsOf(query)
  const timeZone = query.timeZone ?? 'UTC'
  const tally = new ReportTally(timeZone)
  const listing = log.list(countedQuery(query), { signal: options.signal })
  for await (const call of listing) tally.add(call)
  const summary = await listing.summary()
  const figures = tally.figures(bounds)
  const { incomplete = [], errorText = ({ message }) => message, from, now = new Date() } = options
  return {
    html: reportHtml({
      figures,
      summary,
      incomplete: [...incomplete, ...incompleteOf(summary, errorText)],
      query,
      timeZone,
      from,
      now,
    }),
    calls: figures.total.calls,
    summary,
  }
}
