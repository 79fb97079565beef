import type { Call, Included } from '@callspec/provider'
import type { SourceReading } from '../read/source-reading.js'
import { bringParts, newBringing } from './bring-parts.js'

/** Most calls whose parts are requested in parallel. */
const CONCURRENCY = 6

/** Adds the wanted parts and details that the list rows of these calls lack, and returns the calls that still match: those whose details do. */
export async function fetchParts(readings: ReadonlyMap<string, SourceReading>, calls: readonly Call[]): Promise<Call[]> {
  let next = 0
  const matches: boolean[] = []
  const worker = async () => {
    while (next < calls.length) {
      const index = next++
      const call = calls[index]!
      const reading = readings.get(call.source)
      matches[index] = !reading || (await fetchPart(reading, call))
    }
  }
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, calls.length) }, worker))
  return calls.filter((_, index) => matches[index])
}

async function fetchPart(reading: SourceReading, call: Call): Promise<boolean> {
  const { source, query, summary, cancel, send, detailFilter } = reading
  const origin = newBringing<Included>(source, send, cancel.signal, { counter: summary })
  const { failed } = origin
  const { details } = source.definition
  if (query.details && details) {
    await bringParts(origin, call, ['details'])
    const unknown = detailFilter && failed.get('details')
    if (unknown) details.undecided(reading, call, unknown)
    if (unknown || (detailFilter && detailFilter(call) !== 'matches')) return false
  }
  await bringParts(origin, call, query.include)
  if (origin.rawDetail !== undefined) call.rawDetail = origin.rawDetail
  if (failed.size > 0) {
    call.missing = [...failed.keys()]
    summary.incomplete++
    summary.incompleteBecause ??= [...failed.values()][0]!
  }
  return true
}
