import {
  at,
  type DateFilter,
  isCallspecError,
  nextPosition,
  type Page,
  type PagedOperation,
  type Parents,
  type Position,
  pagedOperation,
  readPage,
  rowsPerPage,
  type SendInit,
} from '@callspec/core'
import {
  type AnyDefinition,
  type Assume,
  assumeFrom,
  getParams,
  type Inputs,
  isSameId,
  listOrder,
  mergeInputs,
  type Source,
  sourceError,
  toInit,
} from '@callspec/provider'
import { KnownRows, type Row } from './known-rows.js'
import { someLists } from './some-lists.js'

export const MOST_REQUESTS = 20

/** Most lists of parents, or pieces of time, that are looked at to find one with calls. */
const MOST_LISTS = 4

/** The budget of requests is used up. */
export class OutOfBudget extends Error {}

/** The kind of an assumption; its id if it has no description. */
export const kindOf = ({ assumptions }: AnyDefinition, id: string): string => assumptions?.[id]?.kind ?? id

/** A page of the list of calls. */
export interface RowPage {
  page: Page<unknown>
  rows: Row[]
  position: Position
}

/** Sends requests to one account within a budget, and caches the responses. */
export class Probe {
  readonly source: Source
  readonly definition: AnyDefinition
  readonly operation: PagedOperation
  readonly maxRequests: number
  readonly known: KnownRows
  requests = 0
  failed = 0
  readonly #init: SendInit
  readonly #answers = new Map<string, Promise<unknown>>()

  constructor(source: Source, maxRequests: number, signal: AbortSignal | undefined) {
    this.source = source
    this.definition = source.definition
    this.operation = pagedOperation(source.definition.descriptor, source.definition.list, source.id)
    this.maxRequests = maxRequests
    this.known = new KnownRows(source)
    const spent = new AbortController()
    // Everything is counted: no retries, and no redirects beyond the budget.
    const onSend = () => {
      if (this.left <= 0) spent.abort(new OutOfBudget('No request is left.'))
      else this.requests++
    }
    this.#init = { signal: signal ? AbortSignal.any([signal, spent.signal]) : spent.signal, retries: 0, onSend }
  }

  /** Requests that may still be sent. */
  get left(): number {
    return this.maxRequests - this.requests
  }

  /** Runs something once, however many checks need it. Failures are cached as well. */
  once<Value>(key: string, run: () => Promise<Value>): Promise<Value> {
    const before = this.#answers.get(key)
    // Each key is used with one type of value.
    if (before) return before as Promise<Value>
    const started = run()
    this.#answers.set(key, started)
    return started
  }

  /** A page of the list of calls. */
  async page(inputs: Inputs, position: Position = this.firstPosition): Promise<RowPage> {
    return this.once(`page ${JSON.stringify([inputs, position])}`, async () => {
      const page = await this.pageOf(this.operation, inputs, position)
      return { page, rows: this.known.add(page.items), position }
    })
  }

  /** A page of any list that may be read without changing anything. */
  async pageOf(operation: PagedOperation, inputs: Inputs, position: Position): Promise<Page<unknown>> {
    const own = operation === this.operation ? mergeInputs(await this.#always(), inputs) : inputs
    return this.#pageOf(operation, own, position)
  }

  #pageOf(operation: PagedOperation, inputs: Inputs, position: Position): Promise<Page<unknown>> {
    return this.#count(() =>
      readPage(this.source.send, operation, { ...toInit(inputs), ...this.#init }, position, operation.pagination.maxSize),
    )
  }

  /** What every request for the list of calls has to name: a parent and a period, of which there are calls if a few requests find any. */
  #always(): Promise<Inputs> {
    return this.once('always', async () => {
      const { parents, longestPeriod } = this.operation.pagination
      if (!parents && !longestPeriod) return {}
      let first: Inputs | undefined
      let tries = 0
      for (const inputs of someLists(this.source, parents ? await this.#parents(parents) : [])) {
        first ??= inputs
        const { items } = await this.#pageOf(this.operation, mergeInputs(this.newestInputs(), inputs), this.firstPosition)
        if (items.length > 1) return inputs
        if (++tries === MOST_LISTS) break
      }
      if (first) return first
      throw sourceError(this.source, 'unsupported', `${this.source.id} cannot be tested: it has no ${parents?.what}.`)
    })
  }

  /** Ids of the first parents. */
  async #parents({ list, rows, id }: Parents): Promise<unknown[]> {
    const paged = () => {
      const operation = pagedOperation(this.definition.descriptor, list, this.source.id)
      return this.#pageOf(operation, {}, firstOf(operation))
    }
    const items = rows ? at(await this.answer(list, {}), rows) : (await paged()).items
    return Array.isArray(items) ? items.map((item) => at(item, id)) : []
  }

  /** The last page of a numbered or offset list; `undefined` if it is the first one, or the first one does not say where it is. */
  async lastPage(inputs: Inputs, { page }: RowPage): Promise<RowPage | undefined> {
    const { type, first, maxSize } = this.operation.pagination
    const size = rowsPerPage(type, page, maxSize) || 1
    const pages = page.pages ?? (page.total === null ? 1 : Math.ceil(page.total / size))
    if (type === 'cursor' || pages <= 1) return undefined
    return this.page(inputs, type === 'page' ? first + pages - 1 : Math.max(0, (page.total ?? 0) - size))
  }

  /** The page after another; `undefined` at the end. */
  async nextPage(inputs: Inputs, { page, position }: RowPage): Promise<RowPage | undefined> {
    const next = this.#after(position, page)
    return next === null ? undefined : this.page(inputs, next)
  }

  /** Where the next page begins. If rows are out of order, the last one does not say where the next window of time begins. */
  #after(position: Position, page: Page<unknown>): Position {
    const { maxSize, window } = this.operation.pagination
    try {
      return nextPosition(this.operation, position, maxSize, page)
    } catch (error) {
      if (window && isCallspecError(error)) return null
      throw error
    }
  }

  /** Sample of the list without filters: its first two pages and its last, or a cursor list's first three. */
  sample(): Promise<RowPage[]> {
    return this.once('sample', async () => {
      const inputs = this.newestInputs()
      const first = await this.page(inputs)
      const second = await this.nextPage(inputs, first)
      if (!second) return [first]
      const third =
        this.operation.pagination.type === 'cursor' ? await this.nextPage(inputs, second) : await this.lastPage(inputs, first)
      return third && third.position !== second.position ? [first, second, third] : [first, second]
    })
  }

  /** The current rows of the sample's pages: a known call that is not among them may have vanished or changed. */
  async rowsNow(): Promise<ReadonlyMap<string, Row>> {
    const rows = new Map<string, Row>()
    for (const { position } of await this.sample()) {
      const { items } = await this.pageOf(this.operation, this.newestInputs(), position)
      for (const item of items) {
        const row = this.known.read(item)
        if (row) rows.set(row.id, row)
      }
    }
    return rows
  }

  /** The response of any GET without path parameters. */
  answer(path: string, query: Record<string, unknown>): Promise<unknown> {
    return this.#count(() => this.source.send('GET', path, { params: { query }, ...this.#init }))
  }

  /** The response for a single call; `undefined` if the platform has no such request, or returns another call. */
  async call(id: string): Promise<object | undefined> {
    const { get } = this.definition
    if (!get || get.accepts?.(id) === false) return undefined
    return this.once(`call ${id}`, async () => {
      const init: SendInit = { params: getParams(this.definition, id), ...this.#init }
      const answer = await this.#count(() => this.source.send('GET', get.path, init))
      const row = typeof answer === 'object' && answer !== null ? get.toRow(answer, id) : undefined
      const answered = row && this.known.read(row)?.id
      return answered !== undefined && isSameId(answered, id) ? row : undefined
    })
  }

  /** Inputs that request the newest calls first, plus other inputs. */
  newestInputs(more: Inputs = {}, assume: Assume<string> = this.assume()): Inputs {
    return mergeInputs(listOrder(this.definition, 'newest', assume).inputs, more)
  }

  /** The source's assumptions with another value for one of them. */
  assume(id?: string, value = 'unknown'): Assume<string> {
    return assumeFrom(id === undefined ? this.source.assumptions : { ...this.source.assumptions, [id]: value })
  }

  /** The source's assumption of a kind. */
  idOf(kind: string): string | undefined {
    return Object.keys(this.source.assumptions).find((id) => kindOf(this.definition, id) === kind)
  }

  /** The value of an assumption, if it may be relied on. */
  reliedOn(id: string): string {
    return this.definition.descriptor.assumptions[id]?.find((value) => value !== 'unknown') ?? 'unknown'
  }

  /** The parameters that bound the list of calls by date. */
  get dateFilters(): readonly DateFilter[] {
    const { method, path } = this.operation
    return this.definition.descriptor.operations[`${method} ${path}`]?.dateFilters ?? []
  }

  get firstPosition(): Position {
    return firstOf(this.operation)
  }

  async #count<Value>(send: () => Promise<Value>): Promise<Value> {
    if (this.left <= 0) throw new OutOfBudget('No request is left.')
    try {
      return await send()
    } catch (error) {
      if (isCallspecError(error)) this.failed++
      throw error
    }
  }
}

const firstOf = ({ pagination: { type, first } }: PagedOperation): Position => (type === 'cursor' ? null : first)
