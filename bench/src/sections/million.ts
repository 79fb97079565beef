import { contend, startServer } from '../processes.ts'
import type { Recorder } from '../recorder.ts'

const CALLS = 1_000_000
const REPETITIONS = 3

/** A million calls from one source: a numbered list and a cursor list. */
export async function measureMillion(recorder: Recorder): Promise<void> {
  for (const shape of ['talkover', 'butter'] as const) {
    const server = await startServer(shape, CALLS)
    await contend({ contender: 'fetch', targets: [server.target] }, CALLS)
    for (let round = 0; round < REPETITIONS; round++) {
      for (const contender of ['fetch', 'log'] as const) {
        recorder.add(shape, contender, await contend({ contender, targets: [server.target] }, CALLS))
      }
    }
    server.close()
  }
}
