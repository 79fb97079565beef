import { type Call, type CallQuery, type CallStream, type Redacted, redactCall } from 'callspec'
import { selectMembers } from 'callspec/columns'
import { callJson, tooDeepText } from 'callspec/json'
import { errorText } from '../failure.js'
import { arrivesAtOnce, createPipeWriter, outputPaint, outputWidth, write, writeError, writeNote } from '../io/output.js'
import { type StateFile, stateFile, stateText } from '../io/state-file.js'
import { type CallWriter, createCallTable } from '../print/call-table.js'
import type { CallTemplate } from '../print/call-template.js'
import { createLineLimit } from '../print/line-limit.js'
import { UsageError } from '../usage-error.js'
import type { OpenedLog, ReadLog } from './opened-log.js'
import { untilSignal } from './until-signal.js'

export interface ListingOptions {
  as: 'table' | 'json' | 'csv' | CallTemplate
  /** Only these members of each call. Default: all, and in a table those that fit. */
  columns?: readonly string[] | undefined
  raw: boolean
  /** Whether people are masked. */
  redact?: boolean | undefined
  /** Whether details follow the line of the summary. */
  stats?: boolean | undefined
  /** File with the state of an earlier listing, which this listing updates. */
  state?: string | undefined
}

/** Lists calls on stdout and reports on stderr how it went, also where Ctrl-C ends it early. Returns the exit code. */
export const printListing = (opened: OpenedLog, query: CallQuery, options: ListingOptions): Promise<number> =>
  untilSignal((signal) => print(opened, query, options, signal), ['SIGINT'])

async function print(
  { sources, log, fail, report, stopProgress }: OpenedLog,
  query: CallQuery,
  options: ListingOptions,
  signal: AbortSignal,
): Promise<number> {
  const file = options.state === undefined ? undefined : stateFile(options.state)
  const { stream, continues } = listFrom(log, query, file, signal)
  let lost = 0
  const losses = createLineLimit(fail, 'more that did not fit')
  const onLoss = (text: string) => {
    lost++
    losses.add(text)
  }
  const writer = await createWriter()
  // The state must not run ahead of what the reader took.
  const arrives = !file || arrivesAtOnce()
  const out = arrives ? { write, end: async () => true } : createPipeWriter()
  try {
    for await (const { calls, state } of stream.pages()) {
      if (!(await out.write(writer.add(options.redact ? calls.map((call) => redactCall(call)) : calls)))) return left(file)
      // A table buffers its first rows to measure columns; lines are out when they are written.
      if (options.as !== 'table' && arrives) file?.write(state)
    }
  } catch (error) {
    if (!signal.aborted) throw error
    stopProgress()
  }
  if (!(await out.write(writer.end())) || !(await out.end())) return left(file)
  if (signal.aborted) return stopped()
  file?.write(stream.state())
  losses.end()
  const note = writer.note?.()
  if (note !== undefined) writeNote(note, 'dim')
  const isWhole = report(await stream.summary(), { ...options, include: query.include })
  if (file) writeNote(stateText(file.path, stream.state()))
  return isWhole && lost === 0 ? 0 : 1

  /** Says how to go on after what came. */
  async function stopped(): Promise<number> {
    if (arrives) file?.write(stream.state())
    report(await stream.summary(), { ...options, include: query.include })
    writeNote(`${errorText(signal.reason)} ${goOnText(file, arrives)}`)
    return 1
  }

  async function createWriter(): Promise<CallWriter> {
    const { as, columns } = options
    if (typeof as === 'function') return lines((call) => as(call, query.timeZone))
    if (as === 'table') return createCallTable({ width: outputWidth(), zone: query.timeZone, columns, paint: outputPaint() })
    if (as === 'csv') {
      // Loaded here: neither table nor JSON needs it.
      const { createCallCsv } = await import('../print/call-csv.js')
      // What was printed before has the head already.
      return createCallCsv(!continues, columns, onLoss)
    }
    return lines(
      callJson(sources, options.raw && !options.redact, (call) => onLoss(tooDeepText(call)), columns && selectMembers(columns)),
    )
  }
}

function goOnText(file: StateFile | undefined, arrives: boolean): string {
  if (!file) return 'To go on where a listing was stopped, run it with --state FILE.'
  if (arrives) return `The same command goes on from ${file.path}.`
  return `${file.path} was not updated, because what the reader of stdout took is unknown: the next run lists these calls again.`
}

/** The reader exited early. What it read is unknown, so the state stays unchanged. */
function left(file: StateFile | undefined): number {
  if (!file) return 0
  writeError(
    `${file.path} was not updated: the reader of stdout exited early, so the next run lists these calls again. Use --limit to list fewer.`,
  )
  return 1
}

/** The calls, and whether they continue after those of an earlier listing. */
function listFrom(
  log: ReadLog,
  query: CallQuery,
  file: StateFile | undefined,
  signal: AbortSignal,
): { stream: CallStream; continues: boolean } {
  const state = file?.read()
  // Sends nothing yet. A wrong query fails here, so a later failure is about the state.
  const anew = log.list(query, { signal })
  if (!file || !state) return { stream: anew, continues: false }
  try {
    return { stream: log.list(query, { state, signal }), continues: true }
  } catch (error) {
    throw new UsageError(`${file.path}: ${errorText(error)}`)
  }
}

const lines = (toLine: (call: Call | Redacted<Call>) => string): CallWriter => ({
  add: (calls) => calls.map(toLine).join(''),
  end: () => '',
})
