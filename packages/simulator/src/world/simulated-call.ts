/** The unified state that the platform's status word stands for. */
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
 * What the list row of one call says, in neutral words: the truth that a reader of the wire has to arrive at.
 * A property is null where the row does not carry it. Stamps are epoch milliseconds.
 */
export interface SimulatedCall {
  /** 0 is the oldest call. Arrivals count on. */
  index: number
  /** The public id as a string: what the single-call endpoint takes. */
  id: string
  /** The telephony provider's id. */
  carrierId: string | null
  createdAt: number | null
  startedAt: number | null
  endedAt: number | null
  updatedAt: number | null
  /** The status word on the wire; null where the row has none. */
  status: string | null
  state: CallState
  direction: 'inbound' | 'outbound' | 'unknown'
  channel: 'phone' | 'web' | 'chat' | 'unknown'
  /** null where the platform has no such thing. */
  isTest: boolean | null
  from: string | null
  to: string | null
  /** null where the direction is unknown, as `from` and `to` then do not tell who is who. */
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
  recordingUrl: string | null
  /** What the platform's own filters compare although its rows do not carry it (Autocalls). */
  hidden: { agentId: string | null; campaignId: string | null }
}
