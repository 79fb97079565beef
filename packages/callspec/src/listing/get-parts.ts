import type { Send } from '@callspec/core'
import { type Call, type Part, type Source, sourceFailure } from '@callspec/provider'
import { bringParts, type FailedParts, isRequested, newBringing } from './bring-parts.js'
import { getCall } from './get-call.js'

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
  const origin = newBringing<Part>(source, send, signal)
  const { failed } = origin
  const requested = parts.filter((part) => isRequested(source, part))
  const others = parts.filter((part) => !requested.includes(part))
  const known = source.mapper()(raw)
  const listed = 'call' in known ? known.call : null
  let got: Call | null = null
  if (others.length > 0 || listed === null) {
    try {
      got = await getCall(send, source, id, signal)
      origin.got = got
    } catch (error) {
      const failure = sourceFailure(error, source, signal)
      if (!failure) throw error
      for (const part of listed ? others : parts) failed.set(part, failure)
    }
  }
  const call = got ?? listed
  if (!call) return { call, failed }
  await bringParts(
    origin,
    call,
    parts.filter((part) => !failed.has(part)),
  )
  return { call, failed }
}
