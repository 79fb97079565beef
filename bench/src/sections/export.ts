import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Outcome } from '../job.ts'
import { message } from '../processes.ts'
import type { Recorder } from '../recorder.ts'

const REPETITIONS = 3
/** Memory grows with the first calls whatever is done with them; from then on it should not. */
export const EXPORTED = [10_000, 100_000, 1_000_000] as const
/** `none`: the calls are made and thrown away. */
export const EXPORT_FORMATS = ['none', 'csv', 'ndjson', 'vcon', 'parquet', 'excel'] as const

/** Files of 10,000 to 1,000,000 calls, each in a process of its own; formats take turns. */
export async function measureExport(recorder: Recorder): Promise<void> {
  for (const calls of EXPORTED) {
    for (let round = 0; round < REPETITIONS; round++) {
      for (const format of EXPORT_FORMATS) recorder.add(`${calls} calls`, format, await exportOnce(format, calls))
    }
  }
}

async function exportOnce(format: string, calls: number): Promise<Outcome> {
  const child = fork(join(import.meta.dirname, '../export/export-once.ts'), [format, String(calls)])
  // Its only message.
  const outcome = (await message(child)) as Outcome
  if (outcome.calls !== calls)
    throw new Error(`${format} has ${outcome.calls} of ${calls} calls. An incomplete file is no result.`)
  return outcome
}
