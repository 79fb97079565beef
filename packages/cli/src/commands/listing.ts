import { type Call, type CallLog, type CallQuery, type CallStream, type Redacted, redactCall, type Source } from 'callspec'
import { callJson, tooDeepText } from 'callspec/json'
import { errorText } from '../failure.js'
import { arrivesAtOnce, createPipeWriter, outputWidth, write, writeError, writeNote } from '../io/output.js'
import { type StateFile, stateFile, stateText } from '../io/state-file.js'
import { type CallWriter, createCallTable } from '../print/call-table.js'
import { UsageError } from '../usage-error.js'
import type { OpenedLog } from './open-log.js'

export interface ListingOptions {
  json: boolean
  raw: boolean
  /** Whether people are masked. */
  redact?: boolean | undefined
  /** Whether the summary has a line for every source. */
  verbose?: boolean | undefined
  /** File with the state of an earlier listing, which this listing updates. */
  state?: string | undefined
}

/** Lists calls on stdout and reports on stderr how it went. Returns the exit code. */
export async function printListing(
  { sources, log, report }: OpenedLog,
  query: CallQuery,
  options: ListingOptions,
): Promise<number> {
  const file = options.state === undefined ? undefined : stateFile(options.state)
  const stream = listFrom(log, query, file)
  let unwritten = 0
  const toLine = callJson(sources, options.raw && !options.redact, (call) => {
    unwritten++
    writeError(tooDeepText(call))
  })
  const writer = options.json ? jsonLines(toLine) : createCallTable(outputWidth(), query.timeZone)
  // The state must not run ahead of what the reader took.
  const arrives = !file || arrivesAtOnce()
  const out = arrives ? { write, end: async () => true } : createPipeWriter()
  for await (const { calls, state } of stream.pages()) {
    if (!(await out.write(writer.add(options.redact ? calls.map((call) => redactCall(call)) : calls)))) return left(file)
    // A table buffers its first rows to measure columns; lines are out when they are written.
    if (options.json && arrives) file?.write(state)
  }
  if (!(await out.write(writer.end())) || !(await out.end())) return left(file)
  file?.write(stream.state())
  const isWhole = report(await stream.summary(), options)
  if (file) writeNote(stateText(file.path, stream.state()))
  return isWhole && unwritten === 0 ? 0 : 1
}

/** The reader exited early. What it read is unknown, so the state stays unchanged. */
function left(file: StateFile | undefined): number {
  if (!file) return 0
  writeError(
    `${file.path} was not updated: the reader of stdout exited early, so the next run lists these calls again. Use --limit to list fewer.`,
  )
  return 1
}

function listFrom(log: CallLog<Source>, query: CallQuery, file: StateFile | undefined): CallStream {
  const state = file?.read()
  // Sends nothing yet. A wrong query fails here, so a later failure is about the state.
  const anew = log.list(query)
  if (!file || !state) return anew
  try {
    return log.list(query, { state })
  } catch (error) {
    throw new UsageError(`${file.path}: ${errorText(error)}`)
  }
}

const jsonLines = (toLine: (call: Call | Redacted<Call>) => string): CallWriter => ({
  add: (calls) => calls.map(toLine).join(''),
  end: () => '',
})
