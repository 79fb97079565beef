import { type FaultRule, faultNames } from '@callspec/simulator/faults'
import type { Command } from 'commander'
import { simulatedConfig } from '../config/simulated-config.js'
import { startSimulators } from '../config/start-simulators.js'
import { writeNew } from '../io/new-file.js'
import { write, writeNote } from '../io/output.js'
import { refusePort } from '../io/refuse-port.js'
import { collectFaults } from '../options/fault-rule.js'
import { collect, wholeNumber } from '../options/option-values.js'
import { instantInWords } from '../options/time-words.js'
import { UsageError } from '../usage-error.js'

interface SimulateOptions {
  calls?: number
  seed?: number
  port?: number
  newest?: string
  live?: true
  recordings?: true
  allowHost?: string[]
  fault?: FaultRule[]
  webhook?: string
  write?: string
}

const EXAMPLES = `
Examples:
  callspec simulate --calls 100000 --port 4000
  callspec simulate --live --newest yesterday
  callspec simulate --calls 20 --recordings     for sync --recordings DIR
  callspec simulate --live --webhook http://127.0.0.1:8787/hooks --write sim.config.json
  callspec simulate --fault 500@3 --fault 429-retry-after%5 --fault slow=900@1,4
  callspec simulate --write sim.config.json     for list --config sim.config.json`

const FAULT = [
  'a fault to inject: NAME@N[,N…] in the Nth request to each platform, NAME%PERCENT in a random share of them by the seed,',
  'NAME alone in every one; =VALUE after NAME sets its parameter.',
  'May be repeated; the first rule that matches a request applies.',
  `Names: ${faultNames.join(', ')}`,
].join(' ')

// One port per simulator has to fit above the first.
const LAST_PORT = 65_500

export function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .summary('run every platform on this machine')
    .description(
      'Starts a simulator of every platform on loopback and prints a configuration that lists them. Runs until it is stopped.',
    )
    .option('--calls <n>', 'calls per platform (default: 1000)', wholeNumber('--calls', 0))
    .option('--seed <n>', 'the same seed gives the same calls (default: 1)', wholeNumber('--seed', 0))
    .option('--port <n>', 'the first of consecutive ports (default: any that are free)', wholeNumber('--port', 0, LAST_PORT))
    .option(
      '--newest <time>',
      'when the newest call was created: a stamp with an offset, or words such as "2 days ago" (default: now)',
      newest,
    )
    .option('--live', 'calls arrive and progress in real time: queued, in progress, ended, then recording, transcript and cost')
    .option('--recordings', 'recordings can be downloaded: short noises, from ports of their own on this machine')
    .option(
      '--allow-host <name>',
      'also answer requests to this host name, not only to those of this machine; may be repeated',
      collect,
    )
    .option(
      '--webhook <url>',
      'send web hooks, signed and repeated as documented: those of each platform to its id below this address',
    )
    .option('--fault <rule>', FAULT, collectFaults)
    .option('--write <file>', 'write the configuration to a new file')
    .addHelpText('after', EXAMPLES)
    .action(async (options: SimulateOptions) => simulate(options))
}

async function simulate({
  write: file,
  fault: faults,
  webhook,
  live,
  allowHost: allowedHosts,
  ...options
}: SimulateOptions): Promise<void> {
  // Before anything starts, so that an early signal is handled.
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
  const simulators = await startSimulators({
    newest: new Date().toISOString(),
    ...options,
    ...(live && { clock: Date.now }),
    ...(allowedHosts && { allowedHosts }),
    ...(faults && { faults }),
    ...(webhook !== undefined && { webhooks: { url: addressOf(webhook) } }),
  }).catch(refusePort)
  try {
    const config = `${JSON.stringify(simulatedConfig(simulators), null, 2)}\n`
    if (file !== undefined) writeNew(file, config)
    for (const { provider, baseUrl } of Object.values(simulators)) writeNote(`${provider.padEnd(12)}${baseUrl}`)
    writeNote(
      file === undefined
        ? 'Save the configuration below as callspec.config.json, then run callspec list. Stop with Ctrl-C.'
        : `Wrote ${file}. Run callspec list --config ${file}. Stop with Ctrl-C.`,
    )
    if (webhook !== undefined && !live)
      writeNote('Without --live no call begins or ends, so web hooks come only of calls that requests make.')
    await write(config)
    await stopped
  } finally {
    await Promise.all(Object.values(simulators).map((simulator) => simulator.close()))
  }
}

/** Reads an address of HTTP. */
function addressOf(text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text
  throw new UsageError(`Invalid --webhook: received "${text}". Pass an address like http://127.0.0.1:8787/hooks.`)
}

/** Reads a stamp, or words for a time in UTC. */
function newest(text: string): string {
  const instant = instantInWords(text, Date.now(), 'UTC')
  if (instant !== null) return new Date(instant).toISOString()
  if (/^\d{4}-\d\d-\d\d(T.*(Z|[+-]\d\d:\d\d))?$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new UsageError(
    `Invalid --newest: received "${text}". Pass a stamp with an offset like 2026-11-20T12:00:00Z, or words like yesterday or -7d.`,
  )
}
