import type { SyncOptions, SyncReport } from '@callspec/sync'
import type { Source } from 'callspec'
import type { Command } from 'commander'
import { loadSources, selectSources } from '../config/command-sources.js'
import { errorText } from '../failure.js'
import { createFailures } from '../io/failures.js'
import { outputPaint, write, writeError, writeNote } from '../io/output.js'
import { Stopped, untilStopped } from '../io/until-stopped.js'
import { duration } from '../options/duration.js'
import { collect } from '../options/option-values.js'
import { addPassOptions, type PassOptions, toSyncOptions } from '../options/pass-options.js'
import { UTC_TIMES } from '../options/query-options.js'
import { addInputOption, addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { countText } from '../print/count-text.js'
import { eventMeaning, sourceReportText, syncEventText } from '../print/sync-text.js'
import { createPassProgress } from '../progress/pass-progress.js'
import { showProgress } from '../progress/show-progress.js'
import { watchSources } from '../progress/watch-sources.js'
import { endBy } from './until-signal.js'

interface SyncCommandOptions extends SourceOptions, PassOptions {
  to: string
  source?: string[]
  every?: number
}

const EXAMPLES = `
Examples:
  callspec sync --to calls.db                         a file of SQLite, nothing to install
  callspec sync --to postgres://me@localhost/calls --every 15m
  callspec sync --to calls.db --include transcript --recordings recordings
  callspec list --from calls.db --since -7d           reads the copy, without a request

A sync that was interrupted, or a source that failed, goes on with the next one.
Exit code: 0; 1 when a source failed, a row was bad, calls are missing that a
total counts, or the copy could not be written; 2 for wrong usage.`

export function addSyncCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('sync')
    .summary('keep a copy of the calls in SQLite or Postgres')
    .description('Brings a copy of the calls up to date: reads what is new or may have changed since the last sync.')
    .requiredOption('--to <copy>', 'file of SQLite, or an address like postgres://user@host/database')
    .option('--source <id>', 'only this source; may be repeated', collect)
    .option('--every <time>', 'sync again and again: 15m, 2h', duration('--every', 1000))
  addInputOption(addSourceOptions(addPassOptions(command)))
    .addHelpText('after', `${UTC_TIMES}\n${EXAMPLES}`)
    .action(async ({ to, source, config, timeout, verbose, input, ...options }: SyncCommandOptions) => {
      const sources = selectSources(await loadSources({ config, timeout, verbose, input }), source)
      exit(await syncTo(to, sources, { ...options, verbose: verbose ?? false }))
    })
}

type Rest = Omit<SyncCommandOptions, keyof SourceOptions | 'to' | 'source'> & { verbose: boolean }

async function syncTo(to: string, sources: readonly Source[], { every, verbose, ...rest }: Rest): Promise<number> {
  // Loaded here: no other command needs a database.
  const { openStore, sync, syncEvery, knownSources } = await import('@callspec/sync')
  const signal = untilStopped()
  const watched = watchSources(sources)
  const passes = createPassProgress(watched)
  const failures = createFailures()
  const options: SyncOptions = {
    ...toSyncOptions(rest),
    signal,
    onEvent(event) {
      passes.add(event)
      const text = syncEventText(event, verbose)
      if (text === undefined) return
      if (event.type === 'failed') failures.add(text)
      else writeNote(text, eventMeaning(event))
    },
  }
  const store = await openStore(to)
  // A service has no end to wait for.
  const stopProgress = every === undefined ? showProgress(passes) : () => undefined
  try {
    if (every !== undefined) {
      const onError = (error: unknown) => writeError(errorText(error))
      await syncEvery(sources, store, {
        ...options,
        everyMs: every,
        onError,
        onSync: (report) => void print(report, `${new Date().toISOString()} `).then(failures.print),
      })
      return 0
    }
    const report = await sync(watched.sources, store, options)
    stopProgress()
    await print(report)
    const left = (await knownSources(store)).filter((id) => !sources.some((source) => source.id === id))
    if (left.length > 0) writeNote(`${store.address} also holds calls of ${left.join(', ')}, which this sync did not read.`)
    return report.sources.every(({ outcome, bad, missing }) => outcome === 'whole' && bad + missing === 0) ? 0 : 1
  } catch (error) {
    stopProgress()
    if (!signal.aborted) throw error
    const calls = passes.progress().reduce((sum, source) => sum + source.calls, 0)
    const came = `${errorText(signal.reason)} ${countText(calls, 'call')} had come.`
    writeNote(`${came} What was read is in ${store.address}, and the next sync goes on from there.`)
    return 1
  } finally {
    await store.close()
    failures.print()
    if (signal.reason instanceof Stopped && signal.reason.signal === 'SIGINT' && every === undefined) await endBy('SIGINT')
  }
}

/** With `--every`, each line says when. */
const print = ({ sources }: SyncReport, when = '') =>
  write(
    sources
      .filter(({ error }) => error === null)
      .map((report) => `${when}${sourceReportText(report, outputPaint())}\n`)
      .join(''),
  )
