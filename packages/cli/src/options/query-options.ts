import type { CallQuery } from 'callspec'
import { QUERY_SCHEMA } from 'callspec/query-schema'
import type { Command } from 'commander'
import { zonedStamp } from '../print/zoned-stamp.js'
import { UsageError } from '../usage-error.js'
import { duration } from './duration.js'
import { collect, flag, timeZone, wholeNumber } from './option-values.js'
import { instantInWords } from './time-words.js'

/** A query from the command line, and the sources to ask. The log checks its words. */
export interface QueryOptions extends Omit<CallQuery, 'include' | 'minDurationSeconds' | 'maxDurationSeconds'> {
  source?: string[]
  include?: string[]
  /** Seconds. */
  minDuration?: number
  maxDuration?: number
}

// The words of each member are those of the published schema.
const { status, direction, channel, order, include } = QUERY_SCHEMA.properties

const oneOf = (words: readonly string[]) => new Intl.ListFormat('en', { type: 'disjunction' }).format(words)

/** The options that choose sources and calls. */
export function addQueryOptions(command: Command): Command {
  return command
    .option('--source <id>', 'only this source; may be repeated', collect)
    .option('--since <time>', 'from this instant on: 2026-11-01, 2026-11-01T08:00:00Z, or in words, see below')
    .option('--until <time>', 'before this instant')
    .option(
      '--time-zone <zone>',
      'time zone of --since, --until and the stamps shown, like Europe/Berlin (default: UTC)',
      timeZone,
    )
    .option('--status <status>', `${oneOf(status.anyOf[0].enum)}; may be repeated`, collect)
    .option('--direction <direction>', oneOf(direction.enum))
    .option('--channel <channel>', oneOf(channel.enum))
    .option('--is-test <boolean>', 'true: only tests, false: none', flag('--is-test'))
    .option('--phone-number <number>', "the customer's number with its country, like +15551234567")
    .option('--agent-id <id>', "the platform's id of the agent")
    .option('--campaign-id <id>', "the platform's id of the campaign")
    .option('--min-duration <time>', 'at least so long: 90, 90s, 2m', seconds('--min-duration'))
    .option('--max-duration <time>', 'at most so long', seconds('--max-duration'))
    .option('--order <order>', `${oneOf(order.enum)}: as pages land, with the fewest requests (default: newest)`)
    .option('--limit <n>', 'at most this many calls', wholeNumber('--limit', 0))
    .option('--include <what>', `also fetch ${oneOf(include.items.enum)}, which is what no row tells; may be repeated`, collect)
    .option('--strict', 'rely on no assumed filter or order: filter here, and read to the end')
}

/** Reads a length of time; a number alone is seconds. */
function seconds(option: string) {
  const inUnits = duration(option)
  return (value: string): number => (/^\d{1,9}(\.\d+)?$/.test(value) ? Number(value) : inUnits(value) / 1000)
}

/** Help text: times in words. */
export const TIMES = timesIn('--time-zone')

/** The same of a command without that option. */
export const UTC_TIMES = timesIn('UTC')

function timesIn(zone: string): string {
  return `
Times in words, in ${zone}:
  today, yesterday, monday    when that day begins, today's too for a weekday
  yesterday 14:30             at that time of the day; after a weekday as well
  -7d, 24h, "2 hours ago"     so long ago: s, m, h, or d, w, mo, y by calendar
  "last week", "this month"   when it begins; a week begins on Monday`
}

/**
 * The query with times in words replaced by instants; `tell` receives what they mean. Text that is neither words nor starts like a date
 * is rejected here; the log checks the rest.
 */
export function toQuery<Options extends Pick<QueryOptions, 'since' | 'until' | 'timeZone' | 'minDuration' | 'maxDuration'>>(
  { minDuration, maxDuration, ...options }: Options,
  tell: (text: string) => void,
): Omit<Options, 'minDuration' | 'maxDuration'> & Pick<CallQuery, 'minDurationSeconds' | 'maxDurationSeconds'> {
  const zone = options.timeZone ?? 'UTC'
  // Both bounds count from the same instant.
  const now = Date.now()
  const read = (name: 'since' | 'until') => {
    const text = options[name]
    if (typeof text !== 'string') return {}
    const instant = instantInWords(text, now, zone)
    if (instant !== null) {
      tell(`${name} ${text}: ${zonedStamp(instant, zone).replace('.000', '')} (${zone})`)
      return { [name]: new Date(instant).toISOString() }
    }
    if (/^\d{4}-\d/.test(text)) return {}
    throw new UsageError(
      `Invalid --${name}: received "${text}". Pass a date like 2026-11-01 or a stamp with an offset like 2026-11-01T08:00:00Z, or words like yesterday, -7d or "last week".`,
    )
  }
  return {
    ...options,
    ...read('since'),
    ...read('until'),
    ...(minDuration !== undefined && { minDurationSeconds: minDuration }),
    ...(maxDuration !== undefined && { maxDurationSeconds: maxDuration }),
  }
}
