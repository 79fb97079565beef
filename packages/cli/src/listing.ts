import { type CallQuery, callLog, type Source } from 'callspec'
import { createBadRowReport } from './bad-rows.js'
import { callJson } from './call-json.js'
import { type CallWriter, createCallTable } from './call-table.js'
import { errorText } from './failure.js'
import { outputWidth, write, writeError, writeNote } from './output.js'
import { summaryText } from './summary-text.js'

export interface ListingOptions {
  json: boolean
  raw: boolean
}

/** Lists calls on stdout and tells on stderr how it went. Gives the exit code. */
export async function printListing(sources: readonly Source[], query: CallQuery, options: ListingOptions): Promise<number> {
  const startedAt = performance.now()
  const badRows = createBadRowReport(writeError)
  const log = callLog(sources, {
    onBadRow: badRows.add,
    onSourceError: (error) => writeError(errorText(error)),
  })
  const stream = log.list(query)
  const writer = options.json ? jsonLines(options.raw) : createCallTable(outputWidth())
  for await (const { calls } of stream.pages()) {
    if (!(await write(writer.add(calls)))) return 0
  }
  if (!(await write(writer.end()))) return 0
  badRows.end()
  const summary = await stream.summary()
  writeNote(summaryText(summary, performance.now() - startedAt))
  return summary.failedSources.length > 0 || summary.bad > 0 ? 1 : 0
}

const jsonLines = (raw: boolean): CallWriter => ({
  add: (calls) => calls.map((call) => callJson(call, raw)).join(''),
  end: () => '',
})
