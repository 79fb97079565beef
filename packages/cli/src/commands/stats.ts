import type { CallQuery } from 'callspec'
import { type Stats, type StatsBy, stats } from 'callspec/stats'
import type { Command } from 'commander'
import { errorText } from '../failure.js'
import { outputPaint, outputWidth, write, writeNote } from '../io/output.js'
import { addCopyOptions, type CopyOptions } from '../options/copy-options.js'
import { addCopyQueryOptions, type CopyQueryOptions, splitCopyQuery } from '../options/copy-query-options.js'
import { addQueryOptions, type QueryOptions, TIMES, toQuery } from '../options/query-options.js'
import { addInputOption, addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { BY_WORDS, statsBy } from '../options/stats-by.js'
import { addStatsOption, type StatsOption } from '../options/stats-option.js'
import { noRoomText } from '../print/no-room-text.js'
import { statsLines } from '../print/stats-json.js'
import { statsNotes } from '../print/stats-notes.js'
import { statsRows } from '../print/stats-rows.js'
import { statsTable } from '../print/stats-table.js'
import { UsageError } from '../usage-error.js'
import { openLog } from './open-log.js'
import type { OpenedLog } from './opened-log.js'
import { untilSignal } from './until-signal.js'

interface StatsOptions extends QueryOptions, SourceOptions, CopyOptions, CopyQueryOptions, StatsOption {
  by?: StatsBy[]
  json?: boolean
  csv?: boolean
  to?: string
  skipUnsupported?: boolean
}

const EXAMPLES = `
A call is answered if its platform says that a human or a machine answered, and
unknown if nothing tells. Days begin in --time-zone, weeks on Monday.

Examples:
  callspec stats --by source
  callspec stats --by agent,day --since last-week --until this-week --csv
  callspec stats --by agent --since last-week --until this-week --to week.xlsx
  callspec stats --by weekday,hour --time-zone Europe/Berlin --json
  callspec stats --by source --include cost       where the list has no cost

--to writes the rows of --csv: a column for each unit of cost, and no total, so
that a sum or a pivot table counts each call once. The file replaces one of that
name when it is complete.

Exit code: 0; 1 when a source failed, a row was bad, calls are missing that a
total counts, a part could not be fetched, or something did not fit the file; 2
for wrong usage.`

export function addStatsCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('stats')
    .summary('count calls, minutes, answers and costs')
    .description('Counts the calls of all sources, group by group: minutes, who answered, average duration, and cost per unit.')
    .option('--by <words>', `group by ${BY_WORDS.join(', ')}; several with commas`, statsBy)
  addStatsOption(addCopyQueryOptions(addCopyOptions(addInputOption(addSourceOptions(addQueryOptions(command))))))
    .option('--skip-unsupported', 'leave out sources that cannot answer the query')
    .option('--json', 'one group per line as JSON')
    .option('--csv', 'as CSV, with a column per unit of cost')
    .option('--to <file>', 'into a file that ends in .xlsx or .csv')
    .addHelpText('after', `${TIMES}\n${EXAMPLES}`)
    .action(async (options: StatsOptions) => {
      const { from, gone, source, timeout, config, verbose, input, skipUnsupported, ...others } = options
      const [copyQuery, rest] = splitCopyQuery(others, from)
      const { by: _by, json, csv, to, stats: _details, ...query } = rest
      if (json && csv) throw new UsageError('--json and --csv exclude each other. Pass one of them.')
      if (to !== undefined && (json || csv))
        throw new UsageError(`--to and --${json ? 'json' : 'csv'} exclude each other. Pass one of them.`)
      const opened = await openLog({ from, gone, source, config, timeout, verbose, input, skipUnsupported })
      try {
        exit(
          await untilSignal((signal) =>
            countTo(opened, { ...toQuery(query, writeNote), ...copyQuery } as CallQuery, options, signal),
          ),
        )
      } finally {
        await opened.close()
      }
    })
}

/** Counts, prints, and reports how it went. Of what Ctrl-C ends early a table shows what came; nothing else is made of a part. */
async function countTo(
  { log, fail, report, standings, stopProgress }: OpenedLog,
  // The log checks the words and names the known ones.
  query: CallQuery,
  options: StatsOptions,
  signal: AbortSignal,
): Promise<number> {
  const { by, json, csv, to, stats: details } = options
  const partial = !json && !csv && to === undefined
  const count = () => stats(log, query, { by, signal, partial })
  try {
    const { counted, losses } = to === undefined ? await print(count, options) : await writeFile(count, to, fail)
    const isWhole = report(counted.summary, { stats: details, include: query.include })
    printNotes(counted, standings !== undefined)
    if (signal.aborted) writeNote(stoppedText(signal, 'these are counts of what had come'))
    else if (to !== undefined) writeNote(`Wrote ${to}.`)
    return isWhole && losses === 0 ? 0 : 1
  } catch (error) {
    if (!signal.aborted) throw error
    stopProgress()
    writeNote(stoppedText(signal, `nothing was ${to === undefined ? 'printed' : 'written'}`))
    return 1
  }
}

const stoppedText = (signal: AbortSignal, outcome: string) =>
  `${errorText(signal.reason)} Not all calls had come: ${outcome}. A copy goes on where it was stopped: callspec sync --to calls.db, then stats --from calls.db.`

type Count = () => Promise<Stats>

async function print(count: Count, { json, csv, timeZone }: StatsOptions) {
  const counted = await count()
  if (json || csv) await write(json ? statsLines(counted) : await csvOf(counted))
  else {
    const { text, leftOut } = statsTable(counted, outputWidth(), timeZone, outputPaint())
    await write(text)
    if (leftOut.length > 0) writeNote(noRoomText(leftOut, ['--json', '--csv']), 'dim')
  }
  return { counted, losses: 0 }
}

// Loaded here: neither table nor JSON needs what writes files.
async function csvOf(counted: Stats): Promise<string> {
  const { tableCsv } = await import('@callspec/export')
  return tableCsv(statsRows(counted))
}

async function writeFile(count: Count, to: string, fail: OpenedLog['fail']) {
  const { writeStats } = await import('./write-stats.js')
  return writeStats(count, to, fail)
}

function printNotes(counted: Stats, isCopy: boolean): void {
  for (const note of statsNotes(counted, isCopy)) writeNote(note, 'dim')
}
