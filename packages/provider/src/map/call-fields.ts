import type { Agent, Analysis, Contact, Direction, EndReason, EndReasonCode, Sides } from '../model/call.js'

/** A group is null only when all its members are. */
export function named(id: string | null, name: string | null): Agent | null {
  return id === null && name === null ? null : { id, name }
}

export function contact(id: string | null, name: string | null, email: string | null): Contact | null {
  return id === null && name === null && email === null ? null : { id, name, email }
}

export function analysis(summary: string | null, successful: boolean | null, sentiment: string | null): Analysis | null {
  return summary === null && successful === null && sentiment === null ? null : { summary, successful, sentiment }
}

/** Customer and agent from caller and called number: the customer is called in an outbound call and calls in an inbound one. */
export function sidesByDirection(direction: Direction, from: string | null, to: string | null): Sides {
  if (direction === 'outbound') return { from, to, customerNumber: to, agentNumber: from }
  if (direction === 'inbound') return { from, to, customerNumber: from, agentNumber: to }
  return { from, to, customerNumber: null, agentNumber: null }
}

/** Caller and called number from customer and agent. */
export function sidesByRole(direction: Direction, customerNumber: string | null, agentNumber: string | null): Sides {
  if (direction === 'outbound') return { from: agentNumber, to: customerNumber, customerNumber, agentNumber }
  if (direction === 'inbound') return { from: customerNumber, to: agentNumber, customerNumber, agentNumber }
  return { from: null, to: null, customerNumber, agentNumber }
}

/** `inbound` and `outbound` in any case; anything else is `unknown`. */
export function toDirection(word: string | null): Direction {
  if (word === 'inbound' || word === 'outbound') return word
  const folded = word?.toLowerCase()
  return folded === 'inbound' || folded === 'outbound' ? folded : 'unknown'
}

/** Looks a wire word up among the documented words. */
export function endReason(raw: string | null, documented: Readonly<Record<string, EndReasonCode>>): EndReason | null {
  if (raw === null) return null
  return { code: (Object.hasOwn(documented, raw) && documented[raw]) || 'unknown', raw }
}
