import { STATS_BY, type StatsBy } from 'callspec/stats'
import { UsageError } from '../usage-error.js'
import { optionWord } from './option-of.js'

/** The words that --by knows. */
export const BY_WORDS = STATS_BY.map(optionWord)

/** Reads the words of --by, which may be repeated. */
export function statsBy(value: string, before: readonly StatsBy[] = []): StatsBy[] {
  return [...before, ...value.split(',').map((text) => toWord(text.trim()))]
}

function toWord(text: string): StatsBy {
  const word = STATS_BY.find((known) => known === text || optionWord(known) === text)
  if (word !== undefined) return word
  throw new UsageError(`Invalid --by: received "${text}". Pass one or more of ${BY_WORDS.join(', ')}, separated by commas.`)
}
