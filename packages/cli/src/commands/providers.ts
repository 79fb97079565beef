import { providers } from '@callspec/all'
import { type Capabilities, capabilitiesOf } from '@callspec/provider/capabilities'
import { jsonText } from 'callspec/json'
import type { Command } from 'commander'
import { ownProvidersOf } from '../config/load-sources.js'
import { outputPaint, outputWidth, write } from '../io/output.js'
import { capabilitiesText } from '../print/capabilities-text.js'
import { capabilityTableText } from '../print/capability-table-text.js'
import { UsageError } from '../usage-error.js'

interface ProvidersOptions {
  json?: boolean
  config?: string
}

const EXAMPLES = `
Examples:
  callspec providers
  callspec providers butter
  callspec providers --json`

export function addProvidersCommand(program: Command): void {
  program
    .command('providers')
    .summary('show what each platform can do')
    .description(
      'Shows how each platform meets each filter, in one table; or one platform in full, with reasons and assumptions.',
    )
    .argument('[provider]', 'id of one provider')
    .option('--config <file>', 'instead of callspec.config.json; the providers of its modules are shown as well')
    .option('--json', 'the same as one JSON document')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string | undefined, { json, config }: ProvidersOptions) => {
      const all = [...Object.values(providers), ...(await ownProvidersOf(config))].map(capabilitiesOf)
      const one = id === undefined ? undefined : chosen(all, id)
      if (json) await write(`${jsonText(one ?? { providers: all }, 2)}\n`)
      else
        await write(
          one ? capabilitiesText(one, outputWidth(), outputPaint()) : capabilityTableText(all, outputWidth(), outputPaint()),
        )
    })
}

function chosen(all: readonly Capabilities[], id: string): Capabilities {
  const one = all.find((each) => each.id === id)
  if (!one) throw new UsageError(`Unknown provider "${id}". Known: ${all.map((each) => each.id).join(', ')}.`)
  return one
}
