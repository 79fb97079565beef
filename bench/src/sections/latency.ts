import { type ContenderName, PLATFORMS, type Shape } from '../job.ts'
import { contend, type Server, startServer } from '../processes.ts'
import type { Recorder } from '../recorder.ts'
import { contendersOf } from './cpu.ts'

const CALLS = 100_000
const SHAPES: readonly Shape[] = [...PLATFORMS, 'retell', 'vapi']

/** Repetitions per latency: the long runs sleep most of the time and vary little. */
const REPETITIONS = { 0: 5, 20: 3, 100: 3 }

/** Wall time, requests and memory for the whole list in a fresh process, at three latencies. */
export async function measureLatency(recorder: Recorder): Promise<void> {
  const servers = new Map<Shape, Server>()
  for (const shape of SHAPES) servers.set(shape, await startServer(shape, CALLS))
  const runs = [...servers].flatMap(([shape, server]) => contendersOf(shape).map((contender) => ({ shape, server, contender })))

  const run = async ({ shape, server, contender }: (typeof runs)[number], latencyMs: number) => {
    const outcome = await contend({ contender, targets: [server.target] }, CALLS)
    recorder.add(`${shape} at ${latencyMs} ms`, contender, outcome)
  }
  // Fills the servers; not counted.
  for (const { server, contender } of runs) await contend({ contender, targets: [server.target] }, CALLS)

  for (const [key, repetitions] of Object.entries(REPETITIONS)) {
    const latencyMs = Number(key)
    for (const server of servers.values()) await server.setLatency(latencyMs)
    for (let round = 0; round < repetitions; round++) {
      if (latencyMs === 0) {
        for (const each of runs) await run(each, latencyMs)
        continue
      }
      // What reads one page after another waits nearly all the time and costs next to no CPU: the runs of a few lists go
      // side by side. What reads several pages at once runs alone.
      const [alone, waiting] = [runs.filter(readsAhead), runs.filter((each) => !readsAhead(each))]
      for (const group of groups(waiting, latencyMs === 100 ? waiting.length : 4)) {
        await Promise.all(group.map((each) => run(each, latencyMs)))
      }
      for (const each of alone) await run(each, latencyMs)
    }
  }
  for (const server of servers.values()) server.close()
}

const readsAhead = ({ contender, shape }: { contender: ContenderName; shape: Shape }) => contender === 'log' && shape !== 'butter'

function groups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}
