import type { ClientDescriptor } from '../descriptor.js'
import { CallspecError } from '../errors/error.js'
import type { Send, SendInit } from '../types/send.js'
import { eachItem } from './each-item.js'
import { followPages } from './follow-pages.js'
import { pagedOperation, readPage, rowsPerPage } from './page.js'
import type { Page, Position } from './page-types.js'
import { createProgress } from './progress.js'

/** The items of a paged list, page after page, each page requested when it is needed. */
export interface Paginator<Item> extends AsyncIterable<Item> {
  /** Whole pages, each with the `token` that continues after it. */
  pages(): AsyncIterable<TokenPage<Item>>
}

export interface TokenPage<Item> extends Page<Item> {
  /** Continues after this page: pass it as `token`. `null` on the last page. */
  token: string | null
}

export interface PaginateInit extends SendInit {
  /** `token` of an earlier page of the same operation. */
  token?: string | undefined
}

export function paginate<Item>(
  descriptor: ClientDescriptor,
  send: Send,
  path: string,
  { token, ...init }: PaginateInit = {},
  source?: string,
): Paginator<Item> {
  const operation = pagedOperation(descriptor, path, source)
  const { pagination } = operation
  const own = pagination.in === 'body' ? { ...(init.body as object | undefined) } : { ...init.params?.query }
  // The server rejects an input that is neither number nor string, like any other wrong value.
  const inputs = own as Record<string, Position | undefined>
  const { single } = pagination
  // A value, or its text on the wire.
  if (single && String(inputs[single] ?? false) !== 'false') {
    throw new CallspecError(`${descriptor.id} ${path}: ${single} returns one row, not pages. Use ${operation.method}.`, {
      code: 'unsupported',
      provider: descriptor.id,
    })
  }

  async function* pages(): AsyncGenerator<TokenPage<Item>> {
    const started = token === undefined ? undefined : decodeToken(token, path)
    const given = inputs[pagination.sizeInput] ?? pagination.maxSize
    const size = started ? started.size : given === null ? null : Number(given)
    const { type, first } = pagination
    const isCursor = type === 'cursor'
    // What a caller passes of a link is sent with the first page as it is.
    const asked = pagination.link ? undefined : inputs[pagination.input]
    // A number that the caller passed as text.
    const counted = isCursor || Number.isNaN(Number(asked)) ? asked : Number(asked)
    let position: Position = started?.at ?? counted ?? (isCursor ? null : first)
    let rows = started?.rows ?? 0
    const follow = followPages(operation, size)
    const progress = createProgress(operation)
    for (;;) {
      const page: Page<Item> = await readPage(send, operation, init, position, size)
      rows ||= type === 'page' ? rowsPerPage(type, page, size, Number(position) - first) : 0
      const next = follow(position, page, rows)
      progress(page, next === null)
      yield { ...page, token: next === null ? null : encodeToken({ path, at: next, size, ...(rows > 0 && { rows }) }) }
      if (next === null) return
      position = next
    }
  }

  async function* items(): AsyncGenerator<Item[], void, void> {
    for await (const page of pages()) yield page.items
  }

  return { pages, [Symbol.asyncIterator]: () => eachItem(items(), { signal: init.signal }) }
}

interface Token {
  path: string
  at: NonNullable<Position>
  size: number | null
  /** Rows of a full page, if pages are numbered. */
  rows?: number | undefined
}

const encodeToken = (token: Token) => encodeURIComponent(JSON.stringify(token))

function decodeToken(text: string, path: string): Token {
  try {
    const token: Token = JSON.parse(decodeURIComponent(text))
    const { at, size, rows = 1 } = token
    const isWindow = typeof at === 'object' && isCount(at.size) && Array.isArray(at.ids)
    const isPosition = Number.isFinite(at) || typeof at === 'string' || isWindow
    if (token.path === path && isPosition && (size === null || isCount(size)) && isCount(rows)) return token
  } catch {
    // Falls through to the one message below.
  }
  throw new CallspecError(`Not a token of paginate('${path}'). Pass the \`token\` of one of its pages.`, {
    code: 'invalid-request',
  })
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) > 0
