import type { Call, ListingState, SourceSummary } from 'callspec'
import type { Checkpoint } from 'callspec/kit'
import type { Cells } from '../store/store.js'
import type { Position } from './call-statements.js'
import { AT } from './read-columns.js'

/** What a state belongs to. */
export type Identity = Pick<ListingState, 'query' | 'accounts'>

/** Tracks the calls that the caller got, by their place in the copy. */
export class CopyCheckpoint implements Checkpoint {
  /** Worked out where somebody asks for the state. */
  readonly #identity: () => Identity
  #of: Identity | undefined
  readonly #summaries: ReadonlyMap<string, SourceSummary>
  /** The summary of the last call, because most calls follow one of the same source. */
  #summary: SourceSummary | undefined
  readonly #last: Position
  #isAtStart: boolean
  /** Places of calls that were read and not yet handed over. */
  #places: number[] = []
  #next = 0

  constructor(identity: () => Identity, summaries: readonly SourceSummary[], after: Position | null) {
    this.#identity = identity
    this.#summaries = new Map(summaries.map((summary) => [summary.source, summary]))
    this.#last = after ? { ...after } : { at: null, source: '', rank: 0 }
    this.#isAtStart = after === null
  }

  /** Adds rows whose calls will be handed over in this order. */
  read(rows: readonly Cells[]): void {
    this.#places = this.#places.slice(this.#next)
    this.#next = 0
    for (const row of rows) this.#places.push(Number(row[AT.place]))
  }

  yielded({ source, occurredAt }: Call): void {
    if (this.#summary?.source !== source) this.#summary = this.#summaries.get(source)
    if (this.#summary) {
      this.#summary.calls++
      if (occurredAt === null) this.#summary.undated++
    }
    // Overwritten, not replaced: this runs for every call.
    this.#last.at = occurredAt
    this.#last.source = source
    this.#last.rank = this.#places[this.#next++] ?? 0
    this.#isAtStart = false
  }

  state(): ListingState {
    this.#of ??= this.#identity()
    return { version: 1, ...this.#of, sources: {}, ...(!this.#isAtStart && { after: { ...this.#last } }) }
  }
}
