import type { CallspecError, Send } from '@callspec/core'
import {
  type Call,
  copyPart,
  fillDetails,
  type Included,
  type Part,
  partFrom,
  type Source,
  type StampCounter,
  sourceFailure,
} from '@callspec/provider'

/** Why parts of a call, or its details, could not be fetched. */
export type FailedParts<Name extends Included = Part> = Map<Name, CallspecError>

/**
 * Adds those of the parts to a call, whose `raw` is its row, that come by requests of their own, and says why which do not come. They come one after another,
 * because several may want the same response.
 */
export async function bringParts<Name extends Included>(
  source: Source,
  send: Send,
  call: Call,
  parts: readonly Name[],
  signal: AbortSignal | undefined,
  counter?: StampCounter,
): Promise<FailedParts<Name>> {
  const failed: FailedParts<Name> = new Map()
  const { details = [], detailsBy = 'get', parts: sources } = source.definition
  const origin = { source, send, signal, counter, answers: new Map() }
  for (const part of parts) {
    const name: Included = part
    const from = name === 'details' ? detailsBy : sources[name]
    if (typeof from === 'string' || !('run' in from)) continue
    try {
      const brought = await from.run(name, call, origin)
      if (name === 'details') fillDetails(details, brought, call)
      else copyPart(name, brought, call)
    } catch (error) {
      const failure = sourceFailure(error, source, signal)
      if (!failure) throw error
      failed.set(part, failure)
    }
  }
  return failed
}

/** Whether a part comes by requests of its own. */
export const isRequested = ({ definition }: Source, part: Part): boolean => partFrom(definition.parts[part]) === 'requests'
