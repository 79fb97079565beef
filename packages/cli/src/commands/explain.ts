import { type CallQuery, callLog } from 'callspec'
import { explain } from 'callspec/explain'
import { jsonText } from 'callspec/json'
import type { Command } from 'commander'
import { loadSources, selectSources } from '../config/command-sources.js'
import { outputPaint, outputWidth, write, writeNote } from '../io/output.js'
import { collect } from '../options/option-values.js'
import { addQueryOptions, type QueryOptions, TIMES, toQuery } from '../options/query-options.js'
import { addInputOption } from '../options/source-options.js'
import { explanationSummary } from '../print/explanation-summary.js'
import { explanationText } from '../print/explanation-text.js'
import { UsageError } from '../usage-error.js'

interface ExplainOptions extends QueryOptions {
  total?: string[]
  config?: string
  input?: string[]
  full?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  callspec explain --since 2026-11-01 --status completed
  callspec explain --source acme-eu --phone-number +15551234567 --strict
  callspec explain --total acme-eu=250000 --json

Exit code: 0; 1 when a source cannot answer; 2 for wrong usage.`

export function addExplainCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('explain')
    .summary('show what list would request, and what it would assume')
    .description('Shows, without sending anything, what list would request, what it would filter here, and what it would assume.')
  addInputOption(addQueryOptions(command))
    .option('--total <source=rows>', 'rows in the list of a source, to compute the number of requests; may be repeated', collect)
    .option('--config <file>', 'instead of callspec.config.json')
    .option('--full', 'every request, reason and assumption, in place of a few sentences')
    .option('--json', 'all of it as one JSON document')
    .addHelpText('after', `${TIMES}\n${EXAMPLES}`)
    .action(async (options: ExplainOptions) => {
      const { source, total, config, input, full, json, ...query } = options
      const sources = selectSources(await loadSources({ config, input }), source)
      const totals = readTotals(total)
      selectSources(sources, Object.keys(totals))
      const toText = full ? explanationText : explanationSummary
      // `explain` checks the words and names the known ones.
      const explanations = explain(callLog(sources), toQuery(query, writeNote) as CallQuery, { totals })
      await write(
        json
          ? `${jsonText({ sources: explanations }, 2)}\n`
          : explanations.map((each) => toText(each, outputWidth(), outputPaint())).join('\n'),
      )
      if (!json && !full) writeNote('callspec explain --full shows every request, reason and assumption.')
      exit(explanations.every(({ answers }) => answers) ? 0 : 1)
    })
}

function readTotals(values: readonly string[] = []): Record<string, number> {
  return Object.fromEntries(
    values.map((value) => {
      const [, source, rows] = /^(.+)=(\d{1,15})$/.exec(value) ?? []
      if (source === undefined)
        throw new UsageError(`Invalid --total: received "${value}". Pass a source and its rows, like main=250000.`)
      return [source, Number(rows)]
    }),
  )
}
