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
type Placed = { readonly [In in Parents['in']]?: Readonly<Record<string, unknown>> }

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
}

/** What finding the parents of a source needs. */
export interface ParentFinder {
  readonly parents: Parents
  readonly operation: { readonly provider: string; readonly source: string | undefined }
  /** Reads the pages of a list. */
  readonly pages: (path: string) => Promise<AsyncIterable<{ readonly items: readonly unknown[] }>>
  /** The response of a list without pages. */
  readonly whole: (path: string) => Promise<unknown>
}

/** What is read of each parent. */
export interface ParentReading<Inputs> {
  readonly requests: readonly Inputs[]
  readonly parents?: PlannedParents
  readonly cut?: { readonly since: number | null }
  readonly pages: { readonly concurrency: number }
}

/** The chunks of a reading. */
export interface Chunks<Item> {
  next(): Promise<IteratorResult<Item, void>>
  return(): Promise<IteratorResult<Item, void>>
}

/**
 * Takes what is listed: the ids, and since when the oldest of them has been. Gives the same with what a state has seen, as one that is no longer listed
 * may still have calls.
 */
export type OpenParents = (seen: SeenParents) => SeenParents

/** JSON-safe. */
export interface SeenParents {
  readonly parents: readonly string[]
  /** Epoch milliseconds; `null`: not known. */
  readonly since: number | null
}

export interface ParentLists {
  /** `inputs`: of a request; `isOpen`: only the creation of parents says when the first call was. */
  plan(parents: Parents, inputs: Placed, isOpen: boolean): PlannedParents
  /** The list of each request of each parent, in the order of `open`. */
  read<Inputs extends Placed>(
    finder: ParentFinder,
    plan: ParentReading<Inputs>,
    open: OpenParents,
    now: number,
  ): Promise<ParentList<Inputs>[]>
  /** Whether a list failed because what it belongs to is gone. Fails if the platform cannot be asked that. */
  isGone(finder: ParentFinder, plan: ParentReading<unknown>, error: unknown): Promise<boolean>
  /** Whether a state has as many lists of each as of any other. */
  areIn(state: { readonly parents?: unknown; readonly lists?: unknown; readonly since?: unknown }): boolean
  /** Chunks that can be read once something else is there. */
  later<Item>(make: () => Promise<Chunks<Item>>): Chunks<Item>
  /** Has the next chunk read while the one before is used, so that many lists do not wait for each other. */
  ahead<Item>(chunks: Chunks<Item>): Chunks<Item>
}
