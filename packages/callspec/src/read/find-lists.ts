import { type ParentFinder, type ParentList, pagedOperation } from '@callspec/core'
import type { Inputs } from '@callspec/provider'
import { openList } from './list.js'
import { openPages } from './open-pages.js'
import type { SourceReading } from './source-reading.js'

/** One of a source's lists: a request of its plan, for one parent if there is one list for each. */
export type SourceList = Omit<ParentList<Inputs>, 'parent'> & Partial<Pick<ParentList<Inputs>, 'parent'>>

/** The lists of the account itself. */
export const accountLists = ({ plan: { requests, pages, cut } }: SourceReading): SourceList[] =>
  requests.map((inputs, index) => ({ inputs, index, concurrency: pages.concurrency, since: cut?.since ?? 0 }))

/** How the parents of a source are found; `undefined`: its lists are the account's. */
export function finderOf(reading: SourceReading): ParentFinder | undefined {
  const { source, send, cancel } = reading
  const { descriptor, list } = source.definition
  const of = (path: string) => pagedOperation(descriptor, path, source.id)
  const operation = of(list)
  const { parents } = operation.pagination
  return (
    parents && {
      parents,
      operation,
      pages: (path) => openPages(openList(reading, {}, of(path)), descriptor, source.concurrency, false, null),
      whole: (path) => send('GET', path, { signal: cancel.signal }),
    }
  )
}
