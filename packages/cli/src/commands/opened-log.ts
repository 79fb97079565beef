import type { Call, CallLog, Source, Summary } from 'callspec'
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
  /** Prints how a listing went, once it has ended. Returns whether it has everything. */
  report(summary: Summary, options?: { verbose?: boolean | undefined }): boolean
  close(): Promise<void>
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
}: Pick<OpenedLog, 'sources' | 'log' | 'close'> & { onEnd?: () => void }): OpenedLog {
  const startedAt = performance.now()
  return {
    ...log,
    report(summary, { verbose } = {}) {
      onEnd()
      for (const { incompleteBecause } of summary.sources) if (incompleteBecause) writeError(errorText(incompleteBecause))
      writeNote(summaryText(summary, { elapsedMs: performance.now() - startedAt, width: noteWidth(), verbose }))
      return summary.failedSources.length === 0 && summary.bad + summary.missing + summary.incomplete === 0
    },
  }
}
