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

// Loaded with the first request, because an import would wait for it. If it cannot be loaded, `fetch` is used.
const load = async (): Promise<NodeHttp> => (nodeHttp ??= await import('./node-http.js').catch(() => ({})))

/**
 * Sends over `node:http` if that may replace `fetch`, else with `fetch`. `once`: records whether a request that is sent only once went out.
 */
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
  // A stream alone would be sent in chunks, which not every server accepts.
  if (once && body) {
    const headers = new Headers(sent.headers)
    headers.set('content-length', String(body.byteLength))
    init.headers = headers
  }
  return fetch(sent, init)
}

/** Options for `fetch`: redirects are followed elsewhere, and what is sent only once must not be repeated. */
export const initFor = (signal: AbortSignal, body: ArrayBuffer | undefined, once: boolean): RequestInit => ({
  signal,
  redirect: 'manual',
  ...(once ? sentOnce(body) : body && { body }),
})

/**
 * The body of a request that is sent only once, for `fetch`. After a 421, Node's `fetch` repeats a request with bytes or without a body
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch), but cannot repeat a stream. Bun repeats a request when a kept connection was
 * closed, and keeps none without `keepalive`.
 */
const sentOnce = (body: ArrayBuffer | undefined): RequestInit & { duplex?: 'half' } =>
  'Bun' in globalThis || 'Deno' in globalThis
    ? { keepalive: false, ...(body && { body }) }
    : { body: new Blob([body ?? '']).stream(), duplex: 'half' }
