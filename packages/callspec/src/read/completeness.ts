import type { List } from '@callspec/core'
import { SeenIds } from './seen-ids.js'
import type { SourceReading } from './source-reading.js'

/** How often a strict query reads a list again that gave fewer rows than its total says. */
const MOST_PASSES = 10

/** Times in a row that this may bring nothing where rows came twice, as those do that change places; else once says it all. */
const MOST_IN_VAIN = 3

/** The different rows of one list, held against the total that it names. */
export interface Completeness {
  /** Takes the id of a call, and tells whether it is new in this list; absent where the ids of the source tell. */
  isNew?: (id: string) => boolean
  /** Whether a row that is no call is new. Without an id it is, unless the list is read again. */
  isNewBad(id: string | undefined): boolean
  isReadAgain(): boolean
  /** Whether the next page is the first. */
  isFirst(): boolean
  /** Takes a page: how many of its rows are new, how many came, and the newest sort stamp of the first page. */
  add(total: number | null, fresh: number, rows: number, newest: string | null): void
  /** After the list was read: counts what is missing, and tells whether to read it again. */
  readsAgain(list: List): Promise<boolean>
}

export function createCompleteness({ source, plan, query, summary }: SourceReading): Completeness {
  const { by, direction } = plan.order
  // Rows of a list may have come in another of the source's.
  const ids = plan.requests.length > 1 ? new SeenIds() : undefined
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

  /** Whether calls arrived at the newest end, as many as vanished: then the total stood still and the list did not. */
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
