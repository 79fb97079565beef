import type { Command } from 'commander'
import { collect, seconds } from './option-values.js'

/** Where sources come from, and options of their requests. */
export interface SourceOptions {
  /** Configuration file. Default: `callspec.config.json` if it exists, else the environment. */
  config?: string | undefined
  /** Seconds to wait for one response. */
  timeout?: number | undefined
  /** `source.name=value`, each an input of a provider's own API. */
  input?: string[] | undefined
  /** Whether to report each request on stderr. */
  verbose?: boolean | undefined
}

/** The option of every command that requests calls. */
export const addInputOption = (command: Command): Command =>
  command.option(
    '--input <source.name=value>',
    "send an input of the provider's own API to a source; may be repeated (`callspec providers <id>` lists the names)",
    collect,
  )

/** The options of every command that sends requests. */
export function addSourceOptions(command: Command): Command {
  return command
    .option('--timeout <seconds>', 'how long to wait for one response (default: 30)', seconds)
    .option('--config <file>', 'instead of callspec.config.json')
    .option('--verbose', 'a line on stderr for each request, without keys or inputs')
}
