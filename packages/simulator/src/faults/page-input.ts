// The input of a request that selects a page of a list.
import type { ApiRequest, PageInput } from '../define-simulator.js'
import { isObject } from '../server/json-body.js'
import type { Exchange } from './fault.js'

/** A request's value of an input, by default of the one that selects the page. */
export function inputOf({ query, body }: ApiRequest, page: PageInput, input = page.input): unknown {
  if (page.in === 'query') return query.get(input) ?? undefined
  return isObject(body) ? body[input] : undefined
}

/** A request with another value of an input; `undefined` leaves the input out. */
export function withInput(request: ApiRequest, page: PageInput, input: string, value: unknown): ApiRequest {
  const { query, body } = request
  if (page.in === 'body') return { ...request, body: { ...(isObject(body) ? body : {}), [input]: value } }
  const changed = new URLSearchParams(query)
  if (value === undefined) changed.delete(input)
  else changed.set(input, String(value))
  return { ...request, query: changed }
}

/** What a response has in the place of its next cursor, if the next page is the one with this cursor. */
export function nextWith({ url, definition: { calls } }: Exchange, cursor: unknown): unknown {
  if (calls.page.kind !== 'cursor' || calls.page.inLink === undefined) return cursor
  const { pathname, searchParams } = new URL(url, 'http://simulator')
  searchParams.set(calls.page.input, String(cursor))
  return `${pathname}?${searchParams}`
}

export function firstPage(request: ApiRequest, page: PageInput): ApiRequest {
  if (page.kind !== 'cursor') return withInput(request, page, page.input, page.first)
  return [page.input, ...(page.inLink ?? [])].reduce((left, input) => withInput(left, page, input, undefined), request)
}
