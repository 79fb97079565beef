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
import { addTemplateOption, refuseBesideTemplate } from '../options/template-option.js'
import type { CallTemplate } from '../print/call-template.js'
import { UsageError } from '../usage-error.js'
import { printListing } from './listing.js'
import { openLog } from './open-log.js'

interface ListOptions extends QueryOptions, SourceOptions, CopyOptions, CopyQueryOptions, StatsOption {
  raw: boolean
  redact?: boolean
  json?: boolean
  csv?: boolean
  columns?: string[]
  template?: CallTemplate
  skipUnsupported?: boolean
  state?: string
}

const EXAMPLES = `
Examples:
  callspec list --since 2026-11-01 --direction inbound --limit 20
  callspec list --since yesterday --until today --time-zone Europe/Berlin
  callspec list --source acme-eu --status failed --status busy
  callspec list --limit 500 --state calls.state --json >> calls.ndjson
  callspec list --since last-week --csv > calls.csv
  callspec list --columns occurredAt,agent.name,durationSeconds,cost
  callspec list --template '{occurredAt} {customerNumber} {agent.name}'
  callspec list --phone-number +15551234567 --include transcript --json
  callspec list --from calls.db --since last-week         a copy that sync made

Exit code: 0; 1 when a source failed, a row was bad, calls are missing that a
total counts, a part could not be fetched, or stdout closed before the state of
--state was written; 2 for wrong usage.`

export function addListCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('list')
    .summary('list the calls of all sources')
    .description('Lists the calls of all sources, newest first.')
  addStatsOption(addCopyQueryOptions(addCopyOptions(addInputOption(addSourceOptions(addQueryOptions(command))))))
  addTemplateOption(addColumnsOption(command))
    .option('--no-raw', "leave the platform's own row out of the JSON")
    .option('--skip-unsupported', 'leave out sources that cannot answer the query')
    .option('--redact', REDACT)
    .option('--json', 'one call per line as JSON')
    .option('--csv', 'a row of CSV for each call, with the columns of `callspec export`')
    .option('--state <file>', 'resume from the state in this file and update it; read all of stdout')
    .addHelpText('after', `${TIMES}\n${EXAMPLES}`)
    .action(async (options: ListOptions) => {
      const { from, gone, source, timeout, config, verbose, input, skipUnsupported, ...others } = options
      const [copyQuery, rest] = splitCopyQuery(others, from)
      const { raw, redact, json, csv, columns, template, state, stats, ...query } = rest
      const as = formOf({ json, csv, template, columns })
      const opened = await openLog({ from, gone, source, config, timeout, verbose, input, skipUnsupported })
      try {
        // The log checks the words and names the known ones.
        const checked = { ...toQuery(query, writeNote), ...copyQuery } as CallQuery
        exit(await printListing(opened, checked, { as, columns, raw, redact, state, stats }))
      } finally {
        await opened.close()
      }
    })
}

function formOf({ json, csv, template, columns }: Pick<ListOptions, 'json' | 'csv' | 'template' | 'columns'>) {
  if (json && csv) throw new UsageError('--json and --csv exclude each other. Pass one of them.')
  refuseBesideTemplate({ json, csv, template, columns })
  if (columns && !json) selectColumns(columns)
  return template ?? (json ? 'json' : csv ? 'csv' : 'table')
}
