import type { Command } from 'commander'
import { chooseColor } from '../io/output.js'
import { COLOR_WHEN } from '../print/color.js'
import { UsageError } from '../usage-error.js'

/** The option of the whole command, before a subcommand or after it. */
export const addColorOption = (program: Command): Command =>
  program.option('--color <when>', 'color of text: always, never, or auto: on a terminal (default: auto)', choose)

/** Takes effect as soon as it is read, so that help and errors follow it. */
function choose(value: string): string {
  const when = COLOR_WHEN.find((word) => word === value)
  if (when === undefined) throw new UsageError(`Invalid --color: received "${value}". Pass ${COLOR_WHEN.join(', ')}.`)
  chooseColor(when)
  return when
}
