import type { IQueueBackend, JobProgress } from 'bullmq'
import type { Account, AccountSource, RunPass } from './account.js'
import { maskedMessage } from './masked.js'
import { openQueue } from './open-queue.js'
import { PASS, type PassData, QUEUE } from './pass-job.js'
import { createProcessor } from './process-job.js'
import { queueConnection } from './queue-connection.js'
import type { WorkEvent } from './work-event.js'

export { type Account, type AccountSource, accountsOf, type RunPass } from './account.js'
export { type Enqueued, type EnqueueOptions, enqueue } from './enqueue.js'
export { maskedUrls } from './masked.js'
export type { WorkEvent } from './work-event.js'

export interface WorkOptions<Its extends AccountSource> {
  /** `redis://`, `rediss://`, `postgres://` or `postgresql://`. */
  queue: string
  /** The accounts of this worker's configuration. Jobs only name them. */
  accounts: readonly Account<Its>[]
  run: RunPass<Its>
  /** Most accounts to read at once. Default 1. */
  jobs?: number
  /** Ends the worker: what it holds goes back to the queue. */
  signal: AbortSignal
  onEvent?: (event: WorkEvent) => void
  timing?: Partial<WorkTiming>
}

export interface WorkTiming {
  /** How long a worker may be silent before others take over what it holds. Default 30 s. */
  lockMs: number
  /** How often workers look for such. Default 15 s. */
  takeoverCheckMs: number
  /** How long `run` may take to stop when the signal says so. Default 8 s. */
  stopMs: number
}

/** What a worker held that died is taken over 30 s later, when the second of two checks finds it: after a minute at most. */
const TIMING: WorkTiming = { lockMs: 30_000, takeoverCheckMs: 15_000, stopMs: 8000 }

/** A pass whose workers die this often fails: it is likely what kills them. The next one goes on from its last page. */
const MOST_TAKEOVERS = 50

/** Longer than a server takes to answer; one that is away is not waited for. */
const CLOSE_MS = 1500

/**
 * Makes the passes that `enqueue` adds, one of each account at a time over all workers of a queue, until the signal ends it.
 * @throws SyncError if the queue's URL is wrong, or it cannot be reached at the start
 */
export async function work<Its extends AccountSource>(options: WorkOptions<Its>): Promise<void> {
  const { queue: url, jobs = 1, signal, onEvent = () => undefined } = options
  const { lockMs, takeoverCheckMs, stopMs } = { ...TIMING, ...options.timing }
  const tell = withoutRepeats(onEvent)
  const onError = (error: Error) => tell({ type: 'queue-error', reason: maskedMessage(error) })
  // Impatient, so that a wrong URL ends the worker at once.
  await (await openQueue(url, { connections: 1 })).close()
  const queue = await openQueue(url, { connections: 2, patient: true, onError })
  const { process, stop, lose } = createProcessor({ ...options, queue, tell, stopMs })
  const { connection, backend } = await queueConnection(url, { connections: jobs + 1, patient: true })
  const { Worker } = await import('bullmq')
  const worker = new Worker<PassData, null, string, IQueueBackend, JobProgress, object>(
    QUEUE,
    process,
    {
      connection,
      autorun: false,
      concurrency: jobs,
      lockDuration: lockMs,
      stalledInterval: takeoverCheckMs,
      maxStalledCount: MOST_TAKEOVERS,
    },
    backend,
  )
  worker
    .on('error', onError)
    .on('stalled', (job) => tell({ type: 'taken-over', job }))
    .on('lockRenewalFailed', lose)
    .on('completed', ({ name, data }) => name === PASS && tell({ type: 'done', account: data.account }))
    .on('failed', (job, error) => {
      // Jobs that are kept when they fail are always there.
      if (job) tell({ type: 'failed', account: job.data.account, reason: error.message, retried: job.finishedOn === undefined })
    })
  await Promise.race([worker.waitUntilReady(), aborted(signal)])
  tell({ type: 'ready' })
  worker.run().catch(onError)
  await aborted(signal)
  stop()
  await within(stopMs + CLOSE_MS, worker.close())
  await within(CLOSE_MS, queue.close())
  // What a server that is away left open would keep the process running.
  await within(CLOSE_MS, Promise.all([worker.disconnect(), queue.disconnect()]))
}

/** While a server is away, the same error comes several times a second. */
function withoutRepeats(tell: (event: WorkEvent) => void) {
  let last: WorkEvent | undefined
  return (event: WorkEvent): void => {
    const isRepeat = event.type === 'queue-error' && last?.type === 'queue-error' && last.reason === event.reason
    last = event
    if (!isRepeat) tell(event)
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Waits for something that may fail or take for ever. */
async function within(ms: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([promise.catch(() => undefined), late])
  clearTimeout(timer)
}
