import type { DeduplicationOptions, JobsOptions } from 'bullmq'
import type { Account } from './account.js'

/** The queue's name, as BullMQ's own tools show it. */
export const QUEUE = 'callspec'

/** Reads an account once. */
export const PASS = 'pass'
/** Is due at every interval, and adds a pass: a scheduler's jobs cannot be de-duplicated themselves, passes are. */
export const DUE = 'due'

/** All that the queue is told. Whoever reads it learns names, no credential. */
export interface PassData {
  account: string
  sources: string[]
}

export const passData = ({ id, sources }: Account): PassData => ({ account: id, sources: sources.map((source) => source.id) })

const DAY_SECONDS = 86_400

/** What is kept of finished jobs, for who looks at the queue. */
const KEPT = {
  removeOnComplete: { age: 7 * DAY_SECONDS, count: 1000 },
  removeOnFail: { age: 30 * DAY_SECONDS, count: 1000 },
  // A stack names files of the worker, and may quote more than the message.
  stackTraceLimit: 0,
} as const satisfies JobsOptions

/** A store that is away is tried again after 1, 2, 4, … s, for two minutes in all. Other failures end the pass: `isTemporary` decides. */
const RETRIED = { attempts: 8, backoff: { type: 'exponential', delay: 1000, jitter: 0.5 } } as const satisfies JobsOptions

/**
 * One pass of an account at a time, waiting or running. With `again`, a pass that is added while one runs follows it: what runs may have read
 * past what whoever added it wants to have. However many are added, one follows.
 */
export const passOptions = (account: string, again: boolean): JobsOptions => ({
  ...KEPT,
  ...RETRIED,
  deduplication: { id: account, keepLastIfActive: again } satisfies DeduplicationOptions,
})

export const DUE_OPTIONS = {
  ...RETRIED,
  removeOnComplete: true,
  removeOnFail: { count: 100 },
  stackTraceLimit: 0,
} as const satisfies JobsOptions

/** A scheduler's id may hold no colon, by which BullMQ tells its older ones. */
export const schedulerId = (account: string): string => encodeURIComponent(account)

export const scheduledAccount = (id: string): string => decodeURIComponent(id)
