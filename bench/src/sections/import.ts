import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Outcome } from '../job.ts'
import type { Recorder } from '../recorder.ts'

const REPETITIONS = 15
export const IMPORTED = ['openapi-fetch', '@callspec/butter', 'callspec', 'retell-sdk', '@vapi-ai/server-sdk'] as const

/** The first import of each package, in a fresh process per repetition; packages take turns. */
export async function measureImport(recorder: Recorder): Promise<void> {
  // The first round brings the files into the memory of the machine and is not counted.
  for (let round = 0; round <= REPETITIONS; round++) {
    for (const name of IMPORTED) {
      const outcome = await importOnce(name)
      if (round > 0) recorder.add('import', name, outcome)
    }
  }
}

async function importOnce(name: string): Promise<Outcome> {
  const child = fork(join(import.meta.dirname, '../import-once.ts'), [name])
  const exit = once(child, 'exit')
  const said = await Promise.race([once(child, 'message'), exit.then(() => undefined)])
  if (!said) throw new Error(`Importing ${name} failed. The output of its process stands above.`)
  await exit
  // The only thing that it says.
  return said[0] as Outcome
}
