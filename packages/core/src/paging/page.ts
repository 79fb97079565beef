import { at, firstAt } from '../at.js'
import type { ClientDescriptor, ClientOperation, Descriptor, Operation, Pagination } from '../descriptor.js'
import { CallspecError, type ErrorDetails, isCallspecError, saidIn } from '../errors/error.js'
import { requestLabel } from '../errors/http-error.js'
import type { Method, Send, SendInit } from '../types/send.js'
import type { Page, Position } from './page-types.js'
import type { ClientPagedOperation, PagedOperation } from './pagination.js'

export type { ClientPagedOperation, PagedOperation } from './pagination.js'

/** The paged operation of a path. A spec has at most one per path; the lint step sees to it. */
export function pagedOperation(descriptor: Descriptor, path: string, source?: string): PagedOperation
export function pagedOperation(descriptor: ClientDescriptor, path: string, source?: string): ClientPagedOperation
export function pagedOperation(descriptor: ClientDescriptor, path: string, source?: string): ClientPagedOperation {
  for (const [key, operation] of Object.entries(descriptor.operations)) {
    // The descriptor of a client names no filters.
    const { pagination, echoedFilters }: Operation | (ClientOperation & { echoedFilters?: undefined }) = operation
    const [method, ownPath] = key.split(' ')
    if (ownPath !== path || !pagination) continue
    // The generator writes keys as `METHOD /path`.
    return { provider: descriptor.id, source, method: method as Method, path, pagination, echoedFilters }
  }
  throw new CallspecError(`${descriptor.id} ${path} is not a paged list. Use GET or POST.`, {
    code: 'unsupported',
    provider: descriptor.id,
  })
}

/** Reads one page. Position and size win over inputs of the same name in `init`. */
export async function readPage<Item>(...request: Parameters<typeof requestPage>): Promise<Page<Item>> {
  return (await requestPage<Item>(...request))()
}

/** Statuses with which a platform may refuse a page past the end; 200: its body says that the request failed. */
const REFUSED: readonly unknown[] = [200, 400, 404, 410, 416, 422]

/**
 * Requests one page, which is parsed when it is opened. A refused page of a numbered or offset list becomes an empty last page if the
 * first page, read again, shows that the list now ends before it. If the first page comes, the address is right.
 */
export async function requestPage<Item>(
  send: Send,
  operation: ClientPagedOperation,
  init: SendInit,
  position: Position,
  size: number | null,
): Promise<() => Page<Item> | Promise<Page<Item>>> {
  const request = async (at: Position) => {
    const body = await send(operation.method, operation.path, { ...pageInit(operation, init, at, size), unparsed: true })
    // A custom `send` may return the body itself.
    return () => toPage<Item>(operation, typeof body === 'function' ? body() : body)
  }
  async function refused(error: unknown): Promise<Page<Item>> {
    const { type, first } = operation.pagination
    const isCursor = type === 'cursor'
    const start = isCursor ? null : first
    if (position === start || !isCallspecError(error) || !REFUSED.includes(error.status)) throw error
    const head = await request(start)
      .then((open) => open())
      .catch(() => init.signal?.throwIfAborted())
    if (!head) throw error
    if (isCursor || !endsBefore(operation, Number(position), size, head)) {
      const { code, status } = error
      const what = `${status} ${code} on a later page, although the first page works`
      throw code === 'not-found' ? pageFailure(operation, what, { ...error, said: saidIn(error) }) : error
    }
    return { ...head, items: [], body: null, hasMore: false, position: null }
  }
  try {
    const open = await request(position)
    return () => {
      try {
        return open()
      } catch (error) {
        return refused(error)
      }
    }
  } catch (error) {
    const page = await refused(error)
    return () => page
  }
}

/** Whether the list with this first page ends before the page at a position. */
function endsBefore(
  { pagination: { type, first } }: ClientPagedOperation,
  position: number,
  size: number | null,
  head: Page<unknown>,
) {
  const { items, total, pages, hasMore } = head
  const rows = total ?? (hasMore === false ? items.length : Number.POSITIVE_INFINITY)
  return position - first >= (type === 'page' ? (pages ?? rows / (rowsPerPage(type, head, size) || 1)) : rows)
}

/**
 * Rows of a full page, judged by a page so many pages after the first: as many as it says, else as requested. What the page holds counts
 * if it is more, or if it is less and the page is not the last: then the platform returns no larger ones.
 */
export function rowsPerPage(
  type: Pagination['type'],
  { items, size, total, pages, hasMore }: Page<unknown>,
  asked: number | null,
  place = 0,
): number {
  const said = size ?? asked ?? 0
  const came = items.length
  // Numbered pages are counted by the size that these counters imply, whatever a page holds.
  if (type === 'page' && size !== null && (pages !== null || hasMore !== null)) return size
  return came > said || (came > 0 && total !== null && place * said + came !== total) ? came : said
}

function toPage<Item>(operation: ClientPagedOperation, body: unknown): Page<Item> {
  const { pagination } = operation
  const found = at(body, pagination.items)
  const total = whole(firstAt(body, pagination.total))
  const hasMore = flag(firstAt(body, pagination.hasMore))
  // Some languages serialise an empty list as null; the counters show that no rows are missing.
  const items = found === null && (total === 0 || (total === null && hasMore === false)) ? [] : found
  if (!Array.isArray(items)) {
    const received = items === null ? 'null' : typeof items
    throw pageFailure(operation, `expected an array at ${pagination.items.join('.') || 'the root'}, received ${received}`)
  }
  return {
    items,
    body,
    total,
    pages: whole(firstAt(body, pagination.pages)),
    hasMore,
    nextCursor: cursor(at(body, pagination.nextCursor)),
    position: whole(firstAt(body, pagination.position)),
    // A page size of 0 is none.
    size: whole(firstAt(body, pagination.size)) || null,
  }
}

/** What `readPage` sends: `init` with position and size where the operation takes them. */
export function pageInit(
  { pagination }: ClientPagedOperation,
  init: SendInit,
  position: Position,
  size: number | null,
): SendInit {
  const inputs: Record<string, unknown> = {}
  const window = typeof position === 'object' ? position : null
  const from = window ? window.bound : position
  const rows = window ? window.size : size
  if (rows !== null) inputs[pagination.sizeInput] = rows
  if (from !== null)
    Object.assign(inputs, pagination.link ? Object.fromEntries(new URLSearchParams(String(from))) : { [pagination.input]: from })
  return pagination.in === 'body'
    ? // A body of a paged list is an object in every spec; the lint step sees to it.
      { ...init, body: { ...(init.body as object | undefined), ...inputs } }
    : { ...init, params: { ...init.params, query: { ...init.params?.query, ...inputs } } }
}

/**
 * Where the page after this one begins, or `null` at the end. Throws if the response is another page than requested, or does not say whether
 * rows follow. Removes rows from the page that an earlier window brought.
 */
export function nextPosition(
  operation: ClientPagedOperation,
  position: Position,
  size: number | null,
  page: Page<unknown>,
): Position {
  const { pagination } = operation
  const read = pagination.next(pagination, position, size, page)
  if (typeof read === 'string') throw pageFailure(operation, read)
  if (read.items) page.items = read.items
  return read.next
}

/** Throws if a page says that it is another one than requested. */
export function checkPosition(operation: ClientPagedOperation, position: Position, page: Page<unknown>): void {
  if (page.position === null || page.position === position) return
  const { type } = operation.pagination
  throw pageFailure(operation, `requested ${type} ${position}, received ${type} ${page.position}`)
}

/**
 * Throws if a numbered page that is not the last has another number of rows than the pages before: the size determines where pages begin,
 * so rows between two of them would be missed. Returns the number.
 */
export function checkSize(operation: ClientPagedOperation, before: number | null, { size }: Page<unknown>): number | null {
  if (before !== null && size !== null && size !== before && operation.pagination.type === 'page') {
    throw pageFailure(operation, `pages of ${before} rows are followed by one of ${size}`)
  }
  return before ?? size
}

/** A page that contradicts itself or the request. */
export function pageFailure(
  operation: Pick<ClientPagedOperation, 'provider' | 'source' | 'method' | 'path'>,
  what: string,
  details?: Omit<ErrorDetails, 'code'>,
): CallspecError {
  const { provider, source, method, path } = operation
  const label = requestLabel(provider, source, `${method} ${path}`)
  const code = 'unexpected-response'
  return new CallspecError(`${label}: ${what}. Try again, and report it if it persists.`, { code, provider, source, ...details })
}

/** A whole number from 0 on, also as text; `null` for anything else, or if it is too large to be exact. */
function whole(value: unknown): number | null {
  const number = typeof value === 'string' && /\d/.test(value) ? +value : value
  // A safe integer is a number.
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : null
}

/** True or false, also as 1 or 0 and as text. */
function flag(value: unknown): boolean | null {
  const text = typeof value === 'object' ? '' : String(value)
  return /^\s*(true|1)\s*$/i.test(text) || (/^\s*(false|0)\s*$/i.test(text) ? false : null)
}

/** A cursor as text, also from a number. A number too large to be exact is unknown. */
function cursor(value: unknown): string | number | null {
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER ? null : (whole(value) ?? String(value))
  return typeof value === 'string' && value !== '' ? value : null
}
