import { ahead, followPages, type List, type Page, type Position, type RowPage } from '@callspec/core'

/**
 * Reads a list whose next page is only known from the page before: by cursor, or by counters that only say whether rows follow. The next
 * page is fetched while the caller works on this one, unless reading may end early.
 */
export async function* readOneByOne(
  list: List,
  start: Position,
  prefetch: boolean,
  head?: Page<unknown>,
): AsyncGenerator<RowPage, void, void> {
  const follow = followPages(list.operation, list.size)
  let position = start
  let pending = head ? Promise.resolve(head) : list.read(position)
  for (;;) {
    const page = await pending
    const next = follow(position, page)
    if (next !== null && prefetch) pending = ahead(list.read(next))
    // The bound of a window is enough: the watermark knows the calls that were yielded.
    const checkpoint = { position: typeof position === 'object' ? (position?.bound ?? null) : position, total: null, size: null }
    yield { items: page.items, checkpoint, total: page.total, isAgain: false, isLast: next === null }
    if (next === null) return
    if (!prefetch) pending = list.read(next)
    position = next
  }
}
