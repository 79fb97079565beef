/** Bumped with every change of the published JSON Schema (`callspec/call.schema.json`). */
export const SCHEMA = 'urn:callspec:call:1'

export type Status = 'queued' | 'ringing' | 'in_progress' | 'completed' | 'no_answer' | 'busy' | 'canceled' | 'failed' | 'unknown'

export type Direction = 'inbound' | 'outbound' | 'unknown'

export type Channel = 'phone' | 'web' | 'unknown'

/** What a call can be asked for beyond its list row. */
export type Part = 'transcript' | 'analysis' | 'recording' | 'cost'

export type EndReasonCode =
  | 'customer_hangup'
  | 'agent_hangup'
  | 'api'
  | 'voicemail'
  | 'transferred'
  | 'no_answer'
  | 'busy'
  | 'timeout'
  | 'error'
  | 'other'
  | 'unknown'

export interface Agent {
  id: string | null
  name: string | null
}

export type Campaign = Agent

export interface Contact {
  id: string | null
  name: string | null
  email: string | null
}

export interface Cost {
  /** Decimal digits as received. */
  amount: string
  /** An ISO currency only where the call's own page states it; else `credits` or `unknown`. Never add up unlike units. */
  unit: string
}

export interface EndReason {
  /** Only documented wire values are mapped; the rest is `unknown`. */
  code: EndReasonCode
  raw: string
}

export interface Turn {
  speaker: 'agent' | 'customer' | 'unknown'
  text: string
  /** RFC 3339 in UTC with milliseconds. */
  at: string | null
}

export interface Analysis {
  summary: string | null
  successful: boolean | null
  sentiment: string | null
}

/** Who called whom, and who is who. Numbers as given. */
export interface Sides {
  from: string | null
  to: string | null
  /** The side of the customer, where the direction or the platform tells it. */
  customerNumber: string | null
  agentNumber: string | null
}

interface CallFacts {
  /** The platform's public id; what `get` takes. */
  id: string
  /** The telephony provider's id of the call. */
  carrierId: string | null
  /** The platform's own word. */
  rawStatus: string | null
  direction: Direction
  channel: Channel
  isTest: boolean | null
  agent: Agent | null
  campaign: Campaign | null
  contact: Contact | null
  /** RFC 3339 in UTC with milliseconds, as every stamp. */
  createdAt: string | null
  startedAt: string | null
  endedAt: string | null
  updatedAt: string | null
  /** The platform's own figure, never computed from stamps. */
  durationSeconds: number | null
  endReason: EndReason | null
  answeredBy: 'human' | 'machine' | 'unknown' | null
}

export interface CallParts {
  /** Absent where only `include: ['cost']` brings it. */
  cost?: Cost | null
  /** Absent where only `include: ['recording']` brings it. */
  recordingUrl?: string | null
  /** Absent where only `include: ['transcript']` brings it. `null` also where the shape is not documented: see `raw`. */
  transcript?: Turn[] | null
  /** The transcript as one text, where the platform gives it so. Absent like `transcript`. */
  transcriptText?: string | null
  /** Absent where only `include: ['analysis']` brings it. */
  analysis?: Analysis | null
}

/**
 * What a platform's row says of a call, in the unified words. `null`: the platform did not say; `undefined`: the row does
 * not hold that part, and `include` may bring it.
 */
export interface MappedCall extends CallFacts {
  sides: Sides
  cost: Cost | null | undefined
  recordingUrl: string | null | undefined
  transcript: Turn[] | null | undefined
  transcriptText: string | null | undefined
  analysis: Analysis | null | undefined
}

/** One call, the same on every platform. `call.provider === 'butter'` narrows `raw` and `rawDetail`. */
export interface Call<Provider extends string = string, Row = unknown, Detail = unknown> extends CallFacts, Sides, CallParts {
  /** `source/id`: stable, made for upserts. */
  key: string
  provider: Provider
  /** Id of the configured source. */
  source: string
  /** What the platform's word says, no more. */
  status: Status
  /** Whether `status` can no longer change. */
  isFinal: boolean
  /** `startedAt`, else `createdAt`: what calls are sorted and filtered by. */
  occurredAt: string
  /** Parts that were asked for and could not be fetched. */
  missing?: Part[]
  /** The untouched list row; `null` on a call that came from `get`. */
  raw: Row
  /** The untouched answer of `get`, where it was fetched. */
  rawDetail?: Detail
}
