import { isCallspecError, type Send } from '@callspec/core'
import { type Call, copyPart, holds, type Part, type Source } from '@callspec/provider'
import { bringParts, type FailedParts, isRequested } from './bring-parts.js'
import { getMapped } from './get-call.js'

/** What came of a call that was asked for some of its parts. */
export interface GotParts {
  /** With those of the parts that came; `rawDetail` where the call itself was requested. `null`: nothing came. */
  call: Call | null
  failed: FailedParts
}

/**
 * Requests parts of a call whose list row is known, and no others: the call itself only where it brings one of them, or where the row is of no use. A part that
 * the platform does not have is `null`.
 */
export async function getParts(
  send: Send,
  source: Source,
  { id, raw }: { id: string; raw: unknown },
  parts: readonly Part[],
  signal?: AbortSignal,
): Promise<GotParts> {
  const failed: FailedParts = new Map()
  const requested = parts.filter((part) => isRequested(source, part))
  const others = parts.filter((part) => !requested.includes(part))
  const known = source.mapper()(raw)
  const listed = 'call' in known ? known.call : null
  let got: Call | null = null
  if (others.length > 0 || listed === null) {
    try {
      got = await getMapped(send, source, id, signal)
    } catch (error) {
      if (signal?.aborted || !isCallspecError(error)) throw error
      for (const part of listed ? others : parts) failed.set(part, error)
    }
  }
  const call = got ?? listed
  if (!call) return { call, failed }
  const lacking = requested.filter((part) => !holds(call, part))
  for (const [part, error] of await bringParts(source, send, call, lacking, signal)) failed.set(part, error)
  for (const part of parts) if (!holds(call, part) && !failed.has(part)) copyPart(part, {}, call)
  return { call, failed }
}
