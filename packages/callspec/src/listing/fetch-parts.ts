import { isCallspecError } from '@callspec/core'
import type { Call, Part } from '@callspec/provider'
import { copyPart, holds } from '@callspec/provider'
import type { SourceReading } from '../read/source-reading.js'
import { getMapped } from './get-call.js'

/** Most requests for single calls in parallel. */
const CONCURRENCY = 6

/** Adds the wanted parts that the list rows of these calls lack. */
export async function fetchParts(
  readings: ReadonlyMap<string, SourceReading>,
  calls: readonly Call[],
  wanted: readonly Part[],
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < calls.length) {
      const call = calls[next++]!
      const reading = readings.get(call.source)
      if (reading) await fetchPart(reading, call, wanted)
    }
  }
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, calls.length) }, worker))
}

async function fetchPart(reading: SourceReading, call: Call, wanted: readonly Part[]): Promise<void> {
  const { source, plan, summary, cancel } = reading
  const lacking = plan.fetched.filter((part) => !holds(call, part))
  if (lacking.length > 0) {
    try {
      const { rawDetail, ...detail } = await getMapped(reading.send, source, call.id, cancel.signal)
      for (const part of lacking) copyPart(part, detail, call)
      call.rawDetail = rawDetail
    } catch (error) {
      if (cancel.signal.aborted || !isCallspecError(error)) throw error
      call.missing = lacking
      summary.incomplete++
      summary.incompleteBecause ??= error
      return
    }
  }
  // A wanted part that the platform does not have is `null`.
  for (const part of wanted) if (!holds(call, part)) copyPart(part, {}, call)
}
