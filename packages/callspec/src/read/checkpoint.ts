import type { PageCheckpoint } from '@callspec/core'

/** How far one list was read: the pages of which not every call is known to have been yielded. */
export class ListCheckpoint {
  /** Where to begin; `null`: at the beginning. */
  readonly from: PageCheckpoint | null
  readonly #pages: { page: PageCheckpoint; doneAt: string | null }[] = []

  constructor(from: PageCheckpoint | null) {
    this.from = from
  }

  /** A page that was read; it is done with once calls are yielded past the stamp `doneAt`. */
  add(page: PageCheckpoint, doneAt: string | null): void {
    this.#pages.push({ page, doneAt })
  }

  /** The first page that may hold a call which was not yielded; `isPast` tells whether calls were yielded past a stamp. */
  first(isPast: (stamp: string) => boolean): PageCheckpoint | null {
    while (this.#pages.length > 1) {
      const { doneAt } = this.#pages[0]!
      if (doneAt === null || !isPast(doneAt)) break
      this.#pages.shift()
    }
    return this.#pages[0]?.page ?? this.from
  }
}
