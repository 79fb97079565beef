import type { List } from '@callspec/core'
import { SeenIds } from './seen-ids.js'
import type { SourceReading } from './source-reading.js'

/** How often a strict query reads a list again that gave fewer rows than its total says. */
const MOST_PASSES = 10

/** Times in a row that this may bring nothing where rows came twice, as those do that change places; else once says it all. */
const MOST_IN_VAIN = 3

/** The different rows of one list, held against the total that it names. */
export class Completeness {
  readonly #reading: SourceReading
  /** Ids of this list, where the source reads several: its rows may have come in another. */
  readonly ids: SeenIds | undefined
  /** Ids of rows that are no calls. */
  readonly #bad = new Set<string>()
  #came = 0
  #repeated = 0
  #total: number | null = null
  #stoodStill = true
  #pages = 0
  /** Calls that the source is said to miss because of this list. */
  #missing = 0
  #passes = 0
  #inVain = 0
  /** Newest sort stamp of the first page. */
  #newest: string | null = null

  constructor(reading: SourceReading) {
    this.#reading = reading
    this.ids = reading.plan.requests.length > 1 ? new SeenIds() : undefined
  }

  /** Whether a row that is no call is new. Without an id it is, but where the list is read again. */
  isNewBad(id: string | undefined): boolean {
    if (id === undefined) return !this.isReadAgain
    const { size } = this.#bad
    return this.#bad.add(id).size > size
  }

  get isReadAgain(): boolean {
    return this.#passes > 0
  }

  /** Whether the next page is the first. */
  get isFirst(): boolean {
    return this.#pages === 0
  }

  /** Takes a page: how many of its rows are new, how many came, and the newest sort stamp of the first page. */
  add(total: number | null, fresh: number, rows: number, newest: string | null): void {
    if (this.#pages++ === 0) this.#newest = newest
    if (total !== null) {
      if (this.#total !== null && total !== this.#total) this.#stoodStill = false
      this.#total = total
    }
    this.#came += fresh
    if (this.#passes === 0) this.#repeated += rows - fresh
  }

  /** After the list was read: counts what is missing, and tells whether to read it again. */
  async readsAgain(list: List): Promise<boolean> {
    const { summary, query } = this.#reading
    const left = this.#total === null ? 0 : this.#total - this.#came
    if (this.#passes === 0 && (left <= 0 || !this.#stoodStill || (await this.#hasMoved(list)))) return false
    const missing = Math.max(0, left)
    summary.missing += missing - this.#missing
    const gained = this.#passes === 0 || missing < this.#missing
    this.#missing = missing
    this.#inVain = gained ? 0 : this.#inVain + 1
    const isVain = this.#inVain >= (this.#repeated > 0 ? MOST_IN_VAIN : 1)
    if (!query.strict || missing === 0 || isVain || this.#passes === MOST_PASSES) return false
    this.#passes++
    summary.rereads++
    return true
  }

  /** Whether calls arrived at the newest end, as many as vanished: then the total stood still and the list did not. */
  async #hasMoved(list: List): Promise<boolean> {
    const { source, plan } = this.#reading
    const { by, direction } = plan.order
    if (direction !== 'descending') return false
    const { total, items } = await list.look()
    if (total !== this.#total || this.#newest === null) return total !== this.#total
    const row = source.mapper()(items[0])
    return 'call' in row && (row.call[by] ?? '') > this.#newest
  }
}
