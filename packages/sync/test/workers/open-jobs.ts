import { onTestFinished } from 'vitest'
import { openQueue, type PassQueue } from '../../src/workers/open-queue.ts'

/** The queue as BullMQ sees it, until the test ends. */
export async function openJobs(url: string): Promise<PassQueue> {
  const queue = await openQueue(url, { connections: 1 })
  onTestFinished(() => queue.close())
  return queue
}
