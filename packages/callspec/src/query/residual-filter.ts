import type { Call, FilterName, FilterValues } from '@callspec/provider'
import { subscriberNumber } from '@callspec/provider'
import { type Plan, wantedFilters } from './plan.js'
import type { CheckedQuery } from './query.js'

/** Whether a call meets a filter by what its row says. */
const MEETS: { [Name in FilterName]: (value: FilterValues[Name]) => (call: Call) => boolean } = {
  period: ({ since, until }) => {
    // Unified stamps all have one form, so they compare as texts.
    const from = since === null ? '' : new Date(since).toISOString()
    const to = until === null ? '\uffff' : new Date(until).toISOString()
    return ({ occurredAt }) => occurredAt !== null && occurredAt >= from && occurredAt < to
  },
  status: (wanted) => (call) => wanted.includes(call.status),
  direction: (wanted) => (call) => call.direction === wanted,
  channel: (wanted) => (call) => call.channel === wanted,
  isTest: (wanted) => (call) => call.isTest === wanted,
  phoneNumber: (wanted) => {
    const digits = wanted.slice(1)
    const same = (number: string | null) => number !== null && subscriberNumber(number)?.replace('+', '') === digits
    return (call) => (call.customerNumber === null ? same(call.from) || same(call.to) : same(call.customerNumber))
  },
  agentId: (wanted) => (call) => call.agent?.id === wanted,
  campaignId: (wanted) => (call) => call.campaign?.id === wanted,
}

export interface Verdict {
  matches: boolean
  /** The platform was to filter exactly and let a row through that does not match. */
  mismatched: boolean
}

const MATCHES: Verdict = { matches: true, mismatched: false }
const DIFFERS: Verdict = { matches: false, mismatched: false }
const MISMATCHES: Verdict = { matches: false, mismatched: true }

// One function for all listings without a filter: what calls it stays compiled.
const everyCall = () => MATCHES

/**
 * Checks a call against every filter whose field its row carries, also those that the platform was asked to apply.
 * `notApplied` names filters that the platform says it applied with another value: what they let through is no mismatch.
 */
export function createPredicate(plan: Plan, query: CheckedQuery, notApplied: readonly FilterName[]): (call: Call) => Verdict {
  const wanted = wantedFilters(query)
  const checks = plan.filters
    .filter(({ carried }) => carried)
    .map(({ name, kind, pushed }) => ({
      name,
      // Each name is paired with its own value and check; the union of pairs cannot say so.
      meets: (MEETS[name] as (value: unknown) => (call: Call) => boolean)(wanted[name]),
      exact: pushed && kind === 'exact',
    }))
  if (checks.length === 0) return everyCall
  return (call) => {
    let verdict = MATCHES
    for (const { name, meets, exact } of checks) {
      if (meets(call)) continue
      // What a filter by time does with calls without a stamp, no platform documents.
      const isUndated = name === 'period' && call.occurredAt === null
      if (exact && !isUndated && !notApplied.includes(name)) return MISMATCHES
      verdict = DIFFERS
    }
    return verdict
  }
}
