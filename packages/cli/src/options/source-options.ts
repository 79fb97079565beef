import type { Command } from 'commander'
import { seconds } from './option-values.js'

/** How the sources of a command are found and asked. */
export interface SourceOptions {
  /** Configuration file. Default: `callspec.config.json` where it is there, else the environment. */
  config?: string | undefined
  /** Seconds for one answer. */
  timeout?: number | undefined
  /** Whether each request is told of on stderr. */
  verbose?: boolean | undefined
}

/** The options of every command that sends requests. */
export function addSourceOptions(command: Command): Command {
  return command
    .option('--timeout <seconds>', 'for one answer (default: 30)', seconds)
    .option('--config <file>', 'instead of callspec.config.json')
    .option('--verbose', 'a line on stderr per request, without keys, values and numbers')
}
