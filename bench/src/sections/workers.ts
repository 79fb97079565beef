import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { butter } from '@callspec/butter'
import { accountsOf, enqueue } from '@callspec/sync/work'
import { startPostgres } from '../../../packages/sync/test/servers/start-postgres.ts'
import { startRedis } from '../../../packages/sync/test/servers/start-redis.ts'
import type { Outcome } from '../job.ts'
import type { Recorder } from '../recorder.ts'
import type { AccountsJob, AccountsReport } from '../workers/accounts.ts'
import type { WorkerJob, WorkerReport } from '../workers/worker.ts'

const ACCOUNTS: AccountsJob = { accounts: 40, calls: 2000, latencyMs: 200 }
const WORKERS = [1, 2, 4]

/** First passes of many accounts into one Postgres, by more and more workers of one job each. */
export async function measureWorkers(recorder: Recorder): Promise<void> {
  const accounts = start('accounts.ts', ACCOUNTS)
  // Its only message.
  const [{ sources }] = (await once(accounts, 'message')) as [AccountsReport]
  await using postgres = await startPostgres()
  await using redis = await startRedis()
  const queues = { Redis: async () => redis.database(), Postgres: () => postgres.database() }
  for (const [name, queueOf] of Object.entries(queues)) {
    for (const count of WORKERS) {
      const job: WorkerJob = { queue: await queueOf(), to: await postgres.database(), sources }
      recorder.add(name, String(count), await passes(job, count))
    }
  }
  accounts.disconnect()
}

async function passes(job: WorkerJob, count: number): Promise<Outcome> {
  const workers = Array.from({ length: count }, () => start('worker.ts', job))
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  const outcome = { calls: 0, requests: 0, wallMs: 0, cpuMs: 0, peakMb: 0 }
  const begun = performance.now()
  const done = new Promise<void>((resolve, reject) => {
    let left = job.sources.length
    for (const worker of workers) {
      worker.on('exit', () => reject(new Error('A worker ended early. See its output above.')))
      worker.on('message', (report: WorkerReport) => {
        if (report.type === 'failed') reject(new Error(`A pass failed: ${report.reason}`))
        if (report.type !== 'done') return
        outcome.calls += report.calls
        outcome.requests += report.requests
        left -= 1
        if (left === 0) resolve()
      })
    }
  })
  await enqueue({ queue: job.queue, accounts: accountsOf(job.sources.map((source) => butter(source))) })
  await done
  outcome.wallMs = performance.now() - begun
  const expected = ACCOUNTS.accounts * ACCOUNTS.calls
  if (outcome.calls !== expected)
    throw new Error(`${outcome.calls} of ${expected} calls were copied. An incomplete run is no result.`)
  const ended = workers.map((worker) => once(worker.removeAllListeners('exit'), 'exit'))
  for (const worker of workers) worker.disconnect()
  await Promise.all(ended)
  return outcome
}

const start = (file: string, job: object): ChildProcess =>
  fork(join(import.meta.dirname, '../workers', file), [JSON.stringify(job)])
