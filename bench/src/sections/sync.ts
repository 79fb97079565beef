import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../../packages/sync/test/servers/start-postgres.ts'
import type { Outcome } from '../job.ts'
import { startServer } from '../processes.ts'
import type { Recorder } from '../recorder.ts'
import type { SyncJob } from '../sync/job.ts'

const CALLS = 200_000
const REPETITIONS = 3
/** Peak memory is compared between first passes of so many calls. */
const FEW = 10_000
const MANY = 1_000_000
const UNCHANGED = 100_000

/** First passes into both stores, beside what they cannot do without: reading the list, and writing the rows. */
export async function measureSync(recorder: Recorder): Promise<void> {
  // A database that ends keeps no process alive that waits for it.
  const alive = setInterval(() => undefined, 1000)
  const folder = mkdtempSync(join(tmpdir(), 'callspec-bench-'))
  const postgres = await startPostgres()
  let files = 0
  const file = async () => join(folder, `${++files}.db`)
  const server = await startServer('butter', CALLS)
  // It fills the server.
  await work({ what: 'list', target: server.target }, CALLS)
  for (const [store, place] of [
    ['SQLite', file],
    ['Postgres', () => postgres.database()],
  ] as const) {
    for (let round = 0; round < REPETITIONS; round++) {
      const to = await place()
      recorder.add(store, 'list', await work({ what: 'list', target: server.target }, CALLS))
      recorder.add(store, 'sync', await work({ what: 'sync', target: server.target, to }, CALLS))
      recorder.add(store, 'rows', await work({ what: 'rows', from: to, to: await place() }, CALLS))
    }
  }
  server.close()
  await measureMemory(recorder, file)
  await measureUnchanged(recorder, file)
  await postgres.close()
  rmSync(folder, { recursive: true })
  clearInterval(alive)
}

async function measureMemory(recorder: Recorder, place: () => Promise<string>): Promise<void> {
  for (const calls of [FEW, MANY]) {
    const server = await startServer('butter', calls)
    await work({ what: 'list', target: server.target }, calls)
    for (const isHeap of [false, true]) {
      const job = { what: 'sync', target: server.target, to: await place(), isHeap } as const
      recorder.add(isHeap ? 'heap' : 'memory', `${calls} calls`, await work(job, calls))
    }
    server.close()
  }
}

/** A later pass over an account that stayed as it is. */
async function measureUnchanged(recorder: Recorder, place: () => Promise<string>): Promise<void> {
  const server = await startServer('butter', UNCHANGED)
  const to = await place()
  await work({ what: 'sync', target: server.target, to }, UNCHANGED)
  const { written, ...outcome } = await work({ what: 'sync', target: server.target, to })
  if (written !== 0) throw new Error(`A pass over an unchanged account wrote ${written} calls. It has to write none.`)
  recorder.add('unchanged', 'sync', outcome)
  server.close()
}

/** Does a job in a process of its own. Fails where it has another number of calls than wanted. */
async function work(job: SyncJob, calls?: number): Promise<Outcome & { written?: number }> {
  const child = fork(join(import.meta.dirname, '../sync/work.ts'), [JSON.stringify(job)], { execArgv: ['--expose-gc'] })
  const result = await messagesOf(child)
  if (calls !== undefined && result.calls !== calls) {
    throw new Error(`${job.what}: ${result.calls} of ${calls} calls. An incomplete run is no result.`)
  }
  return result
}

/** All that a process said before it ended well, as one. */
const messagesOf = (child: ChildProcess) =>
  new Promise<Outcome & { written?: number }>((resolve, reject) => {
    let said = {}
    child.on('message', (message) => {
      said = { ...said, ...Object(message) }
    })
    child.on('exit', (code) => {
      // The last message is the outcome.
      if (code === 0) resolve(said as Outcome)
      else reject(new Error(`A process of the benchmark ended with code ${code}. See its output above.`))
    })
  })
