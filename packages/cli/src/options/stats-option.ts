import type { Command } from 'commander'

/** How much is said of a listing once it has ended. */
export interface StatsOption {
  /** Whether details follow the line of the summary. */
  stats?: boolean | undefined
}

/** The option of every command that ends with a summary. */
export const addStatsOption = (command: Command): Command =>
  command.option('--stats', 'after the summary: each source, what is never there, and the assumptions relied on')
