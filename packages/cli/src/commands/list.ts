import type { CallQuery } from 'callspec'
import type { Command } from 'commander'
import { printListing } from '../listing.js'
import { seconds } from '../option-values.js'
import { addQueryOptions, type QueryOptions } from '../query-options.js'
import { loadSources, selectSources } from '../sources.js'

interface ListOptions extends QueryOptions {
  raw: boolean
  timeout?: number
  config?: string
  json?: boolean
}

const EXAMPLES = `
Examples:
  callspec list --since 2026-11-01 --direction inbound --limit 20
  callspec list --source acme-eu --status failed --status busy
  callspec list --phone-number +15551234567 --include transcript --json > calls.ndjson

Exit code: 0; 1 when a source failed or a row was bad; 2 for wrong usage.`

export function addListCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('list')
    .summary('list calls over all sources')
    .description('Lists the calls of all sources, newest first.')
  addQueryOptions(command)
    .option('--no-raw', "leave the platform's own row out of the JSON")
    .option('--timeout <seconds>', 'for one answer (default: 30)', seconds)
    .option('--config <file>', 'instead of callspec.config.json')
    .option('--json', 'one call per line as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (options: ListOptions) => {
      const { source, raw, timeout, config, json = false, ...query } = options
      const sources = selectSources(loadSources({ config, timeout }), source)
      // The words are checked by the log, which names the known ones.
      exit(await printListing(sources, query as CallQuery, { json, raw }))
    })
}
