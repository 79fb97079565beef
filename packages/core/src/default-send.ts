import { type Draft, toRequest } from './draft.js'
import type { Incoming } from './incoming.js'

let overHttp: typeof import('#node-http').sendOverHttp | undefined

/**
 * Sends with what the runtime has: its `fetch`, or in Node `node:http` where that may take the place of `fetch`. What is sent once goes over
 * `fetch`: the connection that it is given is less likely to be one that the other side closes.
 */
export async function sendByDefault(
  request: Draft | Request,
  signal: AbortSignal,
  body: ArrayBuffer | undefined,
  safe: boolean,
): Promise<Incoming> {
  // Loaded with the first request: an import would wait for it. What cannot be loaded is not used.
  overHttp ??= (await import('#node-http').catch(() => undefined))?.sendOverHttp ?? (() => undefined)
  return (
    (safe && overHttp(request, signal, body)) ||
    globalThis.fetch(toRequest(request), { signal, redirect: 'manual', ...(body && { body }) })
  )
}
