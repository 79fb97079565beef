import type { CallParts, Part } from './call.js'

/** Whether a call has a part. `null` counts: the platform does not say, and asking again will not change that. */
export const holds = (call: CallParts, part: Part) =>
  part === 'transcript' ? call.transcript !== undefined || call.transcriptText !== undefined : call[MEMBER[part]] !== undefined

const MEMBER = { analysis: 'analysis', recording: 'recordingUrl', cost: 'cost' } as const

export function copyPart(part: Part, from: CallParts, to: CallParts): void {
  if (part === 'transcript') {
    to.transcript = from.transcript ?? null
    to.transcriptText = from.transcriptText ?? null
  } else if (part === 'analysis') to.analysis = from.analysis ?? null
  else if (part === 'recording') to.recordingUrl = from.recordingUrl ?? null
  else to.cost = from.cost ?? null
}
