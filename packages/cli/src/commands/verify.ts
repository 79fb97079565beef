import { existsSync } from 'node:fs'
import { verify } from '@callspec/verify'
import { jsonText } from 'callspec/json'
import type { Command } from 'commander'
import { loadSources, selectSources } from '../config/command-sources.js'
import { CONFIG_FILE } from '../config/config-file.js'
import { refuseExisting, writeNew } from '../io/new-file.js'
import { outputPaint, outputWidth, write, writeNote } from '../io/output.js'
import { addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { verificationText } from '../print/verification-text.js'
import { showProgress } from '../progress/show-progress.js'
import { watchSources } from '../progress/watch-sources.js'

interface VerifyCommandOptions extends SourceOptions {
  json?: boolean
  report?: string
}

const EXAMPLES = `
Examples:
  callspec verify talkover
  callspec verify acme-eu --report acme-eu.md

Exit code: 0; 1 when something was refuted or failed; 2 for wrong usage.`

export function addVerifyCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('verify')
    .summary('test on your account what is assumed of the platform')
    .description('Tests every assumption about a platform on one account, with at most 20 read-only requests.')
    .argument('<source>', 'id of the source, as list shows it')
  addSourceOptions(command)
    .option('--json', 'the same as one JSON document')
    .option('--report <file>', 'also write it to a new file as Markdown, with nothing about single calls or the account')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, { json, report: file, timeout, config, verbose }: VerifyCommandOptions) => {
      // Before any request, so that none is wasted.
      if (file !== undefined) refuseExisting(file)
      const sources = await loadSources({ config, timeout, verbose })
      const [source] = selectSources(sources, [id])
      if (!source) return
      const { sources: watched, progress } = watchSources([source])
      const stopProgress = showProgress({ progress })
      const verified = await verify(watched[0]!).finally(stopProgress)
      const written = config ?? (existsSync(CONFIG_FILE) ? CONFIG_FILE : undefined)
      const providers = sources.map(({ provider }) => provider)
      await write(
        json
          ? `${jsonText(verified, 2)}\n`
          : verificationText(verified, {
              file: written,
              newFile: CONFIG_FILE,
              providers,
              width: outputWidth(),
              paint: outputPaint(),
            }),
      )
      if (file !== undefined) {
        writeNew(file, verified.report)
        writeNote(`Wrote ${file}.`)
      }
      exit(verified.failed > 0 || verified.results.some(({ verdict }) => verdict === 'refuted') ? 1 : 0)
    })
}
