import type { PartStanding } from '@callspec/sync'
import type {
  Call,
  CallLog,
  CallQuery,
  CallStream,
  GetOptions,
  Included,
  ListOptions,
  Source,
  SourceProgress,
  Summary,
} from 'callspec'
import { createFailures } from '../io/failures.js'
import { notePaint, writeNote, writePainted } from '../io/output.js'
import type { CopyOptions } from '../options/copy-options.js'
import type { SourceOptions } from '../options/source-options.js'
import { failureTexts } from '../print/failure-texts.js'
import { summaryDetails, summaryLine } from '../print/summary-text.js'
import { showProgress } from '../progress/show-progress.js'

/** What commands read: a live log, or that of a copy. */
export interface ReadLog extends Pick<CallLog<Source>, 'list'> {
  get(source: string, id: string, options?: GetOptions): Promise<Call>
}

/** A log that keeps what fails while it is read for the end, when nothing else follows; the other sources go on. */
export interface OpenedLog {
  /** Those with secrets to mask; none of a copy, whose rows are masked already. */
  sources: readonly Source[]
  log: ReadLog
  /** How the parts stand that a call of a copy does not have; absent where there is no copy. */
  standings?: ((call: Call) => Promise<PartStanding[]>) | undefined
  /** The copy that is read: where it is, without a password, and which of its sources are not whole. */
  copy?: { address: string; unfinished: readonly { source: string; because: string }[] } | undefined
  /** Keeps a line about something that failed. */
  fail(text: string): void
  /** Prints how a listing went, once it has ended. Returns whether it has everything. */
  report(summary: Summary, options?: ReportOptions): boolean
  /** Takes away what shows how far it is. Done by `close`, and at the end of a listing. */
  stopProgress(): void
  /** Prints what failed, last and in red. */
  close(): Promise<void>
}

export interface ReportOptions {
  /** Whether details follow the line of the summary. */
  stats?: boolean | undefined
  /** The parts that were asked for. */
  include?: readonly Included[] | undefined
}

export interface OpenLogOptions extends SourceOptions, CopyOptions {
  /** Ids of the sources to read. Default: all. */
  source?: string[] | undefined
  /** Whether sources that cannot answer the query are left out rather than failing. */
  skipUnsupported?: boolean | undefined
}

export interface LogToOpen extends Pick<OpenedLog, 'sources' | 'log' | 'close' | 'standings' | 'copy'> {
  /** What the sources do where nothing is listed. */
  progress?: () => SourceProgress[]
}

/** Shows on stderr how far the listing is, or the request for a call, and then how it went. */
export function opened({ progress = () => [], ...given }: LogToOpen, failures = createFailures()): OpenedLog {
  const startedAt = performance.now()
  let listed: { stream: CallStream; limit: number | undefined } | undefined
  const stopProgress = showProgress({ progress: () => listed?.stream.progress() ?? progress(), limit: () => listed?.limit })
  const log: ReadLog = {
    ...given.log,
    list(query?: CallQuery, options?: ListOptions) {
      const stream = given.log.list(query, options)
      listed = { stream, limit: query?.limit }
      stream.summary().then(stopProgress)
      return stream
    },
  }
  return {
    ...given,
    log,
    stopProgress,
    fail: failures.add,
    report(summary, { stats, include } = {}) {
      const options = { elapsedMs: performance.now() - startedAt, stats, include, isCopy: given.standings !== undefined }
      writePainted(`\n${summaryLine(summary, options, notePaint())}`)
      if (stats) for (const line of summaryDetails(summary, options)) writeNote(line)
      for (const text of failureTexts(summary, include)) failures.add(text)
      return summary.failedSources.length === 0 && summary.bad + summary.missing + summary.incomplete === 0
    },
    async close() {
      stopProgress()
      await given.close()
      failures.print()
    },
  }
}
