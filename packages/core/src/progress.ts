import type { Path } from './descriptor.js'
import { at, type PagedOperation, pageFailure } from './page.js'

/** Empty pages in a row that may claim more. A new cursor is progress, also without rows; after as many it is none. */
const MAX_EMPTY = 10

/** Times in a row that a page may come again where its total, held against the rows that came, tells of what it stood in for. */
const MAX_REPEATED = 3

/** Pages in a row that may bring no new row, beside twice those that did: what moved is read again. */
const MAX_IDLE = 20

/** Bounds a reading by what it gains, for every kind of list. */
export class Progress {
  readonly #operation: PagedOperation
  readonly #id: Path
  #before: Outline | undefined
  #empty = 0
  #repeated = 0
  #idle = 0
  #useful = 0

  constructor(operation: PagedOperation) {
    this.#operation = operation
    this.#id = [operation.pagination.itemId]
  }

  /**
   * Takes the next page that was read. `fresh` says how many of its rows had not come before, where rows are told apart.
   * @throws CallspecError `unexpected-response` where pages lead nowhere
   */
  add({ items, total }: { items: readonly unknown[]; total: number | null }, isLast: boolean, fresh?: number): void {
    const page = { first: at(items[0], this.#id), last: at(items.at(-1), this.#id), rows: items.length, total }
    const isRepeated = page.first !== undefined && isSame(page, this.#before)
    this.#before = page
    this.#empty = items.length === 0 ? this.#empty + 1 : 0
    this.#repeated = isRepeated ? this.#repeated + 1 : 0
    const gains = (fresh ?? (isRepeated ? 0 : items.length)) > 0
    this.#idle = gains ? 0 : this.#idle + 1
    if (gains) this.#useful++
    // A single row comes again wherever one call arrived meanwhile.
    const mostRepeated = items.length === 1 || (fresh !== undefined && total !== null) ? MAX_REPEATED : 0
    if (this.#repeated > mostRepeated) throw this.#failure('a page holds the rows of the page before')
    if (isLast) return
    if (this.#empty > MAX_EMPTY) throw this.#failure(`${this.#empty} pages in a row are empty but say that rows follow`)
    if (this.#idle > MAX_IDLE + 2 * this.#useful) {
      throw this.#failure(`${this.#idle} pages in a row bring no new row but say that rows follow`)
    }
  }

  #failure(what: string) {
    return pageFailure(this.#operation, what)
  }
}

type Outline = { first: unknown; last: unknown; rows: number; total: number | null }

const isSame = (one: Outline, other: Outline | undefined): boolean =>
  one.first === other?.first && one.last === other?.last && one.rows === other?.rows && one.total === other?.total
