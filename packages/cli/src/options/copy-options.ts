import type { Command } from 'commander'

/** Whether calls are read from a copy rather than from the platforms. */
export interface CopyOptions {
  /** File of SQLite, or an address of Postgres. */
  from?: string | undefined
  /** Whether calls are read that their platform no longer has. */
  gone?: boolean | undefined
}

/** The options of every command that reads calls of a copy as well. */
export const addCopyOptions = (command: Command): Command =>
  command
    .option('--from <copy>', 'read the copy that sync made, without a request or a configuration: a file, or postgres://…')
    .option('--gone', 'with --from: also calls that their platform no longer has')
