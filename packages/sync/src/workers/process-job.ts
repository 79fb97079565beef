import type { Job, Processor } from 'bullmq'
import type { Account, AccountSource, RunPass } from './account.js'
import { isTemporary } from './is-temporary.js'
import { maskedMessage } from './masked.js'
import type { PassQueue } from './open-queue.js'
import { DUE, PASS, type PassData, passOptions } from './pass-job.js'
import type { WorkEvent } from './work-event.js'

export interface JobProcessor {
  process: Processor<PassData, null>
  /** Ends what is running at its next page, and gives it and whatever still comes back to the queue. */
  stop(): void
  /** Ends jobs that may be another worker's by now. */
  lose(ids: readonly string[]): void
}

export interface ProcessorOptions<Its extends AccountSource> {
  accounts: readonly Account<Its>[]
  run: RunPass<Its>
  queue: PassQueue
  tell: (event: WorkEvent) => void
  /** How long a run may take to stop. */
  stopMs: number
}

/** What a worker does with its jobs. */
export function createProcessor<Its extends AccountSource>(options: ProcessorOptions<Its>): JobProcessor {
  const { accounts, run, queue, tell, stopMs } = options
  const running = new Map<string, AbortController>()
  const stopping = new AbortController()

  async function pass(job: Job<PassData, null>, token: string | undefined): Promise<null> {
    const account = await accountOf(job.data, accounts, tell)
    // The worker may have been stopped meanwhile.
    if (stopping.signal.aborted) return giveBack(job, token, tell)
    const controller = new AbortController()
    const id = String(job.id)
    running.set(id, controller)
    tell({ type: 'started', account: account.id })
    try {
      await withDeadline(run(account, controller.signal), stopping.signal, stopMs)
    } catch (error) {
      // Whatever a run ends with while the worker stops: the next worker finds out whether it was more than that.
      if (stopping.signal.aborted) return await giveBack(job, token, tell)
      return await fail(error, account)
    } finally {
      running.delete(id)
    }
    return null
  }

  return {
    async process(job, token) {
      if (stopping.signal.aborted) return giveBack(job, token, tell)
      if (job.name === PASS) return pass(job, token)
      if (job.name !== DUE) return failForGood(`Unknown job "${job.name}". A newer callspec may have added it.`)
      // What runs, or waits already, is the pass that is due.
      await queue.add(PASS, job.data, passOptions(job.data.account, false))
      return null
    },
    stop() {
      stopping.abort()
      for (const controller of running.values()) controller.abort(new Error('The worker is stopping.'))
    },
    lose(ids) {
      for (const id of ids)
        running.get(id)?.abort(new Error('The queue gave the pass to another worker, because this one was silent.'))
    },
  }
}

/** The account that a job names, as this worker's configuration has it. */
async function accountOf<Its extends AccountSource>(
  { account: id, sources }: PassData,
  accounts: readonly Account<Its>[],
  tell: (event: WorkEvent) => void,
): Promise<Account<Its>> {
  const account = accounts.find((each) => each.id === id)
  if (account === undefined) {
    // No worker of the same configuration could do better.
    const again = 'Then run callspec enqueue again, with --every if it was scheduled.'
    return failForGood(`${whyUnknown(id, sources, accounts)} ${again}`)
  }
  for (const source of sources) {
    if (!account.sources.some((its) => its.id === source)) tell({ type: 'unknown-source', account: id, source })
  }
  return account
}

function whyUnknown(id: string, sources: readonly string[], accounts: readonly Account[]): string {
  const named = sources.map((source) => `"${source}"`).join(', ')
  const is = accounts.find((account) => account.sources.some((its) => sources.includes(its.id)))
  if (is) return `The host or key of source ${named} has changed: it is account ${is.id} now, not ${id}. Let all workers have it.`
  return `The configuration of this worker has no account ${id}, of source ${named}. Add it, or leave it out.`
}

/** As if nobody had taken the job: no attempt is used up. */
async function giveBack(job: Job<PassData, null>, token: string | undefined, tell: (event: WorkEvent) => void): Promise<never> {
  await job.moveToWait(token)
  tell({ type: 'returned', account: job.data.account })
  const { WaitingError } = await import('bullmq')
  throw new WaitingError()
}

async function fail(error: unknown, { sources }: Account): Promise<never> {
  const reason = maskedMessage(error, (text) => sources.reduce((known, { mask }) => mask?.(known) ?? known, text))
  // BullMQ tries this again.
  if (isTemporary(error)) throw new Error(reason)
  return failForGood(reason)
}

async function failForGood(reason: string): Promise<never> {
  const { UnrecoverableError } = await import('bullmq')
  throw new UnrecoverableError(reason)
}

/** Settles as the run does, but rejects if it takes longer than that after the signal. */
async function withDeadline(run: Promise<void>, signal: AbortSignal, stopMs: number): Promise<void> {
  const deadline = Promise.withResolvers<never>()
  let timer: NodeJS.Timeout | undefined
  const start = () => {
    timer = setTimeout(() => deadline.reject(new Error('The pass did not stop in time.')), stopMs)
  }
  signal.addEventListener('abort', start, { once: true })
  try {
    await Promise.race([run, deadline.promise])
  } finally {
    signal.removeEventListener('abort', start)
    clearTimeout(timer)
  }
}
