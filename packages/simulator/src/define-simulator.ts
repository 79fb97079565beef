import type { KnobReader, Knobs } from './knobs.js'
import type { Listing } from './world/listing.js'
import type { SimulatedCall } from './world/simulated-call.js'
import type { World, WorldCall, WorldTraits } from './world/world.js'

/** What a running simulator hands to its routes. */
export interface Platform {
  world: World
  listing: Listing
  knob: KnobReader
  /** As a client would be given it, with the path prefix. */
  baseUrl: string
  credentials: Readonly<Record<string, string>>
}

export interface ApiRequest {
  /** Values of the `{names}` in the route, decoded. */
  path: Readonly<Record<string, string>>
  query: URLSearchParams
  /** The parsed JSON; undefined where the request had no body. */
  body: unknown
}

export interface Answer {
  status: number
  /** `undefined`: none, as of a 204. */
  body: unknown
  /** Headers of this answer alone. */
  headers?: Readonly<Record<string, string>>
}

export type Route = (request: ApiRequest, platform: Platform) => Answer

/** What a request does with calls; `other` has to do with something else, or asks for nothing that there is. */
export type CallOperation = (typeof callOperations)[number]

export const callOperations = ['list', 'get', 'make', 'update', 'end', 'delete', 'other'] as const

/** Names from the root of a response down to a member. */
export type Path = readonly string[]

/** The input that says which page of a list is asked for. */
export type PageInput =
  | { kind: 'page'; in: 'query' | 'body'; input: string; first: number; size?: SizeInput }
  | { kind: 'offset'; in: 'query'; input: string; first: 0; size: SizeInput }
  // Where it is the id of a call, no other text leads to the same place.
  | { kind: 'cursor'; in: 'query' | 'body'; input: string; isId?: true; size?: SizeInput }

/** The input that says how many rows a page may have. */
export interface SizeInput {
  input: string
  default: number
}

/** How calls travel: what a fault has to know to spoil an answer. */
export interface CallWire {
  /** Routes that have to do with calls, and what they do. */
  operations: Readonly<Record<string, CallOperation>>
  /** Where the rows are in the answer of a list. */
  rows: Path
  /** Where the call is in the answer of a `get`, for platforms that have one. */
  single?: Path
  page: PageInput
  /** Where a list with cursors has the next one. */
  nextCursor?: Path
  /** Where a list tells how far it goes. */
  counters?: { total?: Path; pages?: Path; hasMore?: Path; size?: Path; position?: Path }
  /** The member with the public id. */
  id: string
  /** Members that hold words of a vocabulary: status, direction, type. */
  words: readonly string[]
  /** Members without which nothing tells when the call was. */
  stamps: readonly string[]
  /** Whether stamps are epoch milliseconds. */
  epochMs?: boolean
}

/** One platform. Everything that is particular to it stands in its file in `providers/`. */
export interface SimulatorDefinition {
  /** Path of the base URL, such as `/api/v1`; empty for a bare host. */
  basePath: string
  /** Credentials that the simulator accepts, under their names in code. */
  credentials: Readonly<Record<string, string>>
  /** The headers that carry them, names in lower case. */
  headers(credentials: Readonly<Record<string, string>>): Readonly<Record<string, string>>
  /** Headers of every answer. */
  answerHeaders?(): Readonly<Record<string, string>>
  /** The body of an error that has no more to say than a message. */
  errorBody(message: string, status: number): unknown
  /** Whether such a body says by itself that the request failed, under any status. */
  failsInBody?: true
  /** What a 401 says. */
  unauthorized: string
  knobs: Knobs
  traits(knob: KnobReader): WorldTraits
  /** What the list row of a call says. */
  truth(call: WorldCall, platform: Platform): SimulatedCall
  /** The list row of a call. */
  row(call: WorldCall, platform: Platform): unknown
  calls: CallWire
  /** `METHOD /path/{name}` below the base path. */
  routes: Readonly<Record<string, Route>>
  /** Routes that need no credentials. */
  publicRoutes?: readonly string[]
}

/** Checks a platform's definition where it is written. */
export const defineSimulator = <const Definition extends SimulatorDefinition>(definition: Definition): Definition => definition

export const ok = (body: unknown): Answer => ({ status: 200, body })
