import type { Position } from '@callspec/core'
import { CountedReader } from './counted.js'
import { readOneByOne } from './cursor.js'
import type { List, RowPage } from './list.js'

/** Reads a list to its end in the way that its counters allow: many pages at once where it tells its total. */
export async function* readList(list: List, concurrency: number, mayEndEarly: boolean): AsyncGenerator<RowPage, void, void> {
  const { type, first } = list.operation.pagination
  const start: Position = type === 'cursor' ? null : first
  if (type === 'cursor') {
    yield* readOneByOne(list, start, !mayEndEarly)
    return
  }
  const head = await list.read(start)
  if (head.total === null || (head.size ?? list.size ?? head.items.length) === 0)
    yield* readOneByOne(list, start, !mayEndEarly, head)
  else yield* new CountedReader(list, concurrency, mayEndEarly).readAfter(head, 0)
}
