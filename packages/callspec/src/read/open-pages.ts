import {
  type CountedCheckpoint,
  type Descriptor,
  invalidConfiguration,
  type List,
  type PageCheckpoint,
  type RowPage,
  rowsPerPage,
} from '@callspec/core'
import { readOneByOne } from './sequential-pages.js'

/** Opens the pages of a list: read in parallel if it is numbered and names its total, else one after another. */
export async function openPages(
  list: List,
  { id, readInParallel }: Pick<Descriptor, 'id' | 'readInParallel'>,
  concurrency: number,
  mayEndEarly: boolean,
  from: PageCheckpoint | null,
): Promise<AsyncGenerator<RowPage, void, void>> {
  const { type, first } = list.operation.pagination
  if (type === 'cursor') return readOneByOne(list, from?.position ?? null, !mayEndEarly)
  if (!readInParallel) throw invalidConfiguration(id, `${id}: numbered pages need readInParallel in the descriptor.`)
  if (from && isCounted(from)) return readInParallel(list, concurrency, mayEndEarly, from)
  const start = from?.position ?? first
  if (start !== first) return readOneByOne(list, start, !mayEndEarly)
  const head = await list.read(start)
  const isCountable = head.total !== null && rowsPerPage(type, head, list.size) > 0
  return isCountable ? readInParallel(list, concurrency, mayEndEarly, head) : readOneByOne(list, start, !mayEndEarly, head)
}

const isCounted = (page: PageCheckpoint): page is CountedCheckpoint =>
  typeof page.position === 'number' && page.total !== null && page.size !== null
