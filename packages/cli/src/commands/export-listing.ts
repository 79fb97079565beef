import { exportCalls, type FormatName, lossText } from '@callspec/export'
import { type Call, type CallPage, type CallQuery, redactCall } from 'callspec'
import { writeError, writeNote } from '../io/output.js'
import { createLineLimit } from '../print/line-limit.js'
import type { OpenedLog } from './opened-log.js'
import { untilSignal } from './until-signal.js'

export interface ExportListingOptions {
  /** The file. */
  to: string
  format: FormatName
  /** Whether the platform's own rows go along. */
  raw: boolean
  /** Whether people are masked. */
  redact?: boolean | undefined
  /** Whether the summary has a line for every source. */
  verbose?: boolean | undefined
}

/** Writes calls into a file and reports on stderr how it went. Returns the exit code. */
export async function exportListing(
  { sources, log, report }: OpenedLog,
  query: CallQuery,
  options: ExportListingOptions,
): Promise<number> {
  const { to, format, raw, redact } = options
  const losses = createLineLimit(writeError, 'more that did not fit the file')
  return untilSignal(async (signal) => {
    const stream = log.list(query, { signal })
    const { losses: lost } = await exportCalls(redact ? redacted(stream.pages()) : stream.pages(), to, {
      format,
      raw,
      sources,
      ...(query.timeZone !== undefined && { timeZone: query.timeZone }),
      onLoss: (loss) => losses.add(lossText(loss)),
    })
    losses.end()
    const isWhole = report(await stream.summary(), { ...options, include: query.include })
    writeNote(`Wrote ${to}.`)
    return isWhole && lost === 0 ? 0 : 1
  })
}

async function* redacted(pages: AsyncIterable<CallPage<Call>>) {
  for await (const { calls } of pages) yield calls.map((call) => redactCall(call))
}
