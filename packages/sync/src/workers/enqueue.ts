import type { Account } from './account.js'
import { openQueue, type PassQueue } from './open-queue.js'
import { DUE, DUE_OPTIONS, PASS, passData, passOptions, scheduledAccount, schedulerId } from './pass-job.js'

export interface EnqueueOptions {
  /** `redis://`, `rediss://`, `postgres://` or `postgresql://`. */
  queue: string
  accounts: readonly Account[]
  /** Adds a pass of each account at every such interval from now on; `null`: ends their schedules, and adds no pass. Default: schedules stay as they are. */
  everyMs?: number | null
  /** Whether `accounts` are all there are. With `everyMs`, schedules of other accounts then end. Default false. */
  whole?: boolean
}

export interface Enqueued {
  /** Accounts that got a pass. */
  added: string[]
  /** Accounts that have a pass already; if it is running, another follows it. */
  merged: string[]
  /** Accounts whose schedule ended. */
  unscheduled: string[]
}

/**
 * Adds a pass of each account to the queue, for workers to make; or ends schedules.
 * @throws SyncError if the URL is wrong or the queue cannot be reached
 */
export async function enqueue({ queue: url, accounts, everyMs, whole = false }: EnqueueOptions): Promise<Enqueued> {
  const queue = await openQueue(url, { connections: 2 })
  try {
    const enqueued: Enqueued = { added: [], merged: [], unscheduled: [] }
    // Before the passes: a worker that takes one at once finds its schedule.
    if (everyMs === null) {
      enqueued.unscheduled = await unschedule(queue, (id) => whole || accounts.some((account) => account.id === id))
      return enqueued
    }
    if (everyMs !== undefined) {
      for (const account of accounts) await schedule(queue, account, everyMs)
      if (whole) enqueued.unscheduled = await unschedule(queue, (id) => !accounts.some((account) => account.id === id))
    }
    for (const account of accounts) enqueued[(await addPass(queue, account)) ? 'added' : 'merged'].push(account.id)
    return enqueued
  } finally {
    await queue.close()
  }
}

async function addPass(queue: PassQueue, account: Account): Promise<boolean> {
  const jobId = crypto.randomUUID()
  const job = await queue.add(PASS, passData(account), { ...passOptions(account.id, true), jobId })
  // In place of a pass that is not needed, the one that stands for it comes back.
  return job.id === jobId
}

/** Replaces the account's schedule, or begins one. Its first pass comes after an interval, because `enqueue` itself adds one now. */
async function schedule(queue: PassQueue, account: Account, everyMs: number): Promise<void> {
  const repeat = { every: everyMs, startDate: Date.now() + everyMs }
  await queue.upsertJobScheduler(schedulerId(account.id), repeat, { name: DUE, data: passData(account), opts: DUE_OPTIONS })
}

async function unschedule(queue: PassQueue, ends: (account: string) => boolean): Promise<string[]> {
  const schedulers = await queue.getJobSchedulers()
  const ended = schedulers.map(({ key }) => scheduledAccount(key)).filter(ends)
  for (const account of ended) await queue.removeJobScheduler(schedulerId(account))
  return ended
}
