import type { Command } from 'commander'
import { ownProvidersOf } from '../config/load-sources.js'
import { write } from '../io/output.js'
import { LEGEND, providerCells } from '../print/provider-cells.js'
import { renderTable } from '../print/text-table.js'
import { type ProviderRow, providerTable } from '../provider-table.js'

const EXAMPLES = `
Examples:
  callspec providers
  callspec providers --json`

export function addProvidersCommand(program: Command): void {
  program
    .command('providers')
    .summary('show what each platform can do')
    .description(
      'Shows how each platform meets each filter, how it is paged, and what is assumed where its documentation is silent.',
    )
    .option('--config <file>', 'instead of callspec.config.json, whose providers that are not built in are shown as well')
    .option('--json', 'the same as one JSON document')
    .addHelpText('after', EXAMPLES)
    .action(async ({ json, config }: { json?: boolean; config?: string }) => {
      const rows = providerTable(await ownProvidersOf(config))
      await write(json ? `${JSON.stringify({ providers: rows }, null, 2)}\n` : providersText(rows))
    })
}

function providersText(rows: readonly ProviderRow[]): string {
  const [head = [], ...cells] = providerCells(rows)
  const table = renderTable(
    head.map((text) => ({ head: text })),
    cells,
  )
  return `${[...table, '', ...LEGEND, '', 'Assumptions, with their defaults:', ...rows.flatMap(assumptionLines)].join('\n')}\n`
}

const assumptionLines = ({ id, assumptions }: ProviderRow) =>
  assumptions.map((each) => `  ${id} ${each.id} = ${each.default}: ${each.text}`)
