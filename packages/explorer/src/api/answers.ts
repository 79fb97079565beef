import type { Call, Channel, Direction, Part, Status } from 'callspec'
import type { Measures, Outcome } from 'callspec/stats'

// What the server answers. Every address below `/api/` wants `Authorization: Bearer <token>` (but for the recording's, which has a ticket of its own) and
// takes the query of `query-address.ts`, with `redact=1` to mask people.

/** A call as the page gets it: without the platform's own rows. */
export type ShownCall = Omit<Call, 'raw' | 'rawDetail'>

/** `GET /api/state`: what there is. Asked for again every two seconds. */
export interface State {
  /** Of the copy, without a password. */
  address: string
  /** Whether the calls are simulated. */
  isDemo: boolean
  /** Changes when calls have changed. */
  version: number
  /** The copy is still being read: so many calls of so many. `null`: all are there. */
  loading: { calls: number; total: number } | null
  sources: SourceState[]
}

export interface SourceState {
  id: string
  provider: string
  calls: number
  /**
   * `current`: the last pass was whole; `syncing`, `waiting`: a pass is under way; `stopped`: one was interrupted; `failed`: it ended with an error;
   * `never`: no pass was whole yet, and none is under way.
   */
  state: 'current' | 'syncing' | 'waiting' | 'stopped' | 'failed' | 'never'
  /** For the pill: `38 s, 100 requests in 60 s`, `401: check token`. */
  short: string
  /** Why, in plain sentences, and what to do. */
  sentences: string[]
  /** How far a pass is, from 0 to 1; `null`: unknown, or none. */
  progress: number | null
  /** When the last whole pass began. */
  syncedAt: string | null
}

/** `GET /api/overview`: what the charts and the totals show. */
export interface Overview {
  /** Of `State`. */
  version: number
  total: Measures
  time: TimeChart
  /** Most calls first, at most 50; the rest is counted in `otherAgents`. */
  agents: AgentRow[]
  otherAgents: number
  durations: DurationBin[]
  /** Calls whose platform tells no duration. */
  withoutDuration: number
  /** Calls per weekday, Monday first, and hour, on the clock in the query's zone. */
  weekHours: number[][]
  /** Calls without a stamp: they are in none of the charts by time. */
  undated: number
  facets: Facets
  /** Sources of which calls may lack, and why in a sentence: while there are some, the charts have a badge. */
  incomplete: Incomplete[]
}

export interface Incomplete {
  source: string
  because: string
  /** Its rows cannot answer this query; else they did not all come. */
  isUnable?: true
}

export interface TimeChart {
  unit: 'hour' | 'day' | 'week' | 'month'
  /** Every unit from the first to the last, also those without calls. */
  buckets: {
    /** Its beginning, RFC 3339 with the zone's offset. */ at: string /** The beginning of the next. */
    end: string
    calls: Partial<Record<Status, number>>
  }[]
}

export interface AgentRow {
  source: string
  provider: string
  /** `null`: calls whose platform names no agent. */
  agent: { id: string | null; name: string | null } | null
  measures: Measures
}

/** From `from` on, below `to`, in seconds; `null`: no end. */
export interface DurationBin {
  from: number
  to: number | null
  calls: number
}

/** How many calls each word would leave, with everything else of the query but the word's own member. */
export interface Facets {
  status: Partial<Record<Status, number>>
  direction: Partial<Record<Direction, number>>
  channel: Partial<Record<Channel, number>>
  outcome: Partial<Record<Outcome, number>>
  source: Record<string, number>
  provider: Record<string, number>
}

/** `GET /api/calls?…&sort=-occurredAt&offset=0&limit=100`: rows of the table. */
export interface Calls {
  version: number
  /** Calls that the query leaves. */
  count: number
  offset: number
  calls: ShownCall[]
}

/** `GET /api/call?key=butter/call_0a1b2c3d`: one call with all that the copy has of it. */
export interface CallAnswer {
  call: ShownCall
  /** The platform's own row, and its response for this call where one was asked for, as JSON of two spaces; `null` where people are masked. */
  raw: string | null
  rawDetail: string | null
  parts: PartAnswer[]
  recording: RecordingAnswer
  /** Other calls with the same customer over all sources, newest first, at most 50. */
  sameCustomer: ShownCall[]
  /** The position of the call among those that the query leaves; `null`: not among them. */
  position: number | null
}

/** A part that the call does not have. */
export interface PartAnswer {
  part: Part
  state: 'not_yet' | 'never' | 'failed' | 'open' | 'not_synced'
  /** The same in words. */
  because: string
}

export type RecordingAnswer =
  /** To be played from this address of the page's own server, which takes ranges. */
  | { state: 'here'; address: string }
  /** There was one. */
  | { state: 'expired'; because: string }
  | { state: 'none'; because: string }

/** `GET /api/recording?key=…&ticket=…`: the bytes; failing, this as JSON, as for every other address. */
export interface ErrorAnswer {
  /** One sentence: what was wrong, and what to do. */
  error: string
}

/** `POST /api/ticket` with `{ "address": "/api/export?…&format=csv&columns=occurred_at,status" }`: an address to download it from, once, within a minute. */
export interface Ticket {
  address: string
}
