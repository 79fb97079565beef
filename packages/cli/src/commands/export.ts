import type { FormatName } from '@callspec/export'
import type { CallQuery } from 'callspec'
import { selectColumns } from 'callspec/columns'
import type { Command } from 'commander'
import { writeNote } from '../io/output.js'
import { addColumnsOption } from '../options/columns-option.js'
import { addCopyOptions, type CopyOptions } from '../options/copy-options.js'
import { addCopyQueryOptions, type CopyQueryOptions, splitCopyQuery } from '../options/copy-query-options.js'
import { REDACT } from '../options/option-texts.js'
import { addQueryOptions, type QueryOptions, TIMES, toQuery } from '../options/query-options.js'
import { addInputOption, addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { addStatsOption, type StatsOption } from '../options/stats-option.js'
import { UsageError } from '../usage-error.js'
import { openLog } from './open-log.js'

interface ExportCommandOptions extends QueryOptions, SourceOptions, CopyOptions, CopyQueryOptions, StatsOption {
  to: string
  /** `undefined`: as the format has it. */
  raw?: boolean
  redact?: boolean
  columns?: string[]
  skipUnsupported?: boolean
}

const FORMATS = `
The ending of the file decides the format:
  .csv         RFC 4180, UTF-8; a text that would be a formula has a ' before it
  .xlsx        Excel; stamps are dates in --time-zone, in all other files UTC
  .parquet     typed columns for DuckDB, pandas, BigQuery, ...
  .ndjson      the lines of list --json
  .vcon.json   a JSON array of vCons (IETF draft-ietf-vcon-vcon-core-03)

The first three have the same columns in the same order, a row for each call;
--columns chooses from them.
Transcripts and other parts are in the file with --include, or where the list
of the platform has them.

The file replaces one of that name when it is complete, never before.`

const EXAMPLES = `
Examples:
  callspec export --since last-week --until this-week --to week.xlsx
  callspec export --status failed --time-zone Europe/Berlin --to failed.xlsx
  callspec export --include transcript --to calls.parquet
  callspec export --columns occurredAt,agent.name,cost --to costs.csv

Exit code: 0; 1 when a source failed, a row was bad, calls are missing that a
total counts, a part could not be fetched, or something did not fit the file
(such as a text too long for a cell of Excel); 2 for wrong usage.`

export function addExportCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('export')
    .summary('write the calls of all sources into a file')
    .description('Writes the calls of all sources into a file, newest first: CSV, Excel, Parquet, NDJSON or vCon.')
    .requiredOption('--to <file>', 'the file; its ending decides the format, see below')
  addStatsOption(addCopyQueryOptions(addCopyOptions(addInputOption(addSourceOptions(addQueryOptions(command))))))
  addColumnsOption(command)
    .option('--raw', "with .vcon.json: attach the platform's own rows")
    .option('--no-raw', "with .ndjson: leave the platform's own row out")
    .option('--skip-unsupported', 'leave out sources that cannot answer the query')
    .option('--redact', REDACT)
    .addHelpText('after', `${FORMATS}\n${TIMES}\n${EXAMPLES}`)
    .action(async (options: ExportCommandOptions) => {
      const { from, gone, source, timeout, config, verbose, input, skipUnsupported, ...others } = options
      const [copyQuery, rest] = splitCopyQuery(others, from)
      const { to, raw, redact, columns, stats, ...query } = rest
      // Loaded here: no other command needs it.
      const [{ formatOf }, { exportListing }] = await Promise.all([import('@callspec/export'), import('./export-listing.js')])
      const format = formatOf(to)
      if (raw && !HOLDS_RAW.has(format))
        throw new UsageError(`${to} has no place for --raw. Name a file that ends in .ndjson or .vcon.json.`)
      if (columns && format !== 'ndjson' && format !== 'vcon') selectColumns(columns)
      const opened = await openLog({ from, gone, source, config, timeout, verbose, input, skipUnsupported })
      try {
        exit(
          // The log checks the words and names the known ones.
          await exportListing(opened, { ...toQuery(query, writeNote), ...copyQuery } as CallQuery, {
            to,
            format,
            // As `list --json` has it; a vCon is handed to others.
            raw: !redact && (raw ?? format === 'ndjson'),
            redact,
            columns,
            stats,
          }),
        )
      } finally {
        await opened.close()
      }
    })
}

const HOLDS_RAW: ReadonlySet<FormatName> = new Set(['ndjson', 'vcon'])
