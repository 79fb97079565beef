import type { Copy } from '@callspec/sync'
import type { Command } from 'commander'
import { write, writeNote } from '../io/output.js'
import { refusePort } from '../io/refuse-port.js'
import { untilStopped } from '../io/until-stopped.js'
import { timeZone, wholeNumber } from '../options/option-values.js'
import { UsageError } from '../usage-error.js'

interface ExploreOptions {
  from?: string
  demo?: boolean
  port?: number
  open?: boolean
  timeZone?: string
}

const EXAMPLES = `
Examples:
  callspec explore --demo                     simulated calls, without an account
  callspec explore --from calls.db            the copy that sync --to calls.db made
  callspec explore --from calls.db --open     opens it in the browser

The page is for this machine alone: it is served on 127.0.0.1 to whoever has the
address, which holds a token, and asks nobody else. The one exception: where a
sync has not downloaded recordings, playing one fetches it from its platform.

Runs until Ctrl-C. Exit code: 0; 1 when the port is not available; 2 for wrong
usage, also where there is no copy.`

const LAST_PORT = 65_535

export function addExploreCommand(program: Command): void {
  program
    .command('explore')
    .summary('show the calls of a copy on a page of this machine')
    .description(
      'Serves a page that shows the calls of a copy: charts, a table of any length, transcripts beside recordings. Prints its address.',
    )
    .option('--from <copy>', 'the copy that sync made: a file, or postgres://…')
    .option('--demo', 'simulated calls of every platform, which go when the command ends')
    .option(
      '--port <n>',
      'port on 127.0.0.1; 0: any that is free (default: the same for a copy each time, if it is free)',
      wholeNumber('--port', 0, LAST_PORT),
    )
    .option('--open', 'open the page in the browser')
    .option('--time-zone <zone>', 'time zone of the page, like Europe/Berlin (default: that of the browser)', timeZone)
    .addHelpText('after', EXAMPLES)
    .action(async (options: ExploreOptions) => explore(options))
}

async function explore({ from, demo, port, open, timeZone }: ExploreOptions): Promise<void> {
  if ((from === undefined) === (demo === undefined))
    throw new UsageError('Name a copy with --from, or pass --demo for simulated calls.')
  // Before anything starts, so that an early signal is handled.
  const signal = untilStopped()
  // Loaded here: no other command needs a server.
  const [{ serveExplorer }, { withCopy, withSimulatedCopy }] = await Promise.all([
    import('@callspec/explorer'),
    import('./explored-copy.js'),
  ])
  const serve = async (copy: Copy) => {
    const explorer = await serveExplorer(copy, { port, isDemo: demo }).catch(refusePort)
    try {
      const address = inZone(explorer.address, timeZone)
      await write(`${address}\n`)
      writeNote(demo ? 'These calls are simulated. Stop with Ctrl-C.' : 'Stop with Ctrl-C.')
      if (open) await openBrowser(address)
      await stopped(signal)
    } finally {
      await explorer.close()
    }
  }
  await (from === undefined ? withSimulatedCopy(serve) : withCopy(from, serve))
}

/** The page's address holds its query, the zone too. */
function inZone(address: string, timeZone: string | undefined): string {
  const url = new URL(address)
  if (timeZone !== undefined) url.searchParams.set('zone', timeZone)
  return url.href
}

async function openBrowser(address: string): Promise<void> {
  const { default: openAddress } = await import('open')
  await openAddress(address).catch(() => writeNote('No browser could be opened. Open the address above.'))
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
