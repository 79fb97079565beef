// A process of its own: imports the package in its first argument for the first time, and tells its parent how long it took.
import type { Outcome } from './job.ts'

const name = process.argv[2] ?? ''
const cpu = process.cpuUsage()
const start = performance.now()
await import(name)
const wallMs = performance.now() - start
const { user, system } = process.cpuUsage(cpu)
const outcome: Outcome = {
  calls: 0,
  requests: 0,
  wallMs,
  cpuMs: (user + system) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
}
process.send?.(outcome, () => process.exit())
