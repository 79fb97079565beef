import type { AnyDefinition } from '../definition.js'
import type { Call, Part } from './call.js'
import { holds, tells } from './parts.js'

export const PART_STATES = ['here', 'not_yet', 'never', 'failed', 'not_asked'] as const

/**
 * How a part of a call stands:
 *
 * - `here`: the call has it.
 * - `never`: the platform documents none, for any call.
 * - `failed`: it was asked for and could not be fetched; the call names it in `missing`. Ask again.
 * - `not_asked`: the list's row does not hold it, and nobody asked for it: `include` or `get` brings it.
 * - `not_yet`: the platform can have it and did not when it was asked. It may still come, even to a call that is final: platforms write
 *   recordings, transcripts and costs late. Or the call has none: nobody answered, or it was not recorded.
 */
export type PartState = (typeof PART_STATES)[number]

/** How a part of a call stands, by the provider or the source that the call came from. */
export function partState(
  { definition }: { readonly definition: Pick<AnyDefinition, 'parts'> },
  call: Pick<Call, 'missing' | 'cost' | 'recordingUrl' | 'transcript' | 'transcriptText' | 'analysis'>,
  part: Part,
): PartState {
  if (tells(call, part)) return 'here'
  if (definition.parts[part] === 'never') return 'never'
  if (call.missing?.includes(part)) return 'failed'
  return holds(call, part) ? 'not_yet' : 'not_asked'
}
