import { PARTS, type Part } from 'callspec'
import { jsonText } from 'callspec/json'
import { type Command, Option } from 'commander'
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
import type { TapPass } from './tap-pass.js'

interface TapOptions extends SourceOptions {
  to: 'singer' | 'otlp'
  state?: string
  content?: boolean
  catalog?: string
  discover?: boolean
  source?: string[]
  since?: string
  lookBack?: number
  include?: string[]
}

const EXAMPLES = `
A Singer target writes the state of a STATE line to its stdout once everything
before it is stored. Keep the last one, and pass it to the next run:
  callspec tap --config calls.json | target-postgres --config db.json >> state.log
  tail -n 1 state.log > state.json
  callspec tap --config calls.json --state state.json | target-postgres …

With --to otlp, each call that is over becomes a trace for the collector of
OTEL_EXPORTER_OTLP_ENDPOINT (default http://localhost:4318), without what was
said, names and numbers. The command keeps the state itself:
  callspec tap --to otlp --state traces.json --include transcript --since -7d

Exit code: 0; 1 when a source failed, a row was bad, calls are missing that a
total counts, a part could not be fetched, stdout was closed, the collector did
not take everything or a signal came; 2 for wrong usage.`

export function addTapCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('tap')
    .summary('feed a Singer target, or send traces')
    .description(
      'Speaks the Singer protocol: SCHEMA, RECORD and STATE lines on stdout, for any Singer target. Or sends calls as OpenTelemetry traces.',
    )
  addInputOption(addSourceOptions(command))
    .addOption(
      new Option('--to <target>', 'singer: lines on stdout; otlp: traces over OTLP')
        .choices(['singer', 'otlp'])
        .default('singer'),
    )
    .option('--state <file>', 'go on from the last state that the target wrote; with --to otlp, keep it there')
    .option('--content', 'with --to otlp: also send what was said, names and numbers')
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
      refuseOthers(options)
      // Loaded when needed: other commands start faster without it.
      const { discoverCatalog, tap } = await import('@callspec/sync/tap')
      if (options.discover) {
        await write(`${jsonText(discoverCatalog(), 2)}\n`)
        return
      }
      const sources = selectSources(await loadSources(options), options.source)
      const { since } = toQuery({ since: options.since }, writeNote)
      const include = parts(options.include)
      const failures = createFailures()
      const notes = createTapNotes(failures.add, writeNote)
      const watched = watchSources(sources)
      const passes = createPassProgress(watched)
      const stopProgress = showProgress(passes)
      const signal = untilStopped()
      const pass: TapPass = {
        sources: watched.sources,
        options: {
          signal,
          since,
          include,
          lookBackMs: options.lookBack,
          onEvent(event) {
            passes.add(event)
            notes.add(event)
          },
        },
        fail: failures.add,
      }
      try {
        if (options.to === 'otlp') {
          const { tapToOtlp } = await import('./tap-to-otlp.js')
          exit((await tapToOtlp(pass, options)) ? 0 : 1)
          return
        }
        const report = await tap(pass.sources, {
          ...pass.options,
          write: writeAll,
          state: options.state === undefined ? undefined : readJson(options.state, 'the last state that the target wrote'),
          catalog: options.catalog === undefined ? undefined : (readJson(options.catalog, 'what --discover printed') ?? null),
        })
        exit(isWell(report) ? 0 : 1)
      } catch (error) {
        stopProgress()
        if (!signal.aborted) throw error
        writeNote(`${errorText(signal.reason)} ${nextRun(options)}`)
        exit(1)
      } finally {
        stopProgress()
        notes.end()
        failures.print()
      }
    })
}

function nextRun({ to, state }: TapOptions): string {
  if (to === 'singer') return 'The next run goes on from the last state that the target wrote.'
  return state === undefined
    ? 'The next run begins anew, because there is no --state.'
    : `The next run goes on from the state in ${state}.`
}

/** An option that says nothing to the chosen target was meant for the other one. */
function refuseOthers({ to, content, catalog, discover }: TapOptions): void {
  if (to === 'singer' && content)
    throw new UsageError('Invalid --content: it belongs to --to otlp. A Singer target gets all columns, or those of --catalog.')
  if (to === 'otlp' && (discover || catalog !== undefined))
    throw new UsageError(
      `Invalid ${discover ? '--discover' : '--catalog'}: it belongs to --to singer. A trace has no columns to choose.`,
    )
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
