import { contend, startServer } from '../processes.ts'
import type { Recorder } from '../recorder.ts'

const CALLS = 20_000
const LATENCY_MS = 100
const REPETITIONS = 3

/** A cursor list with a consumer that takes no time, and with one that takes as long for a page as the platform does. */
export async function measureCursor(recorder: Recorder): Promise<void> {
  const server = await startServer('butter', CALLS)
  await contend({ contender: 'fetch', targets: [server.target] }, CALLS)
  await server.setLatency(LATENCY_MS)
  for (let round = 0; round < REPETITIONS; round++) {
    for (const [task, pauseMs] of [
      ['no time', 0],
      ['as long as a page', LATENCY_MS],
    ] as const) {
      // Both wait nearly all the time, so they run side by side.
      const contenders = ['fetch', 'log'] as const
      const outcomes = await Promise.all(
        contenders.map((contender) => contend({ contender, targets: [server.target], pauseMs }, CALLS)),
      )
      for (const [index, outcome] of outcomes.entries()) recorder.add(task, contenders[index]!, outcome)
    }
  }
  server.close()
}
