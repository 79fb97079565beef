// A process of its own: does the job in its first argument and sends the outcome to its parent.
import { butter } from '@callspec/butter'
import { openStore, sync } from '@callspec/sync'
import { callLog } from 'callspec'
import { onEachRequest } from '../count-requests.ts'
import type { Outcome, Target } from '../job.ts'
import { insertRows, readRows } from './insert-rows.ts'
import type { SyncJob } from './job.ts'

// The parent wrote it.
const job: SyncJob = JSON.parse(process.argv[2] ?? '')
let requests = 0
let heapMb = 0
onEachRequest(() => requests++)

const sourceOf = ({ baseUrl, credentials }: Target) => butter({ baseUrl, apiKey: credentials.apiKey ?? '', rateLimit: null })

/** Makes ready what is not measured; what it returns is, and gives the number of calls. */
async function prepare(): Promise<() => Promise<number>> {
  if (job.what === 'list') {
    const log = callLog([sourceOf(job.target)])
    return async () => {
      let calls = 0
      for await (const page of log.list({ order: 'arrival' }).pages()) calls += page.calls.length
      return calls
    }
  }
  if (job.what === 'rows') {
    const rows = await readRows(job.from)
    // It makes the tables.
    await (await openStore(job.to)).close()
    return () => insertRows(job.to, rows)
  }
  const store = await openStore(job.to)
  return async () => {
    let pages = 0
    const onEvent = ({ type }: { type: string }) => {
      if (type === 'page' && ++pages % 50 === 0) heapMb = Math.max(heapMb, heapAfterCollection())
    }
    const { sources } = await sync([sourceOf(job.target)], store, job.isHeap ? { onEvent } : {})
    const { outcome, calls, written } = sources[0]!
    if (outcome !== 'whole') throw new Error(`The sync is not whole: ${JSON.stringify(sources[0])}`)
    process.send?.({ written })
    await store.close()
    return calls
  }
}

/** Node has `gc` with `--expose-gc`. */
function heapAfterCollection(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1024 / 1024
}

const run = await prepare()
requests = 0
const cpu = process.cpuUsage()
const start = performance.now()
const calls = await run()
const { user, system } = process.cpuUsage(cpu)
const outcome: Outcome = {
  calls,
  requests,
  wallMs: performance.now() - start,
  cpuMs: (user + system) / 1000,
  peakMb: heapMb || process.resourceUsage().maxRSS / 1024,
}
process.send?.(outcome, () => process.exit())
