import { type ContenderName, PLATFORMS, type Shape } from '../job.ts'
import { contend, startServer } from '../processes.ts'
import type { Recorder } from '../recorder.ts'

const CALLS = 100_000
const REPETITIONS = 7

const SHAPES: readonly Shape[] = [...PLATFORMS, 'retell', 'vapi']

export const contendersOf = (shape: Shape): readonly ContenderName[] =>
  shape === 'retell' || shape === 'vapi' ? ['fetch', shape] : ['fetch', 'redocly', 'paginate', 'log']

/** CPU per page: 1,000 pages to warm up, then the same 1,000 pages again; contenders take turns. */
export async function measureCpu(recorder: Recorder): Promise<void> {
  for (const shape of SHAPES) {
    const server = await startServer(shape, CALLS)
    // The first round fills the server and is not counted.
    for (let round = 0; round <= REPETITIONS; round++) {
      for (const contender of contendersOf(shape)) {
        const job = { contender, targets: [server.target], warmUp: round === 0 ? 0 : CALLS }
        const outcome = await contend(job, CALLS)
        if (round > 0) recorder.add(shape, contender, outcome)
      }
    }
    recorder.addPageBytes(shape, await server.pageBytes())
    server.close()
  }
}
