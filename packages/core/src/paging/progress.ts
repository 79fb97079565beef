import { at } from '../at.js'
import { type PagedOperation, pageFailure } from './page.js'

/** Empty pages in a row that may claim more. A new cursor is progress, also without rows; after as many it is none. */
const MAX_EMPTY = 10

/** Times in a row that a page may come again where its total, held against the rows that came, tells of what it stood in for. */
const MAX_REPEATED = 3

/** Pages in a row that may bring no new row, beside twice those that did: what moved is read again. */
const MAX_IDLE = 20

/** What of a page is looked at. `isAgain`: it was asked for once more, so that it may well be the page before. */
type Seen = { items: readonly unknown[]; total: number | null; isAgain?: boolean }

/**
 * Bounds a reading by what it gains, for every kind of list: gives what takes each page that was read, and throws where pages lead nowhere.
 * `fresh` says how many of its rows had not come before, where rows are told apart.
 */
export function createProgress(operation: PagedOperation): (page: Seen, isLast: boolean, fresh?: number) => void {
  const idOf = (row: unknown) => at(row, [operation.pagination.itemId]) ?? undefined
  /** Rows that pages began and ended with: by them rows are told apart where `fresh` does not, or they have no id. */
  const edges = new Set<unknown>()
  let before = ''
  let known: number | null = null
  let [empty, repeated, idle, useful] = [0, 0, 0, 0]
  return ({ items, total, isAgain }, isLast, fresh) => {
    const count = items.length
    const [first, last] = [idOf(items[0]), idOf(items.at(-1))]
    const outline = first === undefined ? '' : [first, last, count].join()
    repeated = !isAgain && outline && outline === before ? repeated + 1 : 0
    before = outline
    empty = count ? 0 : empty + 1
    let gains = (fresh ?? count) > 0
    if (gains && (fresh === undefined || first === undefined || last === undefined)) {
      const { size } = edges
      gains = edges.add(JSON.stringify(first ?? items[0])).add(JSON.stringify(last ?? items.at(-1))).size > size
    }
    if (gains) useful++
    idle = gains ? 0 : idle + 1
    // It comes again as well where calls arrived meanwhile: as many as it has, which a total tells, or one where it has one.
    const most = count === 1 || total !== known || (fresh !== undefined && total !== null) ? MAX_REPEATED : 0
    known = total
    const what =
      repeated > most
        ? 'a page repeats the rows of the page before'
        : isLast
          ? ''
          : empty > MAX_EMPTY
            ? `${empty} pages in a row are empty but say that rows follow`
            : idle > MAX_IDLE + 2 * useful && `${idle} pages in a row bring no new row but say that rows follow`
    if (what) throw pageFailure(operation, what)
  }
}
