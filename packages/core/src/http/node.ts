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

// Loaded with the first request: an import would wait for it. What cannot be loaded is not used.
const load = async (): Promise<NodeHttp> => (nodeHttp ??= await import('./node-http.js').catch(() => ({})))

/**
 * Sends over `node:http` where that may take the place of `fetch`, else by `fetch`. `once`: what is told of a request that is sent once.
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
  // A stream alone would go in chunks, which not every server takes.
  if (once && body) {
    const headers = new Headers(sent.headers)
    headers.set('content-length', String(body.byteLength))
    init.headers = headers
  }
  return fetch(sent, init)
}

/** How a `fetch` has to send: redirects are followed elsewhere, and what is sent once it must not send again. */
export const initFor = (signal: AbortSignal, body: ArrayBuffer | undefined, once: boolean): RequestInit => ({
  signal,
  redirect: 'manual',
  ...(once ? sentOnce(body) : body && { body }),
})

/**
 * The body of what is sent once, for a `fetch`: Node's sends bytes that it has, or none at all, a second time after a 421
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch). It cannot send a stream again. Bun sends again when a connection that it kept
 * was closed, and keeps none without `keepalive`.
 */
const sentOnce = (body: ArrayBuffer | undefined): RequestInit & { duplex?: 'half' } =>
  'Bun' in globalThis || 'Deno' in globalThis
    ? { keepalive: false, ...(body && { body }) }
    : { body: new Blob([body ?? '']).stream(), duplex: 'half' }
