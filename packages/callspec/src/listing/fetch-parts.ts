import { isCallspecError } from '@callspec/core'
import type { Call, Part } from '@callspec/provider'
import { copyPart, holds } from '@callspec/provider'
import type { Run } from '../read/source-run.js'
import { getMapped } from './get-call.js'

/** Requests for single calls under way at once. */
const CONCURRENCY = 6

/** Fetches the wanted parts that the list rows of these calls lack, in place. */
export async function fetchParts(runs: ReadonlyMap<string, Run>, calls: readonly Call[], wanted: readonly Part[]): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < calls.length) {
      const call = calls[next++]!
      const run = runs.get(call.source)
      if (run) await fetchPart(run, call, wanted)
    }
  }
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, calls.length) }, worker))
}

async function fetchPart(run: Run, call: Call, wanted: readonly Part[]): Promise<void> {
  const { source, fetched } = run.plan
  const lacking = fetched.filter((part) => !holds(call, part))
  if (lacking.length > 0) {
    try {
      const { rawDetail, ...detail } = await getMapped(run.send, source, call.id, run.signal)
      for (const part of lacking) copyPart(part, detail, call)
      call.rawDetail = rawDetail
    } catch (error) {
      if (run.signal.aborted || !isCallspecError(error)) throw error
      call.missing = lacking
      run.summary.incomplete++
      run.summary.incompleteBecause ??= error
      return
    }
  }
  // What was asked for and the platform does not have is said to be so.
  for (const part of wanted) if (!holds(call, part)) copyPart(part, {}, call)
}
