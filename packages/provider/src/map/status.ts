import type { Status } from '../model/call.js'

/** Status words that several platforms share. Case, `-` and `_` are ignored. */
const WORDS: Readonly<Record<string, Status>> = {
  queued: 'queued',
  initiated: 'queued',
  registered: 'queued',
  scheduled: 'queued',
  ringing: 'ringing',
  inprogress: 'in_progress',
  answered: 'in_progress',
  ongoing: 'in_progress',
  completed: 'completed',
  // `ended` does not claim that somebody answered, and neither does `completed`.
  ended: 'completed',
  endedbycustomer: 'completed',
  endedbyassistant: 'completed',
  noanswer: 'no_answer',
  busy: 'busy',
  canceled: 'canceled',
  failed: 'failed',
  error: 'failed',
}

const FINAL: ReadonlySet<Status> = new Set(['completed', 'no_answer', 'busy', 'canceled', 'failed'])

// Words repeat on every row: each is normalised once.
const folded = new Map<string, Status>()

/** Words of one platform alone, exactly as on the wire. */
export type OwnStatuses = Readonly<Record<string, Status>>

/** The unified status of a wire word; `unknown` for a word that no documentation names. */
export function toStatus(word: string | null, own?: OwnStatuses): Status {
  if (word === null) return 'unknown'
  if (own && Object.hasOwn(own, word)) return own[word] ?? 'unknown'
  const known = folded.get(word)
  if (known) return known
  const key = word.toLowerCase().replace(/[-_\s]/g, '')
  const status = (Object.hasOwn(WORDS, key) ? WORDS[key] : undefined) ?? 'unknown'
  // Bounded, because the words come from the wire.
  if (folded.size < 1000) folded.set(word, status)
  return status
}

/** Whether this status is final. An unknown word may still change. */
export const isFinal = (status: Status): boolean => FINAL.has(status)
