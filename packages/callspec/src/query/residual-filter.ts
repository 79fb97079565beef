import type { Call, FilterName, FilterValues } from '@callspec/provider'
import { subscriberNumber } from '@callspec/provider'
import type { SourcePlan } from './plan.js'

/** Whether a call meets a filter, by its row. */
const MEETS: { [Name in FilterName]: (value: FilterValues[Name]) => (call: Call) => boolean } = {
  period: ({ since, until }) => {
    // Unified stamps have one form, so they compare as texts.
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
  duration:
    ({ min, max }) =>
    ({ durationSeconds: seconds }) =>
      seconds !== null && (min === null || seconds >= min) && (max === null || seconds <= max),
}

/** `mismatched`: the platform should have filtered the row out. */
export type FilterResult = 'matches' | 'differs' | 'mismatched'

export type ResidualFilter = (call: Call) => FilterResult

// One function for all listings without a filter: bench/ENGINE.md.
const everyCall = () => 'matches' as const

/**
 * Checks a call against every filter whose field its row carries, including those that were pushed down. `notApplied` names
 * filters that the platform says it applied with another value; a row that they let through is not a mismatch. `ofDetails`: instead, against the filters by members that
 * only details tell.
 */
export function residualFilter({ filters }: SourcePlan, notApplied: readonly string[], ofDetails = false): ResidualFilter {
  const checks = filters
    .filter(({ checked, kind }) => checked && (kind === 'details') === ofDetails)
    .map(({ name, value, kind, pushed }) => ({
      name,
      // Each name goes with its own type of value, which a union of pairs cannot express.
      meets: (MEETS[name] as (value: unknown) => (call: Call) => boolean)(value),
      isExact: pushed && kind === 'exact',
    }))
  if (checks.length === 0) return everyCall
  return (call) => {
    let result: FilterResult = 'matches'
    for (const { name, meets, isExact } of checks) {
      if (meets(call)) continue
      // No platform documents what a filter by time does with undated calls.
      const isUndated = name === 'period' && call.occurredAt === null
      if (isExact && !isUndated && !notApplied.includes(name)) return 'mismatched'
      result = 'differs'
    }
    return result
  }
}
