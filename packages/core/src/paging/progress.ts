import { at } from '../at.js'
import { type PagedOperation, pageFailure } from './page.js'

/** Empty pages in a row that may claim more: up to here, a new cursor counts as progress even without rows. */
const MAX_EMPTY = 10

/** Times in a row that a page may repeat if a total shows which rows it replaced. */
const MAX_REPEATED = 3

/** Pages in a row that may bring no new row, plus twice those that did, because pages that moved are read again. */
const MAX_IDLE = 20

/** What is checked of a page. `isAgain`: it was requested again, so it may equal the page before. */
type Seen = { items: readonly unknown[]; total: number | null; isAgain?: boolean }

/**
 * Limits reading to lists that make progress, whatever their paging: returns a function that takes each page and throws if pages lead nowhere.
 * `fresh`: how many of its rows are new, if that is known.
 */
export function createProgress(operation: PagedOperation): (page: Seen, isLast: boolean, fresh?: number) => void {
  const idOf = (row: unknown) => at(row, [operation.pagination.itemId]) ?? undefined
  /** First and last rows of pages, which recognise repeated pages if `fresh` is unknown or rows have no id. */
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
    // It also repeats if calls arrived meanwhile: as many as it has, which a total shows, or one if it has one.
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
