/** The unified state of the platform's status word. */
export type CallState =
  | 'queued'
  | 'ringing'
  | 'in_progress'
  | 'completed'
  | 'no_answer'
  | 'busy'
  | 'canceled'
  | 'failed'
  | 'unknown'

/** Whether the call goes on. */
export const isOngoing = (state: CallState): boolean => state === 'queued' || state === 'ringing' || state === 'in_progress'

/**
 * What one call's list row says, in neutral words: what every reader of the wire has to arrive at. A property is null if the row does not have
 * it. Stamps are epoch milliseconds.
 */
export interface SimulatedCall {
  /** 0 is the oldest call; arrivals continue the count. */
  index: number
  /** The public id as a string, as the single-call endpoint takes it. */
  id: string
  /** The telephony provider's id. */
  carrierId: string | null
  createdAt: number | null
  startedAt: number | null
  endedAt: number | null
  updatedAt: number | null
  /** The status word on the wire; null if the row has none. */
  status: string | null
  state: CallState
  direction: 'inbound' | 'outbound' | 'unknown'
  channel: 'phone' | 'web' | 'chat' | 'unknown'
  /** null if the platform does not have it. */
  isTest: boolean | null
  from: string | null
  to: string | null
  /** null if the direction is unknown, because then `from` and `to` do not say who is who. */
  customerNumber: string | null
  agentNumber: string | null
  agent: { id: string | null; name: string | null } | null
  campaign: { id: string | null; name: string | null } | null
  contact: { id: string | null; name: string | null; email: string | null } | null
  durationSeconds: number | null
  /** The word on the wire. */
  endReason: string | null
  answeredBy: string | null
  /** As on the wire, a number or a decimal string; of cents a hundredth. */
  cost: number | string | null
  /** Of a recording that has no address: the path, below the base URL, of the request that opens it. */
  recordingUrl: string | null
  /** What the platform's filters compare although its rows do not contain it (Autocalls). */
  hidden: { agentId: string | null; campaignId: string | null }
}
