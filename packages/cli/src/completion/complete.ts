import type { Command } from 'commander'
import { type Candidate, type Completion, NOTHING } from './completion.js'
import { readLine, type TypedLine } from './typed-line.js'
import { valuesOf } from './values.js'

export interface Completed {
  completion: Completion
  /** What stands before each word in the word that is typed: `--status=`. */
  prefix: string
}

/** What may stand at the cursor, by the commands, options and arguments of the program itself. */
export function complete(program: Command, words: readonly string[]): Completed {
  const line = readLine(program, words)
  const offered = offer(program, line)
  if (typeof offered === 'string') return { completion: offered, prefix: line.prefix }
  const fitting = offered.words.filter(({ word }) => word.startsWith(line.current))
  return { completion: { ...offered, words: fitting }, prefix: line.prefix }
}

function offer(program: Command, line: TypedLine): Completion {
  const { command, option, argument, takesOptions, current } = line
  if (option) return valuesOf(option, line)
  if (takesOptions && current.startsWith('-')) return { words: optionsOf(command) }
  const commands = commandsOf(argument?.name() === 'command' ? program : command)
  if (commands.length > 0) return { words: commands }
  const values = argument ? valuesOf(argument, line) : NOTHING
  const isEmpty = typeof values !== 'string' && values.words.length === 0
  return isEmpty && takesOptions ? { words: optionsOf(command) } : values
}

function commandsOf(command: Command): Candidate[] {
  const help = command.createHelp()
  return help.visibleCommands(command).map((each) => ({ word: each.name(), about: help.subcommandDescription(each) }))
}

function optionsOf(command: Command): Candidate[] {
  const help = command.createHelp()
  const own = help.visibleOptions(command).flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : []))
  // An option of the whole program may follow its command, but nobody asks there for the version.
  const whole = command.parent ? optionsOf(command.parent).filter(({ word }) => word !== '--version' && word !== '--help') : []
  return [...own, ...whole]
}
