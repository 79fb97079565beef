// One worker of one job, as `callspec work` makes it. Sends `ready`, then a message for each pass that is done, then what it cost when told to end.
import { butter } from '@callspec/butter'
import { openStore, sync } from '@callspec/sync'
import { accountsOf, work } from '@callspec/sync/work'
import type { AccountsReport } from './accounts.ts'

export interface WorkerJob extends AccountsReport {
  queue: string
  to: string
}

export type WorkerReport =
  | { type: 'ready' }
  | { type: 'done'; calls: number; requests: number }
  | { type: 'failed'; reason: string }

const { queue, to, sources }: WorkerJob = JSON.parse(process.argv[2] ?? '')
const say = (report: WorkerReport) => process.send?.(report)
const stopping = new AbortController()
process.on('disconnect', () => stopping.abort())
const store = await openStore(to)
await work({
  queue,
  accounts: accountsOf(sources.map((source) => butter({ ...source, rateLimit: null }))),
  signal: stopping.signal,
  async run(account, signal) {
    const report = await sync(account.sources, store, { signal })
    for (const { calls, requests, error } of report.sources) {
      if (error) throw error
      say({ type: 'done', calls, requests })
    }
  },
  onEvent(event) {
    if (event.type === 'ready') say({ type: 'ready' })
    if (event.type === 'failed') say({ type: 'failed', reason: event.reason })
  },
})
await store.close()
process.exit()
