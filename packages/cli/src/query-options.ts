import { type CallQuery, CHANNELS, DIRECTIONS, ORDERS, PARTS, STATUSES } from 'callspec'
import type { Command } from 'commander'
import { collect, flag, wholeNumber } from './option-values.js'

/** A query as the command line gives it, and the sources it is put to. The words are checked by the log. */
export interface QueryOptions extends Omit<CallQuery, 'include'> {
  source?: string[]
  include?: string[]
}

const oneOf = (words: readonly string[]) => new Intl.ListFormat('en', { type: 'disjunction' }).format(words)

/** The options that choose sources and calls, the same for every command that has them. */
export function addQueryOptions(command: Command): Command {
  return command
    .option('--source <id>', 'only this source; may be repeated', collect)
    .option('--since <time>', 'from this instant on: 2026-11-01 or 2026-11-01T08:00:00Z')
    .option('--until <time>', 'before this instant')
    .option('--time-zone <zone>', 'where a date in --since and --until begins, like Europe/Berlin (default: UTC)')
    .option('--status <status>', `${oneOf(STATUSES)}; may be repeated`, collect)
    .option('--direction <direction>', oneOf(DIRECTIONS))
    .option('--channel <channel>', oneOf(CHANNELS))
    .option('--is-test <boolean>', 'true: only tests, false: none', flag('--is-test'))
    .option('--phone-number <number>', "the customer's number, like +15551234567")
    .option('--agent-id <id>', "the platform's id of the agent")
    .option('--campaign-id <id>', "the platform's id of the campaign")
    .option('--order <order>', `${oneOf(ORDERS)}: as pages land, with the fewest requests (default: newest)`)
    .option('--limit <n>', 'at most this many calls', wholeNumber('--limit', 0))
    .option('--include <part>', `also fetch ${oneOf(PARTS)}; may be repeated`, collect)
    .option('--strict', 'filter here what the platform is only assumed to filter, and end early on no assumed order')
}
