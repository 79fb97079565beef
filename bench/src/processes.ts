import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Job, Outcome, Shape, Target } from './job.ts'
import type { ServerJob, ServerOrder, ServerReport } from './serve.ts'

/** A list in a process of its own. */
export interface Server {
  target: Target
  setLatency(latencyMs: number): Promise<void>
  /** Mean bytes of the pages that were asked for. */
  pageBytes(): Promise<number>
  close(): void
}

export async function startServer(shape: Shape, calls: number): Promise<Server> {
  const job: ServerJob = { shape, calls }
  const child = fork(join(import.meta.dirname, 'serve.ts'), [JSON.stringify(job)])
  // The server's first message.
  const { target } = (await message(child)) as ServerReport
  const ask = (order: ServerOrder) => {
    const answer = message(child)
    child.send(order)
    return answer
  }
  return {
    target,
    setLatency: async (latencyMs) => void (await ask({ latencyMs })),
    // It answers this question with a number.
    pageBytes: async () => (await ask('page-size')) as number,
    close: () => child.disconnect(),
  }
}

/** Runs one contender in a process of its own. Fails where it did not read every call. */
export async function contend(job: Job, calls: number): Promise<Outcome> {
  const child = fork(join(import.meta.dirname, 'contend.ts'), [JSON.stringify(job)])
  const exit = once(child, 'exit')
  // The contender's only message.
  const outcome = (await message(child)) as Outcome
  await exit
  if (outcome.calls !== calls) {
    const where = job.targets.map(({ shape }) => shape).join(', ')
    throw new Error(`${job.contender} read ${outcome.calls} of ${calls} calls of ${where}. An incomplete run is no result.`)
  }
  return outcome
}

/** The next message of a process; fails where it ends without one. */
export async function message(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController()
  const died = once(child, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`A process of the benchmark ended early with code ${code}. See its output above.`)
  })
  try {
    const [said] = await Promise.race([once(child, 'message', { signal: ended.signal }), died])
    return said
  } finally {
    died.catch(() => undefined)
    ended.abort()
  }
}
