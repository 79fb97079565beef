// A worker as a process of its own, from the built package. Reads its queue, sources and timing from the first argument, as JSON. Each pass reads
// pages and notes each in `log`, with a checkpoint after every page; each event is a line of stdout. SIGTERM ends it.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { accountsOf, work } from '@callspec/sync/work'
import type { WorkerProcess } from './start-worker.ts'

const { queue, sources, folder, pages, pageMs, timing }: WorkerProcess = JSON.parse(process.argv[2] ?? '')
const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())

await work({
  queue,
  accounts: accountsOf(sources),
  signal: stopping.signal,
  timing,
  onEvent: (event) => console.log(JSON.stringify(event)),
  async run({ id }, signal) {
    const checkpoint = join(folder, `${encodeURIComponent(id)}.page`)
    for (let page = existsSync(checkpoint) ? Number(readFileSync(checkpoint, 'utf8')) : 0; page < pages; page++) {
      signal.throwIfAborted()
      appendFileSync(join(folder, 'log'), `${JSON.stringify({ pid: process.pid, account: id, page })}\n`)
      await wait(pageMs)
      writeFileSync(checkpoint, String(page + 1))
    }
  },
})

// As the command does: after an outage of its server, BullMQ may leave a timer of a wait that it no longer needs.
process.exit(0)
