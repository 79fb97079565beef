import type { IncomingHttpHeaders } from 'node:http'
import type { HookDefinition } from './hooks/hook-definition.js'
import type { KnobReader, Knobs } from './knobs.js'
import type { Platform } from './platform.js'
import type { RecordingFiles } from './recordings/recording-files.js'
import type { SimulatedCall } from './world/simulated-call.js'
import type { WorldCall, WorldTraits } from './world/world.js'

export type { Platform }

export interface ApiRequest {
  /** Values of the `{names}` in the route, decoded. */
  path: Readonly<Record<string, string>>
  query: URLSearchParams
  /** The parsed JSON, or the pairs of a form; undefined if the request had no body. */
  body: unknown
  headers: IncomingHttpHeaders
}

export interface Answer {
  status: number
  /** `undefined`: none, as with a 204. A `Buffer` is a file, whose type is in the headers; anything else goes out as JSON. */
  body: unknown
  /** Headers of this response alone. */
  headers?: Readonly<Record<string, string>>
  /** Whether it comes in chunks, without its length. */
  isChunked?: true
}

export type Route = (request: ApiRequest, platform: Platform) => Answer

/**
 * What a request does with calls; `recording`: it asks for the bytes of a recording; `other`: it is about something else, or about nothing
 * that exists; `hook`: none of the client, but a web hook of the platform.
 */
export type CallOperation = (typeof callOperations)[number]

export const callOperations = ['list', 'get', 'make', 'update', 'end', 'delete', 'recording', 'other', 'hook'] as const

/** Names from the root of a response down to a member. */
export type Path = readonly string[]

/** The input that selects a page of a list. */
export type PageInput =
  | { kind: 'page'; in: 'query' | 'body'; input: string; first: number; size?: SizeInput }
  | { kind: 'offset'; in: 'query'; input: string; first: 0; size: SizeInput }
  // If it is the id of a call, no other text leads to the same place.
  // In a link, a response names the next page by its address, with the cursor in its query, and these inputs beside it.
  | { kind: 'cursor'; in: 'query' | 'body'; input: string; isId?: true; inLink?: readonly string[]; size?: SizeInput }

/** The input that says how many rows a page may have. */
export interface SizeInput {
  input: string
  default: number
}

/** Where calls are in requests and responses: what faults need to know to spoil a response. */
export interface CallWire {
  /** Routes about calls, and what they do. */
  operations: Readonly<Record<string, CallOperation>>
  /** Where a list's response has its rows. */
  rows: Path
  /** Where the response of `get` has the call, for platforms that have one. */
  single?: Path
  page: PageInput
  /** Where a cursor list has the next cursor, or the link with it. */
  nextCursor?: Path
  /** Where a list has its counters. */
  counters?: { total?: Path; pages?: Path; hasMore?: Path; size?: Path; position?: Path }
  /** The member with the public id. */
  id: string
  /** Members with words of a vocabulary: status, direction, type. */
  words: readonly string[]
  /** Members without which nobody knows when the call was. */
  stamps: readonly string[]
  /** Whether stamps are epoch milliseconds. */
  epochMs?: boolean
}

/** One platform. Everything particular to it is in its folder in `providers/`. */
export interface SimulatorDefinition {
  /** Path of the base URL, such as `/api/v1`; empty for a bare host. */
  basePath: string
  /** Credentials that the simulator accepts, under their names in code. */
  credentials: Readonly<Record<string, string>>
  /** The headers that carry them, names in lower case. */
  headers(credentials: Readonly<Record<string, string>>): Readonly<Record<string, string>>
  /** Headers of every response. */
  answerHeaders?(): Readonly<Record<string, string>>
  /** The body of an error that only has a message. */
  errorBody(message: string, status: number): unknown
  /** Whether such a body alone means that the request failed, under any status. */
  failsInBody?: true
  /** The message of a 401. */
  unauthorized: string
  knobs: Knobs
  traits(knob: KnobReader): WorldTraits
  /** What a call's list row says, in neutral words. */
  truth(call: WorldCall, platform: Platform): SimulatedCall
  /** The list row of a call. */
  row(call: WorldCall, platform: Platform): unknown
  calls: CallWire
  /** Absent: no recordings are documented. */
  recordings?: RecordingFiles
  /** Absent: no web hooks about calls are documented, or not what they say. */
  hooks?: HookDefinition
  /** `METHOD /path/{name}` below the base path. */
  routes: Readonly<Record<string, Route>>
  /** Routes that need no credentials. */
  publicRoutes?: readonly string[]
}

/** Types a platform's definition. */
export const defineSimulator = <const Definition extends SimulatorDefinition>(definition: Definition): Definition => definition

export const ok = (body: unknown): Answer => ({ status: 200, body })
