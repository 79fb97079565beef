import type { SimulatedCall, Simulator } from '../src/index.js'
import type { Json } from './ask.js'
import type { RawRequest } from './raw.js'

/** What a platform's documentation says, for the tests that every platform has to pass. Written apart from its simulator. */
export interface Documented {
  /** Path of the base URL. */
  basePath: string
  /** The names of the credentials in code. */
  credentials: string[]
  /** How credentials travel. */
  headers: (credentials: Record<string, string>) => Record<string, string>
  /** Headers that every request has whoever sends it, such as the version of the API. */
  constantHeaders?: Record<string, string>
  list: RawRequest
  /** Each agent has a list of its own: `list`, `page` and `deep` are of the first one, `read` of all. */
  listsByAgent?: true
  /** Where rows stand in the answer of a list. */
  rows: (body: Json) => Json[]
  get?: (id: string) => RawRequest
  /** Where the call stands in the answer of a `get`. */
  call?: (body: Json) => Json
  /** `row`: by a cursor that names the last row. */
  pagesBy: 'page' | 'offset' | 'cursor' | 'row' | 'window'
  /** A page of ten rows by its number, the first being 0; not where pages are told by cursor. */
  page?: (number: number) => { method?: string; path: string; body?: unknown }
  /** All rows, page after page of this size. */
  read: (simulator: Simulator, size: number, filters: Record<string, unknown>) => AsyncGenerator<Json>
  /** A page from the middle of a million calls, or what follows the oldest, and how many rows it has. */
  deep: (oldest: SimulatedCall) => { method?: string; path: string; body?: unknown; rows: number }
  /** The member that identifies a row. */
  id: string
  idForm: RegExp
  /** Members that hold words of a vocabulary. */
  words: string[]
  /** Members without which nothing tells when the call was. */
  stamps: string[]
  /** Every documented status word, and the unified status that it stands for. */
  statuses: Record<string, string>
  /** Ends of a call that are no telephone numbers, where a platform documents any. */
  otherEnds?: RegExp
  /** Rows have no such word: whatever else tells the state stands in its place. */
  hasNoWord?: true
  /** The members of a list row in order, with a blank between them. Those that some rows lack end with a question mark. */
  rowMembers: string
  /** The members of a row from a single call that has them in other places, without those that it does not have. */
  asRow?: (call: Json) => Json
  /** Rows never tell when a call was created. */
  hidesCreation?: true
  /** Only calls that are over are listed. */
  listsEnded?: true
  /** Knobs under which rows carry the stamp of creation, where they do not always. */
  createdKnobs?: Record<string, string>
  unauthorized: unknown
  errorBody: (message: string, status: number) => unknown
  /** A path that takes a body by POST. */
  posts?: (simulator: Simulator) => string
  /** Every documented operation, with good and bad requests. The order matters where a request changes the store. */
  cases: (simulator: Simulator) => Case[]
  /** Cases whose ids have to be read from another answer first. */
  followUps?: FollowUp[]
  /** Every filter of the list, for a call that has a campaign and a contact where the platform has such. */
  filters: (call: SimulatedCall) => FilterCase[]
  /** The address that opens a call's recording, where the one in the row does not. */
  recordingAddress?: (simulator: Simulator, id: string) => Promise<string>
  /** What there is of a call once it is over, and where it stands: in the list row, or in the answer to another path. */
  parts: PartOfCall[]
}

export interface PartOfCall {
  part: 'transcript' | 'recording' | 'analysis' | 'cost'
  path?: (id: string) => string
  of: (call: Json) => unknown
}

export interface Case {
  operation: string
  method?: string
  path: string
  body?: unknown
  /** The body goes out as a form. */
  form?: true
  status: number
  /** The request is wrong on purpose, so the validator has to refuse it too. */
  invalid?: true
}

export interface FollowUp extends Omit<Case, 'path' | 'invalid'> {
  from: string
  pick: (body: Json) => string
  path: (id: string) => string
}

export interface FilterCase {
  filters: Record<string, unknown>
  keeps: (call: SimulatedCall, row: Json) => boolean
  /** No call of the simulator has this value. */
  keepsNone?: true
}

export const instant = (stamp: string | null | undefined): number | null => (stamp ? Date.parse(stamp) : null)

export const day = (instant: number | null): string => new Date(instant ?? 0).toISOString().slice(0, 10)

export const someNumber = '+15550101007'

export const query = (values: Record<string, unknown>): string =>
  new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString()
