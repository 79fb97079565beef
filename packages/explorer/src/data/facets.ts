import type { Facets } from '../api/answers.js'
import type { CallsInMemory } from './calls-in-memory.js'
import { WORDS } from './words.js'

/** A bit for each filter that has a facet; `OTHER` is set where any other filter, or a source, rules a call out. */
export const FAIL = { status: 1, direction: 2, channel: 4, outcome: 8, source: 16, provider: 32, OTHER: 64 } as const

/** Counts, word by word, what each word would leave. */
export class FacetCounts {
  readonly status = new Uint32Array(WORDS.status.length)
  readonly direction = new Uint32Array(WORDS.direction.length)
  readonly channel = new Uint32Array(WORDS.channel.length)
  readonly outcome = new Uint32Array(WORDS.outcome.length)
  readonly source: Uint32Array
  /** By source as well: each is of one provider. */
  readonly provider: Uint32Array
  /** By source: the bits of filters that it cannot answer, were a word of them wanted. */
  readonly #cannot: Uint8Array

  constructor(cannot: Uint8Array) {
    this.#cannot = cannot
    this.source = new Uint32Array(cannot.length)
    this.provider = new Uint32Array(cannot.length)
  }

  /** Counts a call at a place, where all filters but those of `fail` leave it. */
  add({ columns }: CallsInMemory, place: number, fail: number): void {
    const source = columns.source[place]!
    const cannot = this.#cannot[source]!
    if ((fail & ~FAIL.status) === 0 && !(cannot & FAIL.status)) this.status[columns.status[place]!]!++
    if ((fail & ~FAIL.direction) === 0 && !(cannot & FAIL.direction)) this.direction[columns.direction[place]!]!++
    if ((fail & ~FAIL.channel) === 0 && !(cannot & FAIL.channel)) this.channel[columns.channel[place]!]!++
    if ((fail & ~FAIL.outcome) === 0) this.outcome[columns.outcome[place]!]!++
    if ((fail & ~FAIL.source) === 0) this.source[source]!++
    if ((fail & ~FAIL.provider) === 0) this.provider[source]!++
  }

  toFacets({ sources, providers }: CallsInMemory): Facets {
    const provider: Record<string, number> = {}
    for (const [source, count] of this.provider.entries()) {
      const name = providers[source]!
      if (count > 0) provider[name] = (provider[name] ?? 0) + count
    }
    return {
      status: counted(WORDS.status, this.status),
      direction: counted(WORDS.direction, this.direction),
      channel: counted(WORDS.channel, this.channel),
      outcome: counted(WORDS.outcome, this.outcome),
      source: counted(sources.texts, this.source),
      provider,
    }
  }
}

/** Words that leave none are left out. */
const counted = <Word extends string>(
  words: readonly Word[],
  counts: Uint32Array,
): Partial<Record<Word, number>> & Record<string, number> =>
  // Object.fromEntries forgets the names.
  Object.fromEntries(words.flatMap((word, code) => (counts[code] ? [[word, counts[code]]] : []))) as Partial<
    Record<Word, number>
  > &
    Record<string, number>
