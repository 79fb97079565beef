import type { Status } from '@callspec/provider'

/** Reasons by which a call failed. */
const FAILED: ReadonlySet<string | null> = new Set(['connection_error', 'system_error'])

/** How SIP ended for a call that nobody joined. */
const TERMINATIONS: ReadonlyMap<string | null, Status> = new Map([
  ['SIP_TERMINATION_BUSY', 'busy'],
  ['SIP_TERMINATION_CANCELED', 'canceled'],
  ['SIP_TERMINATION_TIMEOUT', 'no_answer'],
  ['SIP_TERMINATION_INVALID_NUMBER', 'failed'],
  ['SIP_TERMINATION_DESTINATION_UNAVAILABLE', 'failed'],
  ['SIP_TERMINATION_REJECTED', 'failed'],
])

/** What became of a call that is over. One that nobody joined was not answered if Ultravox placed it; else nobody was called. */
export function outcomeOf(reason: string | null, isPlaced: boolean, termination: string | null): Status {
  if (FAILED.has(reason)) return 'failed'
  if (reason !== 'unjoined') return 'completed'
  return TERMINATIONS.get(termination) ?? (isPlaced ? 'no_answer' : 'canceled')
}
