import {
  at,
  type List,
  type Page,
  type PagedOperation,
  type Position,
  pagedOperation,
  requestPage,
  type Unopened,
} from '@callspec/core'
import type { Inputs, Source } from '@callspec/provider'
import { inputEntries, isPlain, toInit } from '@callspec/provider'
import type { SourceReading } from './source-reading.js'
import type { NotApplied } from './summary.js'

export function openList(reading: SourceReading, inputs: Inputs, operation = operationOf(reading.source)): List {
  const { type, first, maxSize, itemId } = operation.pagination
  const init = { ...toInit(inputs), signal: reading.cancel.signal }
  async function request(position: Position, size: number | null, urgent = false): Promise<Unopened> {
    const open = await requestPage<unknown>(reading.send, operation, { ...init, urgent }, position, size)
    return async () => {
      const page = await open()
      if (!urgent && contradicts(operation, position, page)) reading.summary.contradictory++
      noteApplied(reading, operation, inputs, page.body)
      return page
    }
  }
  return {
    operation,
    size: maxSize,
    request: (position) => request(position, maxSize),
    read: async (position) => (await request(position, maxSize))(),
    // Without a documented page size, none is sent.
    look: async () => (await request(type === 'cursor' ? null : first, maxSize === null ? null : 1, true))(),
    idOf(row) {
      const value = at(row, [itemId])
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
    },
  }
}

/** A source's list of calls, or another one. */
export const operationOf = ({ definition, id }: Source, list = definition.list) => pagedOperation(definition.descriptor, list, id)

/** Records filters that the platform says it applied with another value. A filter that it does not echo may still be applied. */
function noteApplied({ plan, summary }: SourceReading, { echoedFilters }: PagedOperation, sent: Inputs, body: unknown): void {
  const applied = at(body, echoedFilters)
  if (!isPlain(applied)) return
  const note = (name: NotApplied) => summary.notApplied.includes(name) || summary.notApplied.push(name)
  for (const [input, value] of inputEntries(sent)) {
    const echo = applied[input]
    if (echo == null || isPlain(echo) || words(echo) === words(value)) continue
    for (const { name, inputs } of plan.filters) {
      if (inputs.includes(input)) note(name)
    }
    if (plan.inputs.includes(input)) note(`inputs.${input}`)
  }
}

/** Normalizes a value to compare it with its echo: single or a list, in any order and case. */
const words = (value: unknown): string => String(value).toLowerCase().split(',').sort().join()

/** Whether the counters of a page disagree with each other or with its rows. */
function contradicts({ pagination }: PagedOperation, position: Position, page: Page<unknown>): boolean {
  const { items, total, pages, hasMore, size } = page
  const { type, first } = pagination
  // A page that others follow holds at least this many rows: a numbered page is full, any other has one row.
  const least = type === 'page' ? size : 1
  if (typeof position !== 'number' || total === null || least === null) return false
  const start = type === 'page' ? (position - first) * least : position
  const follows = start + items.length < total
  return (
    (follows && items.length < least) ||
    (hasMore !== null && hasMore !== follows) ||
    (pages !== null && position - first + 1 < pages !== follows)
  )
}
