// A process of its own per contender and repetition: reads what the job in its first argument says and sends the outcome
// to its parent.
import { setTimeout as sleep } from 'node:timers/promises'
import { loadContender } from './contenders.ts'
import { onEachRequest } from './count-requests.ts'
import type { Job, Outcome } from './job.ts'

// The parent wrote it.
const job: Job = JSON.parse(process.argv[2] ?? '')
const { contender, targets, order = 'newest', warmUp = 0, pauseMs = 0 } = job

let requests = 0
onEachRequest(() => requests++)

const read = await loadContender(contender)

class Enough extends Error {}

if (warmUp > 0) {
  let left = warmUp
  const stop = () => {
    if (--left === 0) throw new Enough()
    return undefined
  }
  await read(targets, stop, order).catch((error: unknown) => {
    if (!(error instanceof Enough)) throw error
  })
}

requests = 0
let calls = 0
const cpu = process.cpuUsage()
const start = performance.now()
await read(
  targets,
  () => {
    calls++
    return pauseMs > 0 && calls % 100 === 0 ? sleep(pauseMs) : undefined
  },
  order,
)
const { user, system } = process.cpuUsage(cpu)
const outcome: Outcome = {
  calls,
  requests,
  wallMs: performance.now() - start,
  cpuMs: (user + system) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
}
process.send?.(outcome, () => process.exit())
