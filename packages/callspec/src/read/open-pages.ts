import { rowsPerPage } from '@callspec/core'
import { isCounted, type PageCheckpoint } from './checkpoint.js'
import type { List, RowPage } from './list.js'
import { ParallelReader } from './parallel-pages.js'
import { readOneByOne } from './sequential-pages.js'

/** The pages of a list, read in the way that its counters allow: many at once where it tells its total. */
export async function openPages(
  list: List,
  concurrency: number,
  mayEndEarly: boolean,
  from: PageCheckpoint | null,
): Promise<AsyncGenerator<RowPage, void, void>> {
  const { type, first } = list.operation.pagination
  if (type === 'cursor') return readOneByOne(list, from?.position ?? null, !mayEndEarly)
  const reader = new ParallelReader(list, concurrency, mayEndEarly)
  if (from && isCounted(from)) return reader.resume(from)
  const start = from?.position ?? first
  if (start !== first) return readOneByOne(list, start, !mayEndEarly)
  const head = await list.read(start)
  const isCountable = head.total !== null && rowsPerPage(type, head, list.size) > 0
  return isCountable ? reader.readAfter(head) : readOneByOne(list, start, !mayEndEarly, head)
}
