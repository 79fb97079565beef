import type { Send } from '../types/send.js'

/** What a list of calls belongs to, such as an agent. */
export interface Parent {
  readonly id: string
  /** `null`: not known. */
  readonly name: string | null
  /** Epoch milliseconds of its creation; `null`: not known. */
  readonly createdAt: number | null
}

/** How a platform lists calls that it keeps parent by parent. */
export interface Parents {
  /** `parentLists` of this package: a member, so that only logs over such lists bundle it. */
  readonly by: ParentLists
  /** What a parent is, in a word: `agent`. */
  readonly what: string
  /** Where the list of calls takes the parent's id. */
  readonly in: 'path' | 'query'
  readonly parameter: string
  /** Path of the platform's own list of them. */
  readonly list: string
  /** Where its rows are if it has no pages. */
  readonly rows?: readonly string[]
  readonly id: readonly string[]
  readonly name?: readonly string[]
  /** The stamp of the creation: no call is older. */
  readonly createdAt?: readonly string[]
}

/** Whose lists a query reads. JSON-safe. */
export interface PlannedParents {
  /** What a parent is, in a word, such as `agent`. */
  what: string
  /** Where requests take its id. */
  in: 'path' | 'query'
  parameter: string
  /** The one that the query or the source names; `null`: each one that the platform lists. */
  named: string | null
  /** The request by which they are found, such as `GET /agents`; `null`: none is needed. */
  foundBy: string | null
}

/** Inputs of a request, by where they stand. */
export type Placed = { readonly [In in Parents['in']]?: Readonly<Record<string, unknown>> }

/** One list of a source: one of its requests, of one parent. */
export interface ParentList<Inputs> {
  readonly inputs: Inputs
  readonly parent: Parent
  /** From when on it is read, if it is cut by time. */
  readonly since: number
  /** Most of its pages to fetch in parallel. */
  readonly concurrency: number
  /** Its place among the source's lists. */
  readonly index: number
  /** Whether it failed because its parent is gone. Fails if the platform cannot be asked that. */
  readonly isGone: (error: unknown) => Promise<boolean>
}

/** The reading of a source. */
export interface ParentReading<Inputs> {
  readonly source: { readonly provider: string; readonly id: string }
  readonly plan: {
    readonly requests: readonly Inputs[]
    readonly parents?: PlannedParents
    readonly cut?: { readonly since: number | null }
    readonly pages: { readonly concurrency: number }
    readonly endsEarly: { readonly possible: boolean }
  }
  readonly checkpoint: ParentCheckpoint
  /** Epoch milliseconds. */
  readonly startedAt: number
  readonly send: Send
  readonly cancel: { readonly signal: AbortSignal }
}

/** Reads the pages of a list of the spec. */
export type ReadPages = (path: string) => Promise<AsyncIterable<{ readonly items: readonly unknown[] }>>

/** The chunks of a reading. */
export interface Chunks<Item> {
  next(): Promise<IteratorResult<Item, void>>
  return(): Promise<IteratorResult<Item, void>>
}

/** What a state holds of parents. JSON-safe. */
export interface SeenParents {
  /** Ids of the parents, such as agents; absent: the lists are the account's. */
  parents?: string[]
  /** Since when the oldest of them has been, in epoch milliseconds: where the list of one is read to that the platform no longer tells of. */
  since?: number
}

/** What has been read of a source. */
export interface ParentCheckpoint {
  /** What the state has seen that is gone on from. */
  seen: SeenParents
  /** Makes it that of so many lists, in their order, and the state hold what was seen. */
  readonly open: (count: number, seen: SeenParents) => void
}

export interface ParentLists {
  /** `inputs`: of a request; `isOpen`: only the creation of parents says when the first call was. */
  plan(parents: Parents, inputs: Placed, isOpen: boolean): { parents: PlannedParents }
  /** Finds the parents, then reads: `start` reads the list of each request of each parent, and passes the chunks of each through `each`. */
  read<Inputs extends Placed, Item>(
    parents: Parents,
    reading: ParentReading<Inputs>,
    pages: ReadPages,
    start: (lists: ParentList<Inputs>[], each: (chunks: Chunks<Item>) => Chunks<Item>) => Chunks<Item>,
  ): Chunks<Item>
  /** Whether a state has as many lists of each as of any other. */
  areIn(state: { readonly parents?: unknown; readonly lists?: unknown; readonly since?: unknown }): boolean
}
