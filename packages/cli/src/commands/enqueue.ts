import type { Account, Enqueued } from '@callspec/sync/work'
import type { Command } from 'commander'
import { loadSources, selectSources } from '../config/command-sources.js'
import { write } from '../io/output.js'
import { duration } from '../options/duration.js'
import { collect } from '../options/option-values.js'
import { addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { countText } from '../print/count-text.js'

interface EnqueueCommandOptions extends SourceOptions {
  queue: string
  source?: string[]
  every?: number | 'off'
}

const EXAMPLES = `
Examples:
  callspec enqueue --queue redis://localhost
  callspec enqueue --queue postgres://me@localhost/calls --every 15m
  callspec enqueue --queue redis://localhost --every off

Sources that share host and credential are one account, and have one pass.
A pass that waits is not added again; one that is running is followed by
another. Without --source, --every also ends the schedules of accounts that
are no longer in the configuration.
Exit code: 0; 1 when the queue cannot be used; 2 for wrong usage.`

export function addEnqueueCommand(program: Command): void {
  const command = program
    .command('enqueue')
    .summary('add a pass of each account to a queue, for workers')
    .description('Adds a pass of each account to a queue that workers share. Any number of callspec work make them.')
    .requiredOption('--queue <url>', 'Redis or Postgres: redis://host, rediss://host or postgres://user@host/database')
    .option('--source <id>', 'only the account of this source; may be repeated', collect)
    .option('--every <time>', 'and again at every such interval: 15m, 2h; off: end the schedule, and add no pass', interval)
  addSourceOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async ({ queue, source = [], every, config, timeout, verbose }: EnqueueCommandOptions) => {
      const sources = await loadSources({ config, timeout, verbose })
      const named = selectSources(sources, source)
      // Loaded here: no other command needs a queue.
      const { accountsOf, enqueue } = await import('@callspec/sync/work')
      const accounts = accountsOf(sources).filter((account) => account.sources.some((its) => named.includes(its)))
      const whole = source.length === 0
      await write(
        enqueuedText(
          await enqueue({ queue, accounts, whole, ...(every !== undefined && { everyMs: every === 'off' ? null : every }) }),
          accounts,
        ),
      )
    })
}

const and = new Intl.ListFormat('en')

const readInterval = duration('--every', 1000)

const interval = (value: string): number | 'off' => (value === 'off' ? value : readInterval(value))

function enqueuedText({ added, merged, unscheduled }: Enqueued, accounts: readonly Account[]): string {
  // An account that is no longer in the configuration has no other name.
  const named = (id: string) => {
    const ids = accounts.find((account) => account.id === id)?.sources.map((source) => source.id) ?? []
    return ids.length === 0 ? id : and.format(ids)
  }
  const lines = [
    ...(added.length > 0 ? [`Added a pass of ${countText(added.length, 'account')}.`] : []),
    ...merged.map((account) => `${named(account)}: a pass is there already; if it is running, another follows it.`),
    ...unscheduled.map((account) => `${named(account)}: no longer scheduled.`),
  ]
  return (lines.length === 0 ? ['Nothing was scheduled.'] : lines).map((line) => `${line}\n`).join('')
}
