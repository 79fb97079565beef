import type { Receiver } from '@callspec/sync/receive'
import type { Source } from 'callspec'
import { PARTS } from 'callspec'
import type { Command } from 'commander'
import { loadSources, selectSources } from '../config/command-sources.js'
import { receivedSources } from '../config/received-sources.js'
import { write, writeNote } from '../io/output.js'
import { refusePort } from '../io/refuse-port.js'
import { untilStopped } from '../io/until-stopped.js'
import { collect, wholeNumber } from '../options/option-values.js'
import { toParts } from '../options/pass-options.js'
import { addInputOption, addSourceOptions, type SourceOptions } from '../options/source-options.js'
import { countHooks, hookCountsText, receiverEventText } from '../print/receive-text.js'
import { UsageError } from '../usage-error.js'

interface ReceiveOptions extends SourceOptions {
  to: string
  source?: string[]
  include?: string[]
  port: number
  host?: string
  publicUrl?: string
  unsigned?: string[]
}

const EXAMPLES = `
Each source has a path: /hooks/ID. Give its platform the public address of it, as
of a proxy or tunnel that leads to this port. What the platform signs with is
"webhookSecret" of the source in callspec.config.json, or a variable like
VAPI_WEBHOOK_SECRET.

Examples:
  callspec receive --to calls.db
  callspec receive --to postgres://me@localhost/calls --include transcript
  callspec receive --to calls.db --public-url https://hooks.example.com
  callspec simulate --live --webhook http://127.0.0.1:8787/hooks   something to receive

A hook is verified, stored and answered; then its call is fetched from the
platform and written to the copy. What was stored when the command ends is
fetched by the next one. Hooks get lost: run sync as well, which counts them.

Runs until Ctrl-C. Exit code: 0; 1 when the port is not available or the copy
cannot be opened; 2 for wrong usage, also where a secret is missing.`

const LAST_PORT = 65_535

export function addReceiveCommand(program: Command): void {
  const command = program
    .command('receive')
    .summary('receive web hooks, and fetch their calls into a copy')
    .description("Receives platforms' web hooks and brings the calls that they tell of into a copy, at once.")
    .requiredOption('--to <copy>', 'file of SQLite, or an address like postgres://user@host/database')
    .option('--source <id>', 'only this source; may be repeated', collect)
    .option(
      '--include <part>',
      `also fetch ${new Intl.ListFormat('en', { type: 'disjunction' }).format(PARTS)}; may be repeated`,
      collect,
    )
    .option('--port <n>', 'port to listen on; 0: any that is free', wholeNumber('--port', 0, LAST_PORT), 8787)
    .option('--host <name>', 'address to listen on (default: 127.0.0.1)')
    .option('--public-url <url>', 'how platforms reach this port, like https://hooks.example.com: some signatures cover it')
    .option('--unsigned <source>', 'take hooks of this source without a signature, from anybody; may be repeated', collect)
  addInputOption(addSourceOptions(command))
    .addHelpText('after', EXAMPLES)
    .action(async ({ source, config, timeout, verbose, input, ...options }: ReceiveOptions) => {
      const all = selectSources(await loadSources({ config, timeout, verbose, input }), source)
      await receive(all, { ...options, verbose: verbose ?? false })
    })
}

type Rest = Omit<ReceiveOptions, keyof SourceOptions | 'source'> & { verbose: boolean }

async function receive(
  all: readonly Source[],
  { to, include = [], port, host, publicUrl, unsigned, verbose }: Rest,
): Promise<void> {
  const parts = toParts(include)
  if (publicUrl !== undefined) checkAddress(publicUrl)
  const { received, without } = await receivedSources(all, unsigned)
  // Before anything starts, so that an early signal is handled.
  const signal = untilStopped()
  // Loaded here: no other command needs them.
  const [{ openStore }, { createReceiver, serveHooks }] = await Promise.all([
    import('@callspec/sync'),
    import('@callspec/sync/receive'),
  ])
  const counts = countHooks()
  const store = await openStore(to)
  let receiver: Receiver | undefined
  try {
    receiver = await createReceiver(received, store, {
      include: parts,
      publicUrl,
      onEvent(event) {
        counts.add(event)
        const text = receiverEventText(event, verbose)
        if (text !== undefined) writeNote(text, event.type === 'fetched' || event.type === 'stored' ? 'dim' : 'warning')
      },
    })
    const server = await serveHooks(receiver.handle, { port, host }).catch(refusePort)
    try {
      const base = publicUrl?.replace(/\/$/, '') ?? `http://${host ?? '127.0.0.1'}:${server.port}`
      await write(receiver.paths.map((path) => `${base}${path}\n`).join(''))
      for (const text of without) writeNote(text)
      writeNote('Stop with Ctrl-C.')
      await stopped(signal)
    } finally {
      await server.close()
    }
  } finally {
    await receiver?.close()
    await store.close()
  }
  await write(hookCountsText(counts.counts))
}

function checkAddress(text: string): void {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return
  throw new UsageError(`Invalid --public-url: received "${text}". Pass an address like https://hooks.example.com.`)
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
