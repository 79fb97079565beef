/** Where a page stood in its list: enough to read it again in another process. */
export interface Stood {
  position: number | string | null
  total: number | null
  size: number | null
}

/** Where a page of a numbered or offset list with a total stood. */
export interface CountedStood extends Stood {
  position: number
  total: number
  size: number
}

export function isCounted(stood: Stood): stood is CountedStood {
  return typeof stood.position === 'number' && stood.total !== null && stood.size !== null
}

/** Where the reading of one list stands: the pages of which not every call is known to have been yielded. */
export class Standing {
  /** Where to begin; `null`: at the beginning. */
  readonly from: Stood | null
  readonly #pages: { stood: Stood; extreme: string | null }[] = []

  constructor(from: Stood | null) {
    this.from = from
  }

  /** A page that was read; `extreme` is the stamp of its calls that is cut off last. */
  add(stood: Stood, extreme: string | null): void {
    this.#pages.push({ stood, extreme })
  }

  /** The first page that may hold a call which was not yielded; `isPast` tells it of a stamp that lies before the cut. */
  at(isPast: (stamp: string) => boolean): Stood | null {
    while (this.#pages.length > 1) {
      const { extreme } = this.#pages[0]!
      if (extreme === null || !isPast(extreme)) break
      this.#pages.shift()
    }
    return this.#pages[0]?.stood ?? this.from
  }
}
