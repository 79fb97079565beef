import { ahead } from './ahead.js'
import type { CountedCheckpoint, List, ReadInParallel, RowPage, Unopened } from './list-types.js'
import { checkPosition, checkSize, nextPosition, pageFailure, rowsPerPage } from './page.js'
import type { Page } from './page-types.js'

/** A page and the row of the list that it begins with. */
interface PlacedPage {
  start: number
  page: Page<unknown>
}

/** A response that arrived, and the row of the list that its page begins with. */
interface LandedPage {
  start: number
  open: Unopened
}

/** Pages that are read at once. */
interface PageBatch {
  landed: Promise<LandedPage[]>
  /** Whether the newest end is unchanged; checked as soon as they have arrived, not when they are needed. */
  stands: Promise<boolean> | undefined
  /** The row after them, if they are full. */
  end: number
}

/** While the list does not change, batches grow up to this many times the concurrency, because each costs a request to check. */
export const MOST_ROUNDS = 2

/**
 * Reads a numbered or offset list, newest first, in batches of pages. Loses no row while calls arrive at the newest end and
 * vanish anywhere, as long as the totals are true.
 *
 * A batch is yielded only if the list did not change meanwhile. Offset pages overlap: each begins with the last row of the
 * page before. After a batch of numbered pages, the newest row and the total are requested again and must be unchanged. Then
 * all that arrived meanwhile has vanished again and nothing else did, so a page that names this total shows the list as it is.
 *
 * From the first page that changed, a batch is read again in sequence. Between two reads, the total falls by at least the
 * number of rows that moved up across the page boundary, so going back by the difference misses none. Rows that come twice
 * are dropped by their id.
 */
export const readInParallel: ReadInParallel = (list, concurrency, mayEndEarly, from) => {
  const reader = new ParallelReader(list, concurrency, mayEndEarly)
  return 'items' in from ? reader.readAfter(from) : reader.resume(from)
}

class ParallelReader {
  readonly #list: List
  readonly #numbered: boolean
  readonly #first: number
  #concurrency: number
  /** Whether reading may end before the list does, so that reading far ahead would be wasteful. */
  readonly #mayEndEarly: boolean
  #size = 0
  /** The page size that pages name. */
  #said: number | null = null
  /** Rows that an offset page shares with the page before; none if pages have one row. */
  #overlap: 0 | 1
  /** Whether a page before the last was not full: then rows may follow the last page that the total counts. */
  #isUneven = false
  /** Pages of the next batch. */
  #length: number
  /** All rows before this one were read, in the list as of `#total`. */
  #need = 0
  /** The largest value of `#need` so far. */
  #reached = 0
  #total = 0
  /** The newest row as of `#total`; undefined: it has to be requested. */
  #newest: string | undefined
  /** The last row that was yielded. */
  #last: string | undefined
  #ended = false

  constructor(list: List, concurrency: number, mayEndEarly: boolean) {
    const { type, first } = list.operation.pagination
    this.#list = list
    this.#numbered = type === 'page'
    this.#overlap = this.#numbered ? 0 : 1
    this.#first = first
    this.#concurrency = concurrency
    this.#mayEndEarly = mayEndEarly
    this.#length = mayEndEarly ? 1 : concurrency
  }

  /** Begins after the first page, which was read already. */
  readAfter(head: Page<unknown>): AsyncGenerator<RowPage, void, void> {
    this.#size = rowsPerPage(this.#list.operation.pagination.type, head, this.#list.size)
    this.#said = head.size
    this.#total = head.total ?? 0
    this.#newest = this.#list.idOf(head.items[0])
    const first = this.#accept({ start: 0, page: head })
    const launched = this.#ended || this.#mayEndEarly ? undefined : this.#launch(this.#need)
    return this.#readOn(0, first, launched)
  }

  /** Begins at the checkpoint of an earlier reading; rows that moved up since then are read again. */
  resume(page: CountedCheckpoint): AsyncGenerator<RowPage, void, void> {
    this.#size = page.size
    this.#said = page.size
    this.#total = page.total
    this.#need = this.#numbered ? Math.max(0, page.position - this.#first) * page.size : page.position
    if (this.#size === 1) this.#readSingly()
    return this.#readOn(this.#need + 1)
  }

  /** `until`: the row up to which pages are read in sequence. */
  async *#readOn(until: number, first?: RowPage, launched?: PageBatch): AsyncGenerator<RowPage, void, void> {
    let next = launched
    let inSequenceUntil = until
    let given: PlacedPage | undefined
    if (first) yield first
    while (!this.#ended) {
      if (this.#need < inSequenceUntil) {
        const placed = given ?? (await this.#open(await this.#request(this.#startOf(this.#need))))
        given = undefined
        this.#noteTotal(placed.page)
        // Otherwise rows moved up across the page boundary, and the page before is read again first.
        if (placed.start <= this.#need) yield this.#accept(placed)
        continue
      }
      if (this.#numbered && this.#length > 1 && this.#newest === undefined) {
        next = undefined
        await this.#lookUpNewest()
      }
      const batch = next ?? this.#launch(this.#need)
      // The next batch starts now, so that no request waits for the slowest of this batch or for its check.
      next = this.#launchAfter(batch)
      const landed = await batch.landed
      const isAlone = landed.length === 1
      let stands = (await batch.stands) ?? true
      while (stands && landed.length > 0) {
        // Opened only now and removed, so that a page is a text before its turn and free after it.
        const placed = await this.#open(landed.shift()!)
        stands = this.#joins(placed.page)
        if (stands) yield this.#accept(placed)
        // A page that was read alone need not be read again: its own total says how far rows moved.
        else if (isAlone) given = placed
      }
      if (stands) {
        if (this.#concurrency > 1) this.#length = Math.min(this.#length * 2, this.#concurrency * MOST_ROUNDS)
        continue
      }
      next = undefined
      inSequenceUntil = Math.max(this.#need + 1, batch.end)
      this.#length = Math.max(1, Math.floor(this.#length / 2))
    }
  }

  /** Requests the next batch while one is pending; not a single page, which nothing would verify. */
  #launchAfter({ end }: PageBatch): PageBatch | undefined {
    return this.#mayEndEarly || this.#length === 1 || end >= this.#total ? undefined : this.#launch(end)
  }

  #launch(need: number): PageBatch {
    const overlap = this.#overlap
    const step = this.#size - overlap
    const from = this.#startOf(need)
    const count = Math.max(1, Math.min(this.#length, Math.ceil((this.#total - from - overlap) / step)))
    const landed = ahead(Promise.all(Array.from({ length: count }, (_, index) => this.#request(from + index * step))))
    // A single page is requested after everything before it was yielded, so an unchanged total says that no row moved up
    // across its boundary.
    const stands = this.#numbered && count > 1 ? ahead(landed.then(() => this.#newestStands())) : undefined
    return { landed, stands, end: from + count * step + overlap }
  }

  async #request(start: number): Promise<LandedPage> {
    return { start, open: await this.#list.request(this.#positionOf(start)) }
  }

  async #open({ start, open }: LandedPage): Promise<PlacedPage> {
    const page = await open()
    checkPosition(this.#list.operation, this.#positionOf(start), page)
    return { start, page }
  }

  /** Whether a page of a batch follows the last yielded row. */
  #joins({ total, items }: Page<unknown>): boolean {
    if (total !== this.#total || items.length === 0) return false
    return this.#overlap === 0 || (this.#last !== undefined && this.#list.idOf(items[0]) === this.#last)
  }

  async #newestStands(): Promise<boolean> {
    const { total, items } = await this.#list.look()
    return total === this.#total && this.#newest !== undefined && this.#list.idOf(items[0]) === this.#newest
  }

  /** Goes back by as many rows as may have moved up since the page before. */
  #noteTotal({ total }: Page<unknown>): void {
    if (total === null) throw pageFailure(this.#list.operation, 'a page lacks the total that other pages have')
    if (total !== this.#total) this.#newest = undefined
    this.#moveTo(total)
  }

  /** Requests the newest row, to compare the next batch with. */
  async #lookUpNewest(): Promise<void> {
    const { total, items } = await this.#list.look()
    this.#moveTo(total ?? this.#total)
    this.#newest = this.#list.idOf(items[0])
  }

  #moveTo(total: number): void {
    this.#need = Math.max(0, this.#need - Math.max(0, this.#total - total))
    this.#total = total
  }

  /** Accepts a page and returns its rows, without the row that an offset page repeats for the check. */
  #accept(placed: PlacedPage): RowPage {
    const { start, page } = placed
    const repeated = this.#overlap > 0 && start > 0 && this.#last !== undefined && this.#list.idOf(page.items[0]) === this.#last
    this.#ended = !this.#follows(placed)
    if (!this.#ended) {
      this.#said = checkSize(this.#list.operation, this.#said, page)
      this.#isUneven ||= page.items.length < this.#size
      if (page.items.length === 1) this.#readSingly()
    }
    this.#need = Math.max(this.#need, this.#endOf(placed))
    const isAgain = this.#need <= this.#reached
    this.#reached = Math.max(this.#need, this.#reached)
    this.#last = this.#list.idOf(page.items.at(-1)) ?? this.#last
    return {
      items: repeated ? page.items.slice(1) : page.items,
      checkpoint: { position: this.#positionOf(start), total: this.#total, size: this.#size },
      total: page.total,
      isAgain,
      isLast: this.#ended,
    }
  }

  /** Whether a page's own counters say that rows follow it. */
  #follows({ start, page }: PlacedPage): boolean {
    if (nextPosition(this.#list.operation, this.#positionOf(start), this.#size, page) !== null) return true
    // If only a total counts, pages that are not full do not end a list before an empty page.
    const { items, pages, hasMore } = page
    return this.#numbered && this.#isUneven && pages === null && hasMore === null && items.length > 0
  }

  /** Offset pages of one row cannot overlap: only the total shows changes, so they are read one after another. */
  #readSingly(): void {
    if (this.#numbered) return
    this.#overlap = 0
    this.#concurrency = 1
    this.#length = 1
  }

  /** The row after a page. A numbered page takes up its whole size, however many rows it holds. */
  #endOf({ start, page }: PlacedPage): number {
    return start + (this.#numbered || page.items.length === 0 ? this.#size : page.items.length)
  }

  #positionOf(start: number): number {
    return this.#numbered ? this.#first + start / this.#size : start
  }

  /** Where a page begins that holds a row; an offset page begins with the row before it. */
  #startOf(row: number): number {
    return this.#numbered ? Math.floor(row / this.#size) * this.#size : Math.max(0, row - this.#overlap)
  }
}
