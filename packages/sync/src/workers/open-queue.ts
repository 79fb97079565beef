import type { IQueueBackend, Queue } from 'bullmq'
import { type PassData, QUEUE } from './pass-job.js'
import { type ConnectionNeeds, queueConnection, unreachable } from './queue-connection.js'

export type PassQueue = Queue<PassData, null, string, PassData, null, string, IQueueBackend, object>

export interface OpenQueueOptions extends ConnectionNeeds {
  onError?: (error: Error) => void
}

/**
 * Opens the queue and waits until it answers.
 * @throws SyncError if the URL is wrong or the queue cannot be reached
 */
export async function openQueue(url: string, { onError = () => undefined, ...needs }: OpenQueueOptions): Promise<PassQueue> {
  const { connection, backend } = await queueConnection(url, needs)
  const { Queue } = await import('bullmq')
  const queue: PassQueue = new Queue(QUEUE, { connection, streams: { events: { maxLen: 1000 } } }, backend)
  // Without a listener it would end the process; the same error rejects what waits for the server.
  queue.on('error', onError)
  try {
    await queue.waitUntilReady()
    return queue
  } catch (error) {
    await queue.disconnect().catch(() => undefined)
    throw unreachable(url, error)
  }
}
