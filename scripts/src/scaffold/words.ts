// Words that platforms use for the same things. They only make guesses for a person to check against the pages.

import { toStatus } from '../../../packages/provider/src/map/status.ts'
import type { Direction, Status } from '../../../packages/provider/src/model/call.ts'

const STATUS_GUESSES: Readonly<Record<string, Status>> = {
  pending: 'queued',
  waiting: 'queued',
  created: 'queued',
  new: 'queued',
  dialing: 'ringing',
  dialling: 'ringing',
  calling: 'ringing',
  live: 'in_progress',
  active: 'in_progress',
  connected: 'in_progress',
  started: 'in_progress',
  running: 'in_progress',
  done: 'completed',
  finished: 'completed',
  complete: 'completed',
  success: 'completed',
  successful: 'completed',
  missed: 'no_answer',
  unanswered: 'no_answer',
  notanswered: 'no_answer',
  cancelled: 'canceled',
  aborted: 'canceled',
  failure: 'failed',
  errored: 'failed',
}

/** The unified status that a word stands for on other platforms; `unknown`: none has it. */
export function guessStatus(word: string): Status {
  const known = toStatus(word)
  return known !== 'unknown' ? known : (STATUS_GUESSES[folded(word)] ?? 'unknown')
}

/** Whether mappings know the word without being told. */
export const isSharedStatus = (word: string): boolean => toStatus(word) !== 'unknown'

/** The direction that a word names. */
export function guessDirection(word: string): Direction {
  if (/^(in$|inbound|incoming|received)/i.test(word) || /inbound$/i.test(word)) return 'inbound'
  return /^(out$|outbound|outgoing|made)/i.test(word) || /outbound$/i.test(word) ? 'outbound' : 'unknown'
}

/** Who a speaker is. */
export function guessSpeaker(word: string): 'agent' | 'customer' | 'unknown' {
  if (['agent', 'assistant', 'bot', 'ai', 'model', 'virtualagent'].includes(folded(word))) return 'agent'
  return ['customer', 'caller', 'user', 'human', 'client', 'contact', 'callee'].includes(folded(word)) ? 'customer' : 'unknown'
}

/** A name in lower case without what joins its words. */
export const folded = (name: string): string => name.toLowerCase().replace(/[-_.\s]/g, '')
