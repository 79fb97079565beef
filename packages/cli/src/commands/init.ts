import type { Command } from 'commander'
import { collect, seconds } from '../options/option-values.js'
import { addInputOption } from '../options/source-options.js'
import { UsageError } from '../usage-error.js'

interface InitCommandOptions {
  provider?: string[]
  config?: string
  yes?: boolean
  test: boolean
  storeKeys?: boolean
  demo?: boolean
  input?: string[]
  timeout?: number
}

const EXAMPLES = `
The file names the environment variable of each key, never the key, unless
--store-keys is given. Each key is tried with one request.

Examples:
  callspec init
  callspec init --demo                   try it without an account
  callspec init --yes                    with the keys of the environment
  callspec init --provider butter --provider vapi

It asks nothing with --yes, or where platforms are named and stdin is no
terminal.

Exit code: 0; 1 when an account does not answer; 2 for wrong usage; 130 when it
was left with Ctrl-C. Unless it is 0, no file was written.`

export function addInitCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('init')
    .summary('write a configuration by answering questions')
    .description('Asks for your accounts, tries their keys, and writes callspec.config.json.')
    .option('--provider <provider>', 'this platform; may be repeated', collect)
    .option('--config <file>', 'the file to write, instead of callspec.config.json')
    .option('--yes', 'ask nothing: take the keys of the environment, by default of every platform that has one there')
    .option('--store-keys', 'write keys that were typed into the file, which then only you can read')
    .option('--no-test', 'send no request')
    .option('--demo', 'try it: every platform is simulated, and no file is written')
    .option('--timeout <seconds>', 'how long to wait for one response (default: 15)', seconds)
  addInputOption(command)
    .addHelpText('after', EXAMPLES)
    .action(async ({ provider = [], config, yes, test, storeKeys, demo, input, timeout }: InitCommandOptions) => {
      const isTerminal = process.stdin.isTTY && process.stderr.isTTY
      if (!isTerminal && !yes && provider.length === 0)
        throw new UsageError(
          'callspec init asks questions, and stdin or stderr is no terminal. Set the keys in the environment and pass --yes, or --provider ID for each platform.',
        )
      // Loaded here: no other command asks anything.
      const { initConfig } = await import('../init/init-config.js')
      exit(
        await initConfig({
          file: config,
          named: provider,
          asks: isTerminal && !yes,
          tries: test,
          storeKeys: storeKeys ?? false,
          demo: demo ?? false,
          inputs: input ?? [],
          ...(timeout !== undefined && { timeoutMs: Math.ceil(timeout * 1000) }),
        }),
      )
    })
}
