import type { CallQuery } from 'callspec'
import type { Command } from 'commander'
import { errorText } from '../failure.js'
import { writeNote } from '../io/output.js'
import { addCopyOptions, type CopyOptions } from '../options/copy-options.js'
import { addCopyQueryOptions, type CopyQueryOptions, splitCopyQuery } from '../options/copy-query-options.js'
import { addQueryOptions, type QueryOptions, TIMES, toQuery } from '../options/query-options.js'
import { addInputOption, addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { addStatsOption, type StatsOption } from '../options/stats-option.js'
import { countText } from '../print/count-text.js'
import { UsageError } from '../usage-error.js'
import { openLog } from './open-log.js'
import { untilSignal } from './until-signal.js'

interface ReportCommandOptions extends QueryOptions, SourceOptions, CopyOptions, CopyQueryOptions, StatsOption {
  to: string
  skipUnsupported?: boolean
}

const EXAMPLES = `
The report is one file that opens in every browser and prints on A4: totals,
calls over time, outcomes, minutes and cost by agent, durations, and hours of the
week. It runs no script and asks for nothing from elsewhere. It has names of
agents, and no numbers, names or words of those they spoke with.

Without --since and --until, it is about last week. The file replaces one of that
name when it is complete.

Examples:
  callspec report --to week.html
  callspec report --since last-month --until this-month --to month.html
  callspec report --from calls.db --time-zone Europe/Berlin --to week.html
  callspec report --include cost --to week.html    where the list has no cost

Exit code: 0; 1 when a source failed, a row was bad, calls are missing that a
total counts, or a part could not be fetched, which the report says as well; 2
for wrong usage.`

export function addReportCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('report')
    .summary('make a report of last week, or of any query, as one file')
    .description('Counts the calls of all sources and writes charts and totals into one file that opens in every browser.')
    .requiredOption('--to <file>', 'the file, which ends in .html')
  addStatsOption(addCopyQueryOptions(addCopyOptions(addInputOption(addSourceOptions(addQueryOptions(command))))))
    .option('--skip-unsupported', 'leave out sources that cannot answer the query')
    .addHelpText('after', `${TIMES}\n${EXAMPLES}`)
    .action(async (options: ReportCommandOptions) => {
      const { from, gone, source, timeout, config, verbose, input, skipUnsupported, ...others } = options
      const [copyQuery, { to, stats, ...given }] = splitCopyQuery(others, from)
      if (!/\.html?$/i.test(to)) throw new UsageError(`${to} is no name for a report. Name a file that ends in .html.`)
      // The log checks the words and names the known ones.
      const query = { ...toQuery(inLastWeek(given), writeNote), ...copyQuery } as CallQuery
      // Loaded here: no other command needs them.
      const [{ report }, { replaceFile }] = await Promise.all([import('@callspec/explorer/report'), import('@callspec/export')])
      const opened = await openLog({ from, gone, source, config, timeout, verbose, input, skipUnsupported })
      try {
        const made = await untilSignal(async (signal) => {
          let whole: Awaited<ReturnType<typeof report>> | undefined
          await replaceFile(to, async () => {
            whole = await report(opened.log, query, {
              signal,
              errorText,
              from: opened.copy?.address,
              incomplete: opened.copy?.unfinished,
            })
            return whole.html
          })
          // It is there: the file was made from it.
          return whole!
        })
        const isWhole = opened.report(made.summary, { stats, include: query.include })
        writeNote(`Wrote ${to}: ${countText(made.calls, 'call')}.`)
        exit(isWhole ? 0 : 1)
      } finally {
        await opened.close()
      }
    })
}

/** Last week, unless a period is asked for. */
function inLastWeek<Options extends Pick<QueryOptions, 'since' | 'until'>>(options: Options): Options {
  if (options.since !== undefined || options.until !== undefined) return options
  return { ...options, since: 'last week', until: 'this week' }
}
