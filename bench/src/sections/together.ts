import { PLATFORMS } from '../job.ts'
import { contend, startServer } from '../processes.ts'
import type { Recorder } from '../recorder.ts'

const CALLS = 20_000
const LATENCIES = [20, 100]
const REPETITIONS = 3

/** Each source alone, then all five in one log; their stamps are evenly interleaved. */
export async function measureTogether(recorder: Recorder): Promise<void> {
  const servers = []
  for (const platform of PLATFORMS) servers.push(await startServer(platform, CALLS))
  const targets = servers.map(({ target }) => target)
  for (const target of targets) await contend({ contender: 'log', targets: [target] }, CALLS)

  for (const latencyMs of LATENCIES) {
    for (const server of servers) await server.setLatency(latencyMs)
    for (let round = 0; round < REPETITIONS; round++) {
      for (const target of targets) {
        const outcome = await contend({ contender: 'log', targets: [target] }, CALLS)
        recorder.add(`${latencyMs} ms`, target.shape, outcome)
      }
      for (const order of ['arrival', 'newest'] as const) {
        const outcome = await contend({ contender: 'log', targets, order }, CALLS * targets.length)
        recorder.add(`${latencyMs} ms`, `five, ${order}`, outcome)
      }
    }
  }
  for (const server of servers) server.close()
}
