import { pagedOperation } from '@callspec/core'
import type { ProviderId } from '@callspec/simulator'
import type { CallQuery } from '../src/index.js'
import { providers } from './sources.js'

/** The days of a simulator's newest calls, fewer than any documented longest period. */
const NEWEST: CallQuery = { since: '2026-11-15T00:00:00Z', until: '2026-11-21T00:00:00Z' }

/**
 * What makes an account one list, for what happens within one: where each agent has a list of its own, the simulator has one agent, and where a
 * list is read by pieces of time, the query asks for one piece.
 */
export function oneList(provider: ProviderId): { simulator: { agents?: 1 }; query: CallQuery } {
  const { descriptor, list } = providers[provider].definition
  const { parents, longestPeriod } = pagedOperation(descriptor, list).pagination
  return { simulator: parents ? { agents: 1 } : {}, query: longestPeriod ? NEWEST : {} }
}
