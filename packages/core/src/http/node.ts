import { isFetchOfNode } from './is-node-fetch.js'
import type { Incoming } from './raw-response.js'
import { type Draft, toRequest } from './request-draft.js'

// How requests are made and sent in Node, and by `fetch` alone in Bun and Deno. What this buys and how to switch it off: README.md.

export { failureOf, isUnreadable } from './reasons.js'
export { createRequest, toRequest } from './request-draft.js'
export { harmlessCause } from './safe-cause.js'
export { toResponse } from './text-response.js'

type NodeHttp = Partial<typeof import('./node-http.js')>

let nodeHttp: NodeHttp | undefined

// Loaded with the first request, so that the import need not wait. If that fails, `fetch` is used.
const load = async (): Promise<NodeHttp> => (nodeHttp ??= await import('./node-http.js').catch(() => ({})))

/** Sends over `node:http` if `fetch` is Node's own, else by `fetch`. `once`: reports on a request that is sent only once. */
export async function sendByDefault(
  request: Draft | Request,
  signal: AbortSignal,
  body: ArrayBuffer | undefined,
  once: { isOut?: boolean | undefined } | undefined,
): Promise<Incoming> {
  if (isFetchOfNode()) {
    const { sendOverHttp } = nodeHttp ?? (await load())
    if (sendOverHttp) return sendOverHttp(request, signal, body, once)
  }
  const init = initFor(signal, body, once !== undefined)
  const sent = toRequest(request)
  // A stream without a length is sent in chunks, which not every server accepts.
  if (once && body) {
    const headers = new Headers(sent.headers)
    headers.set('content-length', String(body.byteLength))
    init.headers = headers
  }
  return fetch(sent, init)
}

/** Options for `fetch`: redirects are followed elsewhere, and what is sent only once must not be sent again. */
export const initFor = (signal: AbortSignal, body: ArrayBuffer | undefined, once: boolean): RequestInit => ({
  signal,
  redirect: 'manual',
  ...(once ? sentOnce(body) : body && { body }),
})

/**
 * Keeps `fetch` from sending a request twice. Node's sends bytes, or an empty body, again after a 421
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch), but cannot send a stream again. Bun sends again if a kept connection was
 * closed, and keeps none without `keepalive`.
 */
const sentOnce = (body: ArrayBuffer | undefined): RequestInit & { duplex?: 'half' } =>
  'Bun' in globalThis || 'Deno' in globalThis
    ? { keepalive: false, ...(body && { body }) }
    : { body: new Blob([body ?? '']).stream(), duplex: 'half' }
