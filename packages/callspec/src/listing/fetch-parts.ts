import { type CallspecError, isCallspecError } from '@callspec/core'
import type { Call, Included, Part } from '@callspec/provider'
import { copyPart, fillDetails, holds } from '@callspec/provider'
import type { SourceReading } from '../read/source-reading.js'
import { bringParts, type FailedParts, isRequested } from './bring-parts.js'
import { getMapped } from './get-call.js'

/** Most calls whose parts are requested in parallel. */
const CONCURRENCY = 6

/** Adds the wanted parts and details that the list rows of these calls lack, and returns the calls that still match: those whose details do. */
export async function fetchParts(
  readings: ReadonlyMap<string, SourceReading>,
  calls: readonly Call[],
  wanted: readonly Part[],
): Promise<Call[]> {
  let next = 0
  const matches: boolean[] = []
  const worker = async () => {
    while (next < calls.length) {
      const index = next++
      const call = calls[index]!
      const reading = readings.get(call.source)
      matches[index] = !reading || (await fetchPart(reading, call, wanted))
    }
  }
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, calls.length) }, worker))
  return calls.filter((_, index) => matches[index])
}

async function fetchPart(reading: SourceReading, call: Call, wanted: readonly Part[]): Promise<boolean> {
  const { source, plan, summary, cancel, send, detailFilter } = reading
  const detailsBy = plan.details.length > 0 ? DETAILS : []
  const lacking = plan.fetched.filter((part) => !holds(call, part))
  const failed = await getLacking(
    reading,
    call,
    lacking.filter((part) => !isRequested(source, part)),
  )
  for (const [part, error] of await bringParts(source, send, call, detailsBy, cancel.signal, summary)) failed.set(part, error)
  const unknown = failed.get('details')
  if (detailFilter && unknown) return isUndecided(reading, call, unknown)
  if (detailFilter && !detailFilter(call)) return false
  for (const [part, error] of await bringParts(source, send, call, lacking, cancel.signal, summary)) failed.set(part, error)
  if (failed.size > 0) {
    call.missing = [...failed.keys()]
    summary.incomplete++
    summary.incompleteBecause ??= [...failed.values()][0]!
  }
  // A wanted part that the platform does not have is `null`.
  for (const part of wanted) if (!holds(call, part) && !failed.has(part)) copyPart(part, {}, call)
  return true
}

const DETAILS: readonly 'details'[] = ['details']

/** Adds parts and details that the request for a single call brings. */
async function getLacking(
  { source, plan, send, cancel }: SourceReading,
  call: Call,
  parts: readonly Part[],
): Promise<FailedParts<Included>> {
  // The others come by requests of their own.
  const details = source.definition.detailsBy ? [] : plan.details
  if (parts.length === 0 && details.length === 0) return new Map()
  try {
    const { rawDetail, ...detail } = await getMapped(send, source, call.id, cancel.signal)
    for (const part of parts) copyPart(part, detail, call)
    fillDetails(details, detail, call)
    call.rawDetail = rawDetail
    return new Map()
  } catch (error) {
    if (cancel.signal.aborted || !isCallspecError(error)) throw error
    const lacking: Included[] = details.length > 0 ? [...parts, 'details'] : [...parts]
    return new Map(lacking.map((part) => [part, error]))
  }
}

/** Nobody can tell whether the call matches: it is reported like a row of which no call can be made. */
function isUndecided({ source, summary, onBadRow }: SourceReading, { id, raw }: Call, error: CallspecError): false {
  summary.bad++
  onBadRow?.({ source: source.id, provider: source.provider, id, reasons: [`its details are not known: ${error.message}`], raw })
  return false
}
