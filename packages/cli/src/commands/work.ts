import type { Account } from '@callspec/sync/work'
import type { Source } from 'callspec'
import type { Command } from 'commander'
import { loadSources } from '../config/command-sources.js'
import { errorText } from '../failure.js'
import { outputPaint, write, writeError, writeNote } from '../io/output.js'
import { untilStopped } from '../io/until-stopped.js'
import { wholeNumber } from '../options/option-values.js'
import { addPassOptions, type PassOptions, toSyncOptions } from '../options/pass-options.js'
import { UTC_TIMES } from '../options/query-options.js'
import { addInputOption, addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { sourceReportText, syncEventText } from '../print/sync-text.js'
import { workEventText } from '../print/work-text.js'

interface WorkCommandOptions extends SourceOptions, PassOptions {
  queue: string
  to: string
  jobs: number
}

const EXAMPLES = `
Examples:
  callspec work --queue redis://localhost --to postgres://me@localhost/calls
  callspec work --queue postgres://me@localhost/calls --to postgres://me@localhost/calls --jobs 4

Every worker needs the configuration: the queue only names accounts.
SIGTERM or Ctrl-C ends it at the end of a page, and another worker goes on
there. What a worker held that was killed is taken over within a minute.
Exit code: 0; 1 when the queue or the copy cannot be used at the start; 2 for
wrong usage.`

export function addWorkCommand(program: Command): void {
  const command = program
    .command('work')
    .summary('make the passes of a queue, on any number of machines')
    .description('Makes the passes that callspec enqueue adds to a queue, until it is stopped. Start as many as needed.')
    .requiredOption('--queue <url>', 'Redis or Postgres: redis://host, rediss://host or postgres://user@host/database')
    .requiredOption('--to <copy>', 'the copy that all workers keep, like postgres://user@host/database')
    .option('--jobs <number>', 'most accounts to read at once', wholeNumber('--jobs', 1, 1000), 1)
  addInputOption(addSourceOptions(addPassOptions(command)))
    .addHelpText('after', `${UTC_TIMES}\n${EXAMPLES}`)
    .action(async ({ queue, to, jobs, config, timeout, verbose = false, input, ...pass }: WorkCommandOptions) => {
      const options = toSyncOptions(pass)
      const sources = await loadSources({ config, timeout, verbose, input })
      // Loaded here: no other command needs a queue.
      const [{ openStore, sync }, { accountsOf, work }] = await Promise.all([
        import('@callspec/sync'),
        import('@callspec/sync/work'),
      ])
      const signal = untilStopped()
      const store = await openStore(to)
      const run = async (account: Account<Source>, signal: AbortSignal) => {
        const report = await sync(account.sources, store, {
          ...options,
          signal,
          onEvent(event) {
            // A pass that fails tells why at its end.
            const text = event.type === 'failed' ? undefined : syncEventText(event, verbose)
            if (text !== undefined) writeNote(text)
          },
        })
        const whole = report.sources.filter(({ error }) => error === null)
        await write(whole.map((source) => `${sourceReportText(source, outputPaint())}\n`).join(''))
        const failures = report.sources.flatMap(({ error }) => (error === null ? [] : [errorText(error)]))
        if (failures.length > 0) throw new Error(failures.join(' '))
      }
      try {
        await work({
          queue,
          accounts: accountsOf(sources),
          run,
          jobs,
          signal,
          onEvent(event) {
            const text = workEventText(event, verbose)
            if (text !== undefined) (event.type === 'failed' || event.type === 'queue-error' ? writeError : writeNote)(text)
          },
        })
      } finally {
        await store.close()
      }
    })
}
