import { at, type Page, type PagedOperation, type Position, pagedOperation, readPage } from '@callspec/core'
import { toInit } from '../plan.js'
import type { Inputs } from '../provider.js'
import type { Run } from './run.js'

/** One list of a platform as the readers see it: pages of rows at positions. */
export interface List {
  operation: PagedOperation
  /** Rows asked for per page. */
  size: number | null
  /** Reads the page at a position as the platform counts it. */
  read: (position: Position) => Promise<Page<unknown>>
  /** The platform's id of a row, for telling rows apart; `undefined` where a row has none. */
  idOf: (row: unknown) => string | undefined
}

/** Rows that were read together, and where they stood. */
export interface RowPage {
  rows: readonly unknown[]
  /** What `read` takes to read them again. */
  position: Position
  total: number | null
}

export function openList(run: Run, inputs: Inputs): List {
  const { definition, id } = run.plan.source
  const operation = pagedOperation(definition.descriptor, definition.list, id)
  const { maxSize, itemId } = operation.pagination
  const init = { ...toInit(inputs), signal: run.signal }
  return {
    operation,
    size: maxSize,
    async read(position) {
      const page = await readPage<unknown>(run.send, operation, init, position, maxSize)
      if (contradicts(operation, position, page)) run.summary.contradictory++
      return page
    },
    idOf(row) {
      const value = at(row, [itemId])
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
    },
  }
}

/** Whether the counters of a page disagree on whether rows follow. */
function contradicts({ pagination }: PagedOperation, position: Position, page: Page<unknown>): boolean {
  const { total, pages, hasMore, size } = page
  if (typeof position !== 'number' || total === null) return false
  const end =
    pagination.type === 'page' && size !== null
      ? (position - pagination.first) * size + page.items.length
      : position + page.items.length
  if (pagination.type === 'page' && size === null) return false
  const byTotal = end < total
  if (hasMore !== null && hasMore !== byTotal) return true
  return pages !== null && position - pagination.first + 1 < pages !== byTotal
}
