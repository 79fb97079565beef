// The pages of Telnyx's lists, of both kinds: TeXML's by links, the others by numbers.

import { type Answer, ok, type Platform } from '../../define-simulator.js'
import { InputReader } from '../../server/input-reader.js'

/** No page names the size of a page. */
const PAGE_SIZE = 20

/** An error in the documented form, with what is documented beside its text. */
export const refuse = (status: number, detail: string, more: object = {}): Answer => ({
  status,
  body: { errors: [{ ...more, detail }] },
})

export const notFound = (): Answer => refuse(404, 'Resource not found')

/** What is wrong with an input, of which only the example of another request is documented. */
export const invalid = (detail: string): Answer =>
  refuse(422, detail, { code: '10032', title: 'Invalid enumerated value', source: { pointer: `/${detail.split(' ')[0]}` } })

const titles: Readonly<Record<number, object>> = {
  401: { code: '10009', title: 'Authentication failed' },
  429: { code: '10011', title: 'Too many requests' },
}

export const errorBody = (message: string, status: number) => refuse(status, message, titles[status]).body

/** The rows of a list that a page is of, and where a token leads. */
export interface LinkedRows {
  name: string
  /** Below the host. */
  path: string
  query: URLSearchParams
  total: number
  /** The place after the row with this id; undefined: there never was one. */
  placeAfter(id: string): number | undefined
  window(offset: number, limit: number): { sid?: unknown }[]
}

const toToken = (id: unknown): string => Buffer.from(String(id)).toString('base64url')
const fromToken = (token: string): string => Buffer.from(token, 'base64url').toString()

/** A page of a TeXML list, with the links to those around it. */
export function linkedPage({ name, path, query, ...list }: LinkedRows, { knob: setting }: Platform): Answer {
  const input = new InputReader(query)
  const size = input.whole('PageSize', { min: 1 }) ?? PAGE_SIZE
  const number = input.whole('Page', { min: 0 }) ?? 0
  if (input.problem !== null) return invalid(input.problem)
  const token = query.get('PageToken')
  const offset = token === null ? 0 : list.placeAfter(fromToken(token))
  if (offset === undefined) return invalid('PageToken is unknown')
  const rows = list.window(offset, size)
  const own = setting('link-filters') === 'kept' ? query : []
  const filters = [...own].filter(([input]) => !['PageSize', 'Page', 'PageToken'].includes(input))
  const link = (to: number, token?: string) =>
    `${path}?${new URLSearchParams([...filters, ['Page', String(to)], ['PageSize', String(size)], ...(token ? [['PageToken', token]] : [])])}`
  const last = setting('last-link')
  // The one documented example has a next page and no rows.
  const hasNext = offset + rows.length < list.total || (last === 'empty-page' && rows.length > 0)
  const next = hasNext ? link(number + 1, toToken(rows.at(-1)?.sid)) : last === 'null' ? null : last === 'empty' ? '' : undefined
  return ok({
    [name]: rows,
    end: Math.max(0, offset + rows.length - 1),
    first_page_uri: link(0),
    ...(next === undefined ? {} : { next_page_uri: next }),
    page: number,
    page_size: rows.length,
    start: rows.length === 0 ? 0 : offset,
    uri: link(number, token ?? undefined),
  })
}

/** A list of few rows, page by page as above. */
export const linkedFew = (
  name: string,
  path: string,
  query: URLSearchParams,
  rows: readonly { sid: string }[],
  platform: Platform,
): Answer =>
  linkedPage(
    {
      name,
      path,
      query,
      total: rows.length,
      placeAfter: (id) => rows.findIndex(({ sid }) => sid === id) + 1 || undefined,
      window: (offset, limit) => rows.slice(offset, offset + limit),
    },
    platform,
  )

/** A page by its number. */
export function numberedPage(
  query: URLSearchParams,
  most: number,
  total: number,
  window: (offset: number, limit: number) => unknown[],
): Answer {
  const input = new InputReader(query)
  const size = input.whole('page[size]', { min: 1, max: most }) ?? 20
  const number = input.whole('page[number]', { min: 1 }) ?? 1
  if (input.problem !== null) return invalid(input.problem)
  return ok({
    data: window((number - 1) * size, size),
    meta: { page_number: number, page_size: size, total_pages: Math.ceil(total / size), total_results: total },
  })
}
