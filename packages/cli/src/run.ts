import { CommanderError } from 'commander'
import { errorText, exitCodeOf } from './failure.js'
import { writeError } from './io/output.js'
import { createProgram } from './program.js'

/** Runs the command and returns its exit code: 0, 1 when something failed, 2 for wrong usage. */
export async function run(args: readonly string[]): Promise<number> {
  let exitCode = 0
  const program = createProgram((code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      writeError(errorText(error))
      return exitCodeOf(error)
    }
    if (error.exitCode === 0) return 0
    const [first, asked] = args
    if (first === 'help' && asked !== undefined) writeError(`unknown command '${asked}'. Run callspec --help.`)
    // Without a command the help was printed already.
    if (error.code !== 'commander.help')
      writeError(
        usageText(
          error,
          args.find((arg) => program.commands.some((each) => each.name() === arg)),
        ),
      )
    return 2
  }
}

/** The parser's message on one line, without unexpected values: they may be keys. */
function usageText(error: CommanderError, command: string | undefined): string {
  const complaint = error.message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/'(-[^'=]*)=[^']*'/, "'$1'")
    .replace(/( but got \d+): .*$/, '$1')
    .replace(/\.$/, '')
  return `${complaint}. Run callspec ${command ? `${command} ` : ''}--help.`
}
