// The pages of Twilio's lists.

import { type Answer, ok } from '../../define-simulator.js'
import { InputReader } from '../../server/input-reader.js'
import type { Rows } from '../../world/listing.js'
import type { WorldCall } from '../../world/world.js'

/** What a request says of the page that it wants. */
interface Wanted {
  size: number
  page: number
  /** The row that the page comes after, or before; absent: it is the first page. */
  token: { isAfter: boolean; sid: string } | undefined
}

/** Reads the inputs of a page; a page with a number but no token of its own is refused. */
function pageOf(query: URLSearchParams): Wanted | Answer {
  const input = new InputReader(query)
  const size = input.whole('PageSize', { min: 1, max: 1000 }) ?? 50
  const page = input.whole('Page', { min: 0 }) ?? 0
  if (input.problem !== null) return refuse(400, input.problem)
  const [, side, sid] = /^P([AB])([A-Z]{2}[0-9a-f]{32})$/.exec(query.get('PageToken') ?? '') ?? []
  if (sid === undefined && (page > 0 || query.has('PageToken'))) return badToken()
  return { size, page, token: sid === undefined ? undefined : { isAfter: side === 'A', sid } }
}

const isAnswer = (value: Wanted | Answer): value is Answer => 'status' in value

/** A page of rows with the links to those around it, which repeat the inputs. */
function page(
  name: string,
  rows: readonly { sid?: unknown }[],
  {
    path,
    query,
    size,
    page: number,
    offset,
    total,
  }: Wanted & { path: string; query: URLSearchParams; offset: number; total: number },
): Answer {
  const filters = [...query].filter(([input]) => !['PageSize', 'Page', 'PageToken'].includes(input))
  const link = (to: number, token?: string) => {
    const inputs = [...filters, ['PageSize', String(size)], ['Page', String(to)], ...(token ? [['PageToken', token]] : [])]
    return `${path}?${new URLSearchParams(inputs)}`
  }
  return ok({
    [name]: rows,
    page: number,
    page_size: size,
    start: rows.length === 0 ? 0 : offset,
    end: Math.max(0, offset + rows.length - 1),
    uri: link(number, query.get('PageToken') ?? undefined),
    first_page_uri: link(0),
    next_page_uri: offset + rows.length < total ? link(number + 1, `PA${rows.at(-1)?.sid}`) : null,
    previous_page_uri: offset > 0 && rows.length > 0 ? link(Math.max(0, number - 1), `PB${rows[0]?.sid}`) : null,
  })
}

/** A page of a list of calls, or of what calls have one of each; `indexOf` finds the call of a row's sid. */
export function listingPage(
  rows: Rows,
  list: {
    name: string
    path: string
    query: URLSearchParams
    indexOf: (sid: string) => number | undefined
    write: (call: WorldCall) => { sid?: unknown }
  },
): Answer {
  const { name, path, query, indexOf, write } = list
  const wanted = pageOf(query)
  if (isAnswer(wanted)) return wanted
  const { token, size } = wanted
  const index = token && indexOf(token.sid)
  if (token && index === undefined) return badToken()
  // It continues after a row, not at a position, so calls that arrive do not shift it.
  const after = index === undefined ? 0 : rows.positionAfter(index)
  const offset = token && !token.isAfter ? Math.max(0, after - 1 - size) : after
  return page(name, rows.window(offset, size).map(write), { ...wanted, path, query, offset, total: rows.total })
}

/** A list of few rows as its first page, and what follows. */
export function shortPage<Row extends { sid: string }>(
  name: string,
  path: string,
  rows: readonly Row[],
  query: URLSearchParams,
): Answer {
  const wanted = pageOf(query)
  if (isAnswer(wanted)) return wanted
  const { token, size } = wanted
  const place = token ? rows.findIndex(({ sid }) => sid === token.sid) : 0
  if (place < 0) return badToken()
  const offset = token ? (token.isAfter ? place + 1 : Math.max(0, place - size)) : 0
  return page(name, rows.slice(offset, offset + size), { ...wanted, path, query, offset, total: rows.length })
}

/** The documented error for a page without its token. */
const badToken = (): Answer => refuse(400, 'Page number without a valid PageToken', 21481)

/** An error in the documented form, with its number where a page names it. */
export function refuse(status: number, message: string, code?: number): Answer {
  const more = code === undefined ? {} : { code, more_info: `https://www.twilio.com/docs/errors/${code}` }
  return { status, body: { ...errorBody(message, status), ...more } }
}

export const errorBody = (message: string, status: number) => ({ status, message })

export const notFound = (): Answer => refuse(404, 'The requested resource was not found')
