import { type CallLog, callLog, type Source, type Summary } from 'callspec'
import { loadSources, selectSources } from '../config/command-sources.js'
import { errorText } from '../failure.js'
import { noteWidth, writeError, writeNote } from '../io/output.js'
import type { SourceOptions } from '../options/source-options.js'
import { createBadRowReport } from '../print/bad-rows.js'
import { summaryText } from '../print/summary-text.js'

/** A log that prints on stderr what fails while it is read; the other sources go on. */
export interface OpenedLog {
  sources: readonly Source[]
  log: CallLog<Source>
  /** Prints how a listing went, once it has ended. Returns whether it has everything. */
  report(summary: Summary, options?: { verbose?: boolean | undefined }): boolean
}

export interface OpenLogOptions extends SourceOptions {
  /** Ids of the sources to read. Default: all. */
  source?: string[] | undefined
  /** Whether sources that cannot answer the query are left out rather than failing. */
  skipUnsupported?: boolean | undefined
}

/** Opens the log that a command lists or counts, as its options say. */
export async function openLog({ source, skipUnsupported, ...options }: OpenLogOptions): Promise<OpenedLog> {
  return logOf(selectSources(await loadSources(options), source), skipUnsupported)
}

/** The log of sources that are known already. */
export function logOf(sources: readonly Source[], skipUnsupported = false): OpenedLog {
  const startedAt = performance.now()
  const badRows = createBadRowReport(writeError)
  const log = callLog(sources, {
    onBadRow: badRows.add,
    onSourceError: (error) => writeError(errorText(error)),
    ...(skipUnsupported && { onUnsupported: 'skip' }),
  })
  return {
    sources,
    log,
    report(summary, { verbose } = {}) {
      badRows.end()
      for (const { incompleteBecause } of summary.sources) if (incompleteBecause) writeError(errorText(incompleteBecause))
      writeNote(summaryText(summary, { elapsedMs: performance.now() - startedAt, width: noteWidth(), verbose }))
      return summary.failedSources.length === 0 && summary.bad + summary.missing + summary.incomplete === 0
    },
  }
}
