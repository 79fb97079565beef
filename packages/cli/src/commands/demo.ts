import type { Command } from 'commander'
import { createSource } from '../config/command-sources.js'
import { simulatedConfig } from '../config/simulated-config.js'
import { startSimulators } from '../config/start-simulators.js'
import { writeNote } from '../io/output.js'
import { timeZone, wholeNumber } from '../options/option-values.js'
import { addStatsOption, type StatsOption } from '../options/stats-option.js'
import { printListing } from './listing.js'
import { logOf } from './open-log.js'

interface DemoOptions extends StatsOption {
  calls: number
  limit: number
  timeZone?: string
}

const NEXT = 'These calls were simulated. For your own, run callspec init, then callspec list.'

const EXAMPLES = `
Examples:
  callspec demo
  callspec demo --calls 1000 --limit 100`

export function addDemoCommand(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('demo')
    .summary('list simulated calls of every platform, without an account')
    .description('Simulates every platform on this machine and lists the newest calls of all of them.')
    .option('--calls <n>', 'calls per platform', wholeNumber('--calls', 0), 20)
    .option('--limit <n>', 'calls to list', wholeNumber('--limit', 0), 25)
    .option('--time-zone <zone>', 'time zone of the stamps shown, like Europe/Berlin (default: UTC)', timeZone)
  addStatsOption(command)
    .addHelpText('after', EXAMPLES)
    .action(async ({ calls, stats, ...query }: DemoOptions) => {
      const simulators = await startSimulators({ calls })
      try {
        const sources = simulatedConfig(simulators).sources.map((config) => createSource(config))
        const opened = logOf(sources)
        try {
          exit(await printListing(opened, query, { as: 'table', raw: false, stats }))
          writeNote(`\n${NEXT}`, 'dim')
        } finally {
          await opened.close()
        }
      } finally {
        await Promise.all(Object.values(simulators).map((simulator) => simulator.close()))
      }
    })
}
