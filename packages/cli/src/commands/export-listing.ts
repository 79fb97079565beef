import { exportCalls, type FormatName, lossText } from '@callspec/export'
import { type Call, type CallPage, type CallQuery, redactCall } from 'callspec'
import { errorText } from '../failure.js'
import { writeNote } from '../io/output.js'
import { countText } from '../print/count-text.js'
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
  /** Only these members of each call. */
  columns?: readonly string[] | undefined
  /** Whether details follow the line of the summary. */
  stats?: boolean | undefined
}

/** Writes calls into a file and reports on stderr how it went. Returns the exit code. */
export async function exportListing(
  { sources, log, fail, report, stopProgress }: OpenedLog,
  query: CallQuery,
  options: ExportListingOptions,
): Promise<number> {
  const { to, format, raw, redact, columns } = options
  const losses = createLineLimit(fail, 'more that did not fit the file')
  return untilSignal(async (signal) => {
    const stream = log.list(query, { signal })
    const { losses: lost } = await exportCalls(redact ? redacted(stream.pages()) : stream.pages(), to, {
      format,
      raw,
      sources,
      ...(columns && { columns }),
      ...(query.timeZone !== undefined && { timeZone: query.timeZone }),
      onLoss: (loss) => losses.add(lossText(loss)),
    }).catch((error: unknown) => {
      if (!signal.aborted) throw error
      stopProgress()
      const calls = stream.progress().reduce((sum, source) => sum + source.calls, 0)
      const came = `${errorText(signal.reason)} ${countText(calls, 'call')} had come: ${to} was not written, and what was there before is unchanged.`
      const advice = 'A copy goes on where it was stopped: callspec sync --to calls.db, then export --from calls.db.'
      writeNote(`${came} ${advice}`)
      throw error
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
