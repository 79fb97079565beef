import type { Cut, PageCheckpoint } from '@callspec/core'

/** How far one list was read: its pages that may still hold calls that were not yielded. */
export class ListCheckpoint {
  /** Where to start; `null`: at the beginning. */
  readonly from: PageCheckpoint | null
  readonly #pages: { page: PageCheckpoint; doneAt: string | null }[] = []

  constructor(from: PageCheckpoint | null) {
    this.from = from
  }

  /** Adds a page that was read, of a piece of time if the list is cut. All of its calls are yielded once calls past the stamp `doneAt` are. */
  add(page: PageCheckpoint, doneAt: string | null, cut: Cut | undefined): void {
    this.#pages.push({ page: cut ? { ...page, cut } : page, doneAt })
  }

  /** The first page that may hold a call that was not yielded; `isPast` says whether calls past a stamp were yielded. */
  first(isPast: (stamp: string) => boolean): PageCheckpoint | null {
    while (this.#pages.length > 1) {
      const { doneAt } = this.#pages[0]!
      if (doneAt === null || !isPast(doneAt)) break
      this.#pages.shift()
    }
    return this.#pages[0]?.page ?? this.from
  }
}
