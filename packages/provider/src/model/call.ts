import type { ApiAddress } from '../map/api-path.js'

// Each member of a call has a docstring: `pnpm generate` copies them into the published JSON Schema.

/** Incremented whenever the published JSON Schema (`callspec/call.schema.json`) accepts something else. */
export const SCHEMA = 'urn:callspec:call:3'

export type Status = 'queued' | 'ringing' | 'in_progress' | 'completed' | 'no_answer' | 'busy' | 'canceled' | 'failed' | 'unknown'

export type Direction = 'inbound' | 'outbound' | 'unknown'

export type Channel = 'phone' | 'web' | 'chat' | 'unknown'

/** Parts of a call that its list row may not hold. */
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
  /** The platform's own id. */
  id: string | null
  /** As given. */
  name: string | null
}

export type Campaign = Agent

export interface Contact {
  /** The platform's own id. */
  id: string | null
  /** As given. */
  name: string | null
  /** As given. */
  email: string | null
}

export interface Cost {
  /** Decimal digits as received. */
  amount: string
  /** An ISO currency if the documentation of the call states it; else `credits` or `unknown`. Never add up different units. */
  unit: string
}

export interface EndReason {
  /** The cause in one word. Only documented words of a platform are mapped; any other is `unknown`. */
  code: EndReasonCode
  /** The platform's own word. */
  raw: string
}

export interface Turn {
  /** Who spoke; `unknown`: the platform uses no documented word for it. */
  speaker: 'agent' | 'customer' | 'unknown'
  /** What was said. */
  text: string
  /** When it was said. */
  at: string | null
  /** Seconds from the beginning of the call or its recording at which the turn begins, as the platform tells it; never computed from stamps. */
  offsetSeconds: number | null
}

export interface Analysis {
  /** What the call was about, in the platform's words. */
  summary: string | null
  /** Whether the platform considers the call successful. */
  successful: boolean | null
  /** The platform's own word. */
  sentiment: string | null
}

/** Who called whom, and who is who. */
export interface Sides {
  /** The caller's number, as given. */
  from: string | null
  /** The called number, as given. */
  to: string | null
  /** The customer's number of the two, if the direction or the platform tells which. */
  customerNumber: string | null
  /** The agent's number of the two, if the direction or the platform tells which. */
  agentNumber: string | null
}

interface CallFacts {
  /** The telephony provider's id of the call. */
  carrierId: string | null
  /** The platform's own word for `status`. */
  rawStatus: string | null
  /** `inbound`: the customer called; `outbound`: the agent did. */
  direction: Direction
  /** By telephone, over the web, or in writing without any audio. */
  channel: Channel
  /** Whether the platform marks the call as a test or preview. */
  isTest: boolean | null
  /** The voice agent; `null` only when all its members are. */
  agent: Agent | null
  /** The campaign that the call belongs to; `null` only when all its members are. */
  campaign: Campaign | null
  /** The platform's record of the customer; `null` only when all its members are. */
  contact: Contact | null
  /** When the platform created the call; RFC 3339 in UTC with milliseconds, like every stamp. */
  createdAt: string | null
  /** When the call began. */
  startedAt: string | null
  /** When the call ended. */
  endedAt: string | null
  /** When the platform last changed the call. */
  updatedAt: string | null
  /** The platform's own figure in seconds, never computed from stamps. */
  durationSeconds: number | null
  /** Why the call ended. */
  endReason: EndReason | null
  /** Who answered, if the platform says so; `unknown`: its word names neither. */
  answeredBy: 'human' | 'machine' | 'unknown' | null
}

export interface CallParts {
  /** What the call cost. Absent if only `include: ['cost']` brings it. */
  cost?: Cost | null
  /** The address of the recording, as given, or that of the platform's own request for it. Absent if only `include: ['recording']` brings it. */
  recordingUrl?: string | null
  /**
   * What was said, turn by turn. Absent if only `include: ['transcript']` brings it. `null` also if its shape is not documented:
   * see `raw`.
   */
  transcript?: Turn[] | null
  /** The transcript as one text, if the platform gives one. Absent like `transcript`. */
  transcriptText?: string | null
  /** The platform's own analysis of the call. Absent if only `include: ['analysis']` brings it. */
  analysis?: Analysis | null
}

/**
 * What a platform's row says about a call, in unified words. `null`: the platform does not say; `undefined`: the row does not hold
 * that part, and `include` may bring it.
 */
export interface MappedCall extends CallFacts {
  /** Where more than the one word of `rawStatus` tells it; else what that word says. */
  status?: Status | undefined
  sides: Sides
  cost: Cost | null | undefined
  /** An address, or that of a request of the platform's API (`apiPath`). */
  recordingUrl: string | ApiAddress | null | undefined
  transcript: Turn[] | null | undefined
  transcriptText: string | null | undefined
  analysis: Analysis | null | undefined
}

/** One call, the same on every platform. `call.provider === 'butter'` narrows `raw` and `rawDetail`. */
export interface Call<out Provider extends string = string, out Row = unknown, out Detail = unknown>
  extends CallFacts,
    Sides,
    CallParts {
  /** `source/id`: the stable key to upsert by. */
  key: string
  /** Id of the provider, like `butter`. */
  provider: Provider
  /** Id of the configured source. */
  source: string
  /** The platform's public id, which `get` takes. */
  id: string
  /** Says no more than the platform's word: `completed` does not claim that somebody answered. */
  status: Status
  /** Whether `status` can no longer change. */
  isFinal: boolean
  /** `startedAt`, else `createdAt`: what calls are sorted and filtered by. `null` where the platform tells neither: then no period matches the call, and it is listed last. */
  occurredAt: string | null
  /** Requested parts, or `details`, that could not be fetched; absent if there are none. */
  missing?: (Part | 'details')[]
  /** The untouched list row; `null` on a call from `get`. */
  raw: Row
  /** The untouched response of `get`, if it was fetched. */
  rawDetail?: Detail
}
