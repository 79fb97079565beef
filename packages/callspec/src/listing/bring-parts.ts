import type { CallspecError, Send } from '@callspec/core'
import {
  type Call,
  type CallParts,
  copyPart,
  type Details,
  holds,
  type Included,
  type Part,
  type PartOrigin,
  partFrom,
  type Source,
  sourceFailure,
} from '@callspec/provider'
import { getCall } from './get-call.js'

/** Why parts of a call, or its details, could not be fetched. */
export type FailedParts<Name extends Included = Part> = Map<Name, CallspecError>

/** For whom parts of one call are brought, and what has come by now. */
export interface Bringing<Name extends Included = Included> extends PartOrigin {
  readonly source: Source
  /** What the request for the call brings, once it was sent. */
  got?: Call | Promise<Call> | undefined
  /** Its untouched response. */
  rawDetail?: unknown
  readonly failed: FailedParts<Name>
}

export const newBringing = <Name extends Included>(
  source: Source,
  send: Send,
  signal: AbortSignal | undefined,
  more?: Pick<Bringing, 'got' | 'counter'>,
): Bringing<Name> => ({ source, send, signal, answers: new Map(), failed: new Map(), ...more })

/**
 * Adds those of the parts to a call, whose `raw` is its row, that it lacks, and notes which do not come. They come one after another, because several may want
 * the same response. A part that the platform does not have is `null`.
 */
export async function bringParts<Name extends Included>(
  origin: Bringing<Name>,
  call: Call,
  parts: readonly Name[],
): Promise<void> {
  const { source, signal, failed } = origin
  const { details, parts: sources } = source.definition
  for (const name of parts) {
    const part: Included = name
    const isPart = part !== 'details'
    if (isPart && holds(call, part)) continue
    const from = isPart ? sources[part] : (details?.by ?? 'get')
    try {
      let brought: CallParts & Details = {}
      if (from === 'get') {
        origin.got ??= getCall(origin.send, source, call.id, signal)
        const got = await origin.got
        origin.rawDetail = got.rawDetail
        brought = got
      } else if (typeof from === 'object' && 'run' in from) brought = await from.run(part, call, origin)
      if (isPart) copyPart(part, brought, call)
      else details?.fill(brought, call)
    } catch (error) {
      const failure = sourceFailure(error, source, signal)
      if (!failure) throw error
      failed.set(name, failure)
    }
  }
}

/** Whether a part comes by requests of its own. */
export const isRequested = ({ definition }: Source, part: Part): boolean => partFrom(definition.parts[part]) === 'requests'
