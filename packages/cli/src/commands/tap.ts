import { PARTS, type Part } from 'callspec'
import { jsonText } from 'callspec/json'
import type { Command } from 'commander'
import { loadSources, selectSources } from '../config/command-sources.js'
import { errorText } from '../failure.js'
import { createFailures } from '../io/failures.js'
import { write, writeNote } from '../io/output.js'
import { readJson } from '../io/read-json.js'
import { untilStopped } from '../io/until-stopped.js'
import { duration } from '../options/duration.js'
import { collect } from '../options/option-values.js'
import { toQuery } from '../options/query-options.js'
import { addInputOption, addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { createTapNotes, isWell } from '../print/tap-notes.js'
import { createPassProgress } from '../progress/pass-progress.js'
import { showProgress } from '../progress/show-progress.js'
import { watchSources } from '../progress/watch-sources.js'
import { UsageError } from '../usage-error.js'

interface TapOptions extends SourceOptions {
  state?: string
  catalog?: string
  discover?: boolean
  source?: string[]
  since?: string
  lookBack?: number
  include?: string[]
}

const EXAMPLES = `
A target writes the state of a STATE line to its stdout once everything before it
is stored. Keep the last one, and pass it to the next run:
  callspec tap --config calls.json | target-postgres --config db.json >> state.log
  tail -n 1 state.log > state.json
  callspec tap --config calls.json --state state.json | target-postgres …

Exit code: 0; 1 when a source failed, a row was bad, calls are missing that a
total counts, a part could not be fetched, stdout was closed or a signal came; 2
for wrong usage.`

export function addTapCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('tap')
    .summary('feed a Singer target')
    .description('Speaks the Singer protocol: SCHEMA, RECORD and STATE lines on stdout, for any Singer target.')
  addInputOption(addSourceOptions(command))
    .option('--state <file>', 'go on from the last state that the target wrote')
    .option('--catalog <file>', 'only the streams and columns selected in this catalog')
    .option('--discover', 'print the catalog, and read nothing')
    .option('--source <id>', 'only this source; may be repeated', collect)
    .option('--since <time>', 'from this instant on (default: all calls)')
    .option('--look-back <span>', 'how far before the last run to read again: 48h, 7d (default: 48h)', duration('--look-back'))
    .option(
      '--include <part>',
      `also fetch ${new Intl.ListFormat('en', { type: 'disjunction' }).format(PARTS)}; may be repeated`,
      collect,
    )
    .addHelpText('after', EXAMPLES)
    .action(async (options: TapOptions) => {
      // Loaded when needed: other commands start faster without it.
      const { discoverCatalog, tap } = await import('@callspec/sync/tap')
      if (options.discover) {
        await write(`${jsonText(discoverCatalog(), 2)}\n`)
        return
      }
      const sources = selectSources(await loadSources(options), options.source)
      const { since } = toQuery({ since: options.since }, writeNote)
      const failures = createFailures()
      const notes = createTapNotes(failures.add, writeNote)
      const watched = watchSources(sources)
      const passes = createPassProgress(watched)
      const stopProgress = showProgress(passes)
      const signal = untilStopped()
      try {
        const report = await tap(watched.sources, {
          write: writeAll,
          signal,
          since,
          include: parts(options.include),
          lookBackMs: options.lookBack,
          state: options.state === undefined ? undefined : readJson(options.state, 'the last state that the target wrote'),
          catalog: options.catalog === undefined ? undefined : (readJson(options.catalog, 'what --discover printed') ?? null),
          onEvent(event) {
            passes.add(event)
            notes.add(event)
          },
        })
        exit(isWell(report) ? 0 : 1)
      } catch (error) {
        stopProgress()
        if (!signal.aborted) throw error
        writeNote(`${errorText(signal.reason)} The next run goes on from the last state that the target wrote.`)
        exit(1)
      } finally {
        stopProgress()
        notes.end()
        failures.print()
      }
    })
}

async function writeAll(lines: string): Promise<void> {
  if (await write(lines)) return
  throw new Error('stdout was closed: the target has exited. The next run goes on from the last state that the target wrote.')
}

function parts(words: readonly string[] = []): Part[] {
  return words.map((word) => {
    const part = PARTS.find((each) => each === word)
    if (part === undefined) throw new UsageError(`Invalid --include: received "${word}". Pass ${PARTS.join(', ')}.`)
    return part
  })
}
