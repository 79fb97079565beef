import { type Position, rowsPerPage } from '@callspec/core'
import { isCounted, type Stood } from './checkpoint.js'
import type { List, RowPage } from './list.js'
import { CountedReader } from './parallel-pages.js'
import { readOneByOne } from './sequential-pages.js'

/** Reads a list to its end in the way that its counters allow: many pages at once where it tells its total. */
export function readList(
  list: List,
  concurrency: number,
  mayEndEarly: boolean,
  from: Stood | null,
): AsyncGenerator<RowPage, void, void> {
  const isCursor = list.operation.pagination.type === 'cursor'
  return isCursor ? readOneByOne(list, from?.position ?? null, !mayEndEarly) : readNumbered(list, concurrency, mayEndEarly, from)
}

async function* readNumbered(
  list: List,
  concurrency: number,
  mayEndEarly: boolean,
  from: Stood | null,
): AsyncGenerator<RowPage, void, void> {
  const { type, first } = list.operation.pagination
  const counted = new CountedReader(list, concurrency, mayEndEarly)
  if (from && isCounted(from)) {
    yield* counted.readFrom(from)
    return
  }
  const start: Position = from?.position ?? first
  if (start !== first) {
    yield* readOneByOne(list, start, !mayEndEarly)
    return
  }
  const head = await list.read(start)
  if (head.total === null || rowsPerPage(type, head, list.size) <= 0) {
    yield* readOneByOne(list, start, !mayEndEarly, head)
  } else yield* counted.readAfter(head)
}
