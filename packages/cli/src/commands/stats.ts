import type { CallQuery } from 'callspec'
import { type Stats, type StatsBy, stats } from 'callspec/stats'
import type { Command } from 'commander'
import { noteWidth, outputWidth, write, writeNote } from '../io/output.js'
import { addCopyOptions, type CopyOptions } from '../options/copy-options.js'
import { addQueryOptions, type QueryOptions, TIMES, toQuery } from '../options/query-options.js'
import { addInputOption, addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { BY_WORDS, statsBy } from '../options/stats-by.js'
import { statsCsv } from '../print/stats-csv.js'
import { statsLines } from '../print/stats-json.js'
import { statsNotes } from '../print/stats-notes.js'
import { statsTable } from '../print/stats-table.js'
import { wrap } from '../print/wrap.js'
import { UsageError } from '../usage-error.js'
import { openLog } from './open-log.js'

interface StatsOptions extends QueryOptions, SourceOptions, CopyOptions {
  by?: StatsBy[]
  json?: boolean
  csv?: boolean
  skipUnsupported?: boolean
}

const EXAMPLES = `
A call is answered if its platform says that a human or a machine answered, and
unknown if nothing tells. Days begin in --time-zone, weeks on Monday.

Examples:
  callspec stats --by source
  callspec stats --by agent,day --since last-week --until this-week --csv
  callspec stats --by weekday,hour --time-zone Europe/Berlin --json
  callspec stats --by source --include cost       where the list has no cost

Exit code: 0; 1 when a source failed, a row was bad, calls are missing that a
total counts, or a part could not be fetched; 2 for wrong usage.`

export function addStatsCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('stats')
    .summary('count calls, minutes, answers and costs')
    .description('Counts the calls of all sources, group by group: minutes, who answered, average duration, and cost per unit.')
    .option('--by <words>', `group by ${BY_WORDS.join(', ')}; several with commas`, statsBy)
  addCopyOptions(addInputOption(addSourceOptions(addQueryOptions(command))))
    .option('--skip-unsupported', 'leave out sources that cannot answer the query')
    .option('--json', 'one group per line as JSON')
    .option('--csv', 'as CSV, with a column per unit of cost')
    .addHelpText('after', `${TIMES}\n${EXAMPLES}`)
    .action(async (options: StatsOptions) => {
      const { from, gone, source, timeout, config, verbose, input, skipUnsupported, ...rest } = options
      const { by, json, csv, ...query } = rest
      if (json && csv) throw new UsageError('--json and --csv exclude each other. Pass one of them.')
      const { log, report, close } = await openLog({ from, gone, source, config, timeout, verbose, input, skipUnsupported })
      try {
        // The log checks the words and names the known ones.
        const counted = await stats(log, toQuery(query, writeNote) as CallQuery, { by })
        const zone = query.timeZone
        await write(json ? statsLines(counted) : csv ? statsCsv(counted) : statsTable(counted, outputWidth(), zone))
        const isWhole = report(counted.summary, { verbose })
        printNotes(counted)
        exit(isWhole ? 0 : 1)
      } finally {
        await close()
      }
    })
}

function printNotes({ total }: Stats): void {
  for (const note of statsNotes(total)) writeNote(wrap(note, noteWidth()))
}
