import type { PartStanding } from '@callspec/sync'
import type { Call, CallLog, Part, Source, Summary } from 'callspec'
import { errorText } from '../failure.js'
import { noteWidth, writeError, writeNote } from '../io/output.js'
import type { CopyOptions } from '../options/copy-options.js'
import type { SourceOptions } from '../options/source-options.js'
import { summaryText } from '../print/summary-text.js'

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

/** `onEnd`: called before a listing's end is reported. */
export function opened({
  onEnd = () => undefined,
  ...log
}: Pick<OpenedLog, 'sources' | 'log' | 'close' | 'standings'> & { onEnd?: () => void }): OpenedLog {
  const startedAt = performance.now()
  return {
    ...log,
    report(summary, { verbose, include } = {}) {
      onEnd()
      for (const { incompleteBecause } of summary.sources) if (incompleteBecause) writeError(errorText(incompleteBecause))
      const elapsedMs = performance.now() - startedAt
      const isCopy = log.standings !== undefined
      writeNote(summaryText(summary, { elapsedMs, width: noteWidth(), verbose, include, isCopy }))
      return summary.failedSources.length === 0 && summary.bad + summary.missing + summary.incomplete === 0
    },
  }
}
