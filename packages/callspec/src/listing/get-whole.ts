import type { CallspecError, Send } from '@callspec/core'
import { type Call, type Included, PARTS, type Source, sourceFailure } from '@callspec/provider'
import { bringParts, newBringing } from './bring-parts.js'
import { getCall } from './get-call.js'

export interface GetOptions {
  signal?: AbortSignal | undefined
  /** Called for each part, or `details`, that could not be fetched and is in `missing`, with why. */
  onMissing?: ((part: Included, error: CallspecError) => void) | undefined
}

/** Gets one call with all its parts, also those that come by requests of their own. */
export async function getWhole(send: Send, source: Source, id: string, { signal, onMissing }: GetOptions = {}): Promise<Call> {
  const got = await getCall(send, source, id, signal).catch((error: unknown) => {
    throw sourceFailure(error, source, signal) ?? error
  })
  // It comes last.
  const { rawDetail, ...call }: Call = got
  const origin = newBringing<Included>(source, send, signal, { got })
  const { failed } = origin
  await bringParts(origin, call, EVERYTHING)
  if (failed.size > 0) call.missing = [...failed.keys()]
  for (const [part, error] of failed) onMissing?.(part, error)
  return { ...call, raw: null, rawDetail }
}

const EVERYTHING: readonly Included[] = ['details', ...PARTS]
