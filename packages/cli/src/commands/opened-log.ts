import type { PartStanding } from '@callspec/sync'
import type { Call, CallLog, CallQuery, CallStream, ListOptions, Part, Source, SourceProgress, Summary } from 'callspec'
import { errorText } from '../failure.js'
import { noteWidth, writeError, writeNote } from '../io/output.js'
import type { CopyOptions } from '../options/copy-options.js'
import type { SourceOptions } from '../options/source-options.js'
import { summaryText } from '../print/summary-text.js'
import { showProgress } from '../progress/show-progress.js'

/** What commands read: a live log, or that of a copy. */
export interface ReadLog extends Pick<CallLog<Source>, 'list'> {
  get(source: string, id: string): Promise<Call>
}

/** A log that prints on stderr what fails while it is read; the other sources go on. */
export interface OpenedLog {
  /** Those with secrets to mask; none of a copy, whose rows are masked already. */
  sources: readonly Source[]
  log: ReadLog
  /** How the parts stand that a call of a copy does not have; absent where there is no copy. */
  standings?: ((call: Call) => Promise<PartStanding[]>) | undefined
  /** Prints how a listing went, once it has ended. Returns whether it has everything. */
  report(summary: Summary, options?: ReportOptions): boolean
  /** Takes away what shows how far it is. Done by `close`, and at the end of a listing. */
  stopProgress(): void
  close(): Promise<void>
}

export interface ReportOptions {
  verbose?: boolean | undefined
  /** The parts that were asked for. */
  include?: readonly Part[] | undefined
}

export interface OpenLogOptions extends SourceOptions, CopyOptions {
  /** Ids of the sources to read. Default: all. */
  source?: string[] | undefined
  /** Whether sources that cannot answer the query are left out rather than failing. */
  skipUnsupported?: boolean | undefined
}

export interface LogToOpen extends Pick<OpenedLog, 'sources' | 'log' | 'close' | 'standings'> {
  /** What the sources do where nothing is listed. */
  progress?: () => SourceProgress[]
  /** Called before a listing's end is reported. */
  onEnd?: () => void
}

/** Shows on stderr how far the listing is, or the request for a call. */
export function opened({ onEnd = () => undefined, progress = () => [], ...given }: LogToOpen): OpenedLog {
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
    async close() {
      stopProgress()
      await given.close()
    },
    report(summary, { verbose, include } = {}) {
      onEnd()
      for (const { incompleteBecause } of summary.sources) if (incompleteBecause) writeError(errorText(incompleteBecause))
      const elapsedMs = performance.now() - startedAt
      const isCopy = given.standings !== undefined
      writeNote(summaryText(summary, { elapsedMs, width: noteWidth(), verbose, include, isCopy }))
      return summary.failedSources.length === 0 && summary.bad + summary.missing + summary.incomplete === 0
    },
  }
}
