// The loop that people write by hand: one page after another, and nothing but JSON.parse.
import type { Read, Shape, Target } from '../job.ts'

type Position = string | number | undefined

interface List {
  headers: (credentials: Target['credentials']) => Record<string, string>
  /** URL below the base, or the body of a POST. */
  request: (position: Position) => { path: string; body?: object }
  first?: number
  rows: (page: Page) => unknown[]
  /** Where the next page begins; `undefined` at the end. */
  next: (page: Page, position: Position) => Position
}

// The members of the responses that the loops read; trusted, as such loops do.
interface Page {
  data: unknown[] & { calls: unknown[]; pagination: { page: number; has_next_page: boolean } }
  pagination: { current_page: number; last_page: number; has_more: boolean; next_cursor: string; offset: number; limit: number }
  current_page: number
  last_page: number
  items: unknown[]
  has_more: boolean
  pagination_key: string
}

const bearer = ({ token = '' }: Target['credentials']) => ({ authorization: `Bearer ${token}` })

const LISTS: Record<Shape, List> = {
  talkover: {
    headers: bearer,
    first: 1,
    request: (page) => ({ path: `/calls?per_page=100&page=${page}` }),
    rows: ({ data }) => data,
    next: ({ pagination }) => (pagination.current_page < pagination.last_page ? pagination.current_page + 1 : undefined),
  },
  autocalls: {
    headers: bearer,
    first: 1,
    request: (page) => ({ path: `/user/calls?per_page=100&page=${page}` }),
    rows: ({ data }) => data,
    next: (page) => (page.current_page < page.last_page ? page.current_page + 1 : undefined),
  },
  agentvoice: {
    headers: ({ apiKey = '', organizationId = '' }) => ({ 'x-api-key': apiKey, 'x-organization-id': organizationId }),
    first: 0,
    request: (offset) => ({ path: `/calls?order_by=started_at&order=desc&limit=100&offset=${offset}` }),
    rows: ({ data }) => data,
    next: ({ pagination }) => (pagination.has_more ? pagination.offset + pagination.limit : undefined),
  },
  zudu: {
    headers: ({ apiKey = '', apiSecret = '' }) => ({
      'x-api-key': apiKey,
      'x-api-secret': apiSecret,
      'content-type': 'application/json',
    }),
    first: 0,
    request: (page) => ({
      path: '/api/calls',
      body: { sort_by: 'start_timestamp', sort_order: 'descending', limit: 100, page },
    }),
    rows: ({ data }) => data.calls,
    next: ({ data: { pagination } }) => (pagination.has_next_page ? pagination.page + 1 : undefined),
  },
  butter: {
    headers: ({ apiKey = '' }) => ({ 'x-api-key': apiKey }),
    request: (cursor) => ({
      path: `/api/calls?limit=100${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    }),
    rows: ({ data }) => data,
    next: ({ pagination }) => (pagination.has_more ? pagination.next_cursor : undefined),
  },
  retell: {
    headers: ({ apiKey = '' }) => ({ authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }),
    request: (key) => ({ path: '/v3/list-calls', body: { limit: 100, ...(key !== undefined && { pagination_key: key }) } }),
    rows: ({ items }) => items,
    next: (page) => (page.has_more ? page.pagination_key : undefined),
  },
  vapi: {
    headers: bearer,
    request: (before) => ({
      path: `/call?limit=100${before === undefined ? '' : `&createdAtLt=${encodeURIComponent(before)}`}`,
    }),
    // A bare array.
    rows: (page) => page as unknown as { createdAt: string }[],
    next: (page) => (page as unknown as { createdAt: string }[]).at(-1)?.createdAt,
  },
}

export const read: Read = async (targets, consume) => {
  for (const { shape, baseUrl, credentials } of targets) {
    const list = LISTS[shape]
    const headers = list.headers(credentials)
    let position: Position = list.first
    do {
      const { path, body } = list.request(position)
      const response = await fetch(`${baseUrl}${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) })
      if (!response.ok) throw new Error(`${shape} ${path}: ${response.status}. Check the server.`)
      const page: Page = JSON.parse(await response.text())
      for (const row of list.rows(page)) {
        const wait = consume(row)
        if (wait) await wait
      }
      position = list.next(page, position)
    } while (position !== undefined)
  }
}
