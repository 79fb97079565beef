import type { Calls, ShownCall } from '../../api/answers.js'
import { AskError, ask } from '../ask.js'

const PAGE = 100
// Some 60 pages are a few megabytes, and a minute's scrolling.
const KEPT = 60
// Whoever drags the scroll bar passes by more pages than anybody could fetch.
const PAUSE_MS = 50
// Rows fetched ahead of those that are seen.
const AHEAD = 40

/** The rows of one table, fetched as they are looked at. */
export class CallPages {
  readonly #pages = new Map<number, ShownCall[]>()
  readonly #underWay = new Map<number, AbortController>()
  #count: number | null = null
  #error: string | null = null
  #wanted: [first: number, last: number] = [0, 0]
  #timer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false

  constructor(
    /** The query, the sort and whether people are masked. */
    readonly address: string,
    private readonly onChange: () => void,
    /** What is shown until the own rows are here. */
    private former: CallPages | null,
  ) {
    former?.forgetFormer()
  }

  /** How many calls there are; `null`: not known yet. */
  get count(): number | null {
    return this.#count ?? this.former?.count ?? null
  }

  /** Whether what is shown is of the former table. */
  get isStale(): boolean {
    return this.#count === null && this.#error === null
  }

  /** Why rows are lacking, in a sentence. */
  get error(): string | null {
    return this.#error
  }

  rowAt(index: number): ShownCall | undefined {
    const page = this.#pages.get(Math.floor(index / PAGE))
    if (page) return page[index % PAGE]
    // Of the same query in an earlier version, a row is worth showing until the new one is here; of another query only until its count is known.
    const isWorthIt = this.#count === null || this.former?.address === this.address
    return isWorthIt ? this.former?.rowAt(index) : undefined
  }

  /** Fetches what the rows from `first` to `last` need, and calls off what they do not. */
  want(first: number, last: number): void {
    this.#wanted = [first, last]
    if (this.#timer !== undefined || this.#isClosed) return
    if (this.#pages.size === 0 && this.#underWay.size === 0) this.#fetchWanted()
    else
      this.#timer = setTimeout(() => {
        this.#timer = undefined
        this.#fetchWanted()
      }, PAUSE_MS)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    for (const stale of this.#underWay.values()) stale.abort()
  }

  forgetFormer(): void {
    this.former = null
  }

  #fetchWanted(): void {
    const [first, last] = this.#wanted
    const highest = this.#count === null ? last + AHEAD : Math.min(last + AHEAD, this.#count - 1)
    const from = Math.floor(Math.max(0, first - AHEAD) / PAGE)
    const to = Math.floor(Math.max(0, highest) / PAGE)
    for (const [page, stale] of this.#underWay) if (page < from || page > to) stale.abort()
    for (let page = from; page <= to; page++) if (!this.#pages.has(page) && !this.#underWay.has(page)) this.#fetch(page)
  }

  async #fetch(page: number): Promise<void> {
    const stale = new AbortController()
    this.#underWay.set(page, stale)
    try {
      const address = `/api/calls?${this.address}&offset=${page * PAGE}&limit=${PAGE}`
      const { count, calls } = await ask<Calls>(address, { signal: stale.signal })
      this.#count = count
      this.#error = null
      this.#keep(page, calls)
    } catch (error) {
      if (stale.signal.aborted) return
      this.#error = error instanceof AskError ? error.message : String(error)
    } finally {
      if (this.#underWay.get(page) === stale) this.#underWay.delete(page)
    }
    if (!this.#isClosed) this.onChange()
  }

  #keep(page: number, calls: ShownCall[]): void {
    this.#pages.set(page, calls)
    if (this.#pages.size <= KEPT) return
    const far = (kept: number) => Math.abs(kept - page)
    const farthest = [...this.#pages.keys()].reduce((one, other) => (far(other) > far(one) ? other : one))
    this.#pages.delete(farthest)
  }
}
