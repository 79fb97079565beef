import type { Copy } from '@callspec/sync'
import type { Overview } from '../api/answers.js'
import type { ExplorerQuery, Sort } from '../api/explorer-query.js'
import type { CallsInMemory } from './calls-in-memory.js'
import { FollowedCopy } from './follow-copy.js'
import { Latest } from './latest.js'
import { overviewOf } from './overview.js'
import { searchMatches } from './search-matches.js'
import { type Selection, select, unanswered } from './selection.js'
import { sorted } from './sorted.js'
import { weekHours } from './week-hours.js'

/** Answers of each kind that are kept: of the query that is shown, and a few that one may go back to. */
const KEPT = 6

/** Searches of versions that follow each other. */
const MOST_TRIES = 3

/** What the page shows of all calls. Each answer is worked out once for a query and a version of the calls. */
export class ExplorerData {
  readonly copy: Copy
  readonly #followed: FollowedCopy
  /** What answers are of: they are forgotten with the next version. */
  #calls: CallsInMemory | undefined
  #version = 0
  readonly #searches = new Latest<Promise<Uint8Array>>(KEPT)
  readonly #counts = new Latest<Uint32Array>(1)
  readonly #hours = new Latest<Uint8Array>(KEPT)
  readonly #selections = new Latest<Selection>(KEPT)
  readonly #overviews = new Latest<ReturnType<typeof overviewOf>>(KEPT)
  readonly #orders = new Latest<Int32Array>(KEPT)

  /** `lookMs`: how often to look for changes. */
  constructor(copy: Copy, lookMs?: number | undefined) {
    this.copy = copy
    this.#followed = new FollowedCopy(copy, lookMs)
  }

  get version(): number {
    return this.#followed.version
  }

  get loading() {
    return this.#followed.loading
  }

  /** Resolves when all calls have been read. */
  get loaded(): Promise<void> {
    return this.#followed.loaded
  }

  /** Why the copy cannot be read; `null`: it can. */
  get problem(): string | null {
    return this.#followed.problem
  }

  /** Calls of a source. */
  countOf(source: string): number {
    const { calls } = this.#current()
    const counts = this.#counts.get('', () => countBySource(calls))
    return counts[calls.sources.find(source)] ?? 0
  }

  /** @throws CallspecError `invalid-query` */
  async overview(query: ExplorerQuery): Promise<Overview> {
    const { calls, version, selection } = await this.#select(query)
    const overview = this.#overviews.get(keyOf(query), () =>
      overviewOf(calls, selection, query, this.#weekHours(calls, query.timeZone)),
    )
    return { version, ...overview, incomplete: this.#unanswered(query) }
  }

  /**
   * The keys of calls that a query leaves, from a position on, and how many there are in all.
   * @throws CallspecError `invalid-query`
   */
  async keys(
    query: ExplorerQuery,
    sort: Sort,
    offset: number,
    limit: number,
  ): Promise<{ version: number; count: number; keys: string[] }> {
    const { calls, version, places } = await this.#order(query, sort)
    return {
      version,
      count: places.length,
      keys: Array.from(places.subarray(offset, offset + limit), (place) => calls.keyOf(place)),
    }
  }

  /** Where a call is among those that a query leaves; `null`: it is not among them. */
  async position(query: ExplorerQuery, sort: Sort, key: string): Promise<number | null> {
    const { calls, places } = await this.#order(query, sort)
    const place = calls.find(key)
    const position = place < 0 ? -1 : places.indexOf(place)
    return position < 0 ? null : position
  }

  close(): Promise<void> {
    return this.#followed.close()
  }

  async #select(query: ExplorerQuery) {
    const found = query.search.trim() === '' ? null : await this.#search(query.search)
    // From here on nothing waits, so that the calls stay the same; a search of the version before finds nothing of what came since.
    const { calls, version } = this.#current()
    const weekHours = this.#weekHours(calls, query.timeZone)
    const selection = this.#selections.get(keyOf(query), () => select(calls, this.copy.sources, query, { found, weekHours }))
    return { calls, version, selection }
  }

  async #order(query: ExplorerQuery, sort: Sort) {
    const { calls, version, selection } = await this.#select(query)
    const key = JSON.stringify([keyOf(query), sort.column, sort.descending])
    return { calls, version, places: this.#orders.get(key, () => sorted(calls, selection.places, sort)) }
  }

  async #search(text: string): Promise<Uint8Array> {
    for (let tries = 1; ; tries++) {
      const { calls, version } = this.#current()
      const found = await this.#searches.get(text, () => this.#searchIn(calls, text))
      // Calls that came meanwhile may lack. While a copy is read they come without end.
      if (version === this.version || tries === MOST_TRIES) return found
    }
  }

  #searchIn(calls: CallsInMemory, text: string): Promise<Uint8Array> {
    const found = searchMatches(this.copy, calls, text)
    // The next one asks again.
    found.catch(() => this.#searches.clear())
    return found
  }

  #weekHours(calls: CallsInMemory, zone: string): Uint8Array {
    return this.#hours.get(zone, () => weekHours(calls, zone))
  }

  #current(): { calls: CallsInMemory; version: number } {
    const { calls, version } = this.#followed
    if (version !== this.#version || calls !== this.#calls) {
      this.#version = version
      this.#calls = calls
      for (const kept of [this.#searches, this.#counts, this.#hours, this.#selections, this.#overviews, this.#orders])
        kept.clear()
    }
    return { calls, version }
  }

  #unanswered(query: ExplorerQuery): Overview['incomplete'] {
    return this.copy.sources
      .filter(({ id, provider }) => isAmong(query.sources, id) && isAmong(query.providers, provider))
      .flatMap((source) =>
        unanswered(source, query).map(({ filter, because }) => ({
          source: source.id,
          because: `${source.id} cannot be filtered by ${filter}: ${because}.`,
          isUnable: true as const,
        })),
      )
  }
}

const isAmong = (wanted: readonly string[], id: string): boolean => wanted.length === 0 || wanted.includes(id)

const keyOf = (query: ExplorerQuery): string => JSON.stringify(Object.entries(query).sort())

function countBySource({ columns: { source }, order, sources }: CallsInMemory): Uint32Array {
  const counts = new Uint32Array(sources.texts.length)
  for (const place of order) counts[source[place]!]!++
  return counts
}
