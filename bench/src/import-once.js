// A process of its own: imports the package in its first argument for the first time, and prints how long it took. Plain
// JavaScript and no channel to its parent: both fill the young heap before the clock starts, so that a collection falls into the import.

const cpu = process.cpuUsage()
const start = performance.now()
await import(process.argv[2] ?? '')
const wallMs = performance.now() - start
const { user, system } = process.cpuUsage(cpu)
console.log(
  JSON.stringify({
    calls: 0,
    requests: 0,
    wallMs,
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
)
