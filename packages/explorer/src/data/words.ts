import { CHANNELS, DIRECTIONS, STATUSES } from 'callspec'
import { OUTCOMES } from 'callspec/stats'

/** Words of closed vocabularies by their numbers. */
export const WORDS = { status: STATUSES, direction: DIRECTIONS, channel: CHANNELS, outcome: OUTCOMES } as const

const codes = (words: readonly string[]): ReadonlyMap<string, number> => new Map(words.map((word, code) => [word, code]))

export const CODES = {
  status: codes(STATUSES),
  direction: codes(DIRECTIONS),
  channel: codes(CHANNELS),
  outcome: codes(OUTCOMES),
} as const
