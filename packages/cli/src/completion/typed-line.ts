import type { Argument, Command, Option } from 'commander'

/** Where the cursor is in a command line. */
export interface TypedLine {
  command: Command
  /** The option whose value is typed; else `undefined`. */
  option: Option | undefined
  /** The argument that is typed, unless it is an option or its value; `undefined`: there is none left. */
  argument: Argument | undefined
  /** Whether options may still follow: not after `--`. */
  takesOptions: boolean
  /** The file of `--config`, if it is named. */
  config: string | undefined
  /** The beginning of what is typed; of an option with `=`, of its value. */
  current: string
  /** What stands before it in the same word: `--status=`. */
  prefix: string
}

/** Reads the words of a command line after its program, up to the cursor; the last one is being typed. */
export function readLine(program: Command, words: readonly string[]): TypedLine {
  const line = words.slice(0, -1)
  const last = words.at(-1) ?? ''
  let command = program
  let takesOptions = true
  let option: Option | undefined
  let config: string | undefined
  let count = 0
  for (const word of line) {
    const { name, value } = split(word)
    if (option) {
      if (option.long === '--config') config = word
      option = undefined
    } else if (takesOptions && word === '--') takesOptions = false
    else if (takesOptions && word.startsWith('-')) {
      const found = optionOf(command, name)
      if (found?.long === '--config') config = value
      option = found && takesValue(found) && value === undefined ? found : undefined
    } else {
      const inner = count === 0 ? subcommand(command, word) : undefined
      if (inner) command = inner
      else count++
    }
  }
  const { name, value } = split(last)
  const own = !option && takesOptions && last.startsWith('--') && value !== undefined ? optionOf(command, name) : undefined
  return {
    command,
    option: option ?? own,
    argument: argumentAt(command, count),
    takesOptions,
    config,
    current: own ? (value ?? '') : last,
    prefix: own ? `${name}=` : '',
  }
}

/** Whether an option needs a value. One that may have none is not completed: its next word may be an argument. */
export const takesValue = (option: Option): boolean => option.required

/** `--status=failed` in its two parts. */
function split(word: string): { name: string; value: string | undefined } {
  const equals = word.startsWith('--') ? word.indexOf('=') : -1
  return equals < 0 ? { name: word, value: undefined } : { name: word.slice(0, equals), value: word.slice(equals + 1) }
}

/** An option of the command, or of the whole program. */
function optionOf(command: Command, name: string): Option | undefined {
  const own = command.options.find(({ long, short }) => name === long || name === short)
  return own ?? (command.parent ? optionOf(command.parent, name) : undefined)
}

/** `help` too, which commander keeps apart. */
const subcommand = (command: Command, name: string): Command | undefined =>
  command
    .createHelp()
    .visibleCommands(command)
    .find((each) => each.name() === name || each.aliases().includes(name))

function argumentAt(command: Command, index: number): Argument | undefined {
  const { registeredArguments } = command
  return registeredArguments[index] ?? (registeredArguments.at(-1)?.variadic ? registeredArguments.at(-1) : undefined)
}
