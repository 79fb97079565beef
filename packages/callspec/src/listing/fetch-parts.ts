import { isCallspecError } from '@callspec/core'
import type { Call, Part } from '@callspec/provider'
import { copyPart, holds } from '@callspec/provider'
import type { SourceReading } from '../read/source-reading.js'
import { bringParts, type FailedParts, isRequested } from './bring-parts.js'
import { getMapped } from './get-call.js'

/** Most calls whose parts are requested in parallel. */
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
  const { source, plan, summary, cancel, send } = reading
  const lacking = plan.fetched.filter((part) => !holds(call, part))
  const failed = await getParts(
    reading,
    call,
    lacking.filter((part) => !isRequested(source, part)),
  )
  for (const [part, error] of await bringParts(source, send, call, lacking, cancel.signal, summary)) failed.set(part, error)
  if (failed.size > 0) {
    call.missing = [...failed.keys()]
    summary.incomplete++
    summary.incompleteBecause ??= [...failed.values()][0]!
  }
  // A wanted part that the platform does not have is `null`.
  for (const part of wanted) if (!holds(call, part) && !failed.has(part)) copyPart(part, {}, call)
}

/** Adds parts that the request for a single call brings. */
async function getParts({ source, send, cancel }: SourceReading, call: Call, parts: readonly Part[]): Promise<FailedParts> {
  if (parts.length === 0) return new Map()
  try {
    const { rawDetail, ...detail } = await getMapped(send, source, call.id, cancel.signal)
    for (const part of parts) copyPart(part, detail, call)
    call.rawDetail = rawDetail
    return new Map()
  } catch (error) {
    if (cancel.signal.aborted || !isCallspecError(error)) throw error
    return new Map(parts.map((part) => [part, error]))
  }
}
