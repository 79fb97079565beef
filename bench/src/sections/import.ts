import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Outcome } from '../job.ts'
import type { Recorder } from '../recorder.ts'

const REPETITIONS = 25
export const IMPORTED = ['openapi-fetch', '@callspec/butter', 'callspec', 'retell-sdk', '@vapi-ai/server-sdk'] as const

/** The first import of each package, in a fresh process per repetition; packages take turns. */
export async function measureImport(recorder: Recorder): Promise<void> {
  // The first round fills the file cache and is not counted.
  for (let round = 0; round <= REPETITIONS; round++) {
    for (const name of IMPORTED) {
      const outcome = importOnce(name)
      if (round > 0) recorder.add('import', name, outcome)
    }
  }
}

function importOnce(name: string): Outcome {
  const said = execFileSync(process.execPath, [join(import.meta.dirname, '../import-once.js'), name], { encoding: 'utf8' })
  // Its only message.
  return JSON.parse(said)
}
