import type { List } from '@callspec/core'
import { SeenIds } from './seen-ids.js'
import type { SourceReading } from './source-reading.js'

/** Most times that a strict query reads a list again because it returned fewer rows than its total. */
const MOST_PASSES = 10

/** Rereads in a row that may gain nothing if rows came twice, as they do when rows change places. Otherwise one is enough. */
const MOST_IN_VAIN = 3

/** Compares the number of distinct rows of a list with the total that it names. */
export interface Completeness {
  /** Adds a call's id; true if it is new in this list. Absent if the source has only one list. */
  isNew?: (id: string) => boolean
  /** Whether a row that cannot be mapped is new. A row without an id is, unless the list is read again. */
  isNewBad(id: string | undefined): boolean
  isReadAgain(): boolean
  /** Whether the next page is the first. */
  isFirst(): boolean
  /** Adds a page: its total, its new rows, all its rows, and the newest sort stamp of the first page. */
  add(total: number | null, fresh: number, rows: number, newest: string | null): void
  /** Called at the end of the list: counts missing calls and decides whether to read it again. */
  readsAgain(list: List): Promise<boolean>
}

export function createCompleteness({ source, plan, query, summary }: SourceReading): Completeness {
  const { by, direction } = plan.order
  // A row may have come in another list of the same source, or in another piece of time.
  const ids = plan.requests.length > 1 || plan.parents || plan.cut ? new SeenIds() : undefined
  const bad = new Set<string>()
  let came = 0
  let repeated = 0
  let known: number | null = null
  let stoodStill = true
  let pages = 0
  let missing = 0
  let passes = 0
  let inVain = 0
  let newestOfFirst: string | null = null

  /** Whether as many calls arrived at the newest end as vanished, so that the total stayed the same although the list changed. */
  async function hasMoved(list: List): Promise<boolean> {
    if (direction !== 'descending') return false
    const { total, items } = await list.look()
    if (total !== known || newestOfFirst === null) return total !== known
    const row = source.mapper()(items[0])
    return 'call' in row && (row.call[by] ?? '') > newestOfFirst
  }

  return {
    ...(ids && { isNew: (id) => ids.add(id) }),
    isNewBad(id) {
      if (id === undefined) return passes === 0
      const { size } = bad
      return bad.add(id).size > size
    },
    isReadAgain: () => passes > 0,
    isFirst: () => pages === 0,
    add(total, fresh, rows, newest) {
      if (pages++ === 0) newestOfFirst = newest
      if (total !== null) {
        if (known !== null && total !== known) stoodStill = false
        known = total
      }
      came += fresh
      if (passes === 0) repeated += rows - fresh
    },
    async readsAgain(list) {
      const left = known === null ? 0 : known - came
      if (passes === 0 && (left <= 0 || !stoodStill || (await hasMoved(list)))) return false
      const before = missing
      missing = Math.max(0, left)
      summary.missing += missing - before
      inVain = passes === 0 || missing < before ? 0 : inVain + 1
      const isVain = inVain >= (repeated > 0 ? MOST_IN_VAIN : 1)
      if (!query.strict || missing === 0 || isVain || passes === MOST_PASSES) return false
      passes++
      summary.rereads++
      return true
    },
  }
}
