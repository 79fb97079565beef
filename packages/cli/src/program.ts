import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addCompletionCommand } from './commands/completion.js'
import { addDemoCommand } from './commands/demo.js'
import { addEnqueueCommand } from './commands/enqueue.js'
import { addEraseCommand } from './commands/erase.js'
import { addExplainCommand } from './commands/explain.js'
import { addExploreCommand } from './commands/explore.js'
import { addExportCommand } from './commands/export.js'
import { addGetCommand } from './commands/get.js'
import { addInitCommand } from './commands/init.js'
import { addListCommand } from './commands/list.js'
import { addMcpCommand } from './commands/mcp.js'
import { addProvidersCommand } from './commands/providers.js'
import { addReceiveCommand } from './commands/receive.js'
import { addReportCommand } from './commands/report.js'
import { addSimulateCommand } from './commands/simulate.js'
import { addStatsCommand } from './commands/stats.js'
import { addSyncCommand } from './commands/sync.js'
import { addTapCommand } from './commands/tap.js'
import { addVerifyCommand } from './commands/verify.js'
import { addWorkCommand } from './commands/work.js'
import { helpWidth, outputPaint } from './io/output.js'
import { addColorOption } from './options/color-option.js'
import { helpText } from './print/help-text.js'

const HELP = `
Sources come from callspec.config.json here or from --config FILE:
  {"sources": [{"provider": "talkover", "token": "\${TALKOVER_API_KEY}"}]}
else from the environment: a platform takes part when its variables are set,
like TALKOVER_API_KEY.

Examples:
  callspec demo                                    without an account
  callspec init                                    asks for your accounts
  callspec list --since 2026-11-01 --limit 20
  callspec export --since last-week --to week.xlsx
  callspec explain --since 2026-11-01              what list would ask and assume
  callspec get butter call_0a1b2c3d
  callspec <command> --help`

/** The command with all its subcommands. One that does not throw passes its exit code to `exit`. */
export function createProgram(exit: (code: number) => void): Command {
  const program = new Command('callspec')
    .description('The calls of every voice-AI platform in one table.')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', HELP)
    // Subcommands inherit these settings. `run` prints errors as one line and sets the exit code.
    .exitOverride()
    .configureOutput({
      outputError: () => undefined,
      writeOut: (text) => void process.stdout.write(helpText(text, helpWidth(), outputPaint())),
      getOutHelpWidth: helpWidth,
      // `outputPaint` decides.
      getOutHasColors: () => true,
    })
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => outputPaint()(title, 'strong') })
  addColorOption(program)
  addInitCommand(program, exit)
  addListCommand(program, exit)
  addStatsCommand(program, exit)
  addExportCommand(program, exit)
  addReportCommand(program, exit)
  addExplainCommand(program, exit)
  addExploreCommand(program)
  addGetCommand(program, exit)
  addMcpCommand(program)
  addSyncCommand(program, exit)
  addReceiveCommand(program)
  addEnqueueCommand(program)
  addWorkCommand(program)
  addEraseCommand(program)
  addTapCommand(program, exit)
  addVerifyCommand(program, exit)
  addProvidersCommand(program)
  addSimulateCommand(program)
  addDemoCommand(program, exit)
  addCompletionCommand(program)
  return program
}

function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return manifest.version
}
