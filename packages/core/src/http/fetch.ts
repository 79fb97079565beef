import type { FailedRequest, RequestFailure } from './failure.js'
import type { Landed } from './raw-response.js'
import type { Draft } from './request-draft.js'

// How requests are made and sent where there is nothing but `fetch`: `#http` in browsers and workers. In Node, Bun and Deno it is node.ts.

/** A function, not an arrow: openapi-fetch calls it with `new`. */
export function createRequest(url: string, init: RequestInit): Draft | Request {
  return new Request(url, init)
}

// Nothing here makes a draft.
export const toRequest = (request: Draft | Request): Request => request as Request

/** How a `fetch` has to send: redirects are followed elsewhere. */
export const initFor = (signal: AbortSignal, body: ArrayBuffer | undefined, _once: boolean): RequestInit => ({
  signal,
  redirect: 'manual',
  ...(body && { body }),
})

export const sendByDefault = (
  request: Draft | Request,
  signal: AbortSignal,
  body: ArrayBuffer | undefined,
  _once: { isOut?: boolean | undefined } | undefined,
): Promise<Response> => fetch(toRequest(request), initFor(signal, body, false))

/** The words of browsers for a failed request. None of them tells why it failed. */
const KNOWN_WORDS = /Failed to fetch|fetch failed|Load failed|NetworkError/

/** The reason of a failure, in known words: whatever else it holds would be printed with the error. */
export function harmlessCause(reason: unknown, _mask: (text: string) => string): Error | undefined {
  const [words] = KNOWN_WORDS.exec(reason instanceof Error ? reason.message : '') ?? []
  return words ? new Error(words) : undefined
}

export const isUnreadable = (_error: unknown): boolean => false

export function failureOf(error: unknown, { mask }: FailedRequest): RequestFailure {
  const cause = harmlessCause(error, mask)
  return { cause, reason: cause?.message ?? 'unknown reason' }
}

/** A response whose body was read already, as one that can be read. The lengths are left out; they counted the bytes on the wire. */
export function toResponse({ response, body }: Landed): Response {
  const { status, statusText, url, headers } = response
  const made = new Response(response.body && body, { status, headers })
  made.headers.delete('content-length')
  made.headers.delete('content-encoding')
  // A text brings a type of its own.
  if (!headers.has('content-type')) made.headers.delete('content-type')
  // A made response has no URL, and its reason phrase may not hold every character that is received.
  return Object.defineProperties(made, { url: { value: url }, statusText: { value: statusText } })
}
