import type { CallParts, Part } from './call.js'

/** The members of a call that hold a part. */
const MEMBERS = {
  transcript: ['transcript', 'transcriptText'],
  analysis: ['analysis'],
  recording: ['recordingUrl'],
  cost: ['cost'],
} as const satisfies Record<Part, readonly (keyof CallParts)[]>

/** Whether a call has a part. `null` counts: the platform does not say, and no other request of this listing will change that. */
export const holds = (call: CallParts, part: Part) => MEMBERS[part].some((name) => call[name] !== undefined)

/** Whether the platform told a part. A transcript without a word may still come. */
export const tells = (call: CallParts, part: Part) =>
  MEMBERS[part].some((name) => {
    const value = call[name] ?? ''
    return typeof value === 'string' || Array.isArray(value) ? value.length > 0 : true
  })

/** Copies a part; one that is not there is `null`. */
export function copyPart(part: Part, from: CallParts, to: CallParts): void {
  // A value goes to the member that it came from, which a union of names cannot express.
  for (const name of MEMBERS[part]) to[name] = (from[name] ?? null) as never
}
